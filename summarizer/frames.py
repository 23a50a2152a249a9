"""Frames: one cue with the source and the contents that belong to it, linked from the spans that the encoder tags.

Linking is by nearness: what it gives on gold spans stands in NOTES.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from summarizer import lexicon
from summarizer.models.base import Encoder, Head, Tag
from summarizer.records import Sentence

WINDOW = 900
"""Code points that the tagger reads at once: what it was trained on."""
_ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly", "apparently"})
_PLAIN = re.compile(
    r"(?:according to|per|citing|quoting|in the words of|going by|on the figures of|(?:by|in|on) (?:his|her|its|their)"
    r"|(?:(?:has|had|have|now) )?(?:puts?|gives?|gave|given|counts?|counted|finds?|found|shows?|showed|tallied))\b"
    r"(?! (?:forward|out|up|off|way|an? end)\b)",
    re.IGNORECASE,
)
_KNOWING = frozenset("know realize realise recognize recognise assume remember forget see hear learn understand mean".split())
"""To know a thing is not to say it."""
_ACTS = frozenset("ask intend prefer welcome plead apologize read file decide request thank".split())
_REQUIRES = re.compile(r"\b(?:demand|requir|request|insist|order|kn[eo]w|learn|assum|forg)\w*", re.IGNORECASE)
_CALL_ON = re.compile(r"\bcall(?:s|ed|ing)? (?:on|upon)\b", re.IGNORECASE)
_WISHES = frozenset({"urge", "call", "ask", "want", "demand", "order", "tell"})
_WIDE = 600
"""Code points beyond which no source is looked for: a long name may lie between it and its cue."""
_FAR = 120
_SENTENCE_STEP = 60


class Frame(NamedTuple):
    """One cue with what belongs to it."""

    cue: Tag
    source: Tag | None
    contents: tuple[Tag, ...]


def tag(text: str, sentences: Sequence[Sentence], encoder: Encoder, head: Head) -> list[Tag]:
    """Tags over the whole article, read in windows of whole sentences."""
    windows: list[tuple[int, int]] = []
    for s in sentences:
        if not any(character.isalpha() for character in text[s.start : s.end]):
            continue  # a line of dashes says nothing, and costs the encoder as much as a paragraph
        if windows and s.end - windows[-1][0] <= WINDOW:
            windows[-1] = (windows[-1][0], s.end)
        else:
            windows.append((s.start, s.end))
    found = encoder.tag([text[a:b] for a, b in windows], head)
    moved = (Tag(t.label, t.start + a, t.end + a) for (a, _), tags in zip(windows, found, strict=True) for t in tags)
    return [_last_line(text, t) if t.label != "content" else t for t in moved]


def link(tags: Sequence[Tag], text: str, sentences: Sequence[Sentence], quoted: Sequence[tuple[int, int]]) -> list[Frame]:
    """Give each content its nearest cue, one of its own sentence if there is any, and each cue its nearest source.

    `quoted` are the stretches of `text` in quotation marks: from another sentence only such speech belongs to a cue. A sentence end
    between two spans counts as 60 code points.
    """
    starts = [s.start for s in sentences]
    # "reportedly" names nobody; what follows it belongs to the speaker of the sentence, if there is one
    cues = [t for t in tags if t.label == "cue" and text[t.start : t.end].strip(" ,").lower() not in _ADVERBS]
    sources = [t for t in tags if t.label == "source"]
    contents: dict[Tag, list[Tag]] = {c: [] for c in cues}
    for content in (t for t in tags if t.label == "content"):
        first, last = _place(starts, content.start), _place(starts, content.end - 1)
        close = [c for c in cues if content.start - 2 * WINDOW < c.start < content.end + 2 * WINDOW]
        own = [c for c in close if first <= _place(starts, c.start) <= last]
        near = min(own or close, key=lambda c: _gap(starts, content, c), default=None)
        if near is None:
            continue
        speech = any(a <= content.start + 1 and b >= content.end - 1 for a, b in quoted)
        if own and not speech and first != last:
            home = sentences[_place(starts, near.start)]
            content = Tag("content", max(content.start, home.start), min(content.end, home.end))
        if own or speech or _gap(starts, content, near) < _SENTENCE_STEP:
            contents[near].append(content)
    frames = []
    for cue in cues:
        near_by = [(_gap(starts, s, cue), n) for n, s in enumerate(sources) if abs(s.start - cue.start) < _WIDE]
        ranked = [(gap + 40 * _between(sources[n], cue, cues), n) for gap, n in near_by if gap < _FAR]
        gap, n = min(ranked, default=(_FAR, -1))
        frames.append(Frame(cue, _antecedent(text, sources[n], sources) if gap < _FAR else None, tuple(contents[cue])))
    return frames


def inner_frames(
    frames: Sequence[Frame], text: str, sentences: Sequence[Sentence], quoted: Sequence[tuple[int, int]], encoder: Encoder
) -> dict[Tag, Frame]:
    """Attributions within what is said ("Brandt said the pier was shut, the Post reported"), by the content that holds each.

    PolNeAR marks one level alone, so each content is read once more as a text of its own. Speech in quotation marks is not.
    """
    contents = [c for f in frames for c in f.contents if len(text[c.start : c.end].split()) >= 8 and text[c.start] not in '“"']
    found = {}
    for content, tags in zip(contents, encoder.tag([text[c.start : c.end] for c in contents], "attribution"), strict=True):
        moved = [Tag(t.label, t.start + content.start, t.end + content.start) for t in tags]
        nested = [f for f in link(moved, text, sentences, quoted) if f.source and f.contents and _asserts(text[f.cue.start : f.cue.end])]
        if len(nested) == 1 and sum(c.end - c.start for c in nested[0].contents) >= 0.5 * (content.end - content.start):
            found[content] = nested[0]
    return found


def _asserts(cue: str) -> bool:
    """Whether a nested cue reports a statement: no infinitive ("to recognise") and no bare participle ("detailing")."""
    listed = verb(cue)
    if listed is None or listed.stance in ("opinion", "future") or listed.lemma in _WISHES:
        return False
    return not re.match(r"(?:to\s|\w+ing\b)", cue.strip().lower())


def completed(text: str, sentence: Sentence, frame: Frame) -> Frame:
    """An "according to X" with the statement that the tagger left out or broke off: the rest of its sentence, the aside left out."""
    if frame.source is None or not text[frame.cue.start : frame.cue.end].lower().startswith("according to"):
        return frame
    aside = re.compile(r"(?:,?\s+as (?:reported|quoted|cited|relayed) by [^,.;]{2,60})?,?\s*").match(text, frame.source.end)
    before = Tag("content", sentence.start, min(frame.cue.start, frame.source.start))
    after = Tag("content", aside.end() if aside else frame.source.end, sentence.end)
    covered = sum(c.end - c.start for c in frame.contents)
    pieces = tuple(p for p in (before, after) if len(text[p.start : p.end].split()) >= 2)
    whole = sum(p.end - p.start for p in pieces)
    return frame._replace(contents=pieces) if pieces and covered < 0.6 * whole else frame


def _antecedent(text: str, source: Tag, sources: Sequence[Tag]) -> Tag | None:
    """For a relative pronoun the source right before it ("some analysts, who point to"), or none; else the source itself."""
    if text[source.start : source.end].strip(" ,").lower() not in ("who", "which", "that", "whom"):
        return source
    return next((s for s in sources if 0 <= source.start - s.end <= 3), None)


def verb(cue: str) -> lexicon.ReportingVerb | None:
    """What the reporting list says of a cue: its first listed verb or phrase; "according to" and its kin are plain."""
    if _PLAIN.match(cue):
        return lexicon.reporting("say")
    found = [v for _, _, v in lexicon.find_reporting(cue) if v.lemma not in _KNOWING]
    return found[0] if found else None


def is_act(text: str, frame: Frame) -> bool:
    """Whether the cue tells a deed and no statement: "asked the court to halt it", "intends to publish", "welcomed the plan"."""
    cue = text[frame.cue.start : frame.cue.end]
    listed = verb(cue)
    said = any(re.match(r"that\s|[“\"‘']", text[c.start : c.end]) or text[c.start - 1] in '“"' for c in frame.contents)
    return not said and ((listed is not None and listed.lemma in _ACTS) or _CALL_ON.search(cue) is not None)


def states(text: str, frame: Frame) -> bool:
    """Whether an unlisted cue reports a statement all the same: it has a "that" clause, and neither demands nor only knows."""
    clause = any(text[c.start : c.end].startswith("that ") for c in frame.contents)
    return clause and not _REQUIRES.search(text[frame.cue.start : frame.cue.end])


def _between(a: Tag, b: Tag, cues: list[Tag]) -> int:
    low, high = min(a.end, b.end), max(a.start, b.start)
    return sum(1 for c in cues if low <= c.start < high and c != b)


def _gap(starts: Sequence[int], a: Tag, b: Tag) -> int:
    first, second = (a, b) if a.start < b.start else (b, a)
    ends = abs(_place(starts, second.start) - _place(starts, max(first.start, first.end - 1)))
    return max(0, second.start - first.end) + _SENTENCE_STEP * ends


def _place(starts: Sequence[int], offset: int) -> int:
    """The number of the sentence that holds an offset."""
    return max(0, bisect_right(starts, offset) - 1)


def _last_line(text: str, tag: Tag) -> Tag:
    """A name, source or cue without what stands on a line before it: bylines and captions are nobody's first name."""
    cut = text.rfind("\n", tag.start, tag.end)
    return tag._replace(start=cut + 1) if cut >= 0 and text[cut + 1 : tag.end].strip() else tag
