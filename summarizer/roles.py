"""Roles: what an article says that somebody is, right before the name or right after it.

"Mayor Ana Brandt", "The port's director, Ana Brandt", "Ana Brandt, 51, a dockworker", "Ana Brandt, who heads the port authority".
Pure functions on text and places in it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer import lexicon
from summarizer.kinds import bare, head, is_role, kind_of, noun_kind
from summarizer.lexicon.sources import bodies, titles

_BREAK = re.compile(r"[.,;:?!()“”\"\n—–]")
_MODIFIERS = frozenset(
    "former deputy vice acting interim chief senior junior assistant associate foreign prime defence defense interior finance health "
    "education "
    "state federal national regional local police army military company party union government general press first second research "
    "lead top veteran retired ex co-founder political human rights climate city county district town village royal supreme high".split()
)
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December Today Yesterday Meanwhile However But And".split()
)
_PLACES = frozenset(
    "town city village port hamlet settlement suburb island county district province region state country capital valley river lake bay "
    "peninsula mountain resort borough municipality".split()
)
_NOUN_LIKE = re.compile(r"[a-z-]{3,}(?<!ed)(?<!ing)(?<!ly)(?<!s)")  # "harbour", not "said" or "quoting"
_PHRASE = r"(?:[^,.;:?!()“”\"\n]|(?<=\d)[,.](?=\d)|(?<=\b[A-Z])\.)"
"""One character of a phrase: no punctuation but that of a figure."""
_OFFICE = re.compile(
    r"((?:[A-Z][\w-]*\s+){0,3}(?:Secretary|Minister|Director|Speaker|Chief|Leader|Head|Chair)\s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+"
    r"|(?:[a-z-]+\s+){0,1}(?:secretary|minister|director|head|chief)\s+(?:of|for)\s+(?:the\s+)?[a-z]+)\s+$"
)
_BEFORE_COMMA = re.compile(rf"({_PHRASE}{{3,100}}),\s+(?:(?:the\s+)?(?:[a-z][\w-]*\s+){{1,3}})?$")
_FOR = re.compile(r"(?:^|[.\n]\s*)For ((?:the\s+)?[\w’' -]{3,40}), $")
_APPOSITION = re.compile(
    rf"(?:,\s+(?:aged\s+)?\d{{1,3}})?,\s+(?:then\s+)?((?:the|a|an|its|their|his|her)\s+)?({_PHRASE}{{3,100}})(?=[,.;)\n]|$)"
)
_LEADS = re.compile(
    rf"(?:,\s+\d{{1,3}})?,\s+who\s{_PHRASE}{{0,40}}?\b((?:heads|leads|chairs|runs|directs|manages|commands|founded|co-founded|represents"
    rf"|speaks\sfor|works\s(?:for|at|with)|is\sleading|teaches)\s{_PHRASE}{{2,80}})"
)
_OF = re.compile(r"\s+(?:of|from|at|with)\s+((?:the\s+)?(?:[A-Z][\w’'&-]*(?:\s+(?:of|de|and|for|[A-Z][\w’'&-]*))*))")
_NO_APPOSITION = re.compile(r"(?:who|whose|which|where|when|and|but|said|told|adding|speaking)\b")
_STANDS_FOR = re.compile(r"^(?:defending|prosecuting)\b")
_OWNER = re.compile(r"(?:the|its|their|his|her|an?|[\w-]+[’']s?)\s", re.IGNORECASE)


class Role(NamedTuple):
    """What somebody is; `owned`: a pronoun told of whom ("its director"), so the body spoken of just before is meant."""

    text: str
    owned: bool = False


def role_of(text: str, start: int, end: int) -> Role | None:
    """What the person named at `start` to `end` is, as the text has it; None if it does not say."""
    direct = _before(text, start)
    comma = _before_comma(text, start)
    other = comma or _after(text, end)
    if direct and (of := _OF.match(text[end : end + 80])):
        return Role(f"{direct} of {of[1].strip()}")
    rank = noun_kind(direct.lower()) if direct else None
    if other and rank and rank[0] == "official":
        return Role(f"{direct}, {other.text}", other.owned)  # "Colonel Ana Brandt, who heads the garrison"
    return Role(direct) if direct and not comma and (not other or " " in direct) else other


def body_role(text: str, start: int, end: int) -> bool:
    """Whether the words around a name tell that it names a body: "the newspaper Ufuk", "Clear Lesna, a residents' group", "Ufuk, which"."""
    left, right = text[max(0, start - 60) : start], text[end : end + 100]
    if re.match(r",\s+which\s|[’']s\s(?:chief executive|managing director|chairman|headquarters|board|share)\b", right):
        return True
    if (found := _APPOSITION.match(right)) and found[1] and _is_body(head(found[2])):
        return " " not in text[start:end] or not head(found[2]).endswith(("er", "or"))  # "Omar Lind, a crane operator"
    named = re.search(r"\b(?:[Tt]he|[Aa]n?|[A-Za-z]+[’']s)\s(?:[\w-]+\s){0,3}([a-z-]+),?\s$", left)
    return named is not None and _is_body(named[1])


def is_place(text: str, end: int) -> bool:
    """Whether the words after a name tell that it that ends there names a place: "Kelmar, a town of 9,000 on the coast"."""
    found = _APPOSITION.match(text[end : end + 100])
    return found is not None and found[1] is not None and head(found[2]) in _PLACES


def _is_body(noun: str) -> bool:
    entry = noun_kind(noun)
    return (
        noun in bodies() and (entry is None or entry[0] in ("organisation", "media", "official")) and noun not in ("state", "city", "town")
    )


def _before_comma(text: str, start: int) -> Role | None:
    """The role in "The chief of staff, Ana Brandt" and "its founder, the retired pilot Ana Brandt"."""
    left = text[max(0, start - 120) : start]
    if party := _FOR.search(left):
        return Role(f"for {party[1]}")
    found = _BEFORE_COMMA.search(_without_title(left))
    if not found:
        return None
    phrase = re.split(r"\b(?:and|but|while|as|by|said|says|told|when|after|[Aa]ccording to)\b", found[1])[-1].strip()
    phrase = re.sub(r"\s(?:here|there)$", "", phrase)
    owned, noun = _OWNER.match(phrase), head(bare(phrase))
    if owned and (
        is_role(noun) or (owned[0].lower() in ("its ", "their ") and " " not in phrase[len(owned[0]) :] and noun not in bodies())
    ):
        return _unowned(phrase)
    return None


def _without_title(left: str) -> str:
    return re.sub(r"(?<=,\s)(?:[A-Z][\w.]*\s){1,3}$", lambda m: "" if _is_title(m[0].split()[-1]) else m[0], left)


def _is_title(word: str) -> bool:
    return word in titles() or is_role(word.strip(".").lower())


def _before(text: str, start: int) -> str | None:
    """The role right before a name: "Foreign Ministry spokesperson Ana Brandt"."""
    left = text[max(0, start - 120) : start]
    last = next(reversed(left.split()), "")
    if last in titles() and left[-1:] == " ":
        return _before(text, start - len(last) - 1) or titles()[last] or None
    tail = _BREAK.split(left)[-1]
    if office := _OFFICE.search(tail):
        return bare(office[1])  # "Secretary of State", whose head word stands in the middle
    tokens = tail.split()
    if not tokens or not (is_role(tokens[-1].lower()) or noun_kind(" ".join(tokens[-2:]).lower())):
        return None
    kept = [tokens[-1]]
    for token in reversed(tokens[:-1]):
        plain = re.sub(r"[’']s$", "", token)
        listed = (token[0].isupper() and token not in _CALENDAR) or plain.lower() in _MODIFIERS or noun_kind(plain.lower()) is not None
        listed = listed or noun_kind(f"{token} {kept[0]}".lower()) is not None
        function = token.lower() in lexicon.function_words() or bool(lexicon.find_reporting(token))
        if len(kept) > 6 or function or "/" in token or not (listed or (len(kept) <= 2 and _NOUN_LIKE.fullmatch(token))):
            break
        kept.insert(0, token)
    return bare(" ".join(kept))


def _after(text: str, end: int) -> Role | None:
    """The role after a name: ", the mayor of Kelmar," or ", who heads the port authority"."""
    right = text[end : end + 170]
    if (leads := _LEADS.match(right)) and leads[1].endswith(" it"):
        return Role("head", owned=True)  # "who heads it"
    if leads:
        return Role(f"who {leads[1].strip()}", re.search(r"\b(?:its|their|it)\b", leads[1]) is not None)
    found = _APPOSITION.match(right)
    if not found:
        return None
    phrase = found[2].strip()
    if _STANDS_FOR.match(phrase):
        return Role(phrase)
    if _NO_APPOSITION.match(phrase) or not (_sole_role(phrase, found[1]) or found[1] in ("a ", "an ")):
        return None  # after a name, "a dockworker" is what the person is, listed or not
    return Role(re.sub(r"\s+(?:said|told|who|that|says)\b.*$", "", phrase), found[1] in ("its ", "their "))


def _sole_role(phrase: str, article: str | None) -> bool:
    """Whether an apposition names one human by role; "took 37 people on board" does not."""
    noun = head(phrase)
    return is_role(noun) and (bool(article) or kind_of(noun) is None or not noun.endswith(("s", "people")))


def _unowned(phrase: str) -> Role:
    """The role without the pronoun that means its owner: who that is must be read elsewhere."""
    plain = re.sub(r"^(?:its|their|his|her)\s+", "", bare(phrase), flags=re.IGNORECASE)
    return Role(bare(plain), re.match(r"(?:its|their)\s", phrase, re.IGNORECASE) is not None)
