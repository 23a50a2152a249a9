"""Finding fixed phrases in a text: words cut once, phrases indexed by their first word, the longest one wins.

A phrase is written as words parted by blanks. `slam*v` stands for every form of a verb, `thug*n` for a noun and its plural, `see/find` for
either word, `?` for at most one word of any kind. Case, typographic apostrophes and -ise/-ize make no difference. A phrase written in
small letters does not match a capitalised word within a sentence, for that is a name ("Mob", "Rush"); titles in capitals are exempt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from summarizer.errors import SummarizerError
from summarizer.lexicon.inflection import plural, verb_forms

T = TypeVar("T")
LONGEST = 12
"""The most words a match can have; it bounds the work per word of the text."""

_TOKEN = re.compile(
    r"\n[ \t]*(?=[\n\"“‘'A-Z])"
    r"|\d+(?:[.,]\d+)*(?![^\W_])"
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*(?:['’](?![sS]\b)[^\W_]+)*"
    r"|['’][sS]\b"
    r"|[^\w\s]|_"
)
_IZE = re.compile(r"is(e|es|ed|ing|ation|ations|er|ers)$")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "“": '"', "”": '"'})
_OPENERS = frozenset(".!?:\"'\n")
_TITLED_SHARE = 0.75


class Token(NamedTuple):
    """A word or sign of a text. `key` is what phrases are compared with; `named` tells a capital that only a name would have."""

    key: str
    start: int
    end: int
    named: bool


class Match(NamedTuple, Generic[T]):
    """Something found at `tokens[first:last]`."""

    first: int
    last: int
    value: T


class Element(NamedTuple):
    """One place of a phrase: each accepted spelling with its lemma. No spelling at all: one word of any kind, or none."""

    lemmas: Mapping[str, str]
    marker: str


class Phrase(NamedTuple, Generic[T]):
    """A compiled phrase with what it stands for; `condition` looks at the tokens around a match."""

    written: str
    elements: tuple[Element, ...]
    value: T
    condition: Callable[[Sequence[Token], int, int], bool] | None

    @property
    def named(self) -> bool:
        """Whether it has capitals of its own, so that a capital in the text is no sign of another name."""
        return self.written != self.written.lower()

    @property
    def literal(self) -> bool:
        """Whether every word is spelled out."""
        return "*" not in self.written


Index = Mapping[str, Sequence[Phrase[T]]]


def fold(word: str) -> str:
    """The spelling that words are compared by: lower case, plain apostrophe and hyphen, -ize for -ise."""
    return _IZE.sub(r"iz\1", word.lower().translate(_SIGNS))


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of `text` in order; a break between paragraphs or lines is one token. Linear in the length."""
    found = list(_TOKEN.finditer(text))
    named = _named([m.group() for m in found])
    return tuple(
        Token(fold(m.group()[:1] if m.group()[0] == "\n" else m.group()), m.start(), m.end(), n) for m, n in zip(found, named, strict=True)
    )


def compile_phrase(phrase: str, value: T, condition: Callable[[Sequence[Token], int, int], bool] | None = None) -> Phrase[T]:
    """The phrase made ready for matching.

    Raises:
        SummarizerError: it begins or ends with `?`, has an unknown marker, or is longer than a match may be.
    """
    elements = tuple(_element(word, phrase) for raw in phrase.split() for word in _pieces(raw))
    if not elements or not elements[0].lemmas or not elements[-1].lemmas or len(elements) > LONGEST:
        raise SummarizerError(f"phrase {phrase!r} is empty, too long, or has ? at an end; correct the word list")
    return Phrase(phrase, elements, value, condition)


