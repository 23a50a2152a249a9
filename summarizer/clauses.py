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
_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|one|ade|old|elt|ost|aid|ught)")
_LEAST_WORDS = 4


def is_clause(piece: Span, words: Sequence[Tag]) -> bool:
    """Whether a stretch has a subject and after it a finite verb, so that it can stand as a sentence."""
    inside = _inside(piece, words)
    first = next((n for n, t in enumerate(inside) if t.label in _SUBJECT), None)
    verb = next((n for n, t in enumerate(inside) if t.label == "finite"), None)
    return first is not None and verb is not None and first < verb


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
    """A noun phrase with a participle as a sentence: "180,000 deserters recorded" -> "180,000 deserters were recorded".

    None where the stretch is no such phrase.
    """
    inside = _inside(piece, words)
    verb = next((t for t in inside if t.label in ("verb", "finite") and _PARTICIPLE.fullmatch(text[t.start : t.end])), None)
    after_with = text[: piece.start].rstrip().endswith(" with")  # its participle may pass for a past tense
    if verb is None or (is_clause(piece, words) and not after_with) or not any(t.label in _SUBJECT for t in inside if t.start < verb.start):
        return None
    at = verb.start - piece.start
    return f"{piece.text[:at]}were {piece.text[at:]}"


def _own_statement(text: str, left: Span, right: Span, joint: str, words: Sequence[Tag]) -> bool:
    if not is_clause(left, words):
        return False
    if joint == "with":
        return _DIGIT.search(left.text) is not None and _DIGIT.search(right.text) is not None
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
        if seen and piece.text[tag.start - piece.start : tag.end - piece.start].lower() in _RELATIVE:
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
