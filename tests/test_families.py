"""Which outlets are one house, and whose text it is."""

from __future__ import annotations

import pytest

from summarizer.families import house, is_agency, same_house, wire


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("BBC News", "The BBC (web)"),
        ("New York Times (News)", "The New York Times"),
        ("Daily Mirror", "Daily Express"),
        ("HW", "Halden Wire"),
        ("AP", "Associated Press"),
        ("www.kelmarpost.com", "kelmarpost"),
    ],
)
def test_outlets_of_one_house(a: str, b: str) -> None:
    assert same_house(a, b)
    assert same_house(b, a)


@pytest.mark.parametrize(("a", "b"), [("Kelmar Post", "Kelmar Times"), ("The Times", "New York Times"), ("HW", "Harbour Post")])
def test_outlets_that_stand_alone(a: str, b: str) -> None:
    assert not same_house(a, b)


def test_an_outlet_that_is_not_listed_is_its_own_house() -> None:
    assert house("The Kelmar Post") == "kelmar post"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KELMAR (AP) — The pier is closed.\nMore follows.", "AP"),
        ("ASEMBE (PCW) - Villagers have gone to court.", "PCW"),
        ("The pier is closed. (Reuters)", "Reuters"),
        ("By Associated Press\nThe pier is closed.", "Associated Press"),
        ("The pier is closed.\nWith reporting by Reuters", "Reuters"),
        ("The pier (built in 1901) is closed.", None),
        ("By Ana Brandt\nThe pier is closed.", None),
    ],
)
def test_the_agency_is_named_at_the_start_or_the_end(text: str, agency: str | None) -> None:
    assert wire(text) == agency


def test_agencies_are_told_from_other_outlets() -> None:
    assert is_agency("Reuters")
    assert not is_agency("BBC")
