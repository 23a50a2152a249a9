"""Attributions in set phrases."""

from __future__ import annotations

import pytest

from summarizer.phrasings import phrased
from tests.builders import sentences


def read(text: str) -> list[tuple[str | None, list[str]]]:
    frames = phrased(text, sentences(text)[0], [])
    return [(text[f.source.start : f.source.end] if f.source else None, [text[c.start : c.end] for c in f.contents]) for f in frames]


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("The union puts the crowd at 2,500.", "The union", ["the crowd at 2,500."]),
        ("The directorate counted nine houses destroyed.", "The directorate", ["nine houses destroyed."]),
        (
            "The gates were replaced in 1997, records of the dyke board show.",
            "records of the dyke board",
            ["The gates were replaced in 1997"],
        ),
        ("Only three firms listed this year, per exchange data.", "exchange data", ["Only three firms listed this year, "]),
        ("By its count, 2,900 people fell ill.", "its", [", 2,900 people fell ill."]),
    ],
)
def test_a_set_phrase_names_its_source(text: str, source: str, contents: list[str]) -> None:
    assert read(text) == [(source, contents)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor put forward a plan for 72 hours at sea.",
        "The professor also puts the people at fault.",
        "The train ran at 90 miles per hour.",
        "The pier was built in 1904, and it is 300 metres long.",
    ],
)
def test_what_only_looks_like_one_names_nobody(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The captain is believed to have been asleep.", "The captain is believed to have been asleep."),
        ("It is widely expected that the rule will go.", "the rule will go."),
        ("Word has it that the shift went home.", "the shift went home."),
    ],
)
def test_nobodys_word_has_no_source(text: str, content: str) -> None:
    assert read(text) == [(None, [content])]
