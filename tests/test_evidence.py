"""Stances come from figures, negation and words, never from likeness alone."""

from __future__ import annotations

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
