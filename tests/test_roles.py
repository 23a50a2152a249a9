"""Roles before and after names, and the kinds that they give."""

from __future__ import annotations

import pytest

from summarizer.kinds import role_kind
from summarizer.names import people
from summarizer.registry import Entity
from summarizer.roles import body_role, role_of


def role(text: str, name: str = "Ana Brandt") -> str | None:
    found = role_of(text, text.index(name), text.index(name) + len(name))
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour police chief Ana Brandt spoke.", "Harbour police chief"),
        ("Its director, Ana Brandt, spoke.", "director"),
        ("The port's founder, retired pilot Ana Brandt, spoke.", "port's founder"),
        ("According to the commission’s chair, Ana Brandt, it is shut.", "commission’s chair"),
        ("Ana Brandt, 51, a crane driver at the docks, spoke.", "crane driver at the docks"),
        ("Ana Brandt, who has twins and speaks for the Save Kelmar group, spoke.", "who speaks for the Save Kelmar group"),
        ("Colonel Ana Brandt, who commands the garrison, spoke.", "Colonel, who commands the garrison"),
        ("For the Crown, Ana Brandt read it out.", "for the Crown"),
        ("Ana Brandt, took 37 people on board.", None),
        ("said Ana Brandt on Monday.", None),
    ],
)
def test_a_role_is_read_before_and_after_the_name(text: str, expected: str | None) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("words", "owner", "kind"),
    [
        ("chief executive", None, "organisation"),
        ("chair", "official", "official"),
        ("solicitor for the company", None, "organisation"),
        ("lawyer", None, "person"),
        ("fire investigator with the Kelmar fire service", None, "official"),
        ("surgeon at the district hospital", None, "person"),
        ("hospital's chief surgeon", None, "organisation"),
        ("House Minority Leader", None, "official"),
        ("who chairs the dockers' union", None, "organisation"),
        ("who teaches law at the university", None, None),
    ],
)
def test_a_role_tells_for_whom_somebody_speaks(words: str, owner: str | None, kind: str | None) -> None:
    assert role_kind(words, owner) == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The newspaper Ufuk said so.", True),
        ("Ufuk, a residents' group, said so.", True),
        ("Ufuk, which runs two ferries, said so.", True),
        ("Ufuk’s managing director said so.", True),
        ("The mayor Ufuk said so.", False),
        ("Ufuk said so.", False),
    ],
)
def test_the_words_around_a_name_tell_a_body_from_a_person(text: str, thing: bool) -> None:
    assert body_role(text, text.index("Ufuk"), text.index("Ufuk") + 4) is thing


def named(text: str, *spans: tuple[str, str]) -> tuple[Entity, ...]:
    return people(text, [(label, text.index(name), text.index(name) + len(name)) for label, name in spans]).entities


def test_a_name_that_is_tagged_as_a_person_but_speaks_as_it_is_a_body() -> None:
    text = "Hushlock said in an email that few locks were hit. The cause, it said, is a radio."
    assert [(e.core, e.kind, e.human) for e in named(text, ("person", "Hushlock"))] == [("Hushlock", "organisation", False)]


def test_two_names_with_an_ampersand_are_one_firm() -> None:
    text = "Oake & Tranter say rents rose."
    assert [(e.core, e.human) for e in named(text, ("person", "Oake"), ("person", "Tranter"))] == [("Oake & Tranter", False)]


def test_a_title_is_no_part_of_the_name_and_a_cut_name_is_made_whole() -> None:
    text = "Judge Ana Brandt-Moen spoke."
    assert [(e.name, e.kind) for e in named(text, ("person", "Judge Ana Brandt"))] == [("Ana Brandt-Moen, judge", "official")]


def test_who_speaks_for_an_official_is_official() -> None:
    text = "Mayor Ana Brandt was away. Her spokesman, Omar Lind, spoke."
    assert [e.kind for e in named(text, ("person", "Ana Brandt"), ("person", "Omar Lind"))] == ["official", "official"]


def test_pronouns_after_a_name_tell_its_gender() -> None:
    text = "Ana Brandt held up her lamp. Omar Lind lost his."
    assert [e.gender for e in named(text, ("person", "Ana Brandt"), ("person", "Omar Lind"))] == ["f", "m"]


def test_a_described_body_is_found_by_its_noun_and_bill_is_no_bill() -> None:
    text = "The municipal election commission met Bill Moen. The commission said no."
    registry = people(text, [("person", text.index("Bill"), text.index("Bill") + 9)])
    body = registry.body("commission", len(text))
    assert body is not None
    assert (body.core, body.kind) == ("municipal election commission", "official")
    assert registry.entities[-1].human


def test_a_role_means_its_bearer_but_a_body_within_the_role_does_not() -> None:
    text = "Ana Brandt, a surgeon at the district hospital, spoke. The surgeon left."
    registry = people(text, [("person", 0, 10)])
    bearer = registry.bearer("surgeon", len(text))
    assert bearer is not None
    assert bearer.core == "Ana Brandt"
    assert registry.bearer("hospital", len(text)) is None
