"""Wrong versions are wrong, right ones pass, and the report counts both without flattery."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval import seeds
from eval.mutation import bearing, goldrows, mutating, spoiling
from eval.mutation import suite as mutations
from eval.mutation.bearing import CASES
from eval.mutation.goldrows import GoldRow
from eval.mutation.mutating import MUTATIONS
from eval.mutation.suite import MutationReport
from eval.seeds import GoldSource, Seed
from summarizer import checks, summary
from tests.eval import samples
from tests.fakes import BagEncoder

WORDS = (
    "the a pier lost 40 12 seven 4.8 21,600 people Kelmar Dunmere Brandt Holm in March 2031 on Monday may allegedly about at least not "
    "no was has been never cranes and said"
).split()


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    return samples.sample(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="module")
def report(seed: Seed) -> MutationReport:
    return mutations.suite([seed], BagEncoder())


def row(seed: Seed, claim: str, text: str = "") -> GoldRow:
    gold = next(c for c in seed.labels.claims if c.id == claim)
    return GoldRow(goldrows.scene(seed), gold, text or gold.text)


def wrong(name: str, of: GoldRow) -> str:
    made = mutating.spoiled(MUTATIONS[name], of)
    assert made is not None, name
    return made


def refused(of: GoldRow, text: str) -> set[str]:
    return set(checks.failed(summary.check(goldrows.line(of, text), goldrows.planned(of))))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("number", "The bridge will cost 12 million crowns.", "The bridge will cost 30 million crowns."),
        ("near-number", "The bridge will cost 12 million crowns.", "The bridge will cost 13 million crowns."),
        ("crossed-numbers", "The bridge has 12 piers and 40 lamps.", "The bridge has 40 piers and 12 lamps."),
        ("crossed-names", "The men of Kelmar beat the men of Dunmere.", "The men of Dunmere beat the men of Kelmar."),
        ("hedge", "An alleged thief was held.", "A thief was held."),
        ("hedge", "The bridge may be closed.", "The bridge is closed."),
        ("bound", "The work will last about two years.", "The work will last two years."),
        ("negation-dropped", "The bridge will not be closed.", "The bridge will be closed."),
        ("negation-added", "The bridge will be closed.", "The bridge will not be closed."),
        ("marks-off", "The bridge is “a gift” to the valley.", "The bridge is a gift to the valley."),
        ("turned", "The work will end before March.", "The work will end after March."),
        ("cut-short", "The work on the old bridge will end in March.", "The work on the old bridge."),
        ("own-loaded", "The council voted to fund the Dunmere bridge plan.", "The council voted to fund the reckless Dunmere bridge plan."),
    ],
)
def test_a_mutation_changes_what_it_says_and_nothing_else(seed: Seed, name: str, text: str, expected: str) -> None:
    of = row(seed, "c1" if name == "own-loaded" else "c2", text)
    drawn = {wrong(name, of)} if name != "number" else {spoiling.replaced(text, spoiling.numbers(text)[0], "30")}
    assert drawn == {expected}


def test_another_number_and_another_name_are_the_articles_own(seed: Seed) -> None:
    other = wrong("number", row(seed, "c2"))
    assert spoiling.value(other.split("cost ")[1].split(" ")[0]) in {spoiling.value(n) for n in goldrows.scene(seed).numbers}
    assert wrong("name", row(seed, "c1", "The council voted to fund the Kelmar bridge.")) != "The council voted to fund the Kelmar bridge."


def test_a_date_becomes_another_of_its_kind(seed: Seed) -> None:
    text = wrong("date", row(seed, "c5"))
    month = text.removeprefix("The work is to begin in ").removesuffix(".")
    assert month in spoiling.MONTHS
    assert month != "March"


def test_only_a_paraphrase_can_become_a_false_quotation(seed: Seed) -> None:
    assert "“" in wrong("quotation", row(seed, "c2", "The mayor expects a bill of 12 million crowns."))
    verbatim = row(seed, "c2", "the bridge would cost 12 million crowns")
    assert mutating.spoiled(MUTATIONS["quotation"], verbatim) is None


def test_what_is_not_there_cannot_be_changed(seed: Seed) -> None:
    plain = row(seed, "c5", "The old pier stands.")
    for name in ("number", "near-number", "crossed-numbers", "date", "name", "crossed-names", "hedge", "bound", "negation-dropped"):
        assert mutating.spoiled(MUTATIONS[name], plain) is None, name
    for name in ("speaker", "no-speaker", "no-origin", "loaded-verb", "merged"):
        assert mutating.spoiled(MUTATIONS[name], plain) is None, name


def test_the_speaker_is_never_changed_to_a_link_of_the_same_chain(seed: Seed) -> None:
    line = wrong("speaker", row(seed, "c2"))
    assert line.startswith("Per Holm")
    assert wrong("no-origin", row(seed, "c2")).startswith("Mayor Ana Brandt said that")
    assert wrong("no-speaker", row(seed, "c2")) == "The bridge will cost 12 million crowns."


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("near-number", "numbers"),
        ("negation-added", "negation"),
        ("added-name", "names"),
        ("added-number", "numbers"),
        ("added-detail", "grounded"),
        ("loaded-adjective", "loaded"),
    ],
)
def test_the_check_that_is_there_for_it_refuses_the_wrong_line(seed: Seed, name: str, check: str) -> None:
    of = row(seed, "c2", "The bridge will cost 12 million crowns.")
    assert refused(of, of.text) == set()
    assert check in refused(of, wrong(name, of))


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from(sorted(MUTATIONS)))
def test_a_mutation_that_applies_changes_the_text_and_always_the_same_way(seed: Seed, words: list[str], name: str) -> None:
    text = " ".join(words)
    of = row(seed, "c2", f"{text[:1].upper()}{text[1:]}.")
    made = mutating.spoiled(MUTATIONS[name], of)
    assert made != (goldrows.line(of) if MUTATIONS[name].whole else of.text)
    assert made == mutating.spoiled(MUTATIONS[name], of)


@settings(deadline=None)
@given(
    st.integers(2, 9_999_999).filter(lambda n: not 1900 <= n < 2100),
    st.sampled_from(spoiling.MONTHS),
    st.sampled_from(("Dunmere", "Ana Brandt", "Kelmar Port Council")),
    st.booleans(),
)
def test_a_verbatim_line_passes_and_a_changed_number_in_it_never_does(
    seed: Seed, number: int, month: str, name: str, grouped: bool
) -> None:
    of = row(seed, "c2", f"The work near {name} cost {f'{number:,}' if grouped else number} crowns in {month}.")
    claim = of.claim.model_copy(update={"quote": of.claim.quote.model_copy(update={"text": of.text})})
    of = of._replace(claim=claim)
    assert refused(of, of.text) == set()
    assert "numbers" in refused(of, wrong("near-number", of))


@settings(deadline=None)
@given(st.decimals(0, 10**7, places=1), st.booleans())
def test_the_next_number_is_larger_and_written_alike(number: object, grouped: bool) -> None:
    written = f"{number:,}" if grouped else f"{number}"
    assert spoiling.value(spoiling.next_to(written)) > spoiling.value(written)
    assert ("," in written) <= ("," in spoiling.next_to(written))


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("The strike cost 40 jobs.", True),
        ("In 14 of the wells it was found.", True),
        ("At least 40 left.", False),
        ("On Route 66 it rained.", False),
        ("Glow 3 is sold out.", False),
        ("Between nine men left.", False),
        ("The two men left.", False),
        ("Three or four times it rained.", False),
        ("Five-year bonds fell.", False),
    ],
)
def test_only_plain_counts_exclude_another(text: str, exact: bool) -> None:
    assert spoiling.is_exact(text, spoiling.numbers(text)[0]) is exact


def test_a_denial_by_another_opposes_and_a_copy_adds_nothing(seed: Seed) -> None:
    for name in ("other-figure", "negation", "same-words", "later-figure", "later-figure-short", "copy"):
        of = row(seed, "c3" if name == "later-figure-short" else "c2")
        bears = bearing.made(CASES[name], of)
        assert bears is not None, name
        assert bearing.is_right(CASES[name], bears, bearing.outcome(of, bears, 0.95)), name


def test_a_missed_denial_counts_as_missed(seed: Seed) -> None:
    bears = bearing.made(CASES["negation"], row(seed, "c2"))
    assert bears is not None
    assert not bearing.is_right(CASES["negation"], bears, bearing.outcome(row(seed, "c2"), bears, 0.0))


def test_nothing_bears_on_an_opinion(seed: Seed) -> None:
    assert all(bearing.made(case, row(seed, "c4")) is None for case in CASES.values())


def test_every_row_is_either_tried_or_counted_as_left_out(seed: Seed, report: MutationReport) -> None:
    assert report.claims == len(seed.labels.claims) == 5
    for r in report.rows:
        assert r.tried + r.refused_before + r.not_applicable == report.claims, r.name
        assert 0 <= r.detected <= r.tried
        assert len(r.missed) == min(mutations.SHOWN, r.tried - r.detected)
    assert [(r.check, r.name) for r in report.rows if r.check == "evidence"] == [("evidence", name) for name in CASES]


def test_a_row_that_is_refused_untouched_is_in_no_rate(seed: Seed, report: MutationReport) -> None:
    alarm = next(a for a in report.false_alarms if a.name == "gold-line")
    added = next(r for r in report.rows if (r.check, r.name) == ("line", "added-detail"))
    assert alarm.refused == added.refused_before
    assert added.tried == len(seed.labels.claims) - alarm.refused


def test_the_labellers_sentences_of_two_speakers_are_not_applicable(report: MutationReport) -> None:
    alarm = next(a for a in report.false_alarms if a.name == "reference")
    assert (alarm.tried, alarm.not_applicable) == (1, 1)


def test_texts_that_should_be_refused_whole_are_passed_over(tmp_path: Path) -> None:
    index = seeds.load(samples.write(tmp_path / "index", {"topic": "index", "expect": "abstain", "claims": []}))
    found = mutations.suite([index], BagEncoder())
    assert (found.articles, found.claims) == (0, 0)
    assert all(r.rate.value is None for r in found.rows)


def test_the_same_seeds_give_the_same_report_whatever_stands_beside_them(seed: Seed, report: MutationReport) -> None:
    assert mutations.suite([seed], BagEncoder()) == report
    assert MutationReport.model_validate_json(report.model_dump_json()) == report


def test_the_printed_report_names_every_mutation_its_rate_and_what_was_missed(report: MutationReport) -> None:
    text = "\n".join(mutations.lines(report))
    assert all(r.title in text for r in report.rows)
    assert all(a.title in text for a in report.false_alarms)
    assert all(t in text for r in report.rows for t in r.missed[: mutations.PRINTED])


def test_wilsons_interval_is_as_published() -> None:
    figure = mutations.wilson(10, 10)
    assert figure.low == pytest.approx(0.722, abs=0.001)
    assert figure.value == 1.0
    assert figure.high == pytest.approx(1.0)
    assert mutations.wilson(0, 0).value is None


def test_an_unnamed_source_is_told_as_unnamed(seed: Seed) -> None:
    gold = row(seed, "c2").claim.model_copy(update={"sources": (GoldSource(name="it is claimed", kind="anonymous"),)})
    of = row(seed, "c2")._replace(claim=gold)
    assert goldrows.line(of) == "According to unnamed sources, the bridge will cost 12 million crowns."
    assert refused(of, of.text) == set()
