"""Other documents: who stands behind what they say, and the laws that hold for any set of them."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import crossing, provenance, verdicts
from summarizer.origins import ARTICLE, THE_ARTICLE, Voice, same
from summarizer.provenance import Read
from summarizer.records import Article, Claim, Document, Evidence, Source, Span, Verdict
from tests import builders
from tests.builders import article, claim, source
from tests.fakes import BagEncoder

MAYOR = source("Ana Brandt, mayor of Kelmar")
COMPANY = source("company", "organisation")
LIND = source("Omar Lind", "person")
HERE = article(
    "Mayor Ana Brandt said the old pier was closed on 4 May. Twelve boats sank.",
    outlet="Kelmar Post",
    date="2025-05-05",
)
CLOSED = claim(1, "The old pier of Kelmar was closed on 4 May.", MAYOR)
SANK = claim(2, "Twelve boats sank in the harbour of Kelmar.")


def read(text: str, *chains: tuple[Source, ...], outlet: str | None = "Halden Times", date: str | None = "2025-05-05") -> Read:
    """A document of one statement a line, each with its chain."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=f"{outlet}-{date}-{sha256[:6]}", outlet=outlet, date=date, sha256=sha256, text=text)
    split = builders.sentences(text)
    stated = [
        claim(n, text[s.start : s.end], *chain, start=s.start).model_copy(update={"sentence_ids": (s.id,)})
        for n, (s, chain) in enumerate(zip(split, chains, strict=True), 1)
    ]
    return Read(document, split, tuple(stated))


def found(coverage: list[Read], *claims: Claim, here: Article = HERE) -> tuple[Evidence, ...]:
    return crossing.gather(here, claims, coverage, BagEncoder())


def judged(one: Claim, *coverage: Read, here: Article = HERE) -> Verdict:
    return verdicts.verdict(one, found(list(coverage), one, here=here))


def test_another_speaker_in_another_paper_corroborates_and_is_quoted() -> None:
    coverage = read("The old pier of Kelmar was closed on 4 May.", (LIND,))
    (proof,) = found([coverage], CLOSED)
    assert proof.quote.text == coverage.document.text[proof.quote.start : proof.quote.end]
    assert [s.name for s in proof.sources] == ["Omar Lind"]
    result = judged(CLOSED, coverage)
    assert result.status == "corroborated"
    assert result.reason == "2 origins: Ana Brandt, mayor of Kelmar; Omar Lind; 0 against -> corroborated"


def test_five_outlets_that_quote_one_spokesman_are_one_origin() -> None:
    papers = [read(f"The old pier of Kelmar was closed on 4 May, number {n}.", (MAYOR,), outlet=f"Paper {n}") for n in "abcde"]
    result = judged(CLOSED, *papers)
    assert result.status == "single-source"
    assert result.reason.startswith("1 origin: Ana Brandt, mayor of Kelmar (6 copies)")


def test_the_article_in_its_own_voice_counts_with_an_independent_paper() -> None:
    assert judged(SANK, read("Twelve boats sank in the harbour of Kelmar.", ())).status == "corroborated"
    assert judged(SANK).status == "unsourced"


def test_another_edition_of_the_articles_outlet_is_no_support() -> None:
    result = judged(SANK, read("Twelve boats sank in the harbour of Kelmar.", (), outlet="The Kelmar Post (web)"))
    assert result.status == "unsourced"


def test_a_paper_that_cites_the_articles_outlet_is_no_support() -> None:
    coverage = read("Twelve boats sank in the harbour of Kelmar.\nSo the Kelmar Post has it.", (), ())
    assert found([coverage], SANK)[0].sources[-1] == THE_ARTICLE
    assert judged(SANK, coverage).status == "unsourced"


def test_two_papers_with_one_wire_tag_are_one_origin() -> None:
    papers = [
        read(f"KELMAR (AP) - {opening} boats sank in the harbour of Kelmar.", (), outlet=o)
        for o, opening in (("A", "Twelve"), ("B", "Some twelve"))
    ]
    assert len(judged(SANK, *papers).origins_for) == 2  # the article's own voice and the agency


def test_a_paper_that_names_the_claims_source_goes_back_to_it() -> None:
    assert judged(CLOSED, read("The old pier of Kelmar was closed on 4 May by Mayor Ana Brandt.", ())).status == "single-source"


def test_a_paper_that_names_the_claims_source_in_the_sentence_before_goes_back_to_it() -> None:
    named = "Mayor Ana Brandt spoke of the harbour."
    closed = "The old pier of Kelmar was closed on 4 May."
    between = "Fish was sold there."
    assert judged(CLOSED, read(f"{named}\n{closed}", (), ())).status == "single-source"
    assert judged(CLOSED, read(f"{named}\n{between}\n{closed}", (), (), ())).status == "corroborated"


