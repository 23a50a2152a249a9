"""Referents: the name behind a pronoun with which a statement opens, where what stands before leaves one candidate alone.

Pure functions on text. A pronoun that may mean the speaker is left: the source stands beside the statement. Unsure, nothing is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.clauses import SUBJECT, inside
from summarizer.history import GENDER
from summarizer.models.base import Tag
from summarizer.records import Claim, Sentence, Span, span
from summarizer.registry import Entity, Registry

_OPENS = re.compile(r"(?:he|she|it|his|her|its)\b(?![’'])", re.IGNORECASE)
_OWNS = frozenset({"his", "her", "its"})
_EMPTY = re.compile(
    r"it (?:(?:is|was|would be|will be|had been|has been|may be|might be|seems?|appears?"
    r"|goes|follows|comes|came|happens?|happened|matters?|helps?|turns? out|takes?|took|makes|remains?)\b)",
    re.IGNORECASE,
)
"""An "it" that may stand for nothing: "it is too early to tell", "it took years"."""
_OF_THEM = re.compile(r"\bof (?:them|these|those)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?P<number>(?!(?:19|20)\d\d\b)\d(?:[\d,]*\d)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\s(?P<what>(?:[a-z-]+\s){0,1}(?:[a-z-]{3,}s|people|children|men|women))\b"
)
_MEASURES = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|metres?|meters?|kilomet\w+|miles|feet|tonnes?|tons|litres?|acres|hectares"
    r"|points|per|percent\w*|degrees|dollars|euros|pounds|crowns|grams|millions|billions|thousands|\w+s (?:of|ago|later|before|after))$"
)
_SPEECH = re.compile(r"[“\"«]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_UNNAMED = re.compile(
    r"\b(?:an?|the|his|her|another|one) (?:[a-z-]+ )?(?:man|woman|boy|girl|witness|driver|victim|suspect|officer|son|daughter|brother"
    r"|sister|wife|husband|father|mother|friend|colleague|child|judge|lawyer|defendant)\b",
    re.IGNORECASE,
)
"""A person without a name, who may be meant as well."""
_LEADS = 4
"""Words before "of them", within which nothing that was counted can stand."""
_MORE_OFTEN = 3
_REACH = 2
"""Sentences before its own in which a pronoun's name is looked for; the nearer one that names anybody who fits decides."""


class Around(NamedTuple):
    """What stands before a claim: the text up to it in its own sentence, then the sentences before, nearest first."""

    pieces: tuple[Span, ...]


def stretches_before(text: str, claim: Claim, sentences: Sequence[Sentence]) -> Around:
    """The stretches in which the name behind a claim's first word may stand; none from another paragraph's heading or beyond."""
    at = next(n for n, s in enumerate(sentences) if s.id == claim.sentence_ids[0])
    own = span(text, sentences[at].start, max(sentences[at].start, claim.quote.start))
    earlier = [span(text, s.start, s.end) for s in reversed(sentences[max(0, at - _REACH) : at])]
    return Around((own, *(p for p in earlier if p.text.endswith((".", "”", '"')))))


def leans(text: str) -> bool:
    """Whether a wording opens with a pronoun, or counts "of them", outside quotation marks."""
    return _SPEECH.match(text) is None and (_OPENS.match(text) or _OF_THEM.search(text)) is not None


def named(claim: Claim, near: Around, registry: Registry, words: Sequence[Tag]) -> str:
    """The wording of a claim with the name for the pronoun that it opens with, or its own wording where none is sure."""
    text = _counted(claim.text, near)
    found = _OPENS.match(text)
    if not found or _SPEECH.match(text):
        return text
    pronoun = found[0].lower()
    if pronoun == "it" and _EMPTY.match(text):
        return text
    name = _body(claim, near, registry, words) if pronoun in ("it", "its") else _person(claim, near, registry, pronoun)
    if not name or re.search(rf"(?<!\w){re.escape(name.split()[-1])}(?!\w)", text):
        return text
    ending = ("’" if name.endswith("s") else "’s") if pronoun in _OWNS else ""
    return f"{name[:1].upper()}{name[1:]}{ending}{text[found.end() :]}"


