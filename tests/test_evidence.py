"""Stances come from figures, negation and words, never from likeness alone."""

from __future__ import annotations

import pytest

from summarizer import evidence
from summarizer.evidence import gather, relation
from summarizer.records import Attribution, Span
from tests.builders import article, claim, sentences, source
from tests.fakes import BagEncoder

MAYOR = source("Ana Brandt, mayor of Kelmar")
UNION = source("Kelmar dockers' union", "organisation")


def test_another_figure_for_the_same_thing_opposes() -> None:
    a, b = claim(1, "The strike cost 40 jobs in May.", MAYOR), claim(2, "The strike cost 90 jobs in May.", UNION)
    assert relation(a, b, 0.9) == "opposes"


def test_a_figure_for_another_period_is_near_at_most() -> None:
    a = claim(1, "21,600 soldiers deserted in October.", MAYOR)
    b = claim(2, "Between 15,000 and 18,000 soldiers desert each month.", UNION)
    assert relation(a, b, 0.9) == "near"


def test_the_same_statement_by_another_supports() -> None:
    a, b = claim(1, "The strike cost 40 jobs in May.", MAYOR), claim(2, "The strike cost 40 jobs in May.", UNION)
    assert relation(a, b, 1.0) == "supports"


def test_a_negated_statement_opposes() -> None:
    a, b = claim(1, "The pier is closed for ships.", MAYOR), claim(2, "The pier is not closed for ships.", UNION)
    assert relation(a, b, 0.95) == "opposes"


def test_likeness_without_shared_words_is_nothing() -> None:
    a, b = claim(1, "The pier is closed for ships.", MAYOR), claim(2, "Dockers marched through town.", UNION)
    assert relation(a, b, 0.9) is None


def test_one_origin_neither_supports_nor_opposes_itself() -> None:
    a, b = claim(1, "The strike cost 40 jobs.", MAYOR), claim(2, "The strike cost 90 jobs.", source("Brandt"))
    assert relation(a, b, 0.95) is None


def test_the_articles_own_voice_is_no_second_origin() -> None:
    a, b = claim(1, "The strike cost 40 jobs.", MAYOR), claim(2, "The strike cost 40 jobs.")
    assert relation(a, b, 1.0) is None


def test_a_doubt_is_aimed_at_what_was_said_just_before() -> None:
    text = "Ana Brandt said the pier will open in June.\nAnalysts doubted the claim."
    said = claim(1, "The pier will open in June.", MAYOR)
    said = said.model_copy(update={"quote": Span(start=16, end=42, text=text[16:42])})
    start = text.index("the claim")
    doubt = Attribution(
        sentence_id="s2",
        sources=(source("Analysts", "anonymous"),),
        cue=None,
        contents=(Span(start=start, end=start + 9, text="the claim"),),
        stance="doubts",
    )
    found = gather(article(text), sentences(text), (doubt,), (said,), BagEncoder())
    assert [(e.claim_id, e.stance, e.quote.text) for e in found] == [("c1", "doubts", "Analysts doubted the claim.")]


def denied(content: str, denial: str) -> list[str]:
    """The claims that a denial by the union opposes, of three of which the mayor makes the last two, in one sentence each."""
    lines = ("Omar Lind said the ferry sank.", "Ana Brandt said the pier is shut.", "She said the bridge is safe.", denial)
    text = "\n".join(lines)
    quotes = (("the ferry sank", source("Omar Lind", "person")), ("the pier is shut", MAYOR), ("the bridge is safe", MAYOR))
    claims = tuple(
        claim(n, quote, who, start=text.index(quote)).model_copy(update={"sentence_ids": (f"s{n}",)})
        for n, (quote, who) in enumerate(quotes, 1)
    )
    start = text.index(content)
    said = Attribution(
        sentence_id="s4", sources=(UNION,), cue=None, contents=(Span(start=start, end=start + len(content), text=content),), stance="denies"
    )
    return [e.claim_id for e in gather(article(text), sentences(text), (said,), claims, BagEncoder()) if e.stance == "opposes"]


def test_a_denial_of_several_statements_covers_those_of_the_speaker_before_and_one_of_this_only_the_last() -> None:
    assert denied("both statements", "The dockers rejected both statements.") == ["c2", "c3"]
    assert denied("this", "The dockers rejected this.") == ["c3"]
    assert denied("this: nobody has looked", "The dockers rejected this: nobody has looked.") == ["c3"]
    assert denied("an offer of the bank", "The dockers rejected an offer of the bank.") == []


