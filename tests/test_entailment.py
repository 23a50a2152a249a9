"""Which sentences a statement needs, and how sure the classifier must be before a side is taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer import entailment
from summarizer.entailment import LONGEST, MOST_SENTENCES, SURE_AGAINST, SURE_FOR, Bearing, bearings, needed, stance
from tests.fakes import BagEncoder

WORDS = st.lists(st.sampled_from("pier mayor strike harbour closed forty workers Monday council ferry".split()), min_size=1, max_size=8)
SENTENCES = st.lists(WORDS.map(" ".join), max_size=8)
ARTICLE = [
    "The council met on Monday.",
    "Ana Brandt has been mayor of Kelmar since 2019.",
    "Rain fell all night.",
    "She closed the pier after the strike of the ferry workers.",
]


def test_the_sentences_that_hold_the_words_of_a_statement_come_in_their_own_order() -> None:
    found = needed("Ana Brandt closed the pier after the strike.", ARTICLE)
    assert found == f"{ARTICLE[1]} {ARTICLE[3]}"


def test_a_statement_that_shares_no_word_gets_the_first_sentence() -> None:
    assert needed("Bananas ripen.", ARTICLE) == ARTICLE[0]


def test_there_is_nothing_to_read_in_no_sentences() -> None:
    assert needed("Ana Brandt closed the pier.", []) == ""


@given(statement=WORDS.map(" ".join), sentences=SENTENCES)
def test_what_is_needed_is_a_part_of_the_text_and_no_longer_than_allowed(statement: str, sentences: list[str]) -> None:
    found = needed(statement, sentences)
    held = [s for s in dict.fromkeys(sentences) if s in found]
    assert bool(found) == bool(sentences)
    assert not sentences or held
    assert len(found) <= max(LONGEST + MOST_SENTENCES, *map(len, sentences), 0)


@given(supports=st.floats(0, 1), opposes=st.floats(0, 1))
def test_a_side_is_taken_only_where_it_is_sure(supports: float, opposes: float) -> None:
    found = stance(Bearing(supports, opposes))
    if found == "supports":
        assert supports >= SURE_FOR
    elif found == "opposes":
        assert opposes >= SURE_AGAINST > 0.5
    else:
        assert supports < SURE_FOR and opposes < SURE_AGAINST


def test_pairs_come_back_in_order_and_each_is_asked_for_once() -> None:
    asked: list[object] = []

    def told(pair: str | tuple[str, str]) -> tuple[float, float]:
        asked.append(pair)
        return (0.9, 0.0) if pair == ("a", "b") else (0.1, 0.8)

    pairs = [("a", "b"), ("c", "d"), ("a", "b")]
    assert bearings(pairs, BagEncoder(stance=told)) == [Bearing(0.9, 0.0), Bearing(0.1, 0.8), Bearing(0.9, 0.0)]
    assert asked == [("a", "b"), ("c", "d")]
    assert entailment.bearings([], BagEncoder()) == []
