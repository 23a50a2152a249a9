"""Forms: what a statement is by its grammar, so that a line can frame it as English does. Pure; works on part-of-speech spans.

"the pier is lost" can follow "said that"; "an end to the fighting" cannot, and "as cases continued to mount" is no statement at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from summarizer.clauses import RELATIVE, SUBJECT
from summarizer.models.base import Tag

Form = Literal["clause", "nominal", "broken"]
"""clause: subject and finite verb; nominal: a thing without a verb of its own; broken: cut off, or dependent on what is not there."""
_ASKS = re.compile(r"(?:how|whether|what|why|who|whom|whose|which|to|that (?!\w+ (?:is|was|has|will)\b))\b", re.IGNORECASE)
"""How a stretch begins that hangs on a verb before it. ("That decision was wrong" does not.)"""
_DEPENDS = re.compile(r"(?:as|while|because|although|though|when|if|unless|once|whereas|whether|that)\b", re.IGNORECASE)
_STARTS_WHEN = re.compile(r"(?:as|while|because|although|though|when|if|unless|once|whereas|after|before|since|until)\s", re.IGNORECASE)
_LAST_PART = re.compile(r"(?:,\s+(?:while|whereas|although|though|because)|\band that)\s+(?!that\b)([^,]*?(?:,.*)?)$", re.IGNORECASE)
_CUT_OFF = re.compile(
    r"(?:\b(?:an?|the|and|or|but|of|than|which|who|whose|because|if|as|their|its|his|her|my|in part)|, (?:said|says))$", re.IGNORECASE
)
_STANDS_ALONE = frozenset("those these this all both many few there each neither none first second former latter".split())
_EDGES = " .,;:“”\"'!?"


def form(text: str, words: Sequence[Tag]) -> Form:
    """The form of a statement from its part-of-speech spans; what may well be a clause, or was not read, is taken for one."""
    if not words:
        return "clause"
    bare = text.strip(_EDGES)
    start = text.find(bare)
    near = [t for t in words if start <= t.start and t.end <= start + len(bare)]
    if not near or bare.startswith("«") or _ASKS.match(bare) or _CUT_OFF.search(bare) or near[0].label == "finite" or _spliced(text, near):
        return "broken"
    if (last := _LAST_PART.search(bare)) and not _has_verb(text, [t for t in near if t.start >= start + last.start(1)]):
        return "broken"
    if _STARTS_WHEN.match(bare):
        comma = bare.find(",")
        main = [t for t in near if t.start > start + comma] if comma > 0 else near
        finite = sum(t.label == "finite" for t in near)
        depends = _DEPENDS.match(bare) and (comma < 0 or not _has_verb(text, main)) and finite < 2 + (comma < 0)
        return "broken" if depends or (comma < 0 and finite < 2 and _one_phrase(near)) else "clause"
    if _has_verb(text, near):
        return "clause"
    return "nominal" if near[0].label in SUBJECT | {"determiner", "adjective"} and not _opens_clause(text, near) else "broken"


def _spliced(text: str, words: Sequence[Tag]) -> bool:
    """Whether what stood between a subject and its verb is gone: "The Register has seen, shows her as present"."""
    verbs = [n for n, t in enumerate(words) if t.label == "finite"]
    cut = next((n for n in verbs[1:] if text[: words[n].start].endswith(", ")), None)
    before = {text[t.start : t.end].lower() for t in words[:cut]} if cut else set()
    return cut is not None and not before & (RELATIVE | {"if", "as", "when", "because", "although", "while"})


def _has_verb(text: str, words: Sequence[Tag]) -> bool:
    """Whether there is a subject and a verb that can be finite; the tagger takes some of these for nouns or participles."""
    relative, subject = 0, False
    for n, tag in enumerate(words):
        word = text[tag.start : tag.end].lower()
        if tag.label == "finite" and relative:
            relative -= 1
        elif subject and ((tag.label == "finite" and _word(text, words, n - 1) != "to") or _may_be_finite(text, words, n)):
            return True
        relative += subject and word in RELATIVE and tag.label != "determiner"
        subject = subject or tag.label in SUBJECT or word in _STANDS_ALONE or (n == 0 and word == "that")
    return False


def _word(text: str, words: Sequence[Tag], n: int) -> str:
    return text[words[n].start : words[n].end].lower()


def _one_phrase(words: Sequence[Tag]) -> bool:
    """Whether one thing alone stands before the verb: "after a committee passed the bill", not "before the war the city had mills"."""
    before = [t.label for t in words[: next((n for n, t in enumerate(words) if t.label == "finite"), len(words))]]
    return before.count("determiner") + before.count("pronoun") == 1 and "number" not in before


def _may_be_finite(text: str, words: Sequence[Tag], n: int) -> bool:
    """Whether a word tagged otherwise may be a finite verb by its place: "the council fined the mine", "a key costs two crowns"."""
    tag, before = words[n], words[n - 1]
    after = words[n + 1] if n + 1 < len(words) else None
    word = text[tag.start : tag.end].lower()
    if tag.label == "verb":
        led = before.label in SUBJECT | {"adverb"} or (before.label == "verb" and not text[before.start : before.end].endswith("ing"))
        return led and not word.endswith("ing")
    takes = after is not None and after.label in ("determiner", "number", "name", "adjective") and text[tag.end : after.start] == " "
    return tag.label == "noun" and before.label in ("noun", "name") and word.endswith("s") and takes


def _opens_clause(text: str, words: Sequence[Tag]) -> bool:
    """Whether it begins with a bare pronoun, which names no thing: "it to the parents"."""
    return words[0].label == "pronoun" and text[words[0].start : words[0].end].lower() not in ("his", "her", "its", "their", "our", "my")
