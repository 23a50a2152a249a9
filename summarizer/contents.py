"""Contents: what belongs to which frame where the tagger's spans are cut wrong, and what stands between two pieces of what is said.

Pure functions on the frames of one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.frames import Frame
from summarizer.models.base import Tag
from summarizer.records import Sentence, Span, span

_RUNS_ON = re.compile(r",?\s+(?:and|but) that\s")
"""Where a source goes on to a second statement: "said Ana Brandt and that ..."."""
_BESIDE = re.compile(r",?\s*")
_ASIDE_END = re.compile(r"(?:\s(?:on|in|to|at|by)\s[^,.;:“”\"]{2,40})?,\s+")
_LEAST_WORDS = 2


def mended(text: str, sentence: Sentence, frames: Sequence[Frame]) -> list[Frame]:
    """The frames of a sentence with the contents that are theirs."""
    return _handed_over(text, [_around(text, sentence, _cut_source(text, f), frames) for f in frames])


def without_gaps(text: str, quote: Span, contents: Sequence[Span]) -> Span:
    """A statement cut from several pieces of what is said, without the speaker who stands between them at its end.

    "40 were hurt, the police said" of "40 were hurt, the police said, and two of them died" is "40 were hurt".
    """
    held = [c for c in contents if c.start < quote.end and quote.start < c.end]
    if len(contents) < 2 or not held or quote.end <= held[-1].end or not text[held[-1].end : quote.end].strip(' ,.;:”"'):
        return quote
    return span(text, quote.start, held[-1].end)


def _cut_source(text: str, frame: Frame) -> Frame:
    """The frame without a second statement in its source's words, which is one more of its contents."""
    found = frame.source and _RUNS_ON.search(text, frame.source.start, frame.source.end)
    if not found or frame.source is None:
        return frame
    said = Tag("content", found.end(), frame.source.end)
    return frame._replace(
        source=frame.source._replace(end=found.start()), contents=tuple(sorted((*frame.contents, said), key=lambda c: c.start))
    )


def _around(text: str, sentence: Sentence, frame: Frame, frames: Sequence[Frame]) -> Frame:
    """A frame in the middle of what is said, whose contents were not tagged: "One of them, she wrote, fell upon the pier"."""
    if frame.contents or frame.source is None or len(frames) > 1 or frame.source.start <= sentence.start:
        return frame
    first, last = min(frame.source.start, frame.cue.start), max(frame.source.end, frame.cue.end)
    after = _ASIDE_END.match(text, last, sentence.end)
    before = text[sentence.start : first]
    plain = frame.cue.start - frame.source.end <= 1 and not re.search(r"[“”\"]", before)
    if not plain or not after or not re.search(r"\w,\s$", before) or re.search(r",\s", before[:-2]):
        return frame
    pieces = (Tag("content", sentence.start, first - 2), Tag("content", after.end(), sentence.end))
    return frame._replace(contents=pieces) if all(len(text[p.start : p.end].split()) >= _LEAST_WORDS for p in pieces) else frame


def _handed_over(text: str, frames: Sequence[Frame]) -> list[Frame]:
    """The frames, with the last content before a bare "according to X" taken from the speaker before it, who has another one."""
    out = list(frames)
    for n, empty in enumerate(out):
        if empty.contents or empty.source is None or not text[empty.cue.start : empty.cue.end].lower().startswith("according"):
            continue
        for m, other in enumerate(out):
            last = other.contents[-1] if len(other.contents) > 1 else None
            if last and other.cue.start < last.start and _BESIDE.fullmatch(text, last.end, empty.cue.start):
                out[m] = other._replace(contents=other.contents[:-1])
                out[n] = empty._replace(contents=(last,))
    return out
