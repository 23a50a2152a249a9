"""Clauses: where one sentence holds two statements, and whether a stretch is a statement at all.

Works on part-of-speech spans (`Encoder.tag(..., "words")`); pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.models.base import Tag
from summarizer.records import Span, span

_JOINT = re.compile(
    r"(?:,|;|—|–)\s*(?:and|but|while|whereas|although|though|yet|so|with|because|after|before)\s+(?:that\s+)?|;\s+|\s+(?:and|but|while|whereas|although|though)\s+(?:that\s+)?|\s+as\s+",
    re.IGNORECASE,
)
_SUBJECT = frozenset({"noun", "name", "pronoun", "number"})
_DIGIT = re.compile(
    r"(?<![\w-])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|half)\b", re.IGNORECASE
)
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where", "when"})
_CONDITION = re.compile(r"(?:because|if|when|unless|after|before|that)\b", re.IGNORECASE)
_AS_PHRASE = re.compile(
    r"\b(?:as|so|such|same|just|known|described|regarded|seen|serv\w+|well|long|soon|far|much)(?:\W+\w+){0,2}$", re.IGNORECASE
)
_AS_LONG = re.compile(r"(?:long|soon|far|well|much|many|if|though|part|of|to|the result)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|one|ade|old|elt|ost|aid|ught)")
_LEAST_WORDS = 4


def is_clause(piece: Span, words: Sequence[Tag]) -> bool:
    """Whether a stretch has a subject and after it a finite verb, so that it can stand as a sentence."""
    subject, relative, before = False, 0, ""
    for tag in _inside(piece, words):
        word = piece.text[tag.start - piece.start : tag.end - piece.start].lower()
        if tag.label == "finite" and relative:
            relative -= 1  # the verb of "who have left", not of the sentence
        elif tag.label == "finite":
            return subject
        elif tag.label == "verb" and before == "to":
            return False  # "the justices to overturn ..." is what somebody asked for
        relative += subject and word in _RELATIVE
        subject = subject or tag.label in _SUBJECT
        before = word
    return False


def split(text: str, piece: Span, words: Sequence[Tag]) -> tuple[Span, ...]:
    """The statements of a stretch: cut where both sides are clauses, or where a ", with ..." or ", which ..." carries a figure of its own.

    Quotation marks are never cut through. The parts are verbatim, in order, and do not overlap; what joins them is left out.
    """
    out, start = [], piece.start
    for joint in _JOINT.finditer(piece.text):
        a, b = piece.start + joint.start(), piece.start + joint.end()
        left, right = span(text, start, a), span(text, b, piece.end)
        if _in_quotation(left.text) or len(left.text.split()) < _LEAST_WORDS or len(right.text.split()) < _LEAST_WORDS:
            continue
        if _own_statement(text, left, right, joint.group().strip(" ,;—–").lower(), words):
            out.append(left)
            start = b
    out.append(span(text, start, piece.end))
    return tuple(out)


def completed(text: str, piece: Span, words: Sequence[Tag]) -> str | None:
    """The figure after a "with" as a sentence: "with 180,000 deserters recorded this year" -> "180,000 deserters were recorded this year".

    None where the stretch is not that: a counted noun, right after it a participle, and then nothing or a preposition.
    """
    inside = _inside(piece, words)
    if not re.search(r"\bwith\s*$", text[: piece.start]):
        return None
    for noun, verb, after in zip(inside, inside[1:], [*inside[2:], None], strict=False):
        if noun.label not in ("noun", "name", "number") or verb.label not in ("verb", "finite"):
            continue
        participle = _PARTICIPLE.fullmatch(text[verb.start : verb.end]) and text[verb.start : verb.end] != "been"
        if participle and _DIGIT.search(text[piece.start : verb.start]) and (after is None or _follows(text, after)):
            return f"{text[piece.start : verb.start]}were {text[verb.start : piece.end]}"
        return None
    return None


def _follows(text: str, tag: Tag) -> bool:
    """Whether what stands after a participle leaves it one: "recorded since May", "recorded this year", not "approached the driver"."""
    return tag.label in ("preposition", "adverb") or text[tag.start : tag.end].lower() in ("this", "last", "next", "each", "every")


def _own_statement(text: str, left: Span, right: Span, joint: str, words: Sequence[Tag]) -> bool:
    if not is_clause(left, words):
        return False
    if joint == "with":
        return _DIGIT.search(left.text) is not None and completed(text, right, words) is not None
    if _CONDITION.match(right.text) or (joint == "but" and re.search(r"\bnot\b[^,]*$", left.text)):
        return False  # "not because of the pay, but because ..." is one statement
    if joint == "as":
        return not _AS_PHRASE.search(left.text) and not _AS_LONG.match(right.text) and _starts_clause(right, words, bare=False)
    if joint == "":
        return is_clause(right, words)
    if joint in ("because", "so", "after", "before", "though", "although"):
        return False  # the condition or reason belongs to the statement
    return _starts_clause(right, words, bare=joint in ("and", "but") and "," not in text[left.end : right.start])


def _starts_clause(piece: Span, words: Sequence[Tag], *, bare: bool) -> bool:
    """Whether the stretch opens with a subject of its own: a noun phrase or pronoun, then soon a finite verb.

    No comma or other verb may stand between. After a `bare` joint ("Fish and Wildlife Service") nothing but the noun phrase may stand
    before the verb.
    """
    inside = _inside(piece, words)
    if bare and (not inside or inside[0].label not in ("pronoun", "determiner")):
        return False  # "schools and nurseries can open": most likely two nouns are joined
    seen = False
    for tag in inside[: 7 if bare else 12]:
        if piece.text[tag.start - piece.start : tag.end - piece.start].lower() in _RELATIVE:
            return False
        if "," in piece.text[: tag.start - piece.start]:
            return False
        if tag.label == "finite":
            return seen
        if tag.label in ("verb", "conjunction") or (bare and seen and tag.label in ("preposition", "determiner")):
            return False
        seen = seen or tag.label in _SUBJECT
    return False


def _inside(piece: Span, words: Sequence[Tag]) -> list[Tag]:
    return [t for t in words if t.start >= piece.start and t.end <= piece.end]


def _in_quotation(left: str) -> bool:
    return left.count("“") > left.count("”") or left.count('"') % 2 == 1 or left.count("(") > left.count(")")
