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
    r"Of (?:these|those|them)\b|(?:(?:just|nearly|almost|about|around|more than|fewer than|less than|under|over|only|most) )*"
    r"(?:half\b|of (?:these|those|them)\b|a (?:further |third|quarter|fifth|tenth)|another \d|the (?:rest|others)\b)"
    r"|(?:(?:a|one|two|ten) years? (?:ago|earlier|before)|the (?:year|month|week) before"
    r"|the (?:highest|lowest|largest|smallest|longest|oldest|worst)\b"
    r"|for [\w ]{3,30} the (?:figure|gap|share|rate|number|rise|fall)\b|it lost\b)(?=[^.]*\d)",
    re.IGNORECASE,
)
"""How a sentence begins that parts or compares the figure before it: it has that figure's source."""
_NEXT = 60
"""Code points between such a sentence and what was said before it, unless that is the sentence right before."""


def continued(
    text: str, sentence: Sentence, history: History, before: list[Attribution], last: Sentence | None = None
) -> list[Attribution]:
    """A sentence that is all quotation goes on with the last speaker, if that one spoke just before; `last` is the sentence before it."""
    if before and _PART.match(text, sentence.start) and _next_to(sentence, before[-1], last):
        whole = span(text, sentence.start, sentence.end)
        return [Attribution(sentence_id=sentence.id, sources=carried(before[-1].sources), cue=None, contents=(whole,), resolved=True)]
    if not (history.turns and before) or sentence.start - before[-1].contents[-1].end > 400:
        return []
    if not any(a <= sentence.start + 1 and b >= sentence.end - 1 for a, b in quoted_spans(text[: sentence.end + 1])):
        return []
    content = span(text, sentence.start, sentence.end)
    return [Attribution(sentence_id=sentence.id, sources=carried(history.turns[-1].chain), cue=None, contents=(content,), resolved=True)]


def _next_to(sentence: Sentence, said: Attribution, last: Sentence | None) -> bool:
    return sentence.start - said.contents[-1].end < _NEXT or (last is not None and said.sentence_id == last.id)


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
