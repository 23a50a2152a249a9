"""What hangs on a statement and states something itself."""

from __future__ import annotations

import pytest

from summarizer.clauses import Part
from summarizer.models.base import Encoder
from summarizer.records import span
from summarizer.tails import cut, relatives


def tails(encoder: Encoder, text: str) -> list[Part]:
    return list(cut(text, Part(span(text, 0, len(text)), text), encoder.tag([text], "words")[0]))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("The council approved the budget, by 29 votes to 21", ["The council approved the budget", "by 29 votes to 21"]),
        ("The mine lost 18 million, against 44 million a year earlier", ["The mine lost 18 million", "against 44 million a year earlier"]),
        ("Police said 640 people had been hurt, 90 of them gravely", ["Police said 640 people had been hurt", "90 of them gravely"]),
        ("Schools will receive £54m and roads £17m", ["Schools will receive £54m", "roads £17m"]),
        ("The budget falls by £410,000 to £2.9m", ["The budget falls by £410,000", "to £2.9m"]),
        ("The army lost 40 trucks, most of them in May", ["The army lost 40 trucks", "most of them in May"]),
    ],
)
def test_a_figure_with_a_meaning_of_its_own_is_a_statement(encoder: Encoder, text: str, quotes: list[str]) -> None:
    found = tails(encoder, text)
    assert [p.quote.text for p in found] == quotes
    assert found[0].plain == quotes[0]
    assert found[1].plain == text


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank in the harbour, on 3 April 2019",
        "The range would value the company at up to 3.1 million",
        "People who lie can receive five to 10 years in prison",
        "The price rose from 40 to 110 crowns in a week",
        "The council met Ana Brandt, the mayor of Nordvik",
        "Support has edged ahead for the first time, four weeks before the town votes",
    ],
)
def test_what_only_dates_bounds_or_names_is_no_statement(encoder: Encoder, text: str) -> None:
    assert [p.quote.text for p in tails(encoder, text)] == [text]


def test_a_relative_clause_takes_the_noun_before_it_for_subject(encoder: Encoder) -> None:
    first, second = tails(encoder, "The study was paid for by Dunevold, which has doubled its sales since 2021")
    assert (first.plain, second.quote.text) == ("The study was paid for by Dunevold", "which has doubled its sales since 2021")
    assert "has doubled its sales since 2021" in second.plain


def test_a_relative_clause_in_the_middle_lies_within_its_statement(encoder: Encoder) -> None:
    text = "The harbour union, which has 640 members, left the talks on Monday"
    whole, inner = tails(encoder, text)
    assert whole.quote.text == text
    assert inner.plain == "The harbour union has 640 members"


def test_who_speaks_is_no_statement_unless_it_counts_something(encoder: Encoder) -> None:
    for text, quotes in (
        ("Ana Brandt, who leads the group, said no", []),
        ("Ana Brandt, who has led 40 marches, said no", ["who has led 40 marches"]),
    ):
        found = relatives(text, span(text, 0, len(text)), encoder.tag([text], "words")[0])
        assert [p.quote.text for p in found] == quotes
