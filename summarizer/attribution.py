"""Attribution: who says what, with the chain of sources resolved.

The encoder tags source, cue and content spans; spans are linked by nearness; then the sources are resolved (`speakers`). What the tagger
takes for an attribution but no one could have said ("these developments suggest ...") stays in the article's own voice.
"""

from __future__ import annotations

import re
from typing import Literal

from summarizer import lexicon, speakers
from summarizer.carrying import continued, lead, spread
from summarizer.contents import mended
from summarizer.frames import Frame, completed, inner_frames, is_act, link, states, tag, verb
from summarizer.history import Citation, History
from summarizer.kinds import bare, kind_of
from summarizer.lexicon import find_negations
from summarizer.models.base import Encoder, Tag
from summarizer.names import people
from summarizer.phrasings import WEASEL, phrased
from summarizer.quotations import quoted_spans
from summarizer.records import Article, Attribution, Kind, Sentence, Source, Span, span
from summarizer.registry import Registry
from summarizer.stances import passive

_TOLD = re.compile(r"\btold ((?!this\b|our\b)(?:the )?[^,;.“”\"]{2,40}?)(?= that\b|[,;.]|$)")
_CORRECTED = re.compile(r"\b(?:earlier|previous) version of this\b|^\W*(?:nobody|no one|none)\b", re.IGNORECASE)
"""The article itself, and nobody: neither is a source."""
_RULING = re.compile(
    r"(?:(?:a|an|the|his|her|their|its|any|all|\w+[’']s)\s+)?(?:[\w-]+\s+){0,3}"
    r"(?:motions?|requests?|appeals?|bail|bids?|applications?|permission|petitions?|entry|access|visas?|parole|injunctions?|services?|funding|care)\b",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b(?:show(?:s|ed|n)?|find(?:s|ing)?|found|indicat(?:es|ed)|suggest(?:s|ed)|reveal(?:s|ed)|stat(?:es|ed)|estimat(?:es|ed)|conclud(?:es|ed))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are)\s(?:\w+ly\s)?\w+(?:ed|wn|id|ld)$")
_RELAYED = re.compile(r",?\s+as (?:reported|quoted|cited|relayed) by\b")
_LEADING = re.compile(
    r"^(?:as (?:reported|quoted|cited|relayed) by [^,]{2,60},\s*|(?:to|with) (?P<whom>[^,.“\"]{2,60}?) that\s+"
    r"|that\s+(?!(?:is|was|isn|wasn|would|will|has|had|means|meant|could|may|might)\b)|,\s*|how\s+(?=the))",
    re.IGNORECASE,
)


def attribute(article: Article, sentences: tuple[Sentence, ...], encoder: Encoder) -> tuple[Attribution, ...]:
    """Who says what, in the order of the article; stretches in the article's own voice have no attribution."""
    text = article.text
    tags = tag(text, sentences, encoder, "attribution")
    registry = people(text, [(t.label, t.start, t.end) for t in tag(text, sentences, encoder, "names")])
    history, out = History(), list[Attribution]()
    quoted = quoted_spans(text)
    frames = link(tags, text, sentences, quoted)
    inner = inner_frames(frames, text, sentences, quoted, encoder)
    for last, sentence in zip((None, *sentences), sentences, strict=False):
        own = phrased(text, sentence, [f for f in frames if sentence.start <= f.cue.start < sentence.end])
        found, history = _read_sentence(text, sentence, own, inner, registry, history)
        out += found or continued(text, sentence, history, out, last)
        if not found:
            history = history.about(registry.subject(sentence.start, sentence.end, text), sentence.start)
    return tuple(spread(text, sentences, out) + lead(text, sentences, out, encoder))


def _read_sentence(
    text: str, sentence: Sentence, frames: list[Frame], inner: dict[Tag, Frame], registry: Registry, history: History
) -> tuple[list[Attribution], History]:
    """The attributions that a sentence's frames make, and the history after it."""
    words = text[sentence.start : sentence.end]
    frames = mended(text, sentence, frames)
    if sum(1 for f in frames if f.contents) <= 1:
        frames = [completed(text, sentence, f) if f.contents or len(frames) == 1 else f for f in frames]
    relay = speakers.reporter(words, sentence.start, registry)
    told = _told_without_content(text, frames)
    citation = speakers.cited(words, sentence.start, registry)
    out: list[Attribution] = []
    for frame in frames:
        cue = span(text, frame.cue.start, frame.cue.end)
        found = _chain(text, frame, cue, registry, history)
        if found is None:
            continue
        chain, resolved = found
        behind = _chain(text, told, span(text, told.cue.start, told.cue.end), registry, history) if relay and told else None
        spoken = chain = _relayed(chain, relay, behind[0] if behind else ())
        frame, chain = _quoted_by(text, sentence, frame, chain, registry, history)
        frame, chain = _unfold(text, frame, chain, inner, registry, history)
        if citation and citation[0].name not in {s.name for s in chain}:
            stated = _after_citation(text, frame)
            if _cites(cue.text) and stated is None:
                history = history.spoke(spoken, frame.cue.start)._replace(citation=Citation(chain[0].name, *citation))
                continue
            frame, chain = stated or frame, (*chain, citation[0])
        contents = tuple(c for c in (_trim(text, t) for t in frame.contents) if len(c.text) > 2)
        if still := _still_cited(history.citation, chain, contents):
            chain, resolved = (*chain, still), True
        chain = _confided(text, frame, chain, registry, history)
        history = _told(history, frame, frames, chain, spoken)
        if contents:
            stance = _stance(verb(cue.text))
            out.append(Attribution(sentence_id=sentence.id, sources=chain, cue=cue, contents=contents, resolved=resolved, stance=stance))
    return out + passive(text, sentence, registry, history), history


