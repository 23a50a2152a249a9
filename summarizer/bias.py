"""Bias: the words that load an article, who gets to speak and how early, and which side is said to keep silent.

No score of left or right and no truth meter: every number here counts something that can be pointed at in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from summarizer import headlines
from summarizer.lexicon import find_loaded, function_words
from summarizer.lexicon.matching import content_words
from summarizer.models.base import Encoder, Tag
from summarizer.quotations import is_quoted, quoted_spans
from summarizer.records import (
    Article,
    Bias,
    Claim,
    Headline,
    LedgerRow,
    Loaded,
    LoadedKind,
    LoadedRate,
    Sentence,
    Shares,
    Status,
    Verdict,
    Voice,
)
from summarizer.silence import silences

OWN_VOICE = "the article's own voice"
"""The source of the ledger row for claims that the article attributes to no one."""

BEST_FIRST: tuple[Status, ...] = ("corroborated", "single-source", "unsourced", "disputed", "contradicted", "not-checkable")
"""From the status that bears a headline out best to the one that does so least: an open dispute is worse news for a flat headline than a
missing source, and an opinion bears nothing out."""

TAGGED = "a trained tagger marks it; it is not in the word list"
"""The reason of a loaded word that only the tagger found: it cannot say more."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_BEFORE_ADJECTIVE = re.compile(r"\b(?:an?|the|this|that|these|those|his|her|its|their|our|\w+['’]s)\s+$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([a-z][\w’'-]*)")


def report(article: Article, sentences: Sequence[Sentence], claims: Sequence[Claim], verdicts: Sequence[Verdict], encoder: Encoder) -> Bias:
    """The bias report of one article. Claims and verdicts are those of the same article; verdicts may be missing for some claims."""
    spans = quoted_spans(article.text)
    *tagged, of_title = encoder.tag([*(article.text[s.start : s.end] for s in sentences), article.title or ""], "loaded")
    tags = [t._replace(start=s.start + t.start, end=s.start + t.end) for s, found in zip(sentences, tagged, strict=True) for t in found]
    loaded = _loaded(article.text, spans, tags)
    return Bias(
        loaded=loaded,
        headline=_headline(article, of_title, claims, verdicts, encoder),
        ledger=_ledger(claims, len(article.text)),
        silent=_silent(article.text, sentences, spans),
        shares=_shares(claims),
        loaded_per_100_words=_rates(article.text, spans, loaded),
    )


def _loaded(text: str, spans: Sequence[tuple[int, int]], tags: Sequence[Tag]) -> tuple[Loaded, ...]:
    """The loaded words of the list, and those that the tagger alone marks, in order."""
    listed = [
        Loaded(start=m.start, end=m.end, text=m.text, kind=m.kind, voice=_voice(spans, m.start), neutral=m.neutral, reason=m.reason)
        for m in find_loaded(text)
    ]
    others = [
        Loaded(
            start=t.start,
            end=t.end,
            text=text[t.start : t.end],
            kind=_kind(t.label),
            voice=_voice(spans, t.start),
            neutral=("",) if _can_be_dropped(text, t) else (),
            reason=TAGGED,
        )
        for t in tags
        if not any(t.start < x.end and x.start < t.end for x in listed) and content_words(text[t.start : t.end])
    ]
    return tuple(sorted((*listed, *others), key=lambda x: x.start))


def _kind(label: str) -> LoadedKind:
    return next(k for k in get_args(LoadedKind) if k == label)


def _can_be_dropped(text: str, tag: Tag) -> bool:
    """Whether the sentence stands without the words: only what describes a noun, between its article or possessive and a small letter."""
    after = _NEXT_WORD.match(text, tag.end)
    return bool(_BEFORE_ADJECTIVE.search(text[: tag.start]) and after and after[1] not in function_words())


def _silent(text: str, sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The sides said not to speak, each once; where a quoted speaker says so of another, it is no finding of the article."""
    names: dict[str, str] = {}
    for at, name in silences(text, sentences):
        if not is_quoted(spans, at):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _voice(spans: Sequence[tuple[int, int]], offset: int) -> Voice:
    return "quoted" if is_quoted(spans, offset) else "author"


def _rates(text: str, spans: Sequence[tuple[int, int]], loaded: Sequence[Loaded]) -> LoadedRate:
    words: dict[Voice, int] = {"author": 0, "quoted": 0}
    for match in _WORD.finditer(text):
        words[_voice(spans, match.start())] += 1
    marked = {v: sum(1 for x in loaded if x.voice == v) for v in words}
    return LoadedRate(**{v: 100 * marked[v] / words[v] if words[v] else 0.0 for v in words})


def _shares(claims: Sequence[Claim]) -> Shares:
    total = len(claims)
    if not total:
        return Shares(unattributed=0.0, anonymous=0.0)
    unattributed = sum(1 for c in claims if not c.sources)
    anonymous = sum(1 for c in claims if c.sources and c.sources[-1].kind == "anonymous")
    return Shares(unattributed=unattributed / total, anonymous=anonymous / total)


def _ledger(claims: Sequence[Claim], length: int) -> tuple[LedgerRow, ...]:
    """One row for each nearest speaker; names that differ only in case or blanks are one, shown as first met."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        # The article's own voice cannot be confused with a source that happens to bear that name.
        key = "source " + " ".join(claim.sources[0].name.casefold().split()) if claim.sources else ""
        groups.setdefault(key, []).append(claim)
    rows = [_row(group, length) for group in groups.values()]
    return tuple(sorted(rows, key=lambda r: (-r.claims, r.first_position, r.source)))


def _row(claims: Sequence[Claim], length: int) -> LedgerRow:
    in_order = sorted(claims, key=lambda c: (c.quote.start, c.quote.end))
    cues = sorted((c.cue for c in claims if c.cue is not None), key=lambda cue: cue.start)
    speaker = claims[0].sources[0] if claims[0].sources else None
    return LedgerRow(
        source=speaker.name if speaker else OWN_VOICE,
        kind=speaker.kind if speaker else None,
        claims=len(claims),
        words=sum(len(_WORD.findall(c.quote.text)) for c in claims),
        first_position=min(1.0, in_order[0].quote.start / length) if length else 0.0,
        cues=tuple(dict.fromkeys(cue.text.lower() for cue in cues)),
    )


def _headline(article: Article, tags: Sequence[Tag], claims: Sequence[Claim], verdicts: Sequence[Verdict], encoder: Encoder) -> Headline:
    """The title's loaded words, the claims that bear it out with their best status, and where it says more than the text."""
    title = article.title
    if not title:
        return Headline(loaded=(), supported_by=(), status=None)
    statuses = {v.claim_id: v.status for v in verdicts}
    found = headlines.supporting(title, claims, encoder)
    known = [s for s in (statuses.get(c.id) for c in found) if s is not None]
    return Headline(
        loaded=_loaded(title, quoted_spans(title), tags),
        supported_by=tuple(c.id for c in found),
        status=min(known, key=BEST_FIRST.index) if known else None,
        beyond=headlines.beyond(title, article.text, found),
    )
