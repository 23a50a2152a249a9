"""When two things count as the same: the one place that says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import matching
from summarizer.records import Kind, Span

TEXT = "one two three four five six seven eight nine ten"


def words(first: int, last: int) -> Span:
    """The span from word `first` to word `last` of TEXT, both counted from 1 and included."""
    starts = [m.start() for m in matching._TOKEN.finditer(TEXT)]
    ends = [m.end() for m in matching._TOKEN.finditer(TEXT)]
    return Span(start=starts[first - 1], end=ends[last - 1], text=TEXT[starts[first - 1] : ends[last - 1]])


def test_half_the_tokens_are_enough_and_less_is_not() -> None:
    assert [p.f1 for p in matching.one_to_one(TEXT, [words(1, 4)], [words(3, 6)])] == [0.5]
    assert matching.one_to_one(TEXT, [words(1, 4)], [words(4, 7)]) == ()


def test_the_pairing_with_the_greatest_sum_is_taken_not_the_greedy_one() -> None:
    gold = [words(1, 4), words(3, 6)]
    found = [words(2, 5), words(3, 8)]
    assert [(p.gold, p.found) for p in matching.one_to_one(TEXT, gold, found)] == [(0, 0), (1, 1)]


def test_equal_spans_are_told_apart_by_their_source() -> None:
    spans = [words(1, 4), words(1, 4)]
    pairs = matching.one_to_one(TEXT, spans, spans, same=lambda i, j: i != j)
    assert [(p.gold, p.found) for p in pairs] == [(0, 1), (1, 0)]


def test_a_source_never_outweighs_a_token() -> None:
    pairs = matching.one_to_one(TEXT, [words(1, 5)], [words(1, 5), words(1, 4)], same=lambda _, j: j == 1)
    assert [(p.gold, p.found) for p in pairs] == [(0, 0)]


SPANS = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)).map(lambda ends: words(min(ends), max(ends))), max_size=6)


@given(SPANS, SPANS)
def test_every_span_is_used_once_at_most_and_every_pair_is_good_enough(gold: list[Span], found: list[Span]) -> None:
    pairs = matching.one_to_one(TEXT, gold, found)
    assert len({p.gold for p in pairs}) == len({p.found for p in pairs}) == len(pairs)
    assert all(p.f1 >= matching.LEAST_F1 for p in pairs)


@given(SPANS)
def test_a_list_matches_itself_in_full(spans: list[Span]) -> None:
    assert len(matching.one_to_one(TEXT, spans, spans)) == len(spans)


def test_loaded_spans_match_by_any_token() -> None:
    assert len(matching.overlapping(TEXT, [words(1, 6)], [words(6, 6)])) == 1
    assert matching.overlapping(TEXT, [words(1, 5)], [words(6, 6)]) == ()


@pytest.mark.parametrize(
    ("gold", "kind", "found", "found_kind"),
    [
        ("Mayor Ana Brandt", "official", "Ana Brandt, mayor of Nordvik", "official"),
        ("Valeriy Gerasimov, Chief of the General Staff", "official", "Chief of the General Staff Valeriy Gerasimov", "official"),
        ("the council’s audit office", "official", "council's audit office", "organisation"),
        ("journalist Christoph Vanner of Die Welt", "person", "Christoph Vanner", "person"),
        ("sources within the security structures", "anonymous", "two security sources", "anonymous"),
        ("it is claimed", "anonymous", "unnamed sources", "anonymous"),
        ("the Bank of Marlund", "official", "Bank of Marlund", "official"),
    ],
)
def test_these_are_one_source(gold: str, kind: Kind, found: str, found_kind: Kind) -> None:
    assert matching.same_name(gold, (), kind, found, found_kind)


@pytest.mark.parametrize(
    ("gold", "kind", "found", "found_kind"),
    [
        ("Ana Brandt", "official", "Ole Brandt", "official"),
        ("the Nordvik council", "official", "Nordvik council auditor Per Holm", "person"),
        ("Russian officials", "anonymous", "the mayor", "official"),
        ("Kelmar officials", "official", "Nordvik officials", "official"),
        ("the ministry", "official", "", "official"),
        ("a council audit", "document", "the council", "official"),
        ("teachers", "anonymous", "officials", "anonymous"),
    ],
)
def test_these_are_two(gold: str, kind: Kind, found: str, found_kind: Kind) -> None:
    assert not matching.same_name(gold, (), kind, found, found_kind)


def test_an_alias_is_as_good_as_the_name() -> None:
    assert matching.same_name("Per Holm, who leads the opposition", ("the opposition leader",), "official", "opposition leader", "official")


def test_every_slot_of_a_nugget_must_begin_at_a_word_in_one_line() -> None:
    nugget = [["7-4", "seven to four"], ["bridge"]]
    assert matching.covers("The council backed the bridges 7–4.", nugget)
    assert matching.covers("SEVEN TO FOUR for the Bridge", nugget)
    assert not matching.covers("The council voted 17-4 on the bridge.", nugget)
    assert not matching.covers("The council voted 7-4 on the footbridge.", nugget)
    assert not matching.covers("anything", [])


@pytest.mark.parametrize(
    "line", ["Holm denied this.", "The figure is disputed.", "He said 12, but Holm said 30.", "It was not independently verified."]
)
def test_a_caveat_is_heard(line: str) -> None:
    assert matching.carries_caveat(line)


def test_a_flat_line_carries_no_caveat() -> None:
    assert not matching.carries_caveat("The bridge will cost 12 million crowns, the mayor said.")


def test_two_statements_side_by_side_are_no_caveat() -> None:
    assert not matching.carries_caveat("The mayor said the bridge will cost 12 million crowns, while Holm said work begins in March.")
