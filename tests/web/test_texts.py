from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.web.texts import LANGUAGES, preferred, texts


def names(words: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_with_the_same_names_to_fill_in(language: str) -> None:
    ours, theirs = texts("en").words, texts(language).words
    assert set(ours) == set(theirs)
    assert {k: names(v) for k, v in ours.items()} == {k: names(v) for k, v in theirs.items()}
    assert all(v.strip() for v in theirs.values())


def test_the_languages_differ() -> None:
    assert len({texts(code)("sections.claims") for code in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("language", ["xx", "../../etc/passwd", "", None, 7, ["de"]])
def test_what_is_no_language_of_ours_is_english(language: object) -> None:
    assert texts(language).language == "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr,es;q=0.5,de;q=0.7", "de"),
        ("fr;q=0.9", "en"),
        ("es;q=0,de;q=0.1", "de"),
        ("ES-mx", "es"),
        ("", "en"),
        (";;;,q=,de;q=x", "de"),
    ],
)
def test_the_browser_says_which_language_is_liked_best(header: str, language: str) -> None:
    assert preferred(header) == language


@given(st.text())
def test_any_header_gives_a_language_of_ours(header: str) -> None:
    assert preferred(header) in LANGUAGES
