"""Where one sentence holds two statements."""

from __future__ import annotations

import pytest

from summarizer.clauses import completed, is_clause, split
from summarizer.models.base import Encoder, Tag
from summarizer.records import span


def parts(encoder: Encoder, text: str) -> list[str]:
    words = encoder.tag([text], "words")[0]
    return [p.quote.text for p in split(text, span(text, 0, len(text)), words)]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "21,600 soldiers deserted in October, with a total of 180,000 deserters recorded since January",
            ["21,600 soldiers deserted in October", "a total of 180,000 deserters recorded since January"],
        ),
        (
            "The council closed the pier on Monday, but the ferries still run",
            ["The council closed the pier on Monday", "the ferries still run"],
        ),
        ("The pier was closed in May; the harbour lost 40 jobs", ["The pier was closed in May", "the harbour lost 40 jobs"]),
        ("She had reported the leak and that nobody came for it", ["She had reported the leak", "nobody came for it"]),
        (
            "The pier was closed in May, because the harbour had lost 40 jobs",
            ["The pier was closed in May", "the harbour had lost 40 jobs"],
        ),
        ("“We filmed it. The herders are not registered.”", ["“We filmed it", "The herders are not registered.”"]),
    ],
)
def test_two_statements_are_parted(encoder: Encoder, text: str, statements: list[str]) -> None:
    assert parts(encoder, text) == statements


@pytest.mark.parametrize(
    "text",
    [
        "They sold the land to the Fish and Wildlife Service last year",
        "The mayor promised that schools and nurseries can open in June",
        "The council passed a bill to fund the schools and provide free meals",
        "The guards who left their positions and surrendered to the rebels were shot",
        "The council did not close the pier because the harbour had lost money",
        "He met Sen. Brandt in the harbour office on Monday",
        "The council approved guidance for trains and shops that had been shut since May",
    ],
)
def test_one_statement_is_left_whole(encoder: Encoder, text: str) -> None:
    assert parts(encoder, text) == [text]


def test_a_second_verb_is_told_with_the_subject_of_the_first(encoder: Encoder) -> None:
    text = "The guards left their positions and surrendered to the rebels"
    found = split(text, span(text, 0, len(text)), encoder.tag([text], "words")[0])
    assert [p.quote.text for p in found] == ["The guards left their positions", "surrendered to the rebels"]
    assert found[1].plain == "The guards surrendered to the rebels"


def test_a_quotation_is_never_cut_through(encoder: Encoder) -> None:
    text = "The mayor said “the pier is closed, but the ferries still run” on Monday"
    assert parts(encoder, text) == [text]


def test_a_noun_phrase_with_a_participle_becomes_a_sentence() -> None:
    text = "with 180,000 deserters recorded this year"
    words = [Tag("number", 5, 12), Tag("noun", 13, 22), Tag("verb", 23, 31), Tag("determiner", 32, 36), Tag("noun", 37, 41)]
    assert completed(text, span(text, 5, len(text)), words) == "180,000 deserters were recorded this year"


def test_a_stretch_without_a_finite_verb_is_no_clause(encoder: Encoder) -> None:
    text = "a new bridge over the river"
    assert not is_clause(span(text, 0, len(text)), encoder.tag([text], "words")[0])