def _told(history: History, frame: Frame, frames: list[Frame], chain: tuple[Source, ...], spoken: tuple[Source, ...]) -> History:
    """The history after a frame; who is only quoted within what another says has not spoken himself."""
    at = frame.source.start if frame.source else frame.cue.start
    if any(c.start <= at < c.end for f in frames if f is not frame for c in f.contents):
        return history
    if len(chain) > len(spoken):
        history = history.spoke(chain, frame.cue.start)  # "the same sources" are those that it cites
    return history.spoke(spoken if len(chain) == len(spoken) or chain[0].name == spoken[0].name else chain, frame.cue.start)


def _confided(text: str, frame: Frame, chain: tuple[Source, ...], registry: Registry, history: History) -> tuple[Source, ...]:
    """Unnamed people who "told the Post" are known through the Post alone: it is the nearest speaker."""
    found = _TOLD.search(text, frame.cue.start, frame.cue.end + 60)
    if not found or len(chain) > 1 or chain[0].kind != "anonymous":
        return chain
    outlet = speakers.resolve(span(text, found.start(1), found.end(1)), registry, history)
    return (outlet.chain[0], *chain) if outlet and outlet.chain[0].kind == "media" else chain


def _unfold(
    text: str, frame: Frame, chain: tuple[Source, ...], inner: dict[Tag, Frame], registry: Registry, history: History
) -> tuple[Frame, tuple[Source, ...]]:
    """A frame whose only content is itself attributed: the inner speaker is the next link of the chain."""
    nested = inner.get(frame.contents[0]) if len(frame.contents) == 1 and len(chain) == 1 else None
    if nested is None:
        return frame, chain
    # a pronoun in what somebody says means that somebody, not who spoke before
    behind = _chain(text, nested, span(text, nested.cue.start, nested.cue.end), registry, history.spoke(chain, frame.cue.start))
    if behind is None or behind[0][0].name == chain[0].name or _stance(verb(text[nested.cue.start : nested.cue.end])) != "asserts":
        return frame, chain
    return Frame(frame.cue, frame.source, nested.contents), (*chain, *behind[0])


def _after_citation(text: str, frame: Frame) -> Frame | None:
    """A frame whose content runs on from the cited to the statement: "citing two clerks, that the pier will close"."""
    if len(frame.contents) != 1:
        return None
    content = frame.contents[0]
    joint = re.compile(r"[^,]{3,80}, that ").match(text, content.start, content.end)
    return frame._replace(contents=(Tag("content", joint.end(), content.end),)) if joint and _cites(text[frame.cue.start :][:20]) else None


def _quoted_by(
    text: str, sentence: Sentence, frame: Frame, chain: tuple[Source, ...], registry: Registry, history: History
) -> tuple[Frame, tuple[Source, ...]]:
    """For "..., an army official was quoted by the agency as saying": the official is what the agency cites, not part of what is said."""
    spoken = [c for c in frame.contents if 0 <= frame.cue.start - c.end <= 2 and len(text[c.start : c.end].split()) <= 8]
    if not re.search(r"\b(?:quoted|cited)\b", text[frame.cue.start : frame.cue.end]) or not spoken:
        return frame, chain
    found = speakers.resolve(span(text, spoken[0].start, spoken[0].end), registry, history)
    said = tuple(c for c in frame.contents if c != spoken[0])
    if not said and text[: spoken[0].start].rstrip().endswith(","):
        said = (Tag("content", sentence.start, len(text[: spoken[0].start].rstrip(" ,"))),)
    return (frame._replace(contents=said), (*chain, found.chain[0])) if found and said else (frame, chain)


def _relayed(chain: tuple[Source, ...], relay: Source | None, behind: tuple[Source, ...]) -> tuple[Source, ...]:
    """The chain with who relays it: before its first link, or where the relay itself was tagged, before whom "according to" names."""
    if relay is None:
        return chain
    if relay.name == chain[0].name:
        return (*chain, *behind) if len(chain) == 1 else chain
    return (relay, *chain)


