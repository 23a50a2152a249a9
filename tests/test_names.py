"""Who is who: kinds, roles and the registry."""

from __future__ import annotations

import pytest

from summarizer.kinds import head, kind_of, unwrap
from summarizer.names import people
from summarizer.registry import Registry


def registry(text: str, *persons: str) -> Registry:
    return people(text, [("person", text.index(p), text.index(p) + len(p)) for p in persons])


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("sources within the security services", "anonymous"),
        ("two people familiar with the talks", "anonymous"),
        ("Ukrainian officials", "anonymous"),
        ("some analysts", "anonymous"),
        ("a senior officer", "anonymous"),
        ("TASS", "media"),
        ("the Nordvik Tribune", "media"),
        ("the Defence Ministry of Tovaria", "official"),
        ("police", "official"),
        ("the mayor", "official"),
        ("a spokesman for the interior ministry", "official"),
        ("the company", "organisation"),
        ("a spokeswoman for the company", "organisation"),
        ("a council audit", "document"),
        ("the report", "document"),
        ("Prosecutor General’s Office", "official"),
    ],
)
def test_a_noun_phrase_tells_the_kind_of_source(phrase: str, kind: str) -> None:
    assert kind_of(phrase) == kind


@pytest.mark.parametrize("phrase", ["These developments", "the weather", "this assertion"])
def test_what_cannot_speak_has_no_kind(phrase: str) -> None:
    assert kind_of(phrase) is None


def test_the_head_of_a_phrase_stands_before_its_prepositions() -> None:
    assert head("sources within Russian security structures") == "sources"
    assert head("chief of the general staff, a veteran") == "chief"


def test_a_role_before_the_name_joins_it() -> None:
    text = "On Monday harbour police chief Ana Brandt said the pier was closed."
    entity = registry(text, "Ana Brandt").entities[0]
    assert entity.name == "Ana Brandt, harbour police chief"
    assert entity.kind == "official"


def test_a_role_in_apposition_joins_the_name() -> None:
    text = "The pier is closed, Ana Brandt, the mayor of Kelmar, said."
    entity = registry(text, "Ana Brandt").entities[0]
    assert entity.name == "Ana Brandt, mayor of Kelmar"
    assert entity.kind == "official"


def test_a_role_before_a_comma_joins_the_name() -> None:
    text = "The head of the Kelmar Port Authority, Ana Brandt, has reported a loss."
    entity = registry(text, "Ana Brandt").entities[0]
    assert entity.name == "Ana Brandt, head of the Kelmar Port Authority"
    assert entity.kind == "official"


def test_a_surname_finds_the_full_name() -> None:
    text = "Journalist Omar Lind of the Nordvik Tribune wrote first. Later Lind added figures."
    reg = people(text, [("person", 11, 20), ("person", 58, 62)])
    found = reg.find("Lind")
    assert found is not None
    assert found.core == "Omar Lind"
    assert found.kind == "person"


def test_another_first_name_is_another_person() -> None:
    text = "Omar Lind spoke. Then Petra Lind spoke."
    reg = registry(text, "Omar Lind")
    assert reg.find("Petra Lind") is None


def test_data_from_a_body_is_the_body_but_a_report_is_itself() -> None:
    assert unwrap("data from the Kelmar Statistics Office") == "the Kelmar Statistics Office"
    assert unwrap("a report by the Kelmar Statistics Office") == "a report by the Kelmar Statistics Office"


def test_a_report_released_on_thursday_is_a_report() -> None:
    assert head("report released on Thursday") == "report"
    assert kind_of("a police report first obtained by the Kelmar Post") == "document"


def test_a_name_does_not_run_on_over_the_end_of_a_heading() -> None:
    text = "Ana Brandt, Keep Working? President Ana Brandt said so."
    start = text.index("President")
    found = people(text, [("person", 0, start + len("President Ana Brandt"))])
    assert [e.core for e in found.entities] == ["Ana Brandt"]
    assert "?" not in found.entities[0].name


def test_a_place_in_apposition_is_no_person() -> None:
    found = registry("She left Kelmar, a town of 9,000 on the coast, in May.", "Kelmar")
    assert not any(e.human for e in found.entities)


def test_a_role_that_belongs_to_it_names_the_one_body_before() -> None:
    text = "The Harbour Committee has held the pier since March. Its leader, Omar Lind, said the army had fired first."
    found = people(text, [("organisation", 4, 21), ("person", text.index("Omar"), text.index("Omar") + 9)])
    assert found.entities[-1].name == "Omar Lind, leader of the Harbour Committee"
    assert found.entities[-1] == found.find("Its leader, Omar Lind")


def test_of_two_bodies_none_is_taken_for_the_owner_of_a_role() -> None:
    text = "The Harbour Committee met the Boat Union. Its leader, Omar Lind, said so."
    found = people(text, [("organisation", 4, 21), ("organisation", 30, 40), ("person", text.index("Omar"), text.index("Omar") + 9)])
    assert found.entities[-1].name == "Omar Lind, leader"
