"""Who is said not to speak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.silence import silences
from tests.builders import sentences


def silent(text: str) -> list[str]:
    return [name for _, name in silences(text, sentences(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ministry did not immediately respond to a request for comment.", "The ministry"),
        ("Acme declined to comment.", "Acme"),
        ("However, harbour officials have not publicly addressed these claims, and no figures were given.", "harbour officials"),
        ("There was no immediate comment from the White House on Friday.", "the White House"),
        ("A spokesman for the mayor could not be reached.", "A spokesman for the mayor"),
        ("Acme, which runs the site, has not commented.", "Acme"),
        ("The company that owns the ferry didn’t return calls.", "The company that owns the ferry"),
        ("Police and prosecutors have yet to comment.", "Police and prosecutors"),
        ("Acme Corp. said it had no comment.", "Acme Corp."),
        ("The union called a strike, but the bank has remained silent.", "the bank"),
        ("Efforts to reach the driver's lawyer were unsuccessful.", "the driver's lawyer"),
        ("Messages left for Jane Doe were not returned.", "Jane Doe"),
        ("The governor was not available for comment.", "The governor"),
    ],
)
def test_the_silent_side_is_named_in_full(text: str, name: str) -> None:
    assert silent(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The patient did not respond to treatment.",
        "He declined to comment.",
        "The source, who declined to be named, was present.",
        "The ministry commented on Friday.",
        "The crew could not be rescued.",
        "The road was not available to lorries.",
    ],
)
def test_other_refusals_and_bare_pronouns_name_no_one(text: str) -> None:
    assert silent(text) == []


def test_the_offset_points_at_the_words_that_say_so() -> None:
    text = "It rained.\nAcme declined to comment."
    ((at, _),) = silences(text, sentences(text))
    assert text[at:].startswith("declined to comment")


@given(
    st.lists(st.sampled_from(["Acme", ",", "declined to comment", "no comment from", "it", "said", ".", "\n", "but", "had"]), max_size=25)
)
def test_every_name_stands_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    flat = text.replace("\n", " ")
    assert all(name and name in flat for name in silent(text))
