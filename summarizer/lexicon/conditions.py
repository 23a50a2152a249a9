"""When a listed phrase counts: a closed set of looks at the words around it, all pure and of bounded reach.

A condition is written `name` or `name:choice|choice`, several parted by `;`, and all must hold. A choice may be several words.

    before, not-before      one of the choices follows / none does
    after, not-after        one of the choices precedes / none does
    near                    one of the choices stands within six words before
    reports                 used to report: "admitted that", "admitted the plan was", "..., he admitted.", `admitted: "..."`
    as-verb, as-noun        no article, possessive or preposition precedes / one does
    as-adverb               it is not alone in its clause: a verb or subject is next to it
    attributive             a plain word follows, so it describes something
    plural                  the match ends in s
    before-number           a number follows
    near-number             a number stands within eight words on either side
    after-time              a time or a name precedes ("in October alone")
    after-break             a sentence or clause begins with it
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from summarizer.errors import SummarizerError
from summarizer.lexicon.patterns import Token, fold

Condition = Callable[[Sequence[Token], int, int], bool]
Check = Callable[[Sequence[Token], int, int, tuple[tuple[str, ...], ...]], bool]

_DETERMINERS = frozenset("a an the this that these those his her its their our my your no any some every each another 's s' such".split())
_PREPOSITIONS = frozenset(
    "of in on at for with from by into about under over after before during amid against despite without between".split()
)
_PRONOUNS = frozenset("i you he she it we they there this these who".split())
_CLAUSE = frozenset("that how why what whether when where".split()) | _PRONOUNS
_FUNCTION = (
    _DETERMINERS
    | _PREPOSITIONS
    | _PRONOUNS
    | frozenset("and or but to as than if is are was were be been has have had will would not nor".split())
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million".split()
)
_NUMBERS |= frozenset("millions billion billions trillion twenty thirty forty fifty sixty seventy eighty ninety half".split())
_TIMES = frozenset("year month week day quarter decade century weekend night morning summer winter spring autumn season today".split())
_TIMES |= frozenset("january february march april may june july august september october november december".split())
_TIMES |= frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ADVERBIAL = _PREPOSITIONS | _TIMES | frozenset("last yesterday tomorrow earlier later again publicly".split())
_AUXILIARIES = frozenset("is are was were has had have will would could can may might should must".split())
_NOUN_FOLLOWS = (_DETERMINERS | _PREPOSITIONS) - {"that", "this"}
_MONEY = frozenset("$£€¥")
_QUOTES = frozenset("\"'«»")
_STOPS = frozenset(".!?;:\n")


def parse(written: str) -> Condition | None:
    """The condition written in a cell of a word list; None for an empty cell.

    Raises:
        SummarizerError: it names no known predicate, or choices are missing or not wanted.
    """
    if not written:
        return None
    checks = [_parse_one(part) for part in written.split(";")]
    return lambda words, first, last: all(check(words, first, last) for check in checks)


def _parse_one(written: str) -> Condition:
    name, colon, rest = written.partition(":")
    choices = tuple(tuple(fold(word) for word in choice.split()) for choice in rest.split("|")) if colon else ()
    if name not in _CHECKS or (name in _WITH_CHOICES) != bool(colon) or not all(choices):
        raise SummarizerError(f"condition {written!r} is unknown or wrongly written; see lexicon/conditions.py")
    return partial(_apply, _CHECKS[name], choices)


def _apply(check: Check, choices: tuple[tuple[str, ...], ...], words: Sequence[Token], first: int, last: int) -> bool:
    return check(words, first, last, choices)


def _key(words: Sequence[Token], at: int) -> str:
    return words[at].key if 0 <= at < len(words) else "\n"


def _before(words: Sequence[Token], _first: int, last: int, choices: tuple[tuple[str, ...], ...]) -> bool:
    return any(all(_key(words, last + i) == word for i, word in enumerate(choice)) for choice in choices)


def _after(words: Sequence[Token], first: int, _last: int, choices: tuple[tuple[str, ...], ...]) -> bool:
    return any(all(_key(words, first - len(choice) + i) == word for i, word in enumerate(choice)) for choice in choices)


def _not_before(words: Sequence[Token], first: int, last: int, choices: tuple[tuple[str, ...], ...]) -> bool:
    return not _before(words, first, last, choices)


def _not_after(words: Sequence[Token], first: int, last: int, choices: tuple[tuple[str, ...], ...]) -> bool:
    return not _after(words, first, last, choices)


def _near(words: Sequence[Token], first: int, last: int, choices: tuple[tuple[str, ...], ...]) -> bool:
    return any(_after(words, at, last, choices) for at in range(max(0, first - 6), first + 1))


def _reports(words: Sequence[Token], first: int, last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    after, then = _key(words, last), _key(words, last + 1)
    if after in _CLAUSE or after in _QUOTES or (after in (",", ":") and then in _QUOTES) or after == ":":
        return True
    before = [_key(words, first - back) for back in range(1, 7)]
    ends = after in _STOPS or after == ","
    # ", he admitted." and "…", admitted the mayor, and "…", he admitted at a briefing, and "as the mayor admitted in March".
    aside = ends and any(key in _QUOTES | {","} for key in before[:4])
    placed = (ends or after in _ADVERBIAL) and (any(key in _QUOTES for key in before[:4]) or "as" in before)
    return before[0] in _QUOTES or aside or placed or _clause_follows(words, last)


def _clause_follows(words: Sequence[Token], last: int) -> bool:
    """Whether a clause of its own follows: "that" after words of time or place ("last week that"), or a subject and an auxiliary."""
    ahead = [_key(words, last + i) for i in range(8)]
    stop = next((i for i, key in enumerate(ahead) if not key[0].isalnum() or key in ("and", "or", "who", "which", "to")), len(ahead))
    ahead = ahead[:stop]
    if "that" in ahead:
        return ahead[0] in _ADVERBIAL
    return any(key in _AUXILIARIES for key in ahead[1:]) and ahead[0] not in _ADVERBIAL


def _as_verb(words: Sequence[Token], first: int, _last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    before = _key(words, first - 1)
    possessive = before == "'" and _key(words, first - 2).endswith("s")
    return not possessive and before not in _NOUN_FOLLOWS


def _as_noun(words: Sequence[Token], first: int, last: int, choices: tuple[tuple[str, ...], ...]) -> bool:
    return not _as_verb(words, first, last, choices)


def _as_adverb(words: Sequence[Token], first: int, last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    return _key(words, last)[0].isalpha() and _key(words, first - 1)[0].isalpha()


def _attributive(words: Sequence[Token], _first: int, last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    after = _key(words, last)
    return after[0].isalpha() and after not in _FUNCTION


def _plural(words: Sequence[Token], _first: int, last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    return _key(words, last - 1).endswith("s")


def _is_number(words: Sequence[Token], at: int) -> bool:
    key = _key(words, at)
    return key[0].isdigit() or key in _NUMBERS or key in _MONEY


def _before_number(words: Sequence[Token], _first: int, last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    return _is_number(words, last)


def _near_number(words: Sequence[Token], first: int, last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    return any(_is_number(words, at) for at in (*range(first - 8, first), *range(last, last + 8)))


def _after_time(words: Sequence[Token], first: int, _last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    key = _key(words, first - 1)
    named = 0 < first <= len(words) and words[first - 1].named
    return named or key in _TIMES or (key.isdigit() and len(key) == 4)


def _after_break(words: Sequence[Token], first: int, _last: int, _choices: tuple[tuple[str, ...], ...]) -> bool:
    return not _key(words, first - 1)[0].isalnum() or _key(words, first - 1) in ("and", "but")


_CHECKS: dict[str, Check] = {
    "before": _before,
    "not-before": _not_before,
    "after": _after,
    "not-after": _not_after,
    "near": _near,
    "reports": _reports,
    "as-verb": _as_verb,
    "as-noun": _as_noun,
    "as-adverb": _as_adverb,
    "attributive": _attributive,
    "plural": _plural,
    "before-number": _before_number,
    "near-number": _near_number,
    "after-time": _after_time,
    "after-break": _after_break,
}
_WITH_CHOICES = frozenset({"before", "not-before", "after", "not-after", "near"})
