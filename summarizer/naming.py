"""Naming: how a line of the summary names who speaks, from the source's name and the words that the article has beside it. Pure.

At first a name comes with one role, as the article ties the two together: "Colonel Lind", "the pensioner Ida Lind", "Ida Lind, a lawyer",
"operations director Ida Lind"; later the surname or the bare body is enough.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from summarizer import owners
from summarizer.kinds import head, is_role, noun_kind
from summarizer.lexicon import function_words
from summarizer.lexicon.sources import bodies, titles
from summarizer.neutral import neutralise
from summarizer.records import Source, Speaker
from summarizer.registry import LETTERS

UNNAMED = "unnamed sources"
_NOBODY = re.compile(
    r"(?:it (?:is|was)|is|are|was|were|word (?:has|is)|rumou?r|talk)\b|(?:reportedly|allegedly|supposedly|apparently)\b", re.IGNORECASE
)
"""How a phrase begins that attributes a statement to no one who could be named: "it is claimed", "are thought", "word has it"."""
_COUNTS = frozenset("one two three four five six seven eight nine ten several many most other some".split())
_OTHERS = re.compile(r"\b(?:its|his|her|their)\b")
_OWNED = re.compile(r"(?:its|his|her|their|our|my)\s+", re.IGNORECASE)
_COMMON_ROLES = frozenset(
    "former chief deputy acting senior prime vice executive managing economy finance foreign interior defence defense justice trade health "
    "education energy transport environment committee party union company police research lead head director chairman chair".split()
)
"""Words that have a capital in a role only because a sentence or a title began with them."""
_MASS = frozenset("data police people media staff press television radio research evidence information footage testimony".split())
_POSSESSIVE = re.compile(r"[\w-]+(?:[’']s|s[’'])\s")
_NO_NOUN = re.compile(r"(?:who|whose|which|for|defending|prosecuting|now|then|married)\b")
"""How a role begins that is no noun phrase and so has no article."""
_FIRMS = frozenset("promoter operator manufacturer maker developer owner lobby broker publisher".split())
"""Nouns for what a firm is, though a human may be one too."""
_BARE = frozenset("head leader member official founder owner".split())
"""Roles that tell nothing without what they are held in."""
_KIN = frozenset(
    "lawyer solicitor attorney barrister daughter son wife husband mother father brother sister cousin uncle aunt nephew niece widow "
    "widower grandson granddaughter colleague friend neighbour neighbor partner relative pupil student patient client".split()
)
"""Who belongs to a person, not to a body: without that person "a lawyer", never "lawyer Ida Lind"."""
_PREPOSITION = re.compile(r"\s(?:of|for|at|with|in|from|to|on|who|and|that|whose)\s")
_LEAD = r"(?:\b(?P<lead>the|an?|its|his|her|their)\s+)?"
_DETERMINED = r"\b(?:the|an?|its|his|her|their)\s+"
_OF_IT = (
    r"(?![’']s?\b|-|\s[A-Z]|\s(?:stor(?:y|ies)|reports?|reporters?|magazine|newspaper|website|survey|poll|analysis|article|interview|host"
    r"|correspondent|officials?|spokes\w+|leaders?|members?|lawmakers|candidates?|chairman|president|building|offices?|plan|bill|data)\b)"
)
"""What does not follow a name that stands for itself: "the Post said", not "the Post story"."""
_BY = re.compile(r"\s(?:by|from|of|on|for|into)\s.*$")
_VOWEL = re.compile(r"[aiAI]|[eE](?!u)|[oO](?!ne\b)|[uU](?!ni[cfotvq]|s[aeu]|r[aeiou])|hon(?:est|our)|[FHLMNRSX][A-Z]")
_LONGEST_TITLE = 4
"""Words that a role before a name may have."""


def reading_name(source: Speaker, seen: AbstractSet[str], text: str = "") -> str:
    """The name as a reader should meet it: full with role at first, short after; with the article that `text` or English has for it.

    `seen` holds the `bearer` of each source that was named before; `text` is the article's.
    """
    if source.kind == "anonymous" and _NOBODY.match(source.name):
        return UNNAMED
    core, role = _core_and_role(source.name)
    several = core.split()[0].lower() in _COUNTS - {"one"}
    named = " " in core and _all_capital(core) and source.kind != "anonymous" and not several  # "Per Holt", "One Nation"
    if core.split()[0].lower() in function_words() | _COUNTS and not named:
        whole = f"{core}, {role}" if role else core
        return whole[0].lower() + whole[1:]  # "One teacher" had its capital from the sentence
    if bearer(source.name) in seen:
        return _again(source, core, role, text)
    return _introduced(core, role, text) if role and _is_human(source, core, role) else _body(source, core, role, text)


def bearer(name: str) -> str:
    """The proper name in a source's name, without role: "Ida Lind" of "chief executive Ida Lind" and "Ida Lind, lawyer"; else its core."""
    core, _ = _core_and_role(name)
    found = re.search(r"^[a-z].*?\s((?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*)*)$", core)
    before = core[: found.start(1)].strip() if found else ""
    noun = head(before) if before else ""
    return found[1] if found and " of " not in found[1] and (is_role(noun) or noun in bodies()) else LETTERS.sub("", core)


