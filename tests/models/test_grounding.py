"""Grounded decoding: with whatever weights, no reply holds a word that it was not given."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer import quantities
from summarizer.grounds import FRAME, ground
from summarizer.models.base import Ground
from summarizer.models.chat import ChatWriter
from summarizer.models.grounding import Grounded, Vocabulary
from summarizer.prompts import Message

TEXTS = ("consumer prices rose by “3.4 per cent” in the year to August 2031.", "Anna Weaver-Finch’s office had $4.1m and not 12 boats.")
NUMBERS = {"3.4", "2031", "4.1", "12"}
NAMES = {"August", "Anna", "Weaver", "Finch"}


@pytest.fixture(scope="module")
def vocabulary(writer: ChatWriter) -> Vocabulary:
    return Vocabulary(writer._tokenizer)


def tokens(writer: ChatWriter, text: str) -> list[int]:
    return list(writer._tokenizer(text, add_special_tokens=False)["input_ids"])


def passes(writer: ChatWriter, vocabulary: Vocabulary, given_words: Ground, text: str) -> bool:
    """Whether a reply can be written token by token, and may end there."""
    held, written = Grounded(given_words, vocabulary), b""
    for n in tokens(writer, text):
        if n not in held.allowed(written)[0]:
            return False
        written += vocabulary.raw[n]
    return held.allowed(written)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weaver-Finch said that consumer prices rose by “3.4 per cent” in August 2031.",
        "According to Anna Weaver-Finch’s office, the office did not have 12 boats.",
        "The price was rising, and the boat (not 12 boats) had $4.1m.",
        "Prices rose by “3.4 per cent”.",
    ],
)
def test_what_the_claims_hold_can_be_said_in_other_forms_and_order(writer: ChatWriter, vocabulary: Vocabulary, text: str) -> None:
    assert passes(writer, vocabulary, ground(TEXTS, free=FRAME), text)


@pytest.mark.parametrize(
    "text",
    [
        "Consumer prices rose by 34 per cent.",
        "Consumer prices rose by 4.1 per cent.",
        "Anna Weaver had $3.4m.",
        "Consumer prices rose in July.",
        "Consumer prices “rose”.",
        "Consumer prices rose by “3.4 in August”.",
        "The minister said consumer prices rose.",
        "Consumer prices rose",
        "Consumer prices ro.",
        "One office had $4.1m.",
    ],
)
def test_what_they_do_not_hold_cannot_be_said(writer: ChatWriter, vocabulary: Vocabulary, text: str) -> None:
    assert not passes(writer, vocabulary, ground(TEXTS, free=FRAME), text)


@given(seed=st.integers(0, 10_000))
@example(seed=86)  # a blank as a token of its own
@settings(max_examples=40)
def test_random_weights_cannot_put_a_number_a_name_or_a_quotation_into_a_line(vocabulary: Vocabulary, seed: int) -> None:
    rng, held, written = random.Random(seed), Grounded(ground(TEXTS, free=FRAME), vocabulary), b""
    for _ in range(60):
        found, may_end = held.allowed(written)
        assert found or may_end, f"nothing may follow {written!r}"
        if not found:
            break  # it went round or grew too long
        written += vocabulary.raw[rng.choice(sorted(found))]
    text = written.decode("utf-8", "ignore").rpartition(" ")[0]  # the last word may be unfinished
    assert set(re.findall(r"\d+(?:\.\d+)?", text)) <= NUMBERS
    first, *others = re.findall(r"\w+", text) or [""]
    assert {w for w in others if w[:1].isupper()} <= NAMES, first
    for quoted in re.findall(r"“([^”]*)”", text):
        assert quoted in "3.4 per cent"
    assert all(q.text in " ".join(TEXTS) for q in quantities.find(re.sub(r"[“”]", "", text)) if re.search(r"\d", q.text[:1]))


def test_the_writer_holds_to_the_ground_of_each_chat(writer: ChatWriter) -> None:
    chats = [(Message("user", f"What is the capital of {land}?"),) for land in ("France", "Spain")]
    grounds = [Ground(frozenset({"the", "capital", "is", "Paris"})), Ground(frozenset({"the", "capital", "is", "Lisbon"}))]
    for replies in (
        writer.write(chats, most_tokens=12, grounds=grounds),
        writer.write(chats, most_tokens=12, temperature=1.5, seed=4, grounds=grounds),
    ):
        for reply, held in zip(replies, grounds, strict=True):
            assert {w.lower() for w in re.findall(r"\w{3,}", reply)[:-1]} <= {w.lower() for w in held.words}


def test_a_reply_that_goes_round_or_grows_too_long_must_end(vocabulary: Vocabulary) -> None:
    held = Grounded(ground(TEXTS, free=FRAME), vocabulary)
    assert held.allowed(b"The boats of the boats")[0]
    assert held.allowed(b"The boats of the boats of the boats") == (frozenset(), True)
    assert held.allowed(b"The price rose" + b", consumer prices" * 20) == (frozenset(), True)