def index(phrases: Iterable[Phrase[T]]) -> dict[str, list[Phrase[T]]]:
    """The phrases by each spelling of their first word; those spelled out come before those inflected.

    Homographs ("rage" the noun and the verb) may share a spelling if a condition or a spelling-out tells them apart.

    Raises:
        SummarizerError: two phrases cannot be told apart.
    """
    ordered = sorted(phrases, key=lambda p: not p.literal)
    by_first: dict[str, list[Phrase[T]]] = {}
    seen: dict[tuple[str, ...], Phrase[T]] = {}
    for phrase in ordered:
        for spelling in product(*(e.lemmas or ("?",) for e in phrase.elements)):
            other = seen.setdefault(spelling, phrase)
            if other is not phrase and _same(phrase, other):
                raise SummarizerError(f"phrase {' '.join(spelling)!r} stands twice ({other.written}; {phrase.written}); remove one")
        for first in phrase.elements[0].lemmas:
            by_first.setdefault(first, []).append(phrase)
    return by_first


def _same(a: Phrase[T], b: Phrase[T]) -> bool:
    if a.written == b.written:
        return True
    return a.literal == b.literal and a.condition is None and b.condition is None


def search(words: Sequence[Token], phrases: Mapping[str, Sequence[Phrase[T]]]) -> Iterator[Match[Phrase[T]]]:
    """The matches in order, not overlapping; at each word the longest, and of equally long ones the first in the list."""
    at = 0
    while at < len(words):
        best: Match[Phrase[T]] | None = None
        for phrase in phrases.get(words[at].key, ()):
            if words[at].named and not phrase.named:
                continue
            last = _end(words, at, phrase.elements)
            longer = last is not None and (best is None or last > best.last)
            if longer and last is not None and (phrase.condition is None or phrase.condition(words, at, last)):
                best = Match(at, last, phrase)
        if best is not None:
            yield best
        at = best.last if best else at + 1


def inflected(words: Sequence[Token], match: Match[Phrase[T]], marker: str) -> tuple[int, str] | None:
    """Where in `words` the first word with `marker` ("v", "n") of the match stands, and its lemma."""
    at = match.first
    for element in match.value.elements:
        if not element.lemmas:
            continue
        while words[at].key not in element.lemmas:
            at += 1
        if element.marker == marker:
            return at, element.lemmas[words[at].key]
        at += 1
    return None


def _end(words: Sequence[Token], at: int, elements: Sequence[Element]) -> int | None:
    if not elements:
        return at
    if at >= len(words):
        return None
    if not elements[0].lemmas:
        skipped = _end(words, at + 1, elements[1:]) if words[at].key[0].isalnum() else None
        return skipped if skipped is not None else _end(words, at, elements[1:])
    return _end(words, at + 1, elements[1:]) if words[at].key in elements[0].lemmas else None


def _pieces(word: str) -> list[str]:
    # "Asia's" is two tokens in a text, so it is two in a phrase.
    stem, clitic, rest = word.partition("'s")
    return [stem, "'s"] if clitic and stem and not rest else [word]


def _element(written: str, phrase: str) -> Element:
    if written == "?":
        return Element({}, "")
    lemmas: dict[str, str] = {}
    markers = set()
    for choice in written.split("/"):
        lemma, star, marker = choice.partition("*")
        if not lemma or (star and marker not in ("v", "n")):
            raise SummarizerError(f"phrase {phrase!r}: cannot read {written!r}; use *v, *n, / or ?")
        spellings = verb_forms(lemma) if marker == "v" else (lemma, plural(lemma)) if marker == "n" else (lemma,)
        lemmas |= {fold(s): lemma for s in spellings}
        markers.add(marker)
    return Element(lemmas, "v" if "v" in markers else "n" if "n" in markers else "")


def _named(words: Sequence[str]) -> list[bool]:
    named: list[bool] = []
    begin = 0
    for at, word in enumerate([*words, "."]):
        if word[0] in ".!?\n":
            named += _named_in(words[begin : at + 1])
            begin = at + 1
    return named


def _named_in(sentence: Sequence[str]) -> list[bool]:
    long = [w for w in sentence if len(w) > 3 and w[0].isalpha()]
    titled = len(long) > 1 and sum(w[0].isupper() for w in long) >= _TITLED_SHARE * len(long)
    opens = [True] + [w[0].translate(_SIGNS) in _OPENERS for w in sentence]
    return [w[0].isupper() and not titled and not opens[i] and not (w.isupper() and len(w) > 3) for i, w in enumerate(sentence)]