def test_a_passage_may_leave_to_its_neighbours_what_it_is_about() -> None:
    burst = claim(1, "The old sewage collector of Kelmar burst on 19 July.", MAYOR)
    passage, about = "The collector burst on 19 July.", "The old sewage pipes of Kelmar are a century old."
    (alone,), (beside,) = (
        [p for p in crossing._pairs(HERE, [burst], provenance.told(HERE, [one]), BagEncoder()) if p.told.sentence == passage]
        for one in (read(passage, (LIND,)), read(f"{about}\n{passage}", (LIND,), (LIND,)))
    )
    assert (alone.held, alone.back) == pytest.approx((beside.held, beside.back), abs=0.15)
    assert alone.around == pytest.approx(alone.held)
    assert beside.around > beside.held
    assert crossing._score(beside) > crossing._score(alone)


def test_a_statement_of_one_word_is_not_held_by_a_claim_that_has_it() -> None:
    left = claim(1, "Captain Dulah left people in the water of the harbour.", LIND)
    coverage = read("She left.\nPeople in the water of the harbour sang.", (MAYOR,), (MAYOR,))
    assert not [e for e in found([coverage], left) if e.quote.text == "She left."]


def test_different_shares_of_one_whole_are_no_support() -> None:
    two = claim(1, "Two of the same 22 boreholes were above the limit.", LIND)
    assert judged(two, read("Two of 22 boreholes were above the limit.", (MAYOR,))).status == "corroborated"
    assert judged(two, read("Fourteen of 22 boreholes were above the limit.", (MAYOR,))).status != "corroborated"


def test_another_year_named_beside_figures_that_agree_is_no_other_time() -> None:
    limit = claim(1, "The limit for arsenic in water is 30 micrograms a litre.", LIND)
    since = "The limit for arsenic in water has been 30 micrograms a litre since 2009."
    assert judged(limit, read(since, (MAYOR,))).status == "corroborated"
    assert judged(limit, read(since.replace("30 micrograms a litre", "stricter"), (MAYOR,))).status == "single-source"


def test_a_body_without_a_name_is_not_shown_to_be_independent() -> None:
    assert judged(CLOSED, read("The old pier of Kelmar was closed on 4 May.", (COMPANY,))).status == "single-source"


def test_another_figure_opposes_and_a_later_one_by_the_same_origin_does_not() -> None:
    toll = claim(1, "Twelve people died in the harbour fire.", MAYOR)
    other = "Nineteen people died in the harbour fire."
    assert judged(toll, read(other, (LIND,))).status == "disputed"
    later = judged(toll, read(other, (MAYOR,), date="2025-05-09"))
    assert later.status == "single-source"
    assert "no dispute" in later.reason


def test_a_denial_opposes() -> None:
    assert judged(CLOSED, read("The old pier of Kelmar was not closed on 4 May.", (LIND,))).status == "disputed"


def test_what_a_document_of_another_year_tells_does_not_oppose() -> None:
    toll = claim(1, "Twelve people died in the harbour fire.", MAYOR)
    assert judged(toll, read("Nineteen people died in the harbour fire.", (LIND,), date="2019-05-05")).status == "single-source"


def test_a_document_without_outlet_and_date_is_used() -> None:
    assert judged(CLOSED, read("The old pier of Kelmar was closed on 4 May.", (LIND,), outlet=None, date=None)).status == "corroborated"


LINES = st.sampled_from(
    [
        "The old pier of Kelmar was closed on 4 May.",
        "The old pier of Kelmar was closed on 4 May, the harbour office confirmed in a long note to all the owners of boats.",
        "The old pier of Kelmar was not closed on 4 May.",
        "Twelve boats sank in the harbour of Kelmar.",
        "Nineteen boats sank in the harbour of Kelmar.",
        "So the Kelmar Post has it.",
    ]
)
CHAINS = st.sampled_from([(), (MAYOR,), (LIND,), (source("officials", "anonymous"),), (source("Halden Wire", "media"), LIND)])
OUTLETS = st.sampled_from(["Halden Times", "The Halden Times", "Kelmar Post", "Ulmer Echo", "AP", None])
DATES = st.sampled_from(["2025-05-04", "2025-05-06", "2019-01-01", None])
READS = st.builds(
    lambda rows, outlet, date: read("\n".join(r for r, _ in rows), *(c for _, c in rows), outlet=outlet, date=date),
    st.lists(st.tuples(LINES, CHAINS), min_size=1, max_size=4, unique_by=lambda r: r[0]),
    OUTLETS,
    DATES,
)
COVERAGE = st.lists(READS, max_size=4, unique_by=lambda r: r.document.id)
CLAIMS = st.sampled_from([CLOSED, SANK, claim(3, "The old pier of Kelmar was closed on 4 May.", source("officials", "anonymous"))])


