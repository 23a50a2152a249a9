"""What the model may write with: the words of the claims, their inflections, neutral words for loaded ones, and plain small words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from summarizer import lexicon
from summarizer.lexicon.inflection import conjugate, plural
from summarizer.lexicon.matching import lemma
from summarizer.models.base import Ground
from summarizer.neutral import QUOTATION

FRAME = frozenset("said says reported stated wrote announced added according citing".split())
"""The reporting language of a summary line."""
_EDGES = "“”\"'‘’()[]{},.;:!?…—–"
_GAPS = re.compile(r"[\s—]+")
_FREE = frozenset(
    "a an the and that which who whose of in on at by for from to with as into it its they them their "
    "is are was were be been being has have had do does did".split()
)
"""Small words that add nothing. Others count, compare, turn round or point at somebody else ("others", "only", "after", "she")."""
_ENDINGS = ("s", "es", "ed", "d", "ing")
_SHORTEST = 4
_ROOM = 1.25
_MORE = 60
"""What a reply may be longer than its texts: the share for other forms of their words, and the letters of a frame or a name."""
_PLAIN = re.compile(r"[a-z]+")


def ground(texts: Iterable[str], *, names: Iterable[str] = (), free: frozenset[str] = frozenset()) -> Ground:
    """The ground of a reply: all words of `texts` with their inflections, the capitalised ones of `names`, and the `free` ones.

    Numbers and names stand as they are written, never inflected. Loaded words are left out, their neutral ones put in. Only what is quoted
    in `texts` may be quoted, and a reply is little longer than they are.
    """
    texts, words = tuple(texts), set(free | _FREE)
    for text in texts:
        for word in _words(_without_loaded(text)):
            small = word.lower() in lexicon.function_words()  # with a capital at the beginning of a sentence only
            words |= {word.lower() if small else word, *(_inflected(word) if _PLAIN.fullmatch(word) else ())}
        words |= {w for match in lexicon.find_loaded(text) for neutral in match.neutral for w in _words(neutral)}
    words |= {w for text in names for w in _words(text) if w[:1].isupper() and w.lower() not in lexicon.function_words()}
    passages = tuple(found.group() for text in texts for found in QUOTATION.finditer(text))
    return Ground(frozenset(words), passages, int(_ROOM * sum(len(text.encode()) for text in texts)) + _MORE)


def _without_loaded(text: str) -> str:
    """The text without its loaded words, those in quotation marks aside: the model has to do with the neutral ones."""
    inside = [(m.start(), m.end()) for m in QUOTATION.finditer(text)]
    for match in reversed(lexicon.find_loaded(text)):
        if match.neutral and not any(a <= match.start < b for a, b in inside):
            text = f"{text[: match.start]} {text[match.end :]}"
    return text


def _words(text: str) -> Iterator[str]:
    """The words of a text as they are written, without the punctuation around them; of compounds and possessives the parts too."""
    for raw in _GAPS.split(text):
        word = raw.strip(_EDGES)
        if not word:
            continue
        yield word
        if bare := re.fullmatch(r"(.+)['’]s?", word):
            yield bare[1]
        if "-" in word and not re.search(r"\d", word):
            yield from (part for part in word.split("-") if part)


@cache
def _inflected(word: str) -> frozenset[str]:
    """Other forms of a lower-case word. Some are no words at all; a model that knows the language passes them over."""
    if len(word) < _SHORTEST or word in lexicon.function_words():
        return frozenset()
    bases = {lemma(word), word}
    bases |= {word[: -len(e)] + back for e in _ENDINGS if word.endswith(e) for back in ("", "e") if len(word) - len(e) >= _SHORTEST - 1}
    forms = {b + e for b in bases for e in _ENDINGS} | {b[:-1] + "ing" for b in bases if b.endswith("e")} | {plural(word)}
    base = lemma(word)
    return frozenset(bases | forms | {conjugate(base, form) for form in ("present", "past", "participle", "gerund")})
