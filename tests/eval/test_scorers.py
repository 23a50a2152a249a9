"""Scorers against labels small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

from eval import scorers
from eval.results import Count, Link, Prediction, Row
from eval.seeds import GoldLoaded, Seed
from summarizer.records import Span
from tests.eval import samples

BRANDT = Link(name="Ana Brandt, mayor", kind="official")
AUDIT = Link(name="council audit", kind="document")
HOLM = Link(name="Per Holm", kind="person")


def row(seed: Seed, quote: str, *sources: Link, status: str | None = "single-source") -> Row:
    start = seed.text.index(quote)
    return Row.model_validate({"quote": Span(start=start, end=start + len(quote), text=quote), "sources": sources, "status": status})


def test_a_perfect_table_has_every_count_full(tmp_path: Path) -> None:
    seed = samples.sample(tmp_path)
    rows = [
        Row(quote=c.quote, sources=tuple(Link(name=s.name, kind=s.kind) for s in c.sources), status=c.status) for c in seed.labels.claims
    ]
    counts = scorers.claims(seed.text, seed.labels.claims, rows).counts
    assert counts["row"] == counts["claim"] == Count(hit=5, found=5, gold=5)
    assert counts["chain"] == counts["status"] == Count(hit=5, found=5, gold=5)
    assert counts["chained"] == Count(hit=1, found=1, gold=1)
    assert counts["kind"] == Count(hit=3, found=3, gold=3)
    assert counts["status/disputed"] == Count(hit=2, found=2, gold=2)


def test_each_error_shows_in_its_own_count(tmp_path: Path) -> None:
    seed = samples.sample(tmp_path)
    rows = [
        row(seed, "the bridge would cost 12 million crowns", BRANDT, status="disputed"),  # the chain is cut
        row(seed, "it would cost 30 million crowns", HOLM, status="single-source"),  # wrong kind and status
        row(seed, "The work is to begin in March", HOLM, status=None),  # wrong speaker, and not judged
        row(seed, "the old bridge will stay open"),  # no gold claim
    ]
    compared = scorers.claims(seed.text, seed.labels.claims, rows)
    counts = compared.counts
    assert counts["claim"] == Count(hit=3, found=4, gold=5)
    assert counts["speaker"] == Count(hit=2, found=3, gold=3)
    assert counts["origin"] == Count(hit=1, found=3, gold=3)
    assert counts["chain"] == Count(hit=1, found=3, gold=3)
    assert counts["kind"] == Count(hit=1, found=2, gold=2)
    assert counts["status"] == Count(hit=1, found=2, gold=2)
    assert counts["row"] == Count(hit=1, found=4, gold=5)
    assert counts["unjudged"] == Count(hit=1, found=0, gold=4)
    assert [r.gold_id for r in compared.rows] == ["c1", "c2", "c3", "c4", "c5", None]
    assert [r.is_right for r in compared.rows] == [False, True, False, False, False, False]


def test_two_claims_in_the_articles_own_voice_have_the_same_speaker() -> None:
    assert scorers.chain((), ()) == ("speaker", "origin", "chain")


def test_loaded_spans_are_counted_missed_and_false(tmp_path: Path) -> None:
    seed = samples.sample(tmp_path)
    place = seed.text.index("fund")
    counts, missed, false = scorers.loaded(seed.text, seed.labels.loaded, [Span(start=place, end=place + 4, text="fund")])
    assert counts["loaded"] == Count(hit=0, found=1, gold=1)
    assert (missed, false) == (("reckless",), ("fund",))


def test_a_disputed_claim_is_covered_only_with_its_caveat(tmp_path: Path) -> None:
    labels = samples.sample(tmp_path).labels
    text = samples.ARTICLE
    flat = Prediction(
        lines=("The council voted 7-4 for the bridge.", "Mayor Ana Brandt said it costs 12 million.", "Holm said 30 million.")
    )
    counts, uncovered = scorers.summary(text, labels, flat)
    assert (counts["coverage"].hit, counts["nuggets"].hit, uncovered) == (1, 3, ("c2", "c3"))
    fair = Prediction(lines=("The council voted 7-4 for the bridge.", "Ana Brandt said it costs 12 million, Holm 30 million."))
    assert scorers.summary(text, labels, fair)[1] == ()
    denied = Prediction(lines=("Mayor Brandt said it costs 12 million; Per Holm denied this.",))
    assert scorers.summary(text, labels, denied)[1] == ("c1", "c3")


def test_numbers_are_looked_up_in_figures_and_in_words() -> None:
    text = "The council voted seven to four to spend 1,200,000 crowns, or 3.50 a head."
    assert scorers.unsupported_numbers(["7 to 4 for 1200000 crowns, 3.5 a head"], text) == ()
    assert scorers.unsupported_numbers(["8 to 4, 1,200,001 crowns"], text) == ("8", "1,200,001")


def test_names_are_looked_up_in_any_case_and_the_first_word_is_free() -> None:
    text = "Mayor Ana Brandt of Nordvik’s council spoke."
    assert scorers.unsupported_names(["Yesterday Ana Brandt spoke for the Council. Nobody at Nordvik's did."], text) == ()
    assert scorers.unsupported_names(["The mayor Olga Brandt of Kelmar spoke."], text) == ("Olga", "Kelmar")


def test_loaded_words_are_left_only_outside_quotation_marks() -> None:
    gold = [GoldLoaded(start=0, end=8, text="reckless", kind="label", neutral=())]
    assert scorers.loaded_left(["A Reckless plan."], gold) == ("reckless",)
    assert scorers.loaded_left(["A “reckless” plan, not recklessly made."], gold) == ()


def test_a_claim_of_one_origin_that_is_called_corroborated_is_counted_apart() -> None:
    pairs = [("single-source", "corroborated"), ("unsourced", "unsourced"), ("disputed", "corroborated"), ("corroborated", "corroborated")]
    counts = scorers.statuses(pairs)
    assert (counts["alone"].hit, counts["alone"].gold) == (1, 2)
    assert counts["status/corroborated"] == Count(hit=1, found=3, gold=1)