def reprinted(one: Read, outlet: str) -> Read:
    return one._replace(document=one.document.model_copy(update={"id": f"copy-{outlet}", "outlet": outlet}))


@settings(max_examples=150, deadline=None)
@given(CLAIMS, COVERAGE, st.sampled_from(["Zed Gazette", "Aab Gazette"]), st.data())
def test_a_copy_never_raises_the_count(one: Claim, coverage: list[Read], outlet: str, data: st.DataObject) -> None:
    if coverage:
        copy = reprinted(data.draw(st.sampled_from(coverage)), outlet)
        assert len(judged(one, *coverage, copy).origins_for) <= len(judged(one, *coverage).origins_for)


@settings(max_examples=100, deadline=None)
@given(CLAIMS, COVERAGE, st.randoms())
def test_the_order_of_documents_changes_nothing(one: Claim, coverage: list[Read], rng: random.Random) -> None:
    mixed = list(coverage)
    rng.shuffle(mixed)
    assert found(mixed, one) == found(coverage, one)
    assert judged(one, *mixed) == judged(one, *coverage)


@settings(max_examples=100, deadline=None)
@given(CLAIMS, COVERAGE)
def test_a_reprint_of_the_article_is_no_support(one: Claim, coverage: list[Read]) -> None:
    text = "\n".join([CLOSED.text, SANK.text])
    here = article(text, outlet="Kelmar Post", date="2025-05-05")
    copy = read(text, (MAYOR,), (), outlet="Zed Gazette")
    assert len(judged(one, *coverage, copy, here=here).origins_for) <= max(1, len(judged(one, *coverage, here=here).origins_for))
    assert judged(one, copy, here=here).status != "corroborated"


@settings(max_examples=100, deadline=None)
@given(CLAIMS, COVERAGE)
def test_a_strangers_denial_never_leaves_corroborated(one: Claim, coverage: list[Read]) -> None:
    text = one.text.replace("was closed", "was not closed").replace("sank", "never sank")
    assert judged(one, *coverage, read(text, (source("Zed Quill", "person"),), outlet="Zed Gazette")).status != "corroborated"


@settings(max_examples=100, deadline=None)
@given(CLAIMS, COVERAGE)
def test_corroborated_quotes_two_origins(one: Claim, coverage: list[Read]) -> None:
    proof = found(coverage, one)
    texts = {r.document.id: r.document.text for r in coverage}
    assert all(isinstance(e.quote, Span) and texts[str(e.document_id)][e.quote.start : e.quote.end] == e.quote.text for e in proof)
    result = verdicts.verdict(one, proof)
    if result.status == "corroborated":
        assert len(result.origins_for) >= 2
        own = Voice(one.sources, ARTICLE, one.quote.text)
        quoted = [Voice(e.sources, str(e.document_id), e.quote.text) for e in proof if e.stance == "supports"]
        assert any(not same(own, voice) for voice in quoted)


NAMES = {"Ana Brandt": "Sif Tarrant", "Omar Lind": "Paavo Quist", "Kelmar": "Ostrow", "Halden": "Mirny", "Ulmer": "Varga"}


def renamed(text: str) -> str:
    for old, new in NAMES.items():
        text = text.replace(old, new)
    return text


@settings(max_examples=100, deadline=None)
@given(CLAIMS, COVERAGE)
def test_new_names_for_all_change_no_status_and_no_count(one: Claim, coverage: list[Read]) -> None:
    def chain(statement: Claim) -> tuple[Source, ...]:
        return tuple(s.model_copy(update={"name": renamed(s.name)}) for s in statement.sources)

    others = [
        read(renamed(r.document.text), *map(chain, r.claims), outlet=r.document.outlet and renamed(r.document.outlet), date=r.document.date)
        for r in coverage
    ]
    here = article(renamed(HERE.text), outlet="Ostrow Post", date="2025-05-05")
    before = judged(one, *coverage)
    after = judged(claim(int(one.id[1:]), renamed(one.text), *chain(one)), *others, here=here)
    assert (after.status, len(after.origins_for), len(after.origins_against)) == (
        before.status,
        len(before.origins_for),
        len(before.origins_against),
    )