def surname(name: str) -> str:
    """A person's name as it is taken up in the same line; "" for anything else."""
    core, role = _core_and_role(name)
    proper = bearer(name)
    return proper.split()[-1] if proper != core or (role and _all_capital(core)) else ""


def _core_and_role(name: str) -> tuple[str, str]:
    """The name and the role in a source's name; a role that came first ("its leader, Ida Lind") comes second."""
    core, _, role = (neutralise(name) or name).partition(", ")
    owned = _OWNED.match(core)
    plain = core[owned.end() :] if owned else core
    noun = head(plain)
    proper = bool(role) and all(w[0].isupper() for w in role.split()) and not is_role(head(role))
    if proper and plain[1:2].islower() and is_role(noun) and noun not in _FIRMS and " " in role and not _all_capital(plain):
        return role, "" if owned else plain
    return (plain if owned and proper else core), role


def _of_human(role: str) -> bool:
    """Whether the words before a name are what a human is: "chief executive", not "news agency"."""
    return is_role(" ".join(role.lower().split()[-2:])) or (is_role(head(role)) and head(role) not in bodies())


def _all_capital(phrase: str) -> bool:
    return all(w[0].isupper() for w in phrase.split())


def _is_human(source: Speaker, core: str, role: str) -> bool:
    """Whether a name with a role is that of a human: not "promoter, Lowrise Live", which is a firm with its name behind it."""
    several = (role.endswith("s") and is_role(head(role)) and " " not in role) or (
        core.endswith("s") and noun_kind(core.lower()) is not None
    )
    return source.kind != "document" and not several and (_all_capital(core) or is_role(head(core)))


def _introduced(core: str, role: str, text: str) -> str:
    """A person at first mention: with a title before the name, or one role behind it."""
    first, _, rest = role.partition(", ")
    if LETTERS.fullmatch(f" {first}"):
        return f"{core} {first}, {rest}" if rest else f"{core} {first}"
    if title := _title(core, first, text):
        named = f"{title} {core}"
        return f"{named}, {_apposed(core, rest, text)}" if rest and " " in rest and not _OTHERS.search(rest) else named
    if rest and not _NO_NOUN.match(rest):
        role = rest if len(rest.split()) > 1 else first
    if core[:1].islower():
        return f"{_article(core) if role.startswith('who ') else 'the'} {core}, {role}"
    if _OTHERS.search(role) or role in _BARE:
        return core  # "who heads its events desk": of what, only the article tells
    lead, before = _beside(core, role, text)
    role = _small(role)
    short = (
        len(role.split()) <= _LONGEST_TITLE and not _PREPOSITION.search(role) and not _POSSESSIVE.match(role) and not _NO_NOUN.match(role)
    )
    if short and before and lead == "the":
        return f"the {role} {core}"
    alone = text and lead is None and (noun_kind(head(role)) or ("person",))[0] != "person"
    if short and lead == "its" and (whose := owners.owner(text, role, core)):
        return f"{core}, {_held(role, whose)}"
    if short and head(role) not in _KIN and (lead in ("its", "his", "her", "their") or (before and not lead) or alone):
        return f"{role} {core}"
    return f"{core}, {_apposed(core, role, text)}"


