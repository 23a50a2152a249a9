"""Owners: whose director "its director" is, where the article says it right before. Pure functions on text."""

from __future__ import annotations

import re

from summarizer.lexicon import find_reporting

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_SENTENCE = re.compile(r"[.!?](?:[”\"’»]|\s)+(?=[“\"A-Z0-9])|\n+")
_WORD = r"[A-Z][\w&-]*(?:[’']s?)?"
_NAME = rf"(?:[Tt]he )?{_WORD}(?: (?:(?:of|and|for|the) )*{_WORD})*(?: (?:party|union|group|company))?"
_NAMED = re.compile(rf"(?:For )?(?P<name>{_NAME})(?P<comma>,)?\s(?P<next>\w+)")
_VERBS = frozenset("is was has had will would does did wants denies rejects that".split())
_PRONOUN = re.compile(r"(?:It|He|She|They|This|That|These|Those|There|But|And|In|On|At|By|If|When|As|A|An|The|One|No)\b")
_NEAR = 600


def owner(text: str, role: str, core: str) -> str:
    """The body that "its ROLE, CORE" belongs to: the name with which the sentence before begins, quotations aside; "" if it is not plain.

    What stands in the same sentence before the role must be a quotation or nothing.
    """
    found = re.search(rf"\b[Ii]ts\s+{re.escape(role)},?\s+(?:(?:[A-Z][\w.]+\s){{1,2}})?{re.escape(core)}", text, re.IGNORECASE)
    if not found:
        return ""
    left = _QUOTED.sub("“", text[max(0, found.start() - _NEAR) : found.start()]) + found[0][0]
    breaks = list(_SENTENCE.finditer(left))
    rest = left[breaks[-1].end() :] if breaks else left
    if not breaks or re.sub(r"\W|\b(?:said|says|told)\b", "", rest[:-1]):
        return ""
    told = [b.end() for b in reversed(breaks[:-1]) if re.search(r"\w", left[b.end() : breaks[-1].start()])]
    start = told[0] if told else 0 if len(breaks) == 1 else -1
    said = _NAMED.match(left[start:].lstrip()) if start >= 0 else None
    if not said or _PRONOUN.fullmatch(said["name"]):
        return ""
    plain = said["comma"] or said["next"] in _VERBS or find_reporting(said["next"])
    return re.sub(r"^The ", "the ", said["name"]) if plain else ""
