"""References: the name in place of a pronoun that a summary leaves without its antecedent. Pure; works on part-of-speech spans.

Only where a rule is sure: the sentence before is one plain clause, and its subject agrees with the pronoun in number and kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.kinds import head, is_role, noun_kind
from summarizer.lexicon import find_reporting, function_words
from summarizer.lexicon.sources import bodies, titles
from summarizer.models.base import Tag
from summarizer.neutral import neutralise
from summarizer.records import Article, Claim
from summarizer.sides import clause

_PRONOUN = re.compile(r"(?P<when>(?:(?:in|on|by|at|since|last|this)\s[\w ]{2,20},?\s)?)(?P<pronoun>it|he|she|they)\s", re.IGNORECASE)
_END = re.compile(r"(?:(?P<stop>[.!?][”\"’»)]?)\s+(?=[“\"A-Z0-9])|\n+)")
_TAIL = re.compile(r",\s[^,“”\"]{3,70}\b(?:said|says|told|reported|added|noted|announced)\b[^,“”\"]*\.?$")
"""Who says it, at the end of a sentence."""
_NOUNS = frozenset({"noun", "name"})
_PHRASE = _NOUNS | {"determiner", "adjective", "number"}
_IS = re.compile(r"(?:is|was|has been|had been|will be|(?:should|could|would|may|might) (?:never |not )?(?:be|have been))\b")
"""What is said to be something may be another thing than the subject before: "It is the second spill in six years"."""
_OTHER = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_VAGUE = frozenset("one some most many half number part none both all each much there lot majority".split())
_MOST_WORDS = 6


class Before(NamedTuple):
    """The sentence before the one that a claim stands in: its place and its words, without who says it at its end."""

    start: int
    text: str


def before(article: Article, claim: Claim) -> Before | None:
    """The sentence before the one that holds a claim, if the claim begins with a pronoun that may well stand for its subject."""
    if not _PRONOUN.match(claim.text):
        return None
    ends = [m for m in _END.finditer(article.text, 0, claim.quote.start + 1) if not _abbreviated(article.text, m)]
    ends = [m for m in ends if m.end() <= claim.quote.start]
    if not ends:
        return None
    start = ends[-2].end() if len(ends) > 1 else 0
    return Before(start, _TAIL.sub(".", article.text[start : ends[-1].start() + len(ends[-1]["stop"] or "")]))


def named(article: Article, claim: Claim, sentence: Before, words: Sequence[Tag]) -> Claim:
    """The claim with the subject of the sentence before in place of its first pronoun, where they agree; `words` are that sentence's."""
    found = _PRONOUN.match(claim.text)
    subject = _subject(sentence.text, words)
    if not found or not subject or not _agrees(found["pronoun"].lower(), subject, article, claim):
        return claim
    if _OTHER.search(sentence.text, len(subject)) if found["pronoun"].lower() in ("he", "she") else _IS.match(claim.text, found.end()):
        return claim
    name = neutralise(re.sub(r"^(?:An?|Another)\s", "The ", subject)) or subject
    name = clause(name, article.text) if found["when"] else name
    rest = claim.text[found.end("pronoun") :]
    return claim.model_copy(update={"text": f"{found['when']}{name}{rest}"})


def _abbreviated(text: str, end: re.Match[str]) -> bool:
    last = next(reversed(text[max(0, end.start() - 12) : end.start() + 1].split()), "")
    return end["stop"] is not None and (last in titles() or len(last) == 2)


def _subject(text: str, words: Sequence[Tag]) -> str:
    """The noun phrase with which a sentence of one clause begins, right before its verb; "" for any other sentence."""
    if text[:1] in '“"‘«' or any(mark in text for mark in '“”":;') or not words or words[0].start > 0:
        return ""
    verb = next((n for n, t in enumerate(words) if t.label == "finite"), 0)
    phrase = words[:verb]
    until = next((n for n, t in enumerate(phrase) if t.label == "preposition"), len(phrase))
    core = phrase[:until]
    plain = (
        core
        and all(t.label in _PHRASE for t in core)
        and core[-1].label in _NOUNS
        and all(t.label in _PHRASE | {"preposition", "adverb"} for t in phrase)
    )
    if not plain or "," in text[: words[verb].start] or len(core) > _MOST_WORDS:
        return ""
    told = text[core[0].start : core[-1].end]
    speaks = find_reporting(text[words[verb].start : words[verb].end]) and any(t.label == "finite" for t in words[verb + 1 :])
    if speaks or _second_clause(text, words[verb + 1 :]):
        return ""
    vague = {w.lower() for w in told.split()} & _VAGUE or re.match(r"(?:his|her|its|their|my|our|no|this|that)\b", told, re.IGNORECASE)
    return "" if vague else told


def _second_clause(text: str, words: Sequence[Tag]) -> bool:
    """Whether another subject with a verb of its own follows."""
    return any(
        b.label == "finite" and a.label in _NOUNS | {"pronoun"} and text[a.start : a.end].lower() not in ("which", "that", "who")
        for a, b in pairwise(words)
    )


def _agrees(pronoun: str, subject: str, article: Article, claim: Claim) -> bool:
    """Whether a pronoun may stand for a subject, and not rather for the claim's own speaker."""
    noun, only_names = head(subject), all(w[0].isupper() for w in subject.split() if w.lower() not in function_words())
    person = (only_names and not subject.lower().startswith("the ") and noun not in bodies()) or is_role(noun)
    several = noun.endswith("s") and (not only_names or noun_kind(noun) is not None or " " not in subject)
    speakers = {s.name.partition(",")[0] for s in claim.sources}
    if any(noun in s.lower() for s in speakers):
        return False
    human = any((s.kind == "person" and " " in s.name) or ", " in s.name for s in claim.sources)
    if pronoun in ("he", "she"):
        return person and not several and not human and _surname(subject, article)
    if pronoun == "they":
        return several and not claim.sources
    return (
        not several
        and (not person or (only_names and not _surname(subject, article)))
        and (human or not claim.sources or claim.sources[0].kind == "document")
    )


def _surname(name: str, article: Article) -> bool:
    """Whether the article has a name with a first name before it."""
    last = name.split()[-1]
    return re.search(rf"(?<![.!?] )\b(?!The\b)[A-Z][\w’'-]+ {re.escape(last)}\b", article.text) is not None or " " in name
