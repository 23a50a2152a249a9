from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.exporters.highlight import LEGEND, Mark, marks, paragraphs
from summarizer.exporters.view import clean, visible
from summarizer.records import Notice, Source, Span
from tests.exporters.sample import TEXT, sample

WORDS = "one two\nthree four\n\nfive six seven"
spans = st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from(sorted(LEGEND)))


def test_overlapping_marks_are_cut_into_pieces_that_carry_both() -> None:
    (pieces,) = paragraphs("the reckless mayor claimed", [Mark(0, 18, "claim", "claim 1", 1), Mark(4, 26, "author", "loaded")])
    assert [(p.text, p.sorts) for p in pieces] == [("the ", ("claim",)), ("reckless mayor", ("claim", "author")), (" claimed", ("author",))]
    assert [p.ends for p in pieces] == [(), (1,), ()]


def test_a_claim_over_two_lines_has_its_number_at_its_end() -> None:
    first, second = paragraphs("one\ntwo three", [Mark(0, 7, "claim", "claim 2", 2)])
    assert [p.ends for p in (*first, *second)] == [(), (2,), ()]


@given(st.lists(spans, max_size=12))
def test_the_pieces_are_the_text_whatever_overlaps(found: list[tuple[int, int, str]]) -> None:
    marked = [Mark(start, start + length, sort, sort, n) for n, (start, length, sort) in enumerate(found)]
    shown = paragraphs(WORDS, marked)
    assert ["".join(p.text for p in pieces) for pieces in shown] == [visible(line) for line in WORDS.split("\n") if line]
    inside = [n for n, m in enumerate(marked) if m.start < len(WORDS) and WORDS[m.end - 1 : m.end] not in ("", "\n")]
    ends = sorted(n for pieces in shown for p in pieces for n in p.ends)
    assert set(inside) <= set(ends)
    assert len(set(ends)) == len(ends)


def test_author_and_quoted_voice_are_told_apart_and_so_are_claims_with_and_without_a_source() -> None:
    found = {TEXT[m.start : m.end]: m.sort for m in marks(sample())}
    assert found["staggering"] == "author"
    assert found["reckless vanity project"] == "quoted"
    assert found["The vote was 7-4"] == "claim"
    assert found["No test of the riverbed was made"] == "own"


def test_sources_reporting_words_and_orders_are_marked_once_each() -> None:
    report, at = sample(), TEXT.index("Mayor Ana Brandt said")
    name, cue = Span(start=at, end=at + 16, text="Mayor Ana Brandt"), Span(start=at + 17, end=at + 21, text="said")
    source = Source(name="Mayor Ana Brandt", kind="official", mention=name)
    claims = tuple(c.model_copy(update={"sources": (source,), "cue": cue}) for c in report.claims[:2])
    notices = (Notice(kind="instructions", message="an order", start=0, end=8), Notice(kind="cut", message="cut", start=0, end=8))
    found = marks(report.model_copy(update={"claims": claims, "notices": notices}))
    assert [TEXT[m.start : m.end] for m in found if m.sort == "source"] == ["Mayor Ana Brandt"]
    assert [TEXT[m.start : m.end] for m in found if m.sort == "cue"] == ["said"]
    assert [m.note for m in found if m.sort == "order"] == ["an order"]


def test_every_sort_of_mark_is_in_the_legend() -> None:
    assert {m.sort for m in marks(sample())} <= set(LEGEND)
    assert all(clean(m.note) == m.note for m in marks(sample()))
