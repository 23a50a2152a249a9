"""Which claims share a line, what stands first, and what is not told twice."""

from __future__ import annotations

from summarizer import grouping
from summarizer.lines import rule_line
from tests.builders import article, claim, evidence, source

BOARD, UNION = source("Harbour Board", "organisation"), source("Dock Union", "organisation")
LOST = claim(1, "The pier lost 40 jobs in May.", BOARD)
NONE = claim(2, "Nobody at the pier lost a job.", UNION, start=60)
CRANES = claim(3, "The cranes cost 90 jobs at the pier.", BOARD, start=2000)


def test_no_summary_begins_with_a_quotation_where_something_else_is_told() -> None:
    cry, told = [claim(1, "“We hold out a hand.”", BOARD)], [claim(2, "The pier shuts in June.", BOARD, start=30)]
    assert grouping.led([cry, told]) == [told, cry]
    assert grouping.led([cry]) == [cry]
    assert grouping.led([]) == []


def test_what_the_other_side_said_is_told_once_and_then_only_that_it_said_otherwise() -> None:
    text = article("x" * 3000)
    found = [evidence(n, c.id, "opposes", UNION).model_copy(update={"quote": NONE.quote}) for n, c in enumerate((LOST, CRANES))]
    lines = grouping.lined(text, [[LOST], [CRANES]], {c.id: (NONE,) for c in (LOST, CRANES)}, {}, found)
    assert [rule_line(text, p) for p in lines] == [
        "Harbour Board said that the pier lost 40 jobs in May, but Dock Union said that nobody at the pier lost a job.",
        "Harbour Board said that the cranes cost 90 jobs at the pier. Dock Union said otherwise.",
    ]


def test_two_who_say_otherwise_share_the_verb_and_no_speaker_denies_itself() -> None:
    mayor = source("Ana Brandt, mayor of Kelmar")
    found = [evidence(n, "c1", "opposes", who, text="The pier lost 90 jobs.") for n, who in enumerate((UNION, mayor, BOARD))]
    (line,) = grouping.lined(article("x"), [[LOST]], {}, {}, found)
    assert line.caveat == "Dock Union and Ana Brandt, mayor of Kelmar, said otherwise"


def test_a_hour_keeps_its_full_stop_before_a_second_statement() -> None:
    hour, size = claim(1, "The tremor struck at 4.17 a.m.", BOARD), claim(2, "The tremor felled a crane.", BOARD, start=40)
    groups = grouping.grouped(article("x"), [hour, size], {}, [])
    (line,) = grouping.lined(article("x"), groups, {}, {}, [])
    assert rule_line(article("x"), line) == "Harbour Board said that the tremor struck at 4.17 a.m. and that the tremor felled a crane."


def test_who_was_named_in_what_an_earlier_line_tells_is_named_in_short() -> None:
    lind = source("Ida Lind, a nurse", "person")
    groups = [[claim(1, "Ida Lind, a nurse, was hurt on the pier.")], [claim(2, "The pier is lost.", lind, start=50)]]
    assert [p.source for p in grouping.lined(article("x"), groups, {}, {}, [])] == ["", "Lind"]
