"""The word lists, written by us: loaded words, reporting verbs, kinds of sources, hedges, negations, opinions, small words.

Every list is a table beside this file, read once, checked strictly and given out frozen. How phrases are written stands in
`patterns.py`, conditions in `conditions.py`. Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from summarizer.errors import SummarizerError
from summarizer.lexicon.conditions import parse
from summarizer.lexicon.inflection import conjugate, form_of, inflect, plural, verb_forms
from summarizer.lexicon.patterns import Match as Hit
from summarizer.lexicon.patterns import Phrase, Token, compile_phrase, fold, index, inflected, search, tokens
from summarizer.lexicon.tables import rows
from summarizer.records import Kind, LoadedKind

__all__ = [
    "Found",
    "Match",
    "ReportingVerb",
    "find_hedges",
    "find_loaded",
    "find_negations",
    "find_opinion",
    "find_reporting",
    "function_words",
    "inflect",
    "kind_words",
    "reporting",
    "reporting_language",
]

T = TypeVar("T")
KindForm = Literal["head", "name", "phrase"]
"""head: the noun that tells the kind ("mayor"); name: a proper name; phrase: words that stand for a source ("it is claimed")."""
CueStance = Literal["plain", "claims", "factive", "denies", "doubts", "silent", "future", "opinion"]
"""How a reporting verb stands to what is reported: factive takes it for true, claims keeps away from it."""
OpinionKind = Literal["opinion", "prediction", "interpretation"]
HedgeKind = Literal["number", "general"]


class Match(NamedTuple):
    """A loaded phrase in a text. `neutral` are replacements in the same form, "" meaning that it can be dropped."""

    start: int
    end: int
    text: str
    kind: LoadedKind
    neutral: tuple[str, ...]
    reason: str


class ReportingVerb(NamedTuple):
    """A reporting verb or phrase by its base form; `neutral` is the base form of a plain verb to use instead."""

    lemma: str
    stance: CueStance
    neutral: str
    loaded: bool


class Found(NamedTuple):
    """A listed phrase in a text and the label that its list gives it."""

    start: int
    end: int
    label: str


class _Entry(NamedTuple):
    kind: LoadedKind
    neutral: tuple[str, ...]
    reason: str


def find_loaded(text: str) -> list[Match]:
    """The loaded words of `text` in order, longest first where several fit, without regard to who says them."""
    words = tokens(text)
    return [_match(text, words, hit) for hit in search(words, _loaded())]


def find_reporting(text: str) -> list[tuple[int, int, ReportingVerb]]:
    """Every reporting verb or phrase of `text`: start, end, and what it is. Nouns spelled alike ("a report") are found too."""
    words = tokens(text)
    return [(words[h.first].start, words[h.last - 1].end, h.value.value) for h in search(words, _reporting())]


def reporting(word: str) -> ReportingVerb | None:
    """What the list says of a verb in any form ("denied") or of a whole phrase ("declined to comment"); None: not listed."""
    words = tuple(t._replace(named=False) for t in tokens(word))
    hits = [h for h in search(words, _reporting()) if h.first == 0 and h.last == len(words)]
    return hits[0].value.value if hits else None


def find_hedges(text: str) -> list[Found]:
    """The hedges of `text`, labelled number or general; a hedge of numbers counts only before one ("about 40")."""
    words = tokens(text)
    return _found(words, search(words, _hedges()))


def find_negations(text: str) -> list[Found]:
    """The negations of `text`, labelled negation."""
    words = tokens(text)
    return _found(words, search(words, _negations()))


def find_opinion(text: str) -> list[Found]:
    """The words of `text` that make a statement one of opinion, prediction or interpretation, with that label."""
    words = tokens(text)
    return _found(words, search(words, _opinion()))


@cache
def kind_words() -> Mapping[str, tuple[Kind, KindForm]]:
    """The words and names that tell what kind a source is. Spelled as listed: small letters for common words, capitals for names."""
    table = rows("kinds", ("phrase", "kind", "form"))
    return _frozen("kinds", ((p, (_one_of(Kind, k, p), _one_of(KindForm, f, p))) for p, k, f in table))


@cache
def function_words() -> frozenset[str]:
    """The closed classes of English: articles, pronouns, prepositions, auxiliaries and their kin, in small letters."""
    return _words("function_words")


@cache
def reporting_language() -> frozenset[str]:
    """Neutral words that a summary may use though its source lacks them, in small letters."""
    return _words("reporting_language")


@cache
def _loaded() -> dict[str, list[Phrase[_Entry]]]:
    table = rows("loaded", ("phrase", "kind", "neutral", "reason", "condition"), optional=1)
    return index(compile_phrase(p, _Entry(_one_of(LoadedKind, k, p), _alternatives(p, n), r), parse(c)) for p, k, n, r, c in table)


@cache
def _reporting() -> dict[str, list[Phrase[ReportingVerb]]]:
    table = rows("reporting", ("phrase", "stance", "neutral", "loaded"))
    return index(compile_phrase(p, ReportingVerb(p.replace("*v", ""), _one_of(CueStance, s, p), n, _yes(x, p))) for p, s, n, x in table)


@cache
def _hedges() -> dict[str, list[Phrase[str]]]:
    table = rows("hedges", ("phrase", "kind"))
    conditions = {"number": parse("before-number"), "general": None}
    return index(compile_phrase(p, k, conditions[_one_of(HedgeKind, k, p)]) for p, k in table)


@cache
def _negations() -> dict[str, list[Phrase[str]]]:
    return index(compile_phrase(p, "negation") for (p,) in rows("negations", ("phrase",)))


@cache
def _opinion() -> dict[str, list[Phrase[str]]]:
    table = rows("opinion", ("phrase", "type"))
    return index(compile_phrase(p, str(_one_of(OpinionKind, t, p))) for p, t in table)


def _match(text: str, words: tuple[Token, ...], hit: Hit[Phrase[_Entry]]) -> Match:
    start, end = words[hit.first].start, words[hit.last - 1].end
    entry = hit.value.value
    neutral = tuple(dict.fromkeys(_inflected(n, words, hit) for n in entry.neutral))
    return Match(start, end, text[start:end], entry.kind, neutral, entry.reason)


def _inflected(neutral: str, words: tuple[Token, ...], hit: Hit[Phrase[_Entry]]) -> str:
    if "*" not in neutral:
        return neutral
    verb, noun = inflected(words, hit, "v"), inflected(words, hit, "n")
    many = noun is not None and words[noun[0]].key != fold(noun[1])
    return " ".join(_inflected_word(w, words, verb, many) for w in neutral.split())


def _inflected_word(word: str, words: tuple[Token, ...], verb: tuple[int, str] | None, many: bool) -> str:
    lemma, _, marker = word.partition("*")
    if marker == "n":
        return plural(lemma) if many else lemma
    if marker != "v" or verb is None:
        return lemma
    at, original = verb
    before = [t.key for t in words[max(0, at - 3) : at]]
    after = words[at + 1].key if at + 1 < len(words) else ""
    # The key is folded to -ize, and so are the forms asked for here.
    spelling = next(s for s in verb_forms(original) if fold(s) == words[at].key)
    return conjugate(lemma, form_of(spelling, original, before, after))


def _alternatives(phrase: str, written: str) -> tuple[str, ...]:
    choices = tuple("" if c == "~" else c for c in written.split("|"))
    if any(not c for c in written.split("|")):
        raise SummarizerError(f"phrase {phrase!r}: an empty alternative; write ~ to drop the phrase")
    for marker in ("*v", "*n"):
        if marker in written and marker not in phrase:
            raise SummarizerError(f"phrase {phrase!r}: an alternative has {marker} but the phrase has none to take the form from")
    return choices


def _found(words: tuple[Token, ...], hits: Iterable[Hit[Phrase[str]]]) -> list[Found]:
    return [Found(words[h.first].start, words[h.last - 1].end, h.value.value) for h in hits]


def _words(name: str) -> frozenset[str]:
    return frozenset(_frozen(name, ((word, True) for (word,) in rows(name, ("word",)))))


def _frozen(name: str, pairs: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for key, value in pairs:
        if key in found:
            raise SummarizerError(f"{name}.tsv: {key!r} stands twice; remove one")
        found[key] = value
    return MappingProxyType(found)


def _one_of(choices: object, value: str, phrase: str) -> Any:
    if value not in get_args(choices):
        raise SummarizerError(f"phrase {phrase!r}: {value!r} is none of {', '.join(get_args(choices))}")
    return value


def _yes(value: str, phrase: str) -> bool:
    return bool(_one_of(Literal["yes", "no"], value, phrase) == "yes")
