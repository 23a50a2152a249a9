"""What was written once and printed twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.copies import copied, groups, reprint

TEXT = "The council of Kelmar closed the old pier on Monday after divers had found long cracks in four of its pillars, the mayor said."


def test_a_cut_passage_is_a_copy() -> None:
    assert copied(TEXT, TEXT.removesuffix(", the mayor said.") + ".")


def test_the_same_news_in_other_words_is_no_copy() -> None:
    assert not copied(
        TEXT,
        "Divers found cracks in the pillars of the old pier, so Kelmar has shut it, its mayor told reporters.",
    )


def test_a_short_passage_tells_nothing() -> None:
    assert not copied("Five people were hurt.", "Five people were hurt.")


def test_a_text_is_a_reprint_of_itself_however_short() -> None:
    assert reprint("Five hurt.", "Five hurt.")


def test_groups_join_what_is_related_through_others() -> None:
    assert set(groups(4, lambda a, b: abs(a - b) == 2)) == {frozenset({0, 2}), frozenset({1, 3})}
    assert groups(3, lambda a, b: {a, b} in ({0, 2}, {1, 2})) == (frozenset({0, 1, 2}),)


WORDS = st.lists(st.sampled_from("pier mayor council closed monday crack divers said old four".split()), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_being_a_copy_does_not_depend_on_the_order(a: str, b: str) -> None:
    assert copied(a, b) == copied(b, a)
    assert reprint(a, b) == reprint(b, a)
