"""Statements whose speaker stands in another sentence: speech that goes on, a figure's parts, contents over several sentences, a lead."""

from __future__ import annotations

import re

from summarizer.history import History
from summarizer.lexicon.matching import content_words
from summarizer.models.base import Encoder
from summarizer.quotations import quoted_spans
from summarizer.records import Attribution, Sentence, span
from summarizer.speakers import carried

LEAD_LIKENESS = 0.2
"""Cosine similarity above which the first sentence may tell what the second attributes."""
_PART = re.compile(
    r"(?:Of (?:these|those|them)|(?:(?:Just|Nearly|Almost|About|Around|More than|Fewer than|Less than|Under|Over|Only) )*"
    r"(?:[Hh]alf\b|[Aa] (?:further |third|quarter|fifth|tenth)|[Aa]nother \d|[Tt]he (?:rest|others)\b))"
)
_NEXT = 60
"""A sentence that parts or adds to the figure before it has that figure's source, if no more code points than these lie between."""


def continued(text: str, sentence: Sentence, history: History, before: list[Attribution]) -> list[Attribution]:
    """A sentence that is all quotation goes on with the last speaker, if that one spoke just before."""
    if before and _PART.match(text, sentence.start) and sentence.start - before[-1].contents[-1].end < _NEXT:
        whole = span(text, sentence.start, sentence.end)
        return [Attribution(sentence_id=sentence.id, sources=carried(before[-1].sources), cue=None, contents=(whole,), resolved=True)]
    if not (history.turns and before) or sentence.start - before[-1].contents[-1].end > 400:
        return []
    if not any(a <= sentence.start + 1 and b >= sentence.end - 1 for a, b in quoted_spans(text[: sentence.end + 1])):
        return []
    content = span(text, sentence.start, sentence.end)
    return [Attribution(sentence_id=sentence.id, sources=carried(history.turns[-1].chain), cue=None, contents=(content,), resolved=True)]


def spread(text: str, sentences: tuple[Sentence, ...], found: list[Attribution]) -> list[Attribution]:
    """Cut contents that run over several sentences, so that each attribution lies in one."""
    out = []
    for item in found:
        for s in sentences:
            parts = tuple(
                span(text, max(c.start, s.start), min(c.end, s.end)) for c in item.contents if c.start < s.end and c.end > s.start
            )
            parts = tuple(p for p in parts if len(p.text) > 2)
            if parts:
                here = s.id == item.sentence_id
                out.append(
                    item.model_copy(
                        update={
                            "sentence_id": s.id,
                            "contents": parts,
                            "cue": item.cue if here else None,
                            "resolved": item.resolved or not here,
                        }
                    )
                )
    return out


def lead(text: str, sentences: tuple[Sentence, ...], found: list[Attribution], encoder: Encoder) -> list[Attribution]:
    """A lead that tells as fact what the second sentence lays on unnamed or relayed sources.

    The second must take up a thing of the lead ("the brigade's command posts") and be about the same.
    """
    if len(sentences) < 2 or any(a.sentence_id == sentences[0].id for a in found):
        return []
    second = next((a for a in found if a.sentence_id == sentences[1].id), None)
    if second is None or not any(s.kind in ("anonymous", "media") for s in second.sources):
        return []
    lead = span(text, sentences[0].start, sentences[0].end)
    told = " ".join(c.text for c in second.contents)
    taken_up = {m.lower() for m in re.findall(r"\b(?:the|this|that|these|those|its|their)\s+([^\W\d_]{4,})", told, re.IGNORECASE)}
    shared = content_words(lead.text) & taken_up
    a, b = encoder.embed([lead.text, told])
    if not shared or sum(x * y for x, y in zip(a, b, strict=True)) < LEAD_LIKENESS:
        return []
    return [Attribution(sentence_id=sentences[0].id, sources=carried(second.sources), cue=None, contents=(lead,), resolved=True)]
