"""The plan, the model's lines behind the checks, and the rule's lines in their place."""

from __future__ import annotations

import pytest

from summarizer.models.base import Tag
from summarizer.records import Span, Verdict
from summarizer.settings import Settings
from summarizer.summary import Planned, check, plan, rule_line, write
from tests.builders import article, claim, evidence, source
from tests.fakes import BagEncoder, ScriptedWriter

MAYOR = source("Ana Brandt, mayor of Kelmar")
TEXT = "Ana Brandt, mayor of Kelmar, said the pier lost 40 jobs in May."
PIER = claim(1, "The pier lost 40 jobs in May.", MAYOR)
PLANNED = Planned((PIER,), "Ana Brandt, mayor of Kelmar", ("Ana Brandt, mayor of Kelmar",), "")


def verdicts(*ids: str, status: str = "single-source") -> list[Verdict]:
    return [
        Verdict.model_validate(
            {"claim_id": i, "status": status, "origins_for": (), "origins_against": (), "evidence_ids": (), "reason": "test"}
        )
        for i in ids
    ]


def test_a_true_line_of_the_model_is_taken() -> None:
    writer = ScriptedWriter(lambda _: "Ana Brandt, mayor of Kelmar, said the pier had lost 40 jobs in May.")
    summary = write(article(TEXT), [PLANNED], writer, Settings())
    assert [(line.written_by, all(line.checks.values())) for line in summary.lines] == [("model", True)]
    assert summary.dropped == ()


def test_a_wrong_figure_is_refused_shown_and_replaced_by_the_rules_line() -> None:
    writer = ScriptedWriter(lambda _: "Ana Brandt, mayor of Kelmar, said the pier lost 400 jobs in May.")
    summary = write(article(TEXT), [PLANNED], writer, Settings(retries=1))
    assert summary.lines[0].written_by == "rule"
    assert "40 jobs" in summary.lines[0].text
    assert [("numbers" in d.failed, "400" in d.text) for d in summary.dropped] == [(True, True)] * 2


def test_without_a_model_every_line_is_the_rules_and_passes_the_checks() -> None:
    summary = write(article(TEXT), [PLANNED], None, Settings())
    assert summary.lines[0].text == "Ana Brandt, mayor of Kelmar, said that the pier lost 40 jobs in May."
    assert all(summary.lines[0].checks.values())


def test_a_caveat_stands_beside_its_claim() -> None:
    planned = PLANNED._replace(caveat="Kelmar dockers' union denied this")
    line = rule_line(article(TEXT), planned)
    assert line.endswith("; Kelmar dockers' union denied this.")
    assert all(check(line, planned).values())


def test_the_plan_names_in_full_first_and_short_after() -> None:
    claims = [PIER, claim(2, "Ships will return to Kelmar in June 2031.", MAYOR, start=400)]
    text = TEXT + " " * 400
    lines = plan(
        article(text),
        [claims[0], claim(3, "The port has 12 cranes.", start=200), claims[1]],
        verdicts("c1", "c2", "c3"),
        [],
        BagEncoder(),
        160,
    )
    named = [p.source for p in lines if p.source]
    assert named[0] == "Ana Brandt, mayor of Kelmar"
    assert all(n == "Brandt" for n in named[1:])


def test_the_plan_keeps_a_denial_as_a_caveat() -> None:
    union = source("Kelmar dockers' union", "organisation")
    lines = plan(
        article(TEXT),
        [PIER],
        verdicts("c1", status="disputed"),
        [evidence(1, "c1", "opposes", union, text="The union denied it.")],
        BagEncoder(),
        160,
    )
    assert lines[0].caveat == "Kelmar dockers' union denied this"


