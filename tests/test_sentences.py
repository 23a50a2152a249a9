"""The sentence splitter: what it must not split, and the laws that its spans obey on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.records import Article
from summarizer.sentences import MOST_CHARACTERS, split, unread
from summarizer.settings import Settings

PIECES = st.sampled_from(
    [
        '"Is it over?" he asked. ',
        "Gen. Poe ",
        "at 5 p.m. ",
        "It was. ",
        "“No!” ",
        '" ',
        "(",
        ")",
        "\n",
        "\t",
        "1. ",
        "... ",
        "U.S. ",
        "é😀 ",
        ".",
        "’",
        "He left. ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


def sentences_of(text: str, most: int = 400) -> list[str]:
    article = Article(id="a", language="en", text=text)
    return [text[s.start : s.end] for s in split(article, Settings(max_sentences=most))]


@pytest.mark.parametrize(
    "sentence",
    [
        '"Is it over?" he asked.',
        '"Is it over?" He asked.',
        "“Who pays?” the mayor of Nordvik asked on Monday.",
        "‘Never!’ shouted the crowd.",
        '"Why now?" Brandt said.',
        "Gen. Mark Poe met Lt. Gov. Ann Roe and Sen. J. R. Fox in St. Paul.",
        "The U.S. Senate and the U.K. Parliament met at 5 p.m. Monday.",
        "Polls close at 7 p.m. EST in most of the state.",
        "Acme Inc. and Beta Corp. signed the deal.",
        "Ann B. Poe and J. K. Rind wrote the book.",
        "No. 5 on the list is Mt. Osk.",
        "Yahoo! announced a profit.",
        "Govs. Ann Poe and Bo Roe agreed with Ms. Lund.",
        "1. The council votes.",
        'He said: "We did it. We won. It is over," and left.',
        "Brandt v. Board of Ed. was decided in May.",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert sentences_of(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["He called it “a disgrace.”", "The mayor left."],
        ['"Stop!"', "The crowd cheered."],
        ['"Why now?"', "Brandt said the plan was dead."],
        ["He lives in the U.S.", "It is large."],
        ["It began at 6 a.m.", "The mayor spoke."],
        ["(He left in May.)", "Then she came."],
        ["He lives on Main St.", "The house is red."],
        ["She chose plan B.", "The mayor left."],
        ["“We have waited,” she said.", "“It is time. We will build.”"],
    ],
)
def test_two_sentences_are_told_apart(parts: list[str]) -> None:
    assert sentences_of(" ".join(parts)) == parts


def test_a_closing_quote_mark_belongs_to_the_sentence_that_it_ends() -> None:
    assert sentences_of("She said: “It is over.” He left.") == ["She said: “It is over.”", "He left."]


def test_an_opening_quote_mark_goes_with_the_words_after_it_even_where_it_is_never_closed() -> None:
    assert sentences_of('"We broke the mold," he said. "It took years. It was hard') == [
        '"We broke the mold," he said.',
        '"It took years.',
        "It was hard",
    ]


def test_a_line_end_always_ends_a_sentence_and_a_headline_is_one() -> None:
    assert sentences_of("Council backs bridge\n\nNORDVIK — It voted\nto build. Yes.") == [
        "Council backs bridge",
        "NORDVIK — It voted",
        "to build.",
        "Yes.",
    ]


def test_ids_count_from_one() -> None:
    article = Article(id="a", language="en", text="One came. Two came.")
    assert [s.id for s in split(article, Settings())] == ["s1", "s2"]


def test_a_line_of_100_000_characters_is_cut_at_blanks() -> None:
    words = "word " * 20_000
    pieces = sentences_of(words, most=10_000)
    assert max(map(len, pieces)) <= MOST_CHARACTERS
    assert " ".join(pieces) == words.strip()


def test_a_line_without_blanks_is_cut_too() -> None:
    pieces = sentences_of("a" * 100_000, most=10_000)
    assert max(map(len, pieces)) <= MOST_CHARACTERS
    assert "".join(pieces) == "a" * 100_000


def test_what_lies_beyond_the_limit_is_counted() -> None:
    article = Article(id="a", language="en", text="It was so. " * 12)
    sentences = split(article, Settings(max_sentences=10))
    assert len(sentences) == 10
    assert unread(article, sentences) == 2 * len("Itwasso.")


def test_nothing_is_unread_below_the_limit_and_all_without_sentences() -> None:
    article = Article(id="a", language="en", text="It was so. It is.")
    assert unread(article, split(article, Settings())) == 0
    assert unread(article, ()) == len("Itwasso.Itis.")


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_are_in_order_tight_and_cover_every_character_but_blanks(text: str) -> None:
    article = Article(id="a", language="en", text=text)
    spans = [(s.start, s.end) for s in split(article, Settings(max_sentences=100_000))]
    covered: list[int] = []
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        covered.extend(range(start, end))
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.integers(min_value=10, max_value=20))
def test_a_limit_only_drops_the_tail(text: str, most: int) -> None:
    article = Article(id="a", language="en", text=text)
    everything = split(article, Settings(max_sentences=100_000))
    some = split(article, Settings(max_sentences=most))
    assert some == everything[:most]
    assert (unread(article, some) == 0) == (len(everything) <= most)
