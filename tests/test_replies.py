"""A speaker who answers the one before, against him: told by the words between, by figures, by a flat no, or by the classifier."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.records import Claim, Sentence, Source
from summarizer.replies import REACH, Near, against, answered, near
from tests.builders import claim, sentences, source
from tests.fakes import BagEncoder

BOARD, UNION = source("Nordvik harbour board", "organisation"), source("Ulla Renning", "person")


def told(text: str, first: str, second: str, *, alike: float = 0.45, speakers: tuple[Source, Source] = (BOARD, UNION)) -> bool:
    """Whether the rules take the second quote for an answer against the first; one sentence a line."""
    split = sentences(text)
    pair = [_claim(n, text, split, quote, who) for n, (quote, who) in enumerate(zip((first, second), speakers, strict=True), 1)]
    return bool(answered(text, split, pair, [[alike] * 2] * 2, None))


def _claim(number: int, text: str, split: tuple[Sentence, ...], quote: str, *who: Source) -> Claim:
    start = text.index(quote)
    home = next(s.id for s in split if s.start <= start < s.end)
    return claim(number, quote, *who, start=start).model_copy(update={"sentence_ids": (home,)})


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The board said the boats had left before dark.\nUlla Renning tells it differently.\nThey lay at the quay until two, she said.",
            "the boats had left before dark",
            "They lay at the quay until two",
        ),
        (
            "The board said the crane had been tested in May.\nUlla Renning rejected this: the test was put off twice, she said.",
            "the crane had been tested in May",
            "the test was put off twice",
        ),
        (
            "The board counted nine boats.\nUlla Renning gave a higher number, saying that 14 boats were lost.",
            "The board counted nine boats",
            "14 boats were lost",
        ),
        (
            "The board holds that 640 posts have gone.\nUlla Renning says the true number is closer to 210.",
            "640 posts have gone",
            "the true number is closer to 210",
        ),
        (
            "The board offered a pay deal in June, it said.\nUlla Renning replied that no pay deal was offered.",
            "The board offered a pay deal in June",
            "no pay deal was offered",
        ),
        (
            "The offer was withdrawn on Monday, the board said.\nIt was paused, not withdrawn, said Renning.",
            "The offer was withdrawn on Monday",
            "It was paused, not withdrawn",
        ),
    ],
)
def test_what_the_words_tell_to_be_an_answer_speaks_against_it(text: str, first: str, second: str) -> None:
    assert told(text, first, second)
    assert not told(text, first, second, alike=0.05), "what is about another thing is no answer"
    assert not told(text, first, second, speakers=(BOARD, BOARD)), "who corrects himself disputes nothing"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The board said the boats left.\nUlla Renning agrees with this: they left at six.", "the boats left", "they left at six"),
        ("The board said the boats left.\nUlla Renning denied that she had sold the pier: it is hers.", "the boats left", "it is hers"),
        ("The board said nine boats burned.\nUlla Renning gave a talk on 14 boats.", "nine boats burned", "14 boats"),
        (
            "The board sold 640 tickets.\nUlla Renning puts the cost of a day at 210 crowns.",
            "640 tickets",
            "the cost of a day at 210 crowns",
        ),
        ("The board asks for 30 days.\nUlla Renning puts it at 41.", "The board asks for 30 days", "puts it at 41"),
        ("The board said no boat burned.\nUlla Renning said no ship burned.", "no boat burned", "no ship burned"),
        (
            "The board put it at 118 boats.\nUlla Renning said the number that 23 of them formed is 23 of them.",
            "118 boats",
            "the number that 23 of them formed",
        ),
        (
            "The board counted 31 dead in the morning.\nUlla Renning put the number at 58 at noon.",
            "31 dead in the morning",
            "the number at 58 at noon",
        ),
    ],
)
def test_agreement_other_denials_parts_and_later_tolls_do_not(text: str, first: str, second: str) -> None:
    assert not told(text, first, second)


def test_far_apart_or_with_another_speaker_between_nothing_is_an_answer() -> None:
    first, second, late = "the boats had left", "They lay at the quay", "Ulla Renning tells it differently."
    assert told(f"The board said {first}.\n{late}\n{second}.", first, second)
    assert not told(f"The board said {first}.\n{'The sun was out. ' * (REACH // 16)}\n{late}\n{second}.", first, second)
    text = f"The board said {first}.\nFishermen waved.\n{late}\n{second}."
    split = sentences(text)
    three = [
        _claim(n, text, split, q, w)
        for n, (q, w) in enumerate(((first, BOARD), ("Fishermen waved", source("fishermen", "anonymous")), (second, UNION)), 1)
    ]
    assert (0, 2, "rule") not in answered(text, split, three, [[0.45] * 3] * 3, None)


def test_a_rebuff_is_aimed_at_the_statement_that_is_most_like_the_answer() -> None:
    text = "The board said the crane was tested and the sun shone.\nUlla Renning denies this.\nThe test was put off, she said."
    split = sentences(text)
    three = [
        _claim(n, text, split, q, w)
        for n, (q, w) in enumerate((("the crane was tested", BOARD), ("the sun shone", BOARD), ("The test was put off", UNION)), 1)
    ]
    alike = [[1.0, 0.1, 0.5], [0.1, 1.0, 0.25], [0.5, 0.25, 1.0]]
    assert answered(text, split, three, alike, None) == [(0, 2, "rule")]


def _sure(opposes: float) -> BagEncoder:
    return BagEncoder(stance=lambda _: (0.0, opposes))


def test_where_the_words_tell_nothing_the_classifier_is_believed_sooner_if_one_of_the_two_negates() -> None:
    text = "The board said the nets were checked.\nUlla Renning said the nets were left unread.\n"
    negated = "The board said the nets were checked.\nUlla Renning said the nets did not get a look.\n"
    for words, quote, sure, expected in (
        (text, "the nets were left unread", 0.6, []),
        (text, "the nets were left unread", 0.75, [(0, 1, "encoder")]),
        (negated, "the nets did not get a look", 0.6, [(0, 1, "encoder")]),
        (negated, "the nets did not get a look", 0.4, []),
    ):
        split = sentences(words)
        pair = [_claim(1, words, split, "the nets were checked", BOARD), _claim(2, words, split, quote, UNION)]
        assert answered(words, split, pair, [[0.45] * 2] * 2, _sure(sure)) == expected


@given(st.booleans(), st.none() | st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_surer_the_classifier_the_more_is_against_and_words_that_tell_it_need_none(
    told: bool, bar: float | None, p: float, q: float
) -> None:
    pair = Near(0, 1, told, bar)
    assert against(pair, min(p, q)) <= against(pair, max(p, q))
    assert against(pair, p) or not told


WHO = st.sampled_from([(), (BOARD,), (UNION,), (source("fishermen", "anonymous"),)])
SAID = st.sampled_from(["no boat left.", "nine boats left.", "the true number is closer to 14.", "that is untrue.", "the boats lay idle."])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WHO, SAID, st.booleans()), max_size=7), st.floats(0, 1))
def test_only_checkable_statements_of_two_named_sides_answer_each_other(
    rows: list[tuple[tuple[Source, ...], str, bool]], alike: float
) -> None:
    text = "\n".join(said for _, said, _ in rows)
    starts = [sum(len(said) + 1 for _, said, _ in rows[:n]) for n in range(len(rows))]
    claims = [
        claim(n + 1, said, *who, start=starts[n], checkable=sure).model_copy(update={"sentence_ids": (f"s{n + 1}",)})
        for n, (who, said, sure) in enumerate(rows)
    ]
    for pair in near(text, sentences(text), claims, [[alike] * len(rows)] * len(rows)):
        first, second = claims[pair.first], claims[pair.second]
        assert pair.first < pair.second and first.checkable and second.checkable
        assert first.sources and second.sources and first.sources != second.sources