def _held(role: str, body: str) -> str:
    """A role with the body in which it is held: "chairman of Lowrise", "spokesman for Lowrise", "an analyst at Lowrise"."""
    entry = noun_kind(head(role))
    if head(role).startswith("spokes"):
        return f"{role} for {body}"
    return f"{role} of {body}" if entry is None or entry[0] != "person" else f"{_article(role)} {role} at {body}"


def _title(core: str, role: str, text: str) -> str:
    """The role as the title that the article has right before the name, with a capital: "Colonel"; "" if it has none there."""
    if len(role.split()) > 2 or not is_role(head(role)):
        return ""
    if not text and role[:1].isupper() and " " not in role and len(core.split()) > 1:
        return role
    said = rf"{re.escape(_capital(role))}\s+{re.escape(core)}\b"
    within = re.search(rf"[a-z,;:]\s{said}", text)  # not only where a sentence gave it its capital
    if within or (role[:1].isupper() and " " not in role and re.search(said, text)):
        return _capital(role)
    short = [t for t, r in titles().items() if r and r.lower() == role.lower()]
    return next((t for t in short if re.search(rf"\b{re.escape(t)}\s+{re.escape(core)}\b", text)), "")


def _capital(role: str) -> str:
    return " ".join(w[:1].upper() + w[1:] for w in role.split())


def _beside(core: str, role: str, text: str) -> tuple[str | None, bool]:
    """The word that leads a role beside its bearer in the article, and whether the role stands right before the name, without a comma.

    "" for a role that nothing leads, None where the two do not stand side by side.
    """
    said, name = rf"(?i:{re.escape(role)})", re.escape(core)
    rank = r"(?:(?:[A-Z][\w.]+\s){1,2})?"
    if found := re.search(rf"(?i:{_LEAD}){said}(?P<comma>,)?\s+{rank}{name}", text):
        return (found["lead"] or "").lower(), not found["comma"]
    found = re.search(rf"{name}(?:,?\s+(?:aged\s+)?\d{{1,3}})?,\s+(?:then\s+)?(?i:{_LEAD}){said}", text)
    return ((found["lead"] or "").lower(), False) if found else (None, False)


def _apposed(core: str, role: str, text: str) -> str:
    """A role as it stands behind the name: "a lawyer", "the port's director", "mayor of Kelmar", "who heads the port authority"."""
    role = _small(role)
    if _NO_NOUN.match(role) or role.startswith(("the ", "a ", "an ")):
        return role
    if _POSSESSIVE.match(role):
        owner = role.split("’s ")[0].split("'s ")[0]
        led = role[0].islower() or re.search(rf"\b[Tt]he\s{re.escape(owner)}[’']s\s", text)
        return f"the {role}" if led and role.split()[0].lower() not in function_words() else role
    lead, _ = _beside(core, role, text)
    if lead in ("a", "an"):
        return f"{_article(role)} {role}"
    if " of " in role or lead == "":
        return role
    if lead == "the":
        return f"the {role}"
    entry = noun_kind(head(role))
    common = entry is None or entry[0] in ("person", "anonymous") or head(role) in _KIN
    return f"{_article(role)} {role}" if common and role[0].islower() and not role.split()[0].endswith("s") else role


def _article(phrase: str) -> str:
    return "an" if _VOWEL.match(phrase) else "a"


def _small(role: str) -> str:
    """The role in small letters where it has a capital only because a sentence began with it."""
    first, _, rest = role.partition(" ")
    plain = first.strip(",").lower()
    if (plain in _COMMON_ROLES or is_role(plain)) and (
        not rest or rest.islower() or first.lower() in ("former", "chief", "deputy", "acting", "senior")
    ):
        return role[0].lower() + role[1:]
    return role


