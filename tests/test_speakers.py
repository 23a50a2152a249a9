"""Resolution: pronouns, roles, the same sources, papers, citations."""

from __future__ import annotations

import pytest

from summarizer.history import History
from summarizer.names import people
from summarizer.records import Source, Span
from summarizer.registry import Registry
from summarizer.speakers import Found, cited, reporter, resolve

TEXT = "Kelmar mayor Ana Brandt spoke first. Omar Lind, a dockworker, spoke later."
REGISTRY = people(TEXT, [("person", 13, 23), ("person", 37, 46)])
BRANDT = Source(name="Ana Brandt, Kelmar mayor", kind="official")
SOURCES = (Source(name="Halden Wire", kind="media"), Source(name="sources within the port", kind="anonymous"))

NOBODY = History()


def mention(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


def found(text: str, history: History = NOBODY, registry: Registry = REGISTRY) -> Found:
    result = resolve(mention(text), registry, history)
    assert result is not None
    return result


def test_a_surname_becomes_the_full_name_and_role() -> None:
    result = found("Brandt")
    assert result.chain[0].name == BRANDT.name
    assert result.chain[0].kind == "official"


def test_she_is_the_last_person_who_spoke() -> None:
    result = found("She", History().spoke((BRANDT,), 5).spoke(SOURCES, 9))
    assert result.chain[0].name == BRANDT.name
    assert result.resolved


def test_the_same_sources_bring_their_whole_chain_back() -> None:
    result = found("the same sources", History().spoke(SOURCES, 5).spoke((BRANDT,), 9))
    assert [s.name for s in result.chain] == [s.name for s in SOURCES]


def test_his_report_is_himself() -> None:
    assert found("his report", History().spoke((BRANDT,), 5)).chain[0].name == BRANDT.name


def test_a_role_finds_its_bearer() -> None:
    assert (
        found("the mayor", History().spoke((BRANDT,), 5).spoke((Source(name="Omar Lind, dockworker", kind="person"),), 9)).chain[0].name
        == BRANDT.name
    )


def test_the_lawyer_of_a_person_is_not_the_person() -> None:
    assert found("a lawyer for Ana Brandt").chain[0].name != BRANDT.name


def test_a_thing_that_cannot_speak_is_no_source() -> None:
    assert resolve(mention("these developments"), REGISTRY, History()) is None


def test_a_relay_is_found() -> None:
    source = reporter("The pier, as reported by Halden Wire, is closed.", 100, REGISTRY)
    assert source is not None
    assert source.name == "Halden Wire"
    assert source.mention is not None
    assert source.mention.start == 100 + len("The pier, as reported by ")


def test_cited_data_stand_for_the_body_that_keeps_them() -> None:
    result = cited("She spoke, citing data from the Kelmar Statistics Office.", 0, REGISTRY)
    assert result is not None
    assert result[0].name == "Kelmar Statistics Office"
    assert result[1]


def test_a_cited_report_stands_for_itself() -> None:
    result = cited("She spoke, citing a report by the port authority.", 0, REGISTRY)
    assert result is not None
    assert result[0].kind == "document"
    assert not result[1]


@pytest.mark.parametrize(
    "phrase",
    [
        "A lawyer representing Ana Brandt",
        "Prosecutors investigating Ana Brandt",
        "the woman who accused Ana Brandt",
        "Ana Brandt supporters",
    ],
)
def test_a_description_that_mentions_a_name_is_somebody_else(phrase: str) -> None:
    result = resolve(mention(phrase), REGISTRY, History())
    assert result is None or result.chain[0].name != BRANDT.name


def test_a_surname_of_two_people_is_nobody_yet() -> None:
    text = "Ana Brandt spoke first. Omar Brandt, the harbour chief, denied it."
    registry = people(text, [("person", 0, 10), ("person", 24, 35)])
    assert registry.find("Brandt") is None
    assert [e.core for e in registry.entities] == ["Ana Brandt", "Omar Brandt"]


def test_mr_is_not_she() -> None:
    man = Source(name="Omar Lind", kind="person", mention=mention("Mr. Lind"))
    woman = Source(name="Ida Moen", kind="person", mention=mention("Ms. Moen"))
    result = found("she", History().spoke((woman,), 5).spoke((man,), 9))
    assert result.chain[0].name == "Ida Moen"


def test_he_is_the_one_person_first_named_since_the_last_speech() -> None:
    text = "Kelmar mayor Ana Brandt backs the pier. One opponent is Tim Hathaway, who walks there daily. He is against it."
    registry = people(text, [("person", 13, 23), ("person", text.index("Tim"), text.index("Tim") + 12)])
    at = text.index("He is")
    result = resolve(Span(start=at, end=at + 2, text="He"), registry, History().spoke((BRANDT,), 30))
    assert result is not None
    assert result.chain[0].name.startswith("Tim Hathaway")


@pytest.mark.parametrize("phrase", ["a critic of former mayor Ana Brandt", "the report on mayor Ana Brandt", "leaks by mayor Ana Brandt"])
def test_a_name_deep_in_a_phrase_does_not_speak(phrase: str) -> None:
    result = resolve(mention(phrase), REGISTRY, History())
    assert result is None or not result.chain[0].name.startswith("Ana Brandt")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the governor of Kelmar region, Per Holt", "Per Holt, governor of Kelmar region"),
        ("the water lobby, Aguas Libres", "water lobby Aguas Libres"),
    ],
)
def test_a_name_stands_before_its_role_and_behind_what_a_body_is(words: str, name: str) -> None:
    assert found(words).chain[0].name == name


def test_she_is_who_was_named_just_before_not_who_spoke_last() -> None:
    text = "It was proposed by chairman Per Holt. Sen. Ana Brandt is for it, but she says no."
    registry = people(text, [("person", 28, 36), ("person", 43, 53)])
    spoke = History().spoke((Source(name=registry.entities[0].name, kind="official"),), 7)
    she = Span(start=69, end=72, text="she")
    result = resolve(she, registry, spoke)
    assert result is not None
    assert result.chain[0].name.startswith("Ana Brandt")