def _counted(text: str, near: Around) -> str:
    """The text with what was counted just before for "them": "in 14 of them" after "22 boreholes" is "in 14 of the 22 boreholes"."""
    found = _OF_THEM.search(text)
    if not found or len(text[: found.start()].split()) > _LEADS or _SPEECH.match(text):
        return text
    part = re.search(r"\d[\d,]*", text[: found.start()])
    for piece in near.pieces[:2]:
        counted = [m for m in _COUNTED.finditer(piece.text) if not _MEASURES.search(m["what"])]
        if counted:
            whole = counted[0]["number"]
            fits = not (part and whole[0].isdigit()) or _number(part[0]) < _number(whole)
            return f"{text[: found.start()]}{found[0][0]}f the {counted[0][0]}{text[found.end() :]}" if len(counted) == 1 and fits else text
    return text


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def _person(claim: Claim, near: Around, registry: Registry, pronoun: str) -> str:
    """The one person of the pronoun's gender who is named nearest before, unless the speaker may be meant."""
    gender = GENDER[pronoun]
    speaker = _speaker(claim, registry)
    if claim.sources and (speaker is None or speaker.gender in ("", gender)):
        return ""
    for n, piece in enumerate(near.pieces):
        people = [e for e in _within(piece, registry, human=True) if e != speaker]
        fits = [e for e in people if e.gender in ("", gender)]
        if fits:
            sure = len(fits) == 1 and (fits[0].gender == gender or (len(people) == 1 and n <= 1))
            hidden = _UNNAMED.search(piece.text) or (not claim.sources and _of_another(fits[0], gender, registry))
            return fits[0].core if sure and not hidden else ""
    return ""


def _of_another(entity: Entity, gender: str, registry: Registry) -> bool:
    """Whether the article is about another person whom the pronoun fits: one named far more often."""
    others = (len(e.places) for e in registry.entities if e.human and e != entity and e.gender in ("", gender))
    return max(others, default=0) >= len(entity.places) + _MORE_OFTEN


def _body(claim: Claim, near: Around, registry: Registry, words: Sequence[Tag]) -> str:
    """The thing that the sentence before is about, if it is one thing: its subject, a body by name or a plain "the pier"."""
    if claim.sources:
        speaker = claim.sources[0]
        # what a body says of "it" is mostly the body itself; a person or paper may mean anything
        if speaker.kind != "person" and "," not in speaker.name:
            return ""
    own, *earlier = near.pieces or (None,)
    if own is None or own.text.strip(' “"') or not earlier:
        return ""
    subject = _subject(earlier[0], words)
    others = _within(earlier[0], registry, human=False)
    if subject and [e for e in others if e.core in subject] == [e for e in others if not e.place]:
        return subject
    return ""


def _subject(piece: Span, words: Sequence[Tag]) -> str:
    """The subject with which a sentence opens, if that is one singular noun phrase without a preposition; else ""."""
    near = inside(piece, words)
    end = next((n for n, t in enumerate(near) if t.label not in ("determiner", "adjective", "noun", "name")), 0)
    verb = near[end] if end and end < len(near) else None
    if verb is None or verb.label != "finite" or near[end - 1].label not in SUBJECT or near[0].start != piece.start:
        return ""
    phrase = piece.text[: near[end - 1].end - piece.start]
    plural = re.search(r"(?<!s)s$", phrase) or piece.text[verb.start - piece.start : verb.end - piece.start].lower() in (
        "are",
        "were",
        "have",
    )
    whole = all(t.label == "name" for t in near[:end]) or phrase.split()[0].lower() in ("the", "this", "a", "an")
    return "" if plural or not whole or "," in phrase else re.sub(r"^(?:this|an?) ", "the ", phrase, flags=re.IGNORECASE)


def _within(piece: Span, registry: Registry, *, human: bool) -> list[Entity]:
    """The people or bodies that a stretch names, outside quotation marks."""
    quoted = [(piece.start + m.start(), piece.start + m.end()) for m in _QUOTED.finditer(piece.text)]
    places = [(e, p) for e in registry.entities if e.human == human for p in e.places if piece.start <= p < piece.end]
    return list(dict.fromkeys(e for e, p in places if not any(a <= p < b for a, b in quoted)))


def _speaker(claim: Claim, registry: Registry) -> Entity | None:
    return next((e for e in registry.entities if claim.sources and e.name == claim.sources[0].name and e.human), None)
