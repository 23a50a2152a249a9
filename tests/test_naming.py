"""How a summary names its speakers: one role, the article that English needs, short names once they are known."""

from __future__ import annotations

import pytest

from summarizer.naming import bearer, reading_name, surname
from summarizer.records import Kind, Source, Span
from tests.builders import source


def named(name: str, text: str = "", kind: Kind = "person", *seen: str) -> str:
    return reading_name(source(name, kind), set(seen), text)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Ida Lind, nurse", "“I waited,” said Ida Lind, a nurse.", "Ida Lind, a nurse"),
        (
            "Ida Lind, economist at the Port School",
            "Ida Lind, 51, an economist at the Port School, agreed.",
            "Ida Lind, an economist at the Port School",
        ),
        ("Ida Lind, pensioner", "said the pensioner Ida Lind, 71.", "the pensioner Ida Lind"),
        ("Ida Lind, operations director", "its operations director, Ida Lind, told reporters.", "operations director Ida Lind"),
        ("Ida Lind, crane operator", "It fell, said crane operator Ida Lind.", "crane operator Ida Lind"),
        ("Ida Lind, lawyer", "his lawyer, Ida Lind, said.", "Ida Lind, a lawyer"),
        ("Ida Lind, mayor of Kelmar", "The mayor of Kelmar, Ida Lind, came.", "Ida Lind, mayor of Kelmar"),
        ("Ida Lind, port's director", "The port's director, Ida Lind, came.", "Ida Lind, the port's director"),
        ("Ida Lind, Alliance’s manager", "The Alliance’s manager, Ida Lind, came.", "Ida Lind, the Alliance’s manager"),
        ("Ida Lind, KC, defending", "Answering Ida Lind KC, defending, he said no.", "Ida Lind KC, defending"),
    ],
)
def test_a_person_comes_with_one_role_as_the_article_ties_it_to_the_name(name: str, text: str, told: str) -> None:
    assert named(name, text) == told


def test_a_body_called_by_what_it_is_and_by_its_name_has_an_article() -> None:
    assert (
        named("drinks lobby Bebidas Unidas", "The drinks lobby, Bebidas Unidas, said no.", "organisation")
        == "the drinks lobby Bebidas Unidas"
    )
    assert named("Bebidas Unidas", "Bebidas Unidas said no.", "organisation") == "Bebidas Unidas"


def test_a_rank_is_a_title_and_a_bare_second_role_is_left_out() -> None:
    assert named("Lind, Colonel, representative", "said its representative, Colonel Lind.") == "Colonel Lind"
    assert named("Ida Lind, Commander, who is leading the search", "Commander Ida Lind, who is leading the search") == (
        "Commander Ida Lind, who is leading the search"
    )
    assert named("Ida Lind, councillor, cabinet member for finance", "Cllr Ida Lind, the cabinet member for finance, said") == (
        "Cllr Ida Lind, the cabinet member for finance"
    )


def test_a_role_before_the_name_changes_places_with_it_and_nobodys_its_is_left() -> None:
    assert (
        named("governor of Kelmar region, Ida Lind", "the governor of Kelmar region, Ida Lind, said")
        == "Ida Lind, governor of Kelmar region"
    )
    assert named("Its leader, Ida Lind", "Its leader, Ida Lind, said") == "Ida Lind"
    assert named("promoter, Lowrise Live", "The promoter, Lowrise Live, blames", "organisation") == "the promoter, Lowrise Live"


def test_a_body_has_the_article_that_the_text_gives_it() -> None:
    text = "The Supreme Court ruled. Lawyers of the Supreme Court agreed, Clear Ground said. Clear Ground is the charity."
    assert named("Supreme Court", text, "official") == "the Supreme Court"
    assert named("Clear Ground", text, "organisation") == "Clear Ground"
    assert named("bulletin, the fifth since Saturday", "The bulletin, the fifth since Saturday, said so.", "document") == (
        "the bulletin, the fifth since Saturday"
    )
    assert named("report by Clear Ground", "according to a report by Clear Ground", "document") == "a report by Clear Ground"
    assert named("report by Clear Ground", "", "document", "report by Clear Ground") == "the report"


def test_who_was_named_before_is_named_in_short_whatever_stood_beside_the_name() -> None:
    assert bearer("chief executive Ida Lind") == bearer("Ida Lind, chief executive") == "Ida Lind"
    assert named("chief executive Ida Lind", "", "organisation", "Ida Lind") == "Lind"
    assert named("news agency Meridia Press", "", "media", "Meridia Press") == "Meridia Press"
    assert named("Ida Lind", "Ida Lind came. Lind spoke.", "person", "Ida Lind") == "Lind"
    assert named("Ida Lind", "Ida Lind came. She spoke.", "person", "Ida Lind") == "Lind"
    assert named("Lantern Foods", "Lantern Foods came. Lantern denied it.", "person", "Lantern Foods") == "Lantern Foods"
    assert (surname("Ida Lind, mayor"), surname("Harbour Board")) == ("Lind", "")


def test_unnamed_people_lose_the_capital_that_a_sentence_gave_them() -> None:
    assert named("Observers", "Observers note it.", "anonymous") == "observers"
    assert named("Many Republicans", "Many Republicans said so.", "official") == "many Republicans"
    assert named("Times report", "the Times report, which at times was wrong", "document") == "the Times report"
    assert named("Per Holt", "Per Holt notes it.") == "Per Holt"
    mention = Source(name="One teacher", kind="anonymous", mention=Span(start=0, end=11, text="One teacher"))
    assert reading_name(mention, set(), "One teacher said so.") == "one teacher"


def test_a_name_that_only_describes_a_thing_of_its_own_lends_it_no_article() -> None:
    assert named("Halden Post", "The Halden Post story was read. Halden Post said so.", "media") == "Halden Post"
    assert named("Mexican police", "Mexican police came. He met Mexican police.", "anonymous") == "Mexican police"
    assert named("June analysis by the Post", "a June analysis by the Post", "document") == "a June analysis by the Post"
