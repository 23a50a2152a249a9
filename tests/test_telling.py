"""How lines go on from one another: who adds something, whose statement comes first, and no speaker named twice in a line."""

from __future__ import annotations

from summarizer.checks import stated
from summarizer.lines import Planned, check, rule_line
from summarizer.records import Source, Span
from summarizer.telling import once, varied
from tests.builders import article, claim, source

LIND = source("Ida Lind", "person")


def line(number: int, text: str, who: Source, caveat: str = "") -> Planned:
    return Planned((claim(number, text, who),), who.name, (who.name,), caveat)


def told(*lines: Planned) -> list[str]:
    out = varied(lines)
    assert all(all(check(rule_line(article("x"), p), p).values()) for p in out)
    return [rule_line(article("x"), p) for p in out]


def test_who_goes_on_adds_and_a_third_line_is_not_the_third_to_begin_alike() -> None:
    board, union = source("Harbour Board", "organisation"), source("Dock Union", "organisation")
    assert told(
        line(1, "The pier is lost.", LIND),
        line(2, "The crane fell in May.", LIND),
        line(3, "The cranes were old.", board),
        line(4, "“Nobody was told.”", union),
    ) == [
        "Ida Lind said that the pier is lost.",
        "Ida Lind added that the crane fell in May.",
        "The cranes were old, Harbour Board said.",
        "Dock Union said: “Nobody was told”.",
    ]


def test_a_quotation_after_another_line_of_speech_comes_before_its_speaker() -> None:
    union = source("Per Holt, a docker", "person")
    assert (
        told(line(1, "The pier is lost.", LIND), line(2, "“Nobody was told.”", union))[1] == "“Nobody was told,” said Per Holt, a docker."
    )


def test_a_statement_that_others_deny_is_told_after_its_speaker_and_nobody_adds_to_what_was_denied() -> None:
    lines = (
        line(1, "The pier is lost.", LIND, "the union denied this"),
        line(2, "The crane fell in May.", LIND),
        line(3, "The boats sank in June.", source("Harbour Board"), "the union denied this"),
    )
    assert told(*lines) == [
        "Ida Lind said that the pier is lost. The union denied this.",
        "Ida Lind said that the crane fell in May.",
        "Harbour Board said that the boats sank in June. The union denied this.",
    ]


def test_a_statement_about_it_or_her_stays_behind_its_speaker() -> None:
    lines = (
        line(1, "The pier is lost.", LIND),
        line(2, "The crane fell.", source("Per Holt")),
        line(3, "It fell in May.", source("Ana Brim")),
    )
    assert told(*lines)[2] == "Ana Brim said that it fell in May."


def test_the_check_of_a_line_that_ends_with_its_speaker_sees_another_speaker() -> None:
    assert stated("The pier is lost, Lind said.", ["The pier is lost."], ["Lind"], "") == "The pier is lost."
    assert stated("“It is lost,” said Ida Lind, a nurse.", ["“It is lost.”"], ["Ida Lind, a nurse"], "") == "“It is lost”."
    assert stated("The pier is lost, Holt said.", ["The pier is lost."], ["Lind"], "") is None
    assert stated("The pier is lost, Lind claimed.", ["The pier is lost."], ["Lind"], "") is None


def test_the_speaker_is_not_named_again_at_the_end_of_the_statement() -> None:
    ministry = source("Ministry of Health")
    for text in (
        "The wells are clean, according to the ministry.",
        "The wells are clean, it said.",
        "The wells are clean, said the ministry.",
    ):
        assert once(article("x"), claim(1, text, ministry)).text == "The wells are clean."
    other = claim(1, "The wells are clean, according to the union.", ministry)
    assert once(article("x"), other) == other


def test_what_is_told_of_a_speaker_is_no_speech_of_that_speaker() -> None:
    who = Source(name="Harbour Board", kind="official", mention=Span(start=0, end=17, text="The Harbour Board"))
    said = claim(1, "“The Harbour Board puts the loss at 40.”", who)
    assert once(article("The Harbour Board puts the loss at 40."), said).text == "The Harbour Board puts the loss at 40."


def test_of_two_lines_from_papers_the_second_names_its_paper_last_but_nobodys_word_does_not_come_first() -> None:
    study, nobody = source("the study", "document"), source("unnamed sources", "anonymous")
    assert told(line(1, "The pier is lost.", study), line(2, "The crane fell in May.", study), line(3, "The boats sank.", nobody)) == [
        "According to the study, the pier is lost.",
        "The crane fell in May, according to the study.",
        "According to unnamed sources, the boats sank.",
    ]


def test_a_statement_about_its_own_speaker_has_the_surname_for_the_whole_name() -> None:
    lind = source("Ida Lind, mayor")
    assert once(article("x"), claim(1, "Mayor Ida Lind will be at the pier.", lind)).text == "Lind will be at the pier."
    assert once(article("x"), claim(1, "Ida Lind, a nurse of 40, will be there.", lind)).text == "Lind will be there."
    assert once(article("x"), claim(1, "Ida Lind Park will be shut.", lind)).text == "Ida Lind Park will be shut."
