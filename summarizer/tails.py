"""Tails: what hangs on a statement and states something itself: ", which adds £71 to the bill", ", most of them children", ", up from 58".

Works on part-of-speech spans (`Encoder.tag(..., "words")`); pure. A tail's plain words are those of the whole statement, because the tail
alone lacks what it is about; only where a relative clause follows a plain noun phrase does that phrase become its subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer import quantities
from summarizer.clauses import Part, in_quotation, inside, is_clause, split
from summarizer.models.base import Tag
from summarizer.records import Span, span

_RELATIVE = re.compile(
    r",\s+(?:and\s+)?(?P<clause>(?:(?:of|at|in|to|for|from|by|with|on|over)\s+)?(?P<word>which|whom|who|whose|where|when)\s)", re.IGNORECASE
)
_COMMA = re.compile(r",\s+|\s+[—–]\s+")
_SHARE = re.compile(
    r"(?:(?:the )?(?:most|all|none|both|some|many|half|several|few|two|three|\w+ly|one|\d[\d,.]*)(?: \w+)?"
    r" of (?:them|which|whom|these|those)"
    r"|of (?:them|which|whom|these) )\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"(?:\w+ ){0,3}of (?:which|whom)\b", re.IGNORECASE)
_ANONYMOUS = re.compile(
    r"who (?:\w+ )?(?:(?:is|are|was|were) not authori[sz]ed"
    r"|(?:asked|declined|refused|wished|requested|spoke) (?:not to|to be known|to be named|on)\b)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:up|down|rising|falling|compared (?:with|to)|against|versus|instead of|(?:well )?(?:above|below))\b", re.IGNORECASE
)
_ADJUNCT = re.compile(
    r"(?:of|in|on|at|since|after|before|from|for|until|till|during|between|over|about|around|within|under|near|despite|through"
    r"|when|if|while|who|which|and|or|but|then|as|because|including|not|especially|\d{4}\b|aged?\b|\w+day\b"
    r"|(?:last|next|this) \w+$|\w+ times|(?:\w+ ){1,3}(?:minute|hour|day|week|month|year)s? (?:before|after|ago|earlier|later|into))\b",
    re.IGNORECASE,
)
_GAP = re.compile(r",?\s+and\s+|,\s+")
_TO = re.compile(r"(?<!votes)(?<!\bup),?\s+(?=to\s+(?:about\s|some\s|just\s|nearly\s|almost\s|over\s)?[£$€]?\d)")
_NOMINAL = frozenset({"noun", "name", "adjective", "number", "determiner"})
_LEAST_WORDS = 3


def cut(text: str, part: Part, words: Sequence[Tag]) -> tuple[Part, ...]:
    """The statement and what hangs on it, each verbatim; what is embedded lies within the first, all else after it."""
    quote = part.quote
    return _relative(text, part, words) or _figure(text, part, words) or (Part(quote, part.plain),)


def relatives(text: str, piece: Span, words: Sequence[Tag]) -> tuple[Part, ...]:
    """The relative clauses with a figure in the frame around somebody's words; without one they only tell who speaks."""
    parts = (p for found in _RELATIVE.finditer(piece.text) for p in _clause(text, Part(piece, piece.text), found, words)[1])
    return tuple(p for p in parts if _counts(p.quote.text))


def _relative(text: str, part: Part, words: Sequence[Tag]) -> tuple[Part, ...]:
    """A relative clause after a comma, at the end or embedded, and what it hangs on."""
    for found in _RELATIVE.finditer(part.quote.text):
        left, told = _clause(text, part, found, words)
        if told and (told[-1].quote.end < part.quote.end or _states(part, left, words)):
            return (part if told[-1].quote.end < part.quote.end else Part(left, _shortened(part, left)), *told)
    return ()


