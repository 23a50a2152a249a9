"""Clauses: where one sentence holds two statements, and whether a stretch is a statement at all.

Works on part-of-speech spans (`Encoder.tag(..., "words")`); pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.lexicon.matching import lemma
from summarizer.models.base import Tag
from summarizer.records import Span, span

_JOINT = re.compile(
    r"(?:,|;|—|–)\s*(?:and|but|while|whereas|although|though|yet|so|with|because|since|until|after|before)\s+(?:that\s+(?!(?:is|was)\b))?|;\s+"
    r"|\s+(?:and|but|while|whereas|although|though|because)\s+(?:that\s+(?!(?:is|was)\b))?|\s+as\s+"
    r"|(?-i:(?<=[a-z0-9][a-z0-9%])[.!]\s+(?=[A-Z]))",
    re.IGNORECASE,
)
SUBJECT = frozenset({"noun", "name", "pronoun", "number"})
"""Parts of speech that a subject may be of."""
_BEFORE_VERB = SUBJECT | {"adverb"}
_DIGIT = re.compile(
    r"(?<![\w-])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|half)\b", re.IGNORECASE
)
RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where", "when"})
"""Words that open a relative clause, unless they are determiners."""
_POINTING = frozenset({"this", "that", "these", "those"})
_ARTICLES = frozenset("the a an its their our my your every".split())
_CONDITION = re.compile(r"(?:because|if|when|unless|after|before|that)\b", re.IGNORECASE)
_AS_PHRASE = re.compile(
    r"\b(?:as|so|such|same|just|known|described|regarded|seen|serv\w+|well|long|soon|far|much)(?:\W+\w+){0,2}$", re.IGNORECASE
)
_AS_MUCH = re.compile(r"(?<!such )(?<!\bas well )\bas (?!(?:an?|the|of|it|he|she|they|we|well|soon)\b)\w+\b[^,;]*$", re.IGNORECASE)
"""The first half of a comparison: "as likely to win", which "as we are to lose" completes."""
_AS_LONG = re.compile(r"(?:long|soon|far|well|much|many|if|though|part|of|to|the result)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|one|ade|old|elt|ost|aid|ught)")
_DANGLES = re.compile(
    r"\b(?:whether|(?:\w+[sd]|know|think|say|so) that|because|even|just|only|if|or|and|but|which|who|as|than|to)$", re.IGNORECASE
)
_ONE_QUOTATION = re.compile(r"“[^“”]*”?\W*|\"[^\"]*\"?\W*")
_LONGEST_TITLE = 4
_AUXILIARY = frozenset("will would can cannot could may might must should shall do did is are was were has have had".split())
_NEGATED = re.compile(r"\b(?:not|never|no|nor|cannot|without|only)\b|n[’']t\b", re.IGNORECASE)
_LEAST_WORDS = 4
_LEAST_SHARED = 4
"""Words that a second verb of one subject needs, itself among them, to be a statement of its own."""
_SCHEDULED = frozenset("votes meets sits opens starts begins ends closes resumes reopens rules decides convenes".split())
"""Verbs for what is to come that look like plurals: "Parliament votes on 18 June"."""
_CAUSES = frozenset({"because", "since", "until", "after", "before"})


def is_clause(piece: Span, words: Sequence[Tag]) -> bool:
    """Whether a stretch has a subject and after it a finite verb, so that it can stand as a sentence."""
    subject, relative, before = False, 0, ""
    for n, tag in enumerate(inside(piece, words)):
        word = piece.text[tag.start - piece.start : tag.end - piece.start].lower()
        pointing = n == 1 and before in _POINTING and "," not in piece.text[: tag.start - piece.start]
        subject = subject or (pointing and tag.label == "finite")  # "That was a lie"
        if tag.label == "finite" and relative:
            relative -= 1  # the verb of "who have left", not of the sentence
        elif tag.label == "finite":
            return subject
        elif tag.label == "verb" and before == "to" and (subject or piece.text.startswith("to ")):
            return False  # "the justices to overturn ..." is what somebody asked for
        relative += subject and word in RELATIVE and tag.label != "determiner"
        subject = subject or tag.label in SUBJECT
        before = word
    return False


def may_be_clause(piece: Span, words: Sequence[Tag]) -> bool:
    """Whether a stretch is a clause, or is one if a verb right after its subject is finite, as the tagger may not have seen."""
    near = inside(piece, words)
    verbs = [t for t, before in zip(near[1:], near, strict=False) if t.label == "verb" and before.label in _BEFORE_VERB]
    return is_clause(piece, words) or any(not _word(piece, t).endswith("ing") for t in verbs)


def is_sentence(piece: Span, words: Sequence[Tag]) -> bool:
    """Whether a stretch that is printed as a sentence has a verb that can carry it, wherever its subject stands; a caption has none."""
    near = inside(piece, words)
    if not piece.text.endswith((".", "”", '"')) or not any(t.label in SUBJECT for t in near):
        return False
    verbs = [t for t, before in zip(near[1:], near, strict=False) if t.label == "verb" and before.label in _BEFORE_VERB]
    told = [piece.text[t.start - piece.start : t.end - piece.start] for t in verbs]
    scheduled = any(_word(piece, t) in _SCHEDULED for t, before in zip(near[1:], near, strict=False) if before.label in SUBJECT)
    return any(t.label == "finite" for t in near) or any(not verb.endswith("ing") for verb in told) or scheduled


class Part(NamedTuple):
    """One statement: its verbatim quote, and in plain words what it says where the quote alone lacks its subject or verb."""

    quote: Span
    plain: str


def split(text: str, piece: Span, words: Sequence[Tag], lead: str = "") -> tuple[Part, ...]:
    """The statements of a stretch: cut between clauses, where a subject goes on to a second verb, or at a ", with ..." with a figure.

    `lead`: the subject, where it stands before the stretch. Quotation marks are never cut through. The quotes are verbatim, in order,
    and do not overlap; what joins them is left out.
    """
    out: list[Part] = []
    start, spoken = piece.start, _ONE_QUOTATION.fullmatch(piece.text) is not None
    for joint in _JOINT.finditer(piece.text):
        a, b = piece.start + joint.start(), piece.start + joint.end()
        left, right = span(text, start, a), span(text, b, piece.end)
        word = joint.group().strip(" ,;—–").lower()
        least = 2 if word in (".", "!") else _LEAST_WORDS - bool(lead)
        inner = left.text[1:] if spoken and start == piece.start else left.text
        if a <= start or len(left.text.split()) < least or in_quotation(inner):
            continue
        shared = _shared_subject(left, right, words, lead) if word in ("and", "but", "yet") else ""
        if shared or _own_statement(text, left, right, word, words, headed=bool(lead)):
            out.append(_part(text, left, lead, words))
            start, lead = b, shared
    out.append(_part(text, span(text, start, piece.end), lead, words))
    return tuple(out)


def _part(text: str, quote: Span, lead: str, words: Sequence[Tag]) -> Part:
    return Part(quote, f"{lead} {quote.text}" if lead else completed(text, quote, words) or quote.text)


def _shared_subject(left: Span, right: Span, words: Sequence[Tag], lead: str) -> str:
    """The subject of the left side, if the right side opens with a second verb for it: "The captain swam ashore and was arrested".

    "" if not so, or if the second verb may go with a relative clause or an infinitive ("a bill to fund schools and provide meals").
    """
    first = next((t for t in inside(right, words)[:3] if t.label != "adverb"), None)
    if first is None or first.label != "finite" or len(right.text.split()) < _LEAST_SHARED or not (lead or is_clause(left, words)):
        return ""
    before = inside(left, words)
    said = [left.text[t.start - left.start : t.end - left.start].lower() for t in before]
    second = right.text[first.start - right.start : first.end - right.start].lower()
    if any(w in RELATIVE and t.label != "determiner" for w, t in zip(said[bool(lead) :], before[bool(lead) :], strict=True)):
        return ""
    if any(t.label == "verb" for t in before) and lemma(second) == second and second not in _AUXILIARY:
        return ""
    if lead:
        return lead
    verb = next(n for n, t in enumerate(before) if t.label == "finite")
    while verb and before[verb - 1].label == "adverb":
        verb -= 1
    subject = left.text[: before[verb].start - left.start].strip(' “"')
    return "" if in_quotation(subject) else subject


def completed(text: str, piece: Span, words: Sequence[Tag]) -> str | None:
    """The figure after a "with" as a sentence: "with 180,000 deserters recorded this year" -> "180,000 deserters were recorded this year".

    None where the stretch is not that: a counted noun, right after it a participle, and then nothing or a preposition.
    """
    near = inside(piece, words)
    if not re.search(r"\bwith\s*$", text[: piece.start]):
        return None
    for noun, verb, after in zip(near, near[1:], [*near[2:], None], strict=False):
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


def _own_statement(text: str, left: Span, right: Span, joint: str, words: Sequence[Tag], *, headed: bool) -> bool:
    if joint in (".", "!"):  # a quotation of several sentences, not "Sen. Brandt"
        last = left.text.split()[-1]
        return not last[0].isupper() or len(last) > _LONGEST_TITLE
    if _DANGLES.search(left.text):
        return False
    if not headed and not (may_be_clause if joint.endswith(" that") else is_clause)(left, words):
        return False
    if len(right.text.split()) < _LEAST_WORDS - right.text[:1].isdigit():
        return False
    if joint.endswith(" that"):
        return may_be_clause(right, words)
    if joint == "with":
        return _DIGIT.search(left.text) is not None and completed(text, right, words) is not None
    if joint in _CAUSES:
        verb = next((t for t in inside(right, words) if t.label == "finite"), None)
        direct = verb is not None and "," not in text[right.start : verb.start]
        return direct and not _NEGATED.search(left.text) and is_clause(right, words)  # "not ... because" denies the reason
    if _CONDITION.match(right.text) or (joint == "but" and re.search(r"\bnot\b[^,]*$", left.text)):
        return False  # "not because of the pay, but because ..." is one statement
    if joint == "as":
        return (
            not _AS_PHRASE.search(left.text)
            and not _AS_MUCH.search(left.text)
            and not _AS_LONG.match(right.text)
            and _starts_clause(right, words, bare=False)
        )
    if joint == "":
        return ";" in text[left.end : right.start] and is_clause(right, words)
    if joint == "so":
        return False
    return _starts_clause(right, words, bare=joint in ("and", "but") and "," not in text[left.end : right.start])


def _starts_clause(piece: Span, words: Sequence[Tag], *, bare: bool) -> bool:
    """Whether the stretch opens with a subject of its own: a noun phrase or pronoun, then soon a finite verb.

    No comma or other verb may stand between. After a `bare` joint ("Fish and Wildlife Service") nothing but the noun phrase may stand
    before the verb.
    """
    near = inside(piece, words)
    if bare and (not near or near[0].label not in ("pronoun", "determiner", "number")):
        return False  # "schools and nurseries can open": most likely two nouns are joined
    seen = False
    for tag in near[: 7 if bare else 12]:
        if piece.text[tag.start - piece.start : tag.end - piece.start].lower() in RELATIVE:
            return False
        if "," in piece.text[: tag.start - piece.start]:
            return False
        if tag.label == "finite":
            return seen
        if tag.label in ("verb", "conjunction") or (bare and seen and tag.label in ("preposition", "determiner")):
            return False
        seen = seen or tag.label in SUBJECT
    return False


def _word(piece: Span, tag: Tag) -> str:
    return piece.text[tag.start - piece.start : tag.end - piece.start].lower()


def inside(piece: Span, words: Sequence[Tag]) -> list[Tag]:
    """The tags within a stretch; what follows an article or a possessive is no finite verb ("the overspend")."""
    near = [t for t in words if t.start >= piece.start and t.end <= piece.end]
    articles = [False, *(_word(piece, t) in _ARTICLES for t in near)]
    return [t._replace(label="noun") if after and t.label == "finite" else t for t, after in zip(near, articles, strict=False)]


def in_quotation(left: str) -> bool:
    """Whether a quotation or bracket is still open at the end of `left`."""
    return left.count("“") > left.count("”") or left.count('"') % 2 == 1 or left.count("(") > left.count(")")
