"""Origins: who is independent of whom.

An origin is the last link of a source chain. Independence must be shown, so these are one: the same name or a part of it, speakers for one
body, outlets of one publisher, near-copies of one text, and all unnamed sources of one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer import copies, families, lexicon
from summarizer.lexicon.sources import bodies
from summarizer.records import Origin, Speaker

THE_ARTICLE = Speaker(name="the article's own outlet", kind="media")
"""The last link of what a document has from the article under report or its outlet: no origin beside the article itself."""
ARTICLE = "article"
"""What stands for the article under report where other texts go by their ids."""
OWN_VOICE = "the article's own voice"
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december".split()
)
_OFFICES = {
    "minister": "ministry",
    "ministers": "ministry",
    "spokesman": "",
    "spokeswoman": "",
    "spokesperson": "",
    "there": "",
    "here": "",
    "newspaper": "",
    "paper": "",
    "daily": "",
    "weekly": "",
    "magazine": "",
    "broadcaster": "",
}
"""Words for an office and the body that it stands for; "" where they tell nothing."""


class Voice(NamedTuple):
    """Somebody asserts something: the chain (empty: the text's own voice), the text it stands in, and the words there ("": not known)."""

    chain: tuple[Speaker, ...]
    text_id: str
    quote: str = ""


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
    """Whether two voices go back to one origin: the last link of one is a link of the other, or one's words are a copy of the other's."""
    if a.text_id != b.text_id and copies.copied(a.quote, b.quote):
        return True
    if not a.chain or not b.chain:
        return not a.chain and not b.chain and a.text_id == b.text_id
    return any(_one(a.chain[-1], link, a, b) for link in b.chain) or any(_one(b.chain[-1], link, b, a) for link in a.chain)


def _one(last: Speaker, link: Speaker, a: Voice, b: Voice) -> bool:
    """Whether a last link of voice `a` and a link of `b` are one, as unnamed ones of one text or body are, or a paper and its author."""
    if "document" in (last.kind, link.kind) and proper(last.name) & proper(link.name):
        return True
    if last.kind == link.kind == "anonymous":
        return a.text_id == b.text_id or key(last.name) == key(link.name) or bool(proper(last.name) & proper(link.name))
    return same_name(last.name, link.name)


def proper(name: str) -> frozenset[str]:
    """The capitalised words of a name, lower-case, its first word aside if it is a small one; none where it names nobody ("company")."""
    found = re.findall(r"\b[A-Z][\w’'-]*", re.sub(r"[’']s\b", "", name))
    return frozenset(w.lower() for w in found) - lexicon.function_words() - _CALENDAR


def same_name(a: str, b: str) -> bool:
    """Whether two names mean one person or body, or speakers for one body.

    That is: the same core, one core within the other, the same named body, a body and who speaks for it, or outlets of one publisher.
    """
    first, second = key(a), key(b)
    if first == second or (first and second and (first <= second or second <= first)):
        return True
    return bool(_body(a) & _body(b)) or _speaks_for(a, b) or _speaks_for(b, a) or families.same_house(a, b)


def key(name: str) -> frozenset[str]:
    """The words that make a name this name: its core before the role, without articles and function words, lower-case."""
    core = re.sub(r"\s*[(\[].*", "", name.partition(",")[0])
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", core).lower())
    return frozenset(w for w in words if w not in lexicon.function_words())


def _speaks_for(speaker: str, body: str) -> bool:
    """Whether the words of a body's name all stand in a speaker's name and role: "the ministry", "Ana Brandt, deputy health minister"."""
    core = body.partition(",")[0]
    words = _offices(key(body))
    named = any(w in bodies() for w in words) or bool(proper(core))
    return bool(words) and named and words <= _offices(key(speaker.replace(",", " ")))


def _offices(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_OFFICES.get(w, w) for w in words) - {""}


def name(voice: Voice) -> str:
    """How an origin is called in a derivation."""
    return voice.chain[-1].name if voice.chain else OWN_VOICE if voice.text_id == ARTICLE else voice.text_id


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
        notes = ([f"{o.copies} copies"] if o.copies > 1 else []) + (["second hand"] if o.second_hand else [])
        parts.append(o.name + (f" ({', '.join(notes)})" if notes else ""))
    between = "; " if any("," in o.name for o in origins) else ", "
    return f"{len(origins)} origin{'s' if len(origins) > 1 else ''}: {between.join(parts)}"
