"""Independence must be shown."""

from __future__ import annotations

from summarizer.origins import Voice, collapse, names, same_name
from summarizer.records import Kind, Speaker


def voice(*names_: str, kind: Kind = "official", text: str = "article") -> Voice:
    return Voice(tuple(Speaker(name=n, kind=kind) for n in names_), text)


def test_a_chain_counts_once_as_its_last_link() -> None:
    origins = collapse([voice("Halden Wire", "Ana Brandt"), voice("Kelmar Post", "Ana Brandt, mayor of Kelmar")])
    assert len(origins) == 1
    assert origins[0].copies == 2
    assert origins[0].second_hand


def test_a_short_name_is_the_full_name() -> None:
    assert same_name("Brandt", "Ana Brandt, mayor of Kelmar")
    assert not same_name("Omar Brandt", "Ana Brandt")


def test_a_journalist_and_the_paper_are_one() -> None:
    assert same_name("Torbjørn Hestvik, correspondent of the northern daily Aftenkuriren", "newspaper Aftenkuriren")
    assert not same_name("Torbjørn Hestvik, correspondent of the northern daily Aftenkuriren", "newspaper Porohy")


def test_people_with_no_body_in_common_are_independent() -> None:
    assert len(collapse([voice("Ana Brandt, mayor of Kelmar"), voice("Omar Lind, dockworker", kind="person")])) == 2


def test_unnamed_origins_of_two_texts_are_not_one() -> None:
    assert len(collapse([voice("officials", kind="anonymous"), voice("two aides", kind="anonymous", text="d1")])) == 2


def test_names_prints_a_derivation() -> None:
    assert names(collapse([voice("A Wire", "Ana Brandt")])) == "1 origin: Ana Brandt (second hand)"
    assert names(()) == "0 origins"