def test_a_reply_in_other_words_disputes_both_statements_and_is_quoted() -> None:
    text = "Ana Brandt said the boats of the harbour had left.\nDockers tell it differently.\nThe boats of the harbour lay idle, they said."
    first, second = "the boats of the harbour had left", "The boats of the harbour lay idle"
    claims = (
        claim(1, first, MAYOR, start=text.index(first)),
        claim(2, second, UNION, start=text.index(second)).model_copy(update={"sentence_ids": ("s3",)}),
    )
    found = gather(article(text), sentences(text), (), claims, BagEncoder())
    assert [(e.claim_id, e.stance, e.quote.text, e.judged_by) for e in found] == [
        ("c1", "opposes", second, "rule"),
        ("c2", "opposes", first, "rule"),
    ]


def test_an_article_that_calls_a_claim_false_opposes_it() -> None:
    text = "Ana Brandt falsely claimed the pier is open."
    cue = Span(start=11, end=26, text="falsely claimed")
    said = claim(1, "The pier is open.", MAYOR).model_copy(update={"cue": cue})
    found = gather(article(text), sentences(text), (), (said,), BagEncoder())
    assert [(e.stance, e.sources) for e in found] == [("opposes", ())]


def test_an_agreeing_figure_never_hides_one_that_differs() -> None:
    a = claim(1, "The strike cost 40 jobs and 3 ships in May.", MAYOR)
    b = claim(2, "The strike cost 40 jobs and 9 ships in May.", UNION)
    assert relation(a, b, 0.98) == "opposes"
    fewer = claim(3, "The strike cost 40 jobs in May.", UNION)
    assert relation(a, fewer, 0.98) != "supports"


def test_the_same_words_with_another_clock_time_oppose() -> None:
    a, b = claim(1, "The alarm in the depot rang at 04:15.", MAYOR), claim(2, "The alarm in the depot rang at 05:40.", UNION)
    assert relation(a, b, 0.98) == "opposes"


def test_neighbours_with_rival_figures_dispute_each_other() -> None:
    text = "Ana Brandt put the crowd on the pier at 800.\nBut the dockers put the crowd on the pier at 2,500 people."
    first, second = "the crowd on the pier at 800", "the crowd on the pier at 2,500 people"
    claims = (claim(1, first, MAYOR, start=text.index(first)), claim(2, second, UNION, start=text.index(second)))
    found = gather(article(text), sentences(text), (), claims, BagEncoder())
    assert [(e.claim_id, e.stance) for e in found if e.stance == "opposes"] == [("c1", "opposes"), ("c2", "opposes")]


def told(against: float) -> BagEncoder:
    return BagEncoder(stance=lambda pair: (0.0, against) if "shows no link" in pair[0] else (0.0, 0.0))


LATE = "Sleeping late is linked to illness in the town of Kelmar, the study shows"
NO_LINK = "The study of sleeping late in the town of Kelmar shows no link to illness"


def of_two(against: float, second: str = NO_LINK) -> list[tuple[str, str, str]]:
    claims = (claim(1, f"{LATE}.", MAYOR), claim(2, f"{second}.", UNION, start=900))
    found = gather(article(LATE), sentences(LATE), (), claims, told(against))
    return [(e.claim_id, e.stance, e.judged_by) for e in found]


def test_the_classifier_speaks_against_a_claim_where_it_is_sure_and_the_rules_are_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "relation", lambda *_: None)
    assert of_two(evidence.SURE) == [("c1", "opposes", "encoder")]
    assert of_two(evidence.SURE - 0.01) == []


def test_what_a_rule_finds_is_the_rules_and_comes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "relation", lambda *_: "opposes")
    assert of_two(0.9) == [("c1", "opposes", "rule"), ("c2", "opposes", "rule")]


def test_the_classifier_is_not_asked_about_statements_of_one_origin_nor_for_the_articles_own_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(evidence, "relation", lambda *_: None)
    first, second, own = claim(1, LATE, MAYOR), claim(2, f"{LATE} too", MAYOR), claim(3, f"{LATE} now")

    def told(pair: str | tuple[str, str]) -> tuple[float, float]:
        asked.append((pair[0], pair[1]))
        return 0.0, 0.0

    gather(article(LATE), sentences(LATE), (), (first, second, own), BagEncoder(stance=told))
    assert sorted(asked) == [(c.quote.text, own.text) for c in (first, second)]


def test_the_verifier_is_not_asked_where_a_statement_has_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "relation", lambda *_: None)
    text = "Support stood at 60 percent early on in the year"
    first, second = claim(1, text, MAYOR), claim(2, f"{text} too", UNION)
    assert gather(article(text), sentences(text), (), (first, second), BagEncoder(stance=lambda _: (0.0, 1.0))) == ()
