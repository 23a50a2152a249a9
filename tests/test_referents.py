"""The name behind a pronoun, where one candidate alone is there; else none."""

from __future__ import annotations

import pytest

from summarizer.attribution import attribute
from summarizer.claims import extract
from summarizer.models.base import Encoder
from tests.builders import article, sentences


def last(encoder: Encoder, text: str) -> str:
    said = attribute(article(text), sentences(text), encoder)
    found = extract(article(text), sentences(text), said, encoder)[-1]
    assert text[found.quote.start : found.quote.end] == found.quote.text
    return found.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Omar Lind left the council in May. \nHe had sat on it for 37 years.", "Omar Lind had sat on it for 37 years."),
        ("Mrs Ana Brandt sold the pier in May. \nHer house on the quay was sold too.", "Ana Brandt’s house on the quay was sold too."),
        ("The harbour office tested 22 boats in June. \nIn 14 of them oil was found.", "In 14 of the 22 boats oil was found."),
        ("The Lesna Institute published a study in May. \nIt lost 37 members in June.", "The Lesna Institute lost 37 members in June."),
    ],
)
def test_a_pronoun_at_the_beginning_gets_the_one_name_that_fits(encoder: Encoder, text: str, expected: str) -> None:
    assert last(encoder, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr Omar Lind met Mr Per Holt in May. \nHe had sold the pier for 40 crowns.",
        "The harbour office tested 22 boats and 14 cranes in June. \nIn nine of them oil was found.",
        "The harbour office tested 22 boats in June. \nMr Omar Lind said 300 of them leaked.",
        "The Lesna Institute published a study in May. \nIt is too early to tell what it costs.",
        "Mayor Ana Brandt opened the pier in May. \nShe said she had written to the port nine times.",
    ],
)
def test_where_it_is_not_sure_who_is_meant_nobody_is_named(encoder: Encoder, text: str) -> None:
    words = last(encoder, text)
    assert not any(name in words for name in ("Lind", "Holt", "Brandt", "Lesna", "22 boats", "14 cranes"))
