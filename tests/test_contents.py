"""What belongs to which frame where the tagger cut it wrong."""

from __future__ import annotations

from summarizer.contents import mended, without_gaps
from summarizer.frames import Frame
from summarizer.models.base import Tag
from summarizer.records import Sentence, span

CRASH = "Some 40 were hurt, the police said, and two of them died, according to the ministry."


def at(text: str, label: str, words: str) -> Tag:
    start = text.index(words)
    return Tag(label, start, start + len(words))


def whole(text: str) -> Sentence:
    return Sentence(id="s1", start=0, end=len(text))


def said(text: str, frame: Frame) -> list[str]:
    return [text[c.start : c.end] for c in frame.contents]


def test_what_stands_before_an_according_to_is_that_speakers() -> None:
    spoken = (at(CRASH, "content", "Some 40 were hurt"), at(CRASH, "content", "two of them died"))
    frames = [
        Frame(at(CRASH, "cue", "said"), at(CRASH, "source", "the police"), spoken),
        Frame(at(CRASH, "cue", "according to"), at(CRASH, "source", "the ministry"), ()),
    ]
    assert [said(CRASH, f) for f in mended(CRASH, whole(CRASH), frames)] == [["Some 40 were hurt"], ["two of them died"]]


def test_a_source_that_runs_on_to_a_second_statement_is_cut_before_it() -> None:
    text = "“We buy it there”, said Ana Brandt and that her sales had halved."
    frame = Frame(
        at(text, "cue", "said"), at(text, "source", "Ana Brandt and that her sales had halved"), (at(text, "content", "“We buy it there”"),)
    )
    (found,) = mended(text, whole(text), [frame])
    assert found.source is not None
    assert text[found.source.start : found.source.end] == "Ana Brandt"
    assert said(text, found) == ["“We buy it there”", "her sales had halved"]


def test_a_speaker_in_the_middle_of_a_statement_says_both_sides_of_it() -> None:
    text = "One of the boats, she wrote on her channel, sank off the pier."
    frame = Frame(at(text, "cue", "wrote"), at(text, "source", "she"), ())
    assert said(text, mended(text, whole(text), [frame])[0]) == ["One of the boats", "sank off the pier."]


def test_a_statement_ends_with_its_last_piece() -> None:
    pieces = [span(CRASH, 0, 17), span(CRASH, CRASH.index("and two"), CRASH.index(", according"))]
    assert without_gaps(CRASH, span(CRASH, 0, CRASH.index(", and")), pieces).text == "Some 40 were hurt"
    assert without_gaps(CRASH, pieces[1], pieces) == pieces[1]