def _still_cited(citation: Citation | None, chain: tuple[Source, ...], contents: tuple[Span, ...]) -> Source | None:
    """The source that the speaker cited just before, if it stands behind this statement too: data stand behind figures alone."""
    if citation is None or citation.speaker != chain[0].name or len(chain) != 1:
        return None
    figures = any(character.isdigit() for c in contents for character in c.text)
    return citation.source.model_copy(update={"mention": None}) if figures or not citation.data_only else None


def _told_without_content(text: str, frames: list[Frame]) -> Frame | None:
    """The frame of an "according to X" whose content the tagger gave to another cue of the sentence."""
    return next((f for f in frames if not f.contents and text[f.cue.start : f.cue.end].lower().startswith("according")), None)


def _stance(listed: lexicon.ReportingVerb | None) -> Literal["asserts", "denies", "doubts"]:
    if listed is None or listed.stance not in ("denies", "doubts"):
        return "asserts"
    return "denies" if listed.stance == "denies" else "doubts"


def _chain(text: str, frame: Frame, cue: Span, registry: Registry, history: History) -> tuple[tuple[Source, ...], bool] | None:
    """The resolved chain of a frame, or None where nobody speaks."""
    first = min(frame.cue.start, frame.source.start) if frame.source else frame.cue.start
    if weasel := WEASEL.search(text, max(0, first - 4), frame.cue.end + len(" to ")):
        mention = span(text, weasel.start(), weasel.end())
        return (Source(name=mention.text.lower(), kind="anonymous", mention=mention),), False
    listed = verb(cue.text)
    quoted = any(text[c.start - 1 : c.start + 1].strip()[:1] in '“"' and c.start for c in frame.contents)
    if frame.source is None or (
        listed is not None and (listed.stance == "silent" or (listed.stance != "denies" and find_negations(cue.text)))
    ):
        return None  # "have not said whether" says nothing
    if _PASSIVE.search(cue.text) and re.search(r"[.!?]\s", text[frame.source.end : cue.start]):
        return None  # "No deaths had been reported" is nobody's word, whoever spoke in the sentence before
    relayed = _RELAYED.search(text, frame.source.start, frame.source.end)
    if listed is not None and listed.stance == "denies" and any(_RULING.match(text, c.start, c.end) for c in frame.contents):
        return None  # a motion denied is an act, no denial of a statement
    if is_act(text, frame) or _CORRECTED.search(text[frame.source.start : frame.source.end]):
        return None
    if cue.text.lower().startswith(("asked", "when asked")):
        return None
    if text[frame.source.start : frame.source.end].strip(" ,").lower() in ("i", "we", "us", "me", "my") and not quoted:
        return None  # the author speaks of herself
    mention = span(text, frame.source.start, relayed.start() if relayed else frame.source.end)
    found = speakers.resolve(
        Span(start=mention.start, end=mention.start + len(mention.text.rstrip(" ,")), text=mention.text.rstrip(" ,")), registry, history
    )
    if found is None and (listed is not None or quoted) and _could_speak(mention.text) and not re.match(r"\W*\d", mention.text):
        kind: Kind = "person" if re.search(r"\s[A-Z][a-z]", mention.text.strip()) else "anonymous"
        return (Source(name=bare(mention.text), kind=kind, mention=mention),), False
    if found and found.chain[0].kind in ("document", "media") and _SHOWS.search(cue.text):
        return found.chain, found.resolved
    if found is None or (listed is None and not quoted and not states(text, frame)):
        return None
    return found.chain, found.resolved


def _cites(cue: str) -> bool:
    return cue.lower().startswith(("citing", "quoting", "cited", "referring", "with reference"))


def _could_speak(mention: str) -> bool:
    """Whether an unknown noun phrase may be a person: not an abstract plural with a demonstrative ("these figures")."""
    return (
        not re.match(
            r"\s*(?:this|that|these|those|it|such|there|what|no|nobody|none|nothing|every\w*|any\w*|one|you"
            r"|he|she|him|her|they|them|we|us|i|me|who|whom|which|another|others)\b",
            mention.lower(),
        )
        and kind_of(mention) is None
    )


def _trim(text: str, content: Tag) -> Span:
    """The content without its leading "that" or "to the president that", and without outer commas."""
    piece = span(text, content.start, content.end)
    while found := _LEADING.match(piece.text):
        if found["whom"] and not (kind_of(found["whom"]) or found["whom"][0].isupper()):
            break  # "to sign a form that ..." is told to nobody
        piece = span(text, piece.start + found.end(), piece.end)
    tail = piece.text.rstrip(" ,;:.")
    return span(text, piece.start, piece.start + len(tail))
