"""The status rule: each row of the table, and the laws that hold for any evidence."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from summarizer.records import Claim, Evidence, Speaker
from summarizer.verdicts import verdict
from tests.builders import claim, evidence, source

S = TypeVar("S", bound=Speaker)
MAYOR = source("Ana Brandt, mayor of Kelmar")
UNION = source("Kelmar dockers' union", "organisation")


def test_an_opinion_is_not_checkable_whoever_voices_it() -> None:
    assert verdict(claim(1, "It is a disgrace.", MAYOR, checkable=False), []).status == "not-checkable"


def test_one_speaker_is_a_single_source() -> None:
    result = verdict(claim(1, "The pier is closed.", MAYOR), [])
    assert result.status == "single-source"
    assert "1 origin" in result.reason


def test_the_articles_own_voice_alone_is_unsourced() -> None:
    assert verdict(claim(1, "The pier is closed."), []).status == "unsourced"


def test_a_denial_by_another_source_makes_a_dispute() -> None:
    assert verdict(claim(1, "The pier is closed.", MAYOR), [evidence(1, "c1", "opposes", UNION)]).status == "disputed"


def test_a_doubt_makes_a_dispute() -> None:
    assert verdict(claim(1, "The pier is closed.", MAYOR), [evidence(1, "c1", "doubts", UNION)]).status == "disputed"


def test_a_denial_of_the_articles_own_words_contradicts_them() -> None:
    assert verdict(claim(1, "The pier is closed."), [evidence(1, "c1", "opposes", UNION)]).status == "contradicted"


def test_two_independent_sources_corroborate() -> None:
    result = verdict(claim(1, "The pier is closed.", MAYOR), [evidence(1, "c1", "supports", UNION)])
    assert result.status == "corroborated"
    assert len(result.origins_for) == 2


def test_the_last_link_of_a_chain_is_the_origin() -> None:
    chained = claim(1, "The pier is closed.", source("Harbour Wire", "media"), MAYOR)
    result = verdict(chained, [evidence(1, "c1", "supports", source("Kelmar Post", "media"), Speaker(name="Ana Brandt", kind="official"))])
    assert result.status == "single-source"
    assert [o.name for o in result.origins_for] == [MAYOR.name]
    assert result.origins_for[0].second_hand


def test_two_spokespersons_of_one_ministry_are_one_origin() -> None:
    a = source("Ana Brandt, Foreign Ministry spokesperson")
    b = source("Omar Lind, deputy head of the Foreign Ministry")
    assert verdict(claim(1, "The pier is closed.", a), [evidence(1, "c1", "supports", b)]).status == "single-source"


def test_all_unnamed_sources_of_one_article_are_one_origin() -> None:
    a, b = source("senior officials", "anonymous"), source("analysts", "anonymous")
    assert verdict(claim(1, "The pier is closed.", a), [evidence(1, "c1", "supports", b)]).status == "single-source"


def test_a_later_statement_by_the_same_source_does_not_oppose_it() -> None:
    assert verdict(claim(1, "Five are hurt.", MAYOR), [evidence(1, "c1", "opposes", source("Ana Brandt"))]).status == "single-source"


NAMES = st.sampled_from(
    ["Ana Brandt, mayor of Kelmar", "Omar Lind", "Kelmar dockers' union", "TASS", "Halden Wire", "two clerks", "officials"]
)
KINDS = st.sampled_from(["official", "organisation", "person", "media", "document", "anonymous"])
SPEAKERS = st.builds(Speaker, name=NAMES, kind=KINDS)
EVIDENCE = st.builds(
    lambda stance, chain, document: evidence(1, "c1", stance, *chain, document=document),
    st.sampled_from(["supports", "opposes", "doubts", "near"]),
    st.lists(SPEAKERS, min_size=1, max_size=3),
    st.sampled_from([None, "d1", "d2"]),
)
CLAIMS = st.builds(
    lambda chain, checkable: claim(1, "The pier is closed.", *(source(s.name, s.kind) for s in chain), checkable=checkable),
    st.lists(SPEAKERS, max_size=3),
    st.booleans(),
)


@given(CLAIMS, st.lists(EVIDENCE, max_size=6))
def test_a_repeat_of_a_statement_never_adds_an_origin(one: Claim, found: list[Evidence]) -> None:
    assert len(verdict(one, found).origins_for) == len(verdict(one, found + found).origins_for)


@given(CLAIMS, st.lists(EVIDENCE, max_size=6))
def test_a_denial_by_a_stranger_never_leaves_corroborated(one: Claim, found: list[Evidence]) -> None:
    stranger = evidence(9, "c1", "opposes", Speaker(name="Zed Quill", kind="person"))
    assert verdict(one, [*found, stranger]).status != "corroborated"


@given(CLAIMS, st.lists(EVIDENCE, max_size=6))
def test_corroborated_needs_two_origins(one: Claim, found: list[Evidence]) -> None:
    result = verdict(one, found)
    if result.status == "corroborated":
        assert len(result.origins_for) >= 2
        assert any(e.stance == "supports" for e in found)


@given(CLAIMS, st.lists(EVIDENCE, max_size=6), st.randoms())
def test_the_order_of_evidence_changes_no_status(one: Claim, found: list[Evidence], rng: random.Random) -> None:
    mixed = list(found)
    rng.shuffle(mixed)
    assert verdict(one, mixed).status == verdict(one, found).status


@given(CLAIMS, st.lists(EVIDENCE, max_size=6))
def test_renaming_that_keeps_identity_changes_no_status(one: Claim, found: list[Evidence]) -> None:
    def renamed(speakers: Sequence[S]) -> list[S]:
        return [
            s.model_copy(update={"name": s.name.replace("Brandt", "Quist").replace("Lind", "Torv").replace("Kelmar", "Ulmerat")})
            for s in speakers
        ]

    other = one.model_copy(update={"sources": tuple(renamed(one.sources))})
    moved = [e.model_copy(update={"sources": tuple(renamed(e.sources))}) for e in found]
    assert verdict(other, moved).status == verdict(one, found).status


def test_a_cited_source_that_disowns_the_claim_disputes_it() -> None:
    chained = claim(1, "The pier is closed.", source("Halden Wire", "media"), MAYOR)
    assert verdict(chained, [evidence(1, "c1", "opposes", MAYOR)]).status == "disputed"


def test_a_later_figure_of_the_same_origin_is_shown_as_an_update_and_disputes_nothing() -> None:
    toll, other = claim(1, "Twelve people died.", MAYOR), evidence(1, "c1", "opposes", MAYOR, text="Nineteen people died.", document="d1")
    later = verdict(toll, [other], {None: "2025-05-05", "d1": "2025-05-09"})
    assert later.status == "single-source"
    assert later.reason.endswith("updated by the same origin on 2025-05-09, no dispute")
    earlier = verdict(toll, [other], {None: "2025-05-05", "d1": "2025-05-04"})
    assert earlier.reason.endswith("updates what the same origin gave on 2025-05-04, no dispute")
    assert verdict(toll, [other]).reason.endswith("given otherwise by the same origin too, no dispute")


def test_a_cited_source_may_update_its_figure_and_may_disown_what_is_laid_on_it() -> None:
    wire = source("Harbour Wire", "media")
    relayed = claim(1, "Twelve people died in the fire.", wire, MAYOR)
    newer = evidence(1, "c1", "opposes", MAYOR, text="Nineteen people died in the fire.", document="d1")
    assert verdict(relayed, [newer]).status == "single-source"
    denied = evidence(1, "c1", "opposes", MAYOR, text="The story of twelve people who died in the fire is false.", document="d1")
    assert verdict(relayed, [denied]).status == "disputed"
