"""When two words are the same word in another form: enough morphology to compare a line with its quote."""

from __future__ import annotations

import re
from functools import cache

from summarizer.lexicon.tables import rows

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ENDINGS = (
    "isations", "izations", "isation", "ization", "ations", "ingly", "edly", "ation", "ments", "ness", "ment", "ions", "ally", "ing", "ies",
    "ied", "ion", "ers", "ors", "ed", "es", "er", "or", "ly", "al", "s", "e", "y",
)  # fmt: skip


@cache
def stem(word: str) -> str:
    """A rough stem: one common ending off, a doubled last consonant made single; at least four letters stay, so "one" is not "on"."""
    plain = re.sub(r"['’]s?$", "", word.lower())
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 4 and not plain.endswith("ss"):
            plain = plain[: -len(ending)]
            break
    if len(plain) > 4 and plain[-1] == plain[-2] and plain[-1] not in "aeiouls":
        plain = plain[:-1]
    return plain[:-1] if len(plain) > 4 and plain[-1] in "ei" else plain


@cache
def lemma(word: str) -> str:
    """The base of an irregular verb form ("taken" -> "take"), else the word, lower-case."""
    return _irregular_bases().get(word.lower(), word.lower())


def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower-case, possessive endings off."""
    return tuple(re.sub(r"['’]s$", "", m.group().lower()) for m in _WORD.finditer(text))


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning: three letters or more, no function words."""
    return frozenset(w for w in words(text) if len(w) > 2 and w not in _small_words())


@cache
def _irregular_bases() -> dict[str, str]:
    return {form: base for base, past, participle in rows("irregular", ("base", "past", "participle")) for form in (past, participle)}


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for (word,) in rows("function_words", ("word",)))
