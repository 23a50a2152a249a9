"""Whose words they are: the stretches inside quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quotations import is_quoted, quoted_spans


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('He said "it is bad" and left.', ['"it is bad"']),
        ("“One ‘two’ three,” she said. “Four.”", ["“One ‘two’ three,”", "“Four.”"]),
        ("‘The soldiers’ families left,’ he said.", ["‘The soldiers’ families left,’"]),
        ("„Das Wort“ is what she wrote.", ["„Das Wort“"]),
        ("« Non » is French, «nein» is not.", ["«nein»"]),
        ('The "reform" passed.', ['"reform"']),
        ("Officials' 'so-called' plan", ["'so-called'"]),
        ('She asked: "Did he say "no" today?" Yes.', ['"Did he say "no" today?"']),
        ("Trump spoke of “devastated people,″ the agency wrote.", ["“devastated people,″"]),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, spans: list[str]) -> None:
    assert quoted(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers' pay in the '90s wasn't much.",
        "It’s the workers’ union, the bosses’ club and the ’90s.",
        "He is 6'2\" tall.",
        "rock 'n' roll",
        "A stray ” closes nothing.",
        "",
    ],
)
def test_apostrophes_inches_and_stray_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_each_paragraph_of_a_long_quotation_opens_it_again_and_the_last_closes_it() -> None:
    text = "“First part.\n\n“Second part.\n\n“Third,” she said.\n\nThe vote follows."
    assert quoted(text) == ["“First part.", "“Second part.", "“Third,”"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quoted('He said "we shall see.\n\nThe vote follows.') == ['"we shall see.']


def test_a_wrapped_line_does_not_end_a_quotation() -> None:
    assert quoted('He said "we shall\nsee what comes" today.') == ['"we shall\nsee what comes"']


def test_a_quotation_left_open_by_one_line_may_be_closed_by_the_next() -> None:
    assert quoted('"I went home.\nThen I slept," he said. "Bye."') == ['"I went home.', 'Then I slept,"', '"Bye."']


def test_is_quoted_asks_for_one_character() -> None:
    text = 'a "b" c'
    spans = quoted_spans(text)
    assert [is_quoted(spans, i) for i in range(len(text))] == [False, False, True, True, True, False, False]


@given(st.text(st.sampled_from("ab A.,\n\"'“”‘’„«»″s5") | st.characters(), max_size=80))
def test_spans_are_ordered_disjoint_and_inside_any_text(text: str) -> None:
    at = 0
    for start, end in quoted_spans(text):
        assert at <= start < end <= len(text)
        at = end


@given(st.lists(st.text(st.sampled_from("ab .,“”"), max_size=20), max_size=5))
def test_no_quotation_crosses_a_blank_line(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert all("\n\n" not in text[start:end] for start, end in quoted_spans(text))


@given(
    st.text(st.sampled_from("ab c."), max_size=30), st.text(st.sampled_from("xyz "), min_size=1, max_size=20).filter(lambda t: t[0] != " ")
)
def test_what_stands_between_curly_marks_is_quoted_and_nothing_else(before: str, inside: str) -> None:
    text = f"{before} “{inside}” end"
    assert quoted(text) == [f"“{inside}”"]