def _again(source: Speaker, core: str, role: str, text: str) -> str:
    """A name that was told before, in short."""
    proper = bearer(source.name)
    if (role and _is_human(source, core, role)) or source.kind == "person" or (proper != core and _of_human(core[: -len(proper)].strip())):
        name = proper.split()[-1]
        first = proper.split()[0]
        firm = not role and name != first and re.search(rf"\b{re.escape(first)}\b(?!\s[A-Z])", text) and not _alone(name, proper, text)
        return (proper if firm else name) if name[:1].isupper() else f"the {name}"
    if proper != core:
        return proper
    if source.kind == "document" and core[:1].islower() and not _POSSESSIVE.match(core):
        return f"the {_BY.sub('', core)}"
    return _body(source, core, "", text, again=True)


def _alone(name: str, proper: str, text: str) -> bool:
    """Whether the article has a surname without what stands before it in the whole name."""
    return re.search(rf"(?<!{re.escape(proper[: -len(name)])}){re.escape(name)}\b", text) is not None


def _body(source: Speaker, core: str, role: str, text: str, *, again: bool = False) -> str:
    """A body, a paper or a group, with the article that it needs within a sentence."""
    mention = source.mention.text if isinstance(source, Source) and source.mention else ""
    the = re.match(r"(the|an?)\s", mention, re.IGNORECASE)
    name = core.split()[-1] if role and again else f"{core}, {role}" if role else core
    noun = head(core)
    if source.kind in ("anonymous", "document") and _opened_sentence(core, text):
        core, name = core[0].lower() + core[1:], name[0].lower() + name[1:]  # "Observers" began a sentence
    if " " in core and core[:1].isupper() and noun == core.split()[0].lower() and core[1:].islower():
        core, name = core[0].lower() + core[1:], name[0].lower() + name[1:]  # "Supporters of reform" began a sentence
    proper = core[:1].isupper() and noun.capitalize() in core
    if the and core.lower() in mention.lower() and not (proper and the[1].lower() != "the"):
        return f"{'the' if again else the[1].lower()} {name}"
    official = source.kind == "official" and noun not in _MASS and proper and noun in bodies() and noun.capitalize() in core
    if not role and official and not the:
        return f"the {name}"
    if _led(core, text) and noun not in _MASS:
        return f"{'the' if again or not _indefinite(core, text) or proper else _article(name)} {name}"
    if not role and _is_common(core):
        return f"the {name}"
    if source.kind == "document" and core[:1].islower() and not noun.endswith("s") and noun not in _MASS and not _POSSESSIVE.match(core):
        return f"{'the' if again or not _BY.search(core) else _article(name)} {name}"
    what = core.removesuffix(bearer(core)).strip()
    return f"the {name}" if core[:1].islower() and what and _is_common(what) else name  # "the drinks lobby Bebidas Unidas"


def _opened_sentence(core: str, text: str) -> bool:
    """Whether a common noun has its capital only from the beginning of a sentence: "Observers", not "Mexican police"."""
    first = core.split()[0]
    plain = core[1:].islower() and first[0].isupper()
    small, capital = (len(re.findall(rf"{before}{re.escape(w)}\b", text)) for before, w in ((r"\b", first.lower()), (r"[a-z,;] ", first)))
    return plain and not capital and (noun_kind(first.lower()) is not None or small > 0)


def _led(core: str, text: str) -> bool:
    """Whether the article mostly has a determiner before a name: "the Supreme Court", but "Clear Ground"."""
    where = rf"\b{re.escape(core)}\b{_OF_IT}"
    more = "" if core[:1].isupper() else r"(?:[a-z-]+\s+)?"
    return 2 * len(re.findall(rf"(?i:{_DETERMINED}){more}{where}", text)) > len(re.findall(where, text)) > 0


def _indefinite(core: str, text: str) -> bool:
    """Whether the article introduces it with "a": "a coast guard spokeswoman"."""
    first = re.search(rf"\b(the|an?|its|his|her|their)\s+(?:[a-z-]+\s+)?{re.escape(core)}\b", text, re.IGNORECASE)
    return first is not None and first[1].lower() in ("a", "an")


def _is_common(core: str) -> bool:
    """Whether a source is one thing with a common noun for a name, which cannot stand without an article: "water authority"."""
    last = core.split()[-1]
    return last.islower() and last.isalpha() and not last.endswith("s") and last not in _MASS and not _POSSESSIVE.search(core)