def _clause(text: str, part: Part, found: re.Match[str], words: Sequence[Tag]) -> tuple[Span, tuple[Part, ...]]:
    """What stands before one relative clause, and its statements; none where it does not state anything."""
    quote, word = part.quote, found["word"].lower()
    left, start = span(text, quote.start, quote.start + found.start()), quote.start + found.start("clause")
    verb = next((t for t in inside(span(text, start, quote.end), words) if t.label == "finite"), None)
    if verb is None or in_quotation(left.text) or (word == "when" and not _counts(quote.text[found.end() :])):
        return left, ()  # "when" mostly dates what it hangs on
    clause = span(text, start, _close(text, verb.end, quote.end, words))
    if _ANONYMOUS.match(clause.text):
        return left, ()
    subject = _antecedent(text, left, words) if word in ("who", "which") and clause.text.lower().startswith(word) else ""
    first, *more = split(text, clause, words, subject or clause.text)
    plain = f"{subject} {first.quote.text.partition(' ')[2]}" if subject else part.plain
    return left, (Part(first.quote, plain), *(p if subject else Part(p.quote, part.plain) for p in more))


def _states(part: Part, left: Span, words: Sequence[Tag]) -> bool:
    """Whether what stands before a tail is a statement, be it one whose subject stands before."""
    return part.plain != part.quote.text or is_clause(left, words)


def _close(text: str, verb_end: int, end: int, words: Sequence[Tag]) -> int:
    """Where a relative clause ends: at a comma that a verb or preposition of the main clause follows, else with the statement."""
    for comma in re.finditer(r",\s", text[verb_end:end]):
        after = inside(span(text, verb_end + comma.end(), end), words)[:2]
        if after and (after[0].label == "finite" or [t.label for t in after] == ["adverb", "finite"]):
            return verb_end + comma.start()
    return end


def _antecedent(text: str, left: Span, words: Sequence[Tag]) -> str:
    """The noun phrase that "who" or "which" stands for; "" where it is not plain: behind a preposition it may be a larger one."""
    tags = inside(left, words)
    ends = [t.end for t in tags]
    at = len(tags)
    while at and tags[at - 1].label in _NOMINAL and not text[ends[at - 1] : tags[at].start if at < len(tags) else left.end].strip():
        at -= 1
    behind = at and tags[at - 1].label in ("preposition", "conjunction")
    return "" if behind or at == len(tags) else text[tags[at].start : left.end]


def _figure(text: str, part: Part, words: Sequence[Tag]) -> tuple[Part, ...]:
    """A second figure with a meaning of its own that has no verb: an apposition, a comparison, the next of a list, what it came to."""
    quote = part.quote
    for pattern, fits in ((_COMMA, _apposed), (_GAP, _listed), (_TO, _reached)):
        for found in pattern.finditer(quote.text):
            left, right = span(text, quote.start, quote.start + found.start()), span(text, quote.start + found.end(), quote.end)
            if in_quotation(left.text) or in_quotation(right.text) or not _states(part, left, words):
                continue
            if _has_verb(right, words) and not (pattern is _COMMA and _OF_WHICH.match(right.text)):
                continue
            if fits(left.text, right.text):
                rest = cut(text, Part(right, part.plain), words) if pattern is not _COMMA else (Part(right, part.plain),)
                return (Part(left, _shortened(part, left)), *rest)
    return ()


def _apposed(_left: str, right: str) -> bool:
    if _SHARE.match(right) and len(right.split()) >= _LEAST_WORDS:
        return True
    if not _counts(right) or len(right.split()) < _LEAST_WORDS or right[:1].isupper():
        return False
    return bool(_COMPARED.match(right)) or not _ADJUNCT.match(right)


def _listed(left: str, right: str) -> bool:
    both = bool(_counts(left)) and bool(_counts(right))
    return both and len(right.split()) >= 2 and not _ADJUNCT.match(right) and not re.search(r"\bbetween\b", left)


def _reached(left: str, right: str) -> bool:
    last = left.split()[-1]
    a_range = last[0] not in "£$€" and not last.endswith(("%", "m", "bn")) and _counts(last)  # "8 to 6", "five to 10 years"
    return bool(_counts(left)) and bool(_counts(right)) and not a_range and not re.search(r"\b(?:from|between)\b", left)


@lru_cache(maxsize=4096)
def _counts(text: str) -> int:
    """How many figures count something; dates do not."""
    return sum(q.kind in ("cardinal", "score") and not q.weak for q in quantities.find(text))


def _has_verb(piece: Span, words: Sequence[Tag]) -> bool:
    return any(t.label == "finite" for t in inside(piece, words))


def _shortened(part: Part, left: Span) -> str:
    """The plain words without the tail."""
    lost = len(part.quote.text) - len(left.text)
    return part.plain[: len(part.plain) - lost] if part.plain.endswith(part.quote.text) else left.text