def test_claims_that_are_not_likely_key_end_at_the_length_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [claim(n, f"I think pier number {n} may well be lost.", start=300 + n) for n in range(1, 20)]
    judged = [v.model_copy(update={"status": "not-checkable"}) for v in verdicts(*(c.id for c in claims))]
    monkeypatch.setattr("summarizer.summary.LEAST", -99.0)
    lines = plan(article("x" * 400), claims, judged, [], BagEncoder(), 60)
    assert 0 < sum(len(rule_line(article("x"), p).split()) for p in lines) <= 60


def test_the_plan_keeps_within_half_as_much_again_as_its_length() -> None:
    claims = [
        claim(n, f"The pier number {n} lost {n * 10} jobs in May.", source(f"Speaker {chr(64 + n)}. Quill", "person"), start=n)
        for n in range(1, 20)
    ]
    lines = plan(article("x" * 400), claims, verdicts(*(c.id for c in claims)), [], BagEncoder(), 60)
    assert 0 < sum(len(rule_line(article("x"), p).split()) for p in lines) <= 90


def test_an_article_without_claims_has_an_empty_summary() -> None:
    assert plan(article("x"), [], [], [], BagEncoder(), 160) == ()


def test_a_claim_that_begins_with_a_pronoun_for_its_speaker_is_quoted_under_the_speakers_name() -> None:
    text = "Ana Brandt, mayor of Kelmar, spoke. She fears the pier is lost."
    who = MAYOR.model_copy(update={"mention": Span(start=36, end=39, text="She")})
    fear = claim(1, "She fears the pier is lost.", who, start=36)
    planned = Planned((fear,), "Ana Brandt, mayor of Kelmar", ("Ana Brandt, mayor of Kelmar",), "")
    summary = write(article(text), [planned], None, Settings())
    assert [line.text for line in summary.lines] == ["According to Ana Brandt, mayor of Kelmar, “She fears the pier is lost”."]


def test_a_line_that_no_rule_can_make_right_is_listed_not_printed() -> None:
    broken = claim(1, "the pier lost “40 jobs.", MAYOR)
    planned = Planned((broken,), "Ana Brandt, mayor of Kelmar", ("Ana Brandt, mayor of Kelmar",), "")
    summary = write(article(TEXT), [planned], None, Settings())
    assert summary.lines == ()
    assert [d.claim_ids for d in summary.dropped] == [("c1",)]


def test_a_chain_is_named_in_full_once_and_then_as_the_same() -> None:
    wire, clerks = source("Halden Wire", "media"), source("two clerks of the port", "anonymous")
    claims = [
        claim(1, "The pier lost 40 jobs in May because the cranes were broken since the winter storm of 2030.", wire, clerks),
        claim(2, "Ships from 12 countries will be sent to the port of Dunmere until the end of the year.", wire, clerks, start=100),
    ]
    lines = plan(article("x" * 300), claims, verdicts("c1", "c2"), [], BagEncoder(), 160)
    assert [p.source for p in lines] == ["Halden Wire, citing two clerks of the port", "Halden Wire, citing the same sources"]
    assert all(all(check(rule_line(article("x"), p), p).values()) for p in lines)


def test_another_figure_is_no_denial() -> None:
    union = source("Kelmar dockers' union", "organisation")
    found = [evidence(1, "c1", "opposes", union, text="The pier lost 90 jobs in May.")]
    lines = plan(article(TEXT), [PIER], verdicts("c1", status="disputed"), found, BagEncoder(), 160)
    assert lines[0].caveat == "Kelmar dockers' union said otherwise"


def test_who_denies_through_a_wire_is_named_not_the_wire() -> None:
    found = [evidence(1, "c1", "opposes", source("Halden Wire", "media"), source("Harbour Board"), text="The board denied it.")]
    lines = plan(article(TEXT), [PIER], verdicts("c1", status="disputed"), found, BagEncoder(), 160)
    assert lines[0].caveat == "Harbour Board denied this"


