"""Origins: who is independent of whom.

An origin is the last link of a source chain. Independence must be shown, so these are one: the same name or a part of it, speakers for one
body, and all unnamed sources of one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer import lexicon
from summarizer.lexicon.sources import bodies
from summarizer.records import Origin, Speaker


class Voice(NamedTuple):
    """Somebody asserts something: the chain (empty: the text's own voice) and the text it stands in (its outlet or document)."""

    chain: tuple[Speaker, ...]
    text_id: str


def collapse(voices: Iterable[Voice]) -> tuple[Origin, ...]:
    """The independent origins behind some voices, in order of first appearance; `copies` counts the voices that each collapses."""
    groups: list[list[Voice]] = []
    for voice in voices:
        # a voice may join groups that nothing joined before ("Brandt" between "Ana Brandt" and "Omar Brandt"): independence must be shown
        homes = [g for g in groups if any(same(voice, other) for other in g)]
        merged = [other for g in homes for other in g] + [voice]
        at = groups.index(homes[0]) if homes else len(groups)
        groups = [g for g in groups if g not in homes]
        groups.insert(at, merged)
    return tuple(Origin(name=name(g[0]), copies=len(g), second_hand=all(len(v.chain) > 1 for v in g)) for g in groups)


def same(a: Voice, b: Voice) -> bool:
    """Whether two voices go back to one origin."""
    if not a.chain or not b.chain:
        return not a.chain and not b.chain and a.text_id == b.text_id
    last, other = a.chain[-1], b.chain[-1]
    if last.kind == other.kind == "anonymous":
        return a.text_id == b.text_id or key(last.name) == key(other.name)
    return same_name(last.name, other.name)


def same_name(a: str, b: str) -> bool:
    """Whether two names mean one person or body, or speakers for one body.

    That is: the same core, one core within the other, or the same named body.
    """
    first, second = key(a), key(b)
    if first == second or (first and second and (first <= second or second <= first)):
        return True
    return bool(_body(a) & _body(b))


def key(name: str) -> frozenset[str]:
    """The words that make a name this name: its core before the role, without articles and function words, lower-case."""
    core = name.partition(",")[0]
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", core).lower())
    return frozenset(w for w in words if w not in lexicon.function_words())


def name(voice: Voice) -> str:
    """How an origin is called in a derivation."""
    return voice.chain[-1].name if voice.chain else "the article's own voice"


def _body(name: str) -> set[str]:
    """The named bodies in a name or role: runs of capitalised words that end in a body noun ("Foreign Ministry")."""
    core, _, role = name.partition(", ")
    found: set[str] = set()
    for text in (role, core):
        for run in re.findall(
            r"(?:[A-Z][\w’'&-]*\s+)*(?:[A-Z][\w’'&-]*)(?:\s+of\s+(?:the\s+)?[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*)*)?", text
        ):
            words = re.sub(r"[’']s\b", "", run).lower().split()
            if any(w in bodies() for w in words):
                found.add(" ".join(words))
    return found


def names(origins: Sequence[Origin]) -> str:
    """Origins as words: "2 origins: A (3 copies), B (second hand)"."""
    if not origins:
        return "0 origins"
    parts = []
    for o in origins:
        notes = ([f"{o.copies} statements"] if o.copies > 1 else []) + (["second hand"] if o.second_hand else [])
        parts.append(o.name + (f" ({', '.join(notes)})" if notes else ""))
    return f"{len(origins)} origin{'s' if len(origins) > 1 else ''}: {'; '.join(parts)}"
