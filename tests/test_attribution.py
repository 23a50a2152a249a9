"""Linking of spans, and attribution with the real tagger on small texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import frames
from summarizer.attribution import attribute
from summarizer.frames import link
from summarizer.models.base import Encoder, Head, Tag
from summarizer.quotations import quoted_spans
from summarizer.records import Attribution
from tests.builders import article, sentences
from tests.fakes import BagEncoder


def read(encoder: Encoder, text: str) -> tuple[Attribution, ...]:
    return attribute(article(text), sentences(text), encoder)


def test_each_content_goes_to_its_nearest_cue() -> None:
    text = "Brandt said the pier is shut. Lind said it is open."
    tags = [
        Tag("source", 0, 6),
        Tag("cue", 7, 11),
        Tag("content", 12, 28),
        Tag("source", 30, 34),
        Tag("cue", 35, 39),
        Tag("content", 40, 50),
    ]
    linked = link(tags, text, sentences(text.replace(". ", ".\n")), quoted_spans(text))
    assert [(f.source, f.contents) for f in linked] == [(tags[0], (tags[2],)), (tags[3], (tags[5],))]


def test_a_full_stop_in_an_abbreviation_is_no_sentence_end() -> None:
    text = "Others spoke.\n“I hope so,” Sen. James Quill, R-Okla., wrote."
    tags = [Tag("source", 0, 6), Tag("cue", 7, 12), Tag("content", 14, 26), Tag("source", 27, 52), Tag("cue", 54, 59)]
    linked = link(tags, text, sentences(text), quoted_spans(text))
    assert [(f.source, f.contents) for f in linked] == [(tags[0], ()), (tags[3], (tags[2],))]


def test_a_byline_on_the_line_before_is_no_part_of_a_source() -> None:
    class Bylines(BagEncoder):
        def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
            assert head == "attribution"
            return [[Tag("source", 0, t.index(" said")), Tag("cue", t.index("said"), t.index("said") + 4)] for t in texts]

    text = "Roger Yu\nThe Kelmar Post said it sued."
    assert frames.tag(text, sentences(text), Bylines(), "attribution")[0] == Tag("source", 9, 24)


def test_a_far_source_is_no_source() -> None:
    text = "Brandt left. " + "x" * 300 + " said so."
    linked = link([Tag("source", 0, 6), Tag("cue", 314, 318)], text, sentences(text), quoted_spans(text))
    assert linked[0].source is None


@given(st.lists(st.tuples(st.sampled_from(["source", "cue", "content"]), st.integers(0, 190), st.integers(1, 10)), max_size=12))
def test_linking_keeps_every_cue_and_shares_no_content(raw: list[tuple[str, int, int]]) -> None:
    tags = [Tag(label, a, a + n) for label, a, n in dict.fromkeys(raw)]
    linked = link(tags, "a b. " * 40, sentences("a b. " * 40), [])
    assert [f.cue for f in linked] == [t for t in tags if t.label == "cue"]
    given_away = [c for f in linked for c in f.contents]
    assert len(given_away) == len(set(given_away))


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Mayor Ana Brandt said the pier will close in June.", [["Ana Brandt, Mayor"]]),
        ("The pier will close in June, according to the port authority.", [["port authority"]]),
        ("“The pier will close in June,” Omar Lind, a dockworker, said.", [["Omar Lind, dockworker"]]),
        ("The Kelmar Post reported, citing two clerks, that the pier will close in June.", [["Kelmar Post", "two clerks"]]),
        (
            "The army tested a missile two weeks ago, an army official was quoted by Tasnim News Agency as saying on Monday.",
            [["Tasnim News Agency", "army official"]],
        ),
        ("These developments suggest a shift in the mood of the town.", []),
        ("The council voted 7-4 on Monday to close the pier.", []),
    ],
)
def test_the_speaker_of_a_sentence_is_found(encoder: Encoder, text: str, chains: list[list[str]]) -> None:
    assert [[s.name for s in a.sources] for a in read(encoder, text)] == chains


def test_a_denial_is_marked_as_one(encoder: Encoder) -> None:
    found = read(encoder, "Harbour chief Per Holt denied that the pier is unsafe.")
    assert [a.stance for a in found] == ["denies"]


def test_a_chain_is_carried_to_the_next_statement_of_the_same_speaker(encoder: Encoder) -> None:
    text = (
        "Kelmar mayor Ana Brandt raised the matter, citing data from the Statistics Office.\n"
        "She said that 4,000 people leave the town each year."
    )
    found = [a for a in read(encoder, text) if a.sentence_id == "s2"]
    assert [[s.name for s in a.sources] for a in found] == [["Ana Brandt, Kelmar mayor", "Statistics Office"]]


def test_text_without_speech_has_no_attribution(encoder: Encoder) -> None:
    assert read(encoder, "The pier was built in 1904. It is 300 metres long.") == ()


@pytest.mark.parametrize(
    "part",
    [
        "Of these 31 were children.",
        "Just under half, 48%, were men.",
        "A year earlier the figure was 97.",
        "The highest count, 40, was in May.",
        "For boats the rise was 12 per cent.",
    ],
)
def test_what_parts_or_compares_a_figure_has_its_source(encoder: Encoder, part: str) -> None:
    first = "Mines have killed 118 people since 2019, according to a report published on Tuesday by the Clear Ground Trust of Kelmar."
    said = {a.sentence_id: [s.name for s in a.sources] for a in read(encoder, f"{first}\n{part}")}
    assert said["s2"] == said["s1"]


def test_a_sentence_that_parts_nothing_stays_the_articles_own(encoder: Encoder) -> None:
    text = "Mines have killed 118 people since 2019, according to a report of the Clear Ground Trust.\nIt was a wet spring."
    assert [a.sentence_id for a in read(encoder, text)] == ["s1"]
