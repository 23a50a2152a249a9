"""English verb and noun forms: regular rules, a table of irregular verbs, and the little context that tells "took" from "taken"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from summarizer.errors import SummarizerError
from summarizer.lexicon.tables import rows

Form = Literal["base", "present", "gerund", "past", "participle"]
"""say, says, saying, said, said."""

_VOWELS = "aeiou"
# Two syllables with the stress on the last, so that the final consonant doubles (admitted, but edited).
_STRESSED_LAST = frozenset(
    "abhor abet acquit admit allot annul begin commit compel concur confer control defer demur deter dispel emit equip excel expel forget "
    "impel incur infer occur omit outwit patrol permit prefer propel rebel rebut recur refer regret remit repel submit transfer "
    "transmit".split()
)
_PLURALS = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "crisis": "crises",
    "analysis": "analyses",
    "half": "halves",
    "life": "lives",
    "wife": "wives",
    "thief": "thieves",
    "series": "series",
    "staff": "staff",
    "police": "police",
    "data": "data",
    "media": "media",
}
_NO_COMPOUNDS = frozenset("human german roman norman ottoman shaman talisman".split())
_HAVE = frozenset("have has had having 've".split())
_BE = frozenset("am is are was were be been being get gets got gotten getting 're isn't aren't wasn't weren't".split())
_BARE = frozenset(
    "to will would can could shall should may might must do does did don't doesn't didn't won't wouldn't can't couldn't".split()
)
_TO_HAVE = frozenset("haven't hasn't hadn't".split())


class _Irregular(NamedTuple):
    past: str
    participle: str


@cache
def _irregular() -> dict[str, _Irregular]:
    table = rows("irregular", ("base", "past", "participle"))
    found = {base: _Irregular(past, participle) for base, past, participle in table}
    if len(found) != len(table):
        raise SummarizerError("irregular.tsv: a verb stands twice; remove one")
    return found


def conjugate(lemma: str, form: Form) -> str:
    """The `form` of the verb `lemma`; of several words ("point out") the first is inflected."""
    verb, _, rest = lemma.partition(" ")
    inflected = _conjugate(verb, form)
    return f"{inflected} {rest}" if rest else inflected


def plural(noun: str) -> str:
    """The plural of `noun`, which is a single word."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    compound = next((end for end in ("man", "person", "child") if noun.endswith(end) and noun not in _NO_COMPOUNDS), None)
    if compound is not None:
        return noun.removesuffix(compound) + _PLURALS[compound]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


@cache
def verb_forms(lemma: str) -> dict[str, tuple[Form, ...]]:
    """Every spelling of the one-word verb `lemma`, with the forms that it can be."""
    found: dict[str, tuple[Form, ...]] = {}
    forms: tuple[Form, ...] = ("base", "present", "gerund", "past", "participle")
    for form in forms:
        for word in {_conjugate(lemma, form), _british(lemma, form)}:
            found[word] = (*found.get(word, ()), form)
    return found


def form_of(word: str, lemma: str, before: Sequence[str] = (), after: str = "") -> Form:
    """The form in which `word` stands for `lemma`; `before` (nearest last) and `after` are the words around it, lower-cased.

    "had struck" and "struck by" are participles; a bare "struck" is a past.

    Raises:
        SummarizerError: `word` is no form of `lemma`.
    """
    forms = verb_forms(lemma).get(word.lower())
    if forms is None:
        raise SummarizerError(f"{word!r} is no form of {lemma!r}; correct the word list")
    near = before[-3:]
    if "base" in forms and any(w in _BARE for w in near):
        return "base"
    if "participle" in forms and (after == "by" or any(w in _HAVE or w in _BE or w in _TO_HAVE for w in near)):
        return "participle"
    return "past" if "past" in forms else forms[0]


def inflect(lemma: str, like: str) -> str:
    """The verb `lemma` in the form of the last word of `like`, whose words before tell the tense.

    `inflect("take", "captured")` is "took", `inflect("take", "has captured")` is "taken". Works for regular endings of any verb and for
    the irregular verbs of our table.
    """
    *before, word = like.lower().replace("’", "'").split() or [""]
    near = before[-3:]
    helped = any(w in _HAVE or w in _BE or w in _TO_HAVE for w in near)
    for base, (past, participle) in _irregular().items():
        if word in (past, participle) and word != base:
            return conjugate(lemma, "participle" if word != past or (helped and word == participle) else "past")
    if word.endswith("ing") and len(word) > 4:
        return conjugate(lemma, "gerund")
    if word.endswith("ed") and len(word) > 3 and word not in _irregular():
        return conjugate(lemma, "participle" if helped else "past")
    if word.endswith("s") and not word.endswith("ss"):
        return conjugate(lemma, "present")
    return conjugate(lemma, "base")


def _conjugate(verb: str, form: Form) -> str:
    if verb == "be":
        return {"base": "be", "present": "is", "gerund": "being", "past": "was", "participle": "been"}[form]
    if form == "base":
        return verb
    if form == "present":
        return "has" if verb == "have" else verb + "es" if verb.endswith("o") else plural(verb)
    if form == "gerund":
        return _with_ending(verb, "ing")
    irregular = _irregular().get(verb)
    if irregular is not None:
        return irregular.past if form == "past" else irregular.participle
    return _with_ending(verb, "ed")


def _with_ending(verb: str, ending: str) -> str:
    if verb.endswith("ie") and ending == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("e") and not (ending == "ing" and verb.endswith(("ee", "oe", "ye"))):
        return verb[:-1] + ending
    if verb.endswith("y") and ending == "ed" and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb.endswith("c"):
        return verb + "k" + ending
    return verb + verb[-1] + ending if _doubles(verb) else verb + ending


def _doubles(verb: str) -> bool:
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS.replace("u", ""):
        return False
    if verb[-3] == "u" and verb[-4:-3] != "q":
        return False
    syllables = sum(1 for a, b in zip("x" + verb, verb, strict=False) if b in _VOWELS and a not in _VOWELS)
    return syllables == 1 or (verb[-3:-1] == "ui" and syllables == 2 and verb.startswith("q")) or verb in _STRESSED_LAST


def _british(verb: str, form: Form) -> str:
    # "fuelled" beside "fueled".
    plain = _conjugate(verb, form)
    syllable = verb[-2:-1] in _VOWELS and (verb[-3:-2] not in _VOWELS or verb.endswith(("uel", "ial")))
    if verb.endswith("l") and syllable and form in ("gerund", "past", "participle") and verb not in _irregular():
        return verb + "l" + ("ing" if form == "gerund" else "ed")
    if verb == "prove" and form == "participle":
        return "proven"
    return plain
