"""Denials and doubts in the passive: "the claim was met with scepticism by analysts". They have no cue that the tagger was trained on."""

from __future__ import annotations

import re
from typing import Literal

from summarizer import speakers
from summarizer.history import History
from summarizer.kinds import bare
from summarizer.records import Attribution, Sentence, Source, span
from summarizer.registry import Registry

_WHAT = (
    r"(?P<what>\b(?:the|this|that|these|those|his|her|its|their)\s[^,.;]{2,80}?)"
    r"\s(?:has|have|had|was|were|is|are)\s(?:also\s)?(?:been\s)?"
)
_WHO = r"(?P<who>[^,.;]{3,80})"
_STANCES: tuple[tuple[re.Pattern[str], Literal["denies", "doubts"]], ...] = (
    # each pattern names what is doubted or denied, and by whom
    (
        re.compile(
            rf"{_WHAT}(?:met|greeted|received)\swith\s(?:\w+\s)?(?:s[ck]epticism|doubts?|disbelief|caution)(?:\s(?:by|from|among)\s{_WHO})?",
            re.IGNORECASE,
        ),
        "doubts",
    ),
    (re.compile(rf"{_WHAT}(?:questioned|doubted|challenged)\sby\s{_WHO}", re.IGNORECASE), "doubts"),
    (re.compile(rf"{_WHAT}(?:denied|rejected|disputed|dismissed|refuted|contradicted)\sby\s{_WHO}", re.IGNORECASE), "denies"),
)


def passive(text: str, sentence: Sentence, registry: Registry, history: History) -> list[Attribution]:
    """Denials and doubts told from the side of what is doubted: "the claim was met with scepticism by analysts"."""
    out = []
    for pattern, stance in _STANCES:
        for found in pattern.finditer(text, sentence.start, sentence.end):
            what = span(text, found.start("what"), found.end("what"))
            if found["who"]:
                who = span(text, found.start("who"), found.end("who"))
                told = speakers.resolve(who, registry, history)
                chain = told.chain if told else (Source(name=bare(who.text), kind="anonymous", mention=who),)
            else:
                chain = (Source(name="unnamed doubters", kind="anonymous", mention=None),)
            cue = span(text, found.end("what"), found.start("who") if found["who"] else found.end())
            out.append(Attribution(sentence_id=sentence.id, sources=chain, cue=cue, contents=(what,), stance=stance))
    return out