def test_both_sides_of_a_dispute_stand_in_one_line() -> None:
    other = claim(2, "The pier lost 90 jobs in May.", source("Kelmar dockers' union", "organisation"), start=60)
    against = [
        evidence(1, "c1", "opposes", *other.sources).model_copy(update={"quote": other.quote}),
        evidence(2, "c2", "opposes", MAYOR).model_copy(update={"quote": PIER.quote}),
    ]
    text = TEXT + " " * 40
    lines = plan(article(text), [PIER, other], verdicts("c1", "c2", status="disputed"), against, BagEncoder(), 160)
    assert [(p.claims, p.beside) for p in lines] == [((PIER,), (other,))]
    summary = write(article(text), lines, None, Settings())
    assert summary.lines[0].claim_ids == ("c1", "c2")
    assert summary.lines[0].text.endswith("; but Kelmar dockers' union said that the pier lost 90 jobs in May.")


def test_what_is_told_whole_in_another_claim_is_not_told_twice() -> None:
    whole = claim(2, "The pier lost 40 jobs in May, two of them at the office.", MAYOR, start=70)
    lines = plan(article(TEXT + " " * 80), [PIER, whole], verdicts("c1", "c2"), [], BagEncoder(), 160)
    assert [p.claims for p in lines] == [(whole,)]


def test_loaded_words_that_only_the_tagger_knows_stand_in_quotation_marks_in_the_line() -> None:
    text = "Ana Brandt, mayor of Kelmar, said 40 raiders were erased on the pier in May."
    said = claim(1, "40 raiders were erased on the pier in May.", MAYOR)
    tagger = BagEncoder(lambda head, t: [Tag("emotive", t.find("erased"), t.find("erased") + 6)] if head == "loaded" else [])
    (line,) = plan(article(text), [said], verdicts("c1"), [], tagger, 160)
    assert line.claims[0].text == "40 raiders were “erased” on the pier in May."
    assert check(rule_line(article(text), line), line)["loaded"]


def test_a_phrase_that_names_nobody_is_no_name_in_a_line() -> None:
    for words in ("it is understood", "are thought", "Word has it", "reportedly"):
        (line,) = plan(
            article(TEXT), [claim(1, "The pier lost 40 jobs.", source(words, "anonymous"))], verdicts("c1"), [], BagEncoder(), 160
        )
        assert rule_line(article(TEXT), line) == "According to unnamed sources, the pier lost 40 jobs."


def test_two_who_speak_about_one_thing_close_by_stand_in_one_line() -> None:
    board = source("Harbour Board", "organisation")
    other = claim(2, "The pier lost no jobs in May.", board, start=60)
    far = other.model_copy(update={"quote": Span(start=2000, end=2029, text=other.quote.text)})
    text = article(TEXT + " " * 2100)
    near, apart = (plan(text, [PIER, o], verdicts("c1", "c2"), [], BagEncoder(), 160) for o in (other, far))
    assert [(p.claims, p.beside) for p in near] == [((PIER,), (other,))]
    assert rule_line(text, near[0]).endswith("in May, while Harbour Board said that the pier lost no jobs in May.")
    assert all(check(rule_line(text, near[0]), near[0]).values())
    assert all(p.beside == () for p in apart)


def test_the_models_line_gets_its_caveat_word_for_word() -> None:
    writer = ScriptedWriter(lambda _: "Ana Brandt, mayor of Kelmar, said the pier had lost 40 jobs in May.")
    (line,) = write(article(TEXT), [PLANNED._replace(caveat="the union denied this")], writer, Settings()).lines
    assert line.written_by == "model"
    assert line.text.endswith("had lost 40 jobs in May; the union denied this.")
    assert "denied" not in writer.asked[0]


def test_a_line_that_is_the_claims_own_words_is_not_asked_of_the_model() -> None:
    writer = ScriptedWriter(lambda _: "anything")
    write(article(TEXT), [Planned((claim(1, "The port has 12 cranes."),), "", (), "")], writer, Settings())
    assert writer.asked == []
