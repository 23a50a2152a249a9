"""Who is who: the people and bodies that an article names, with the role that the article gives them.

Pure functions on text. A later "Zakharova", "the ministry" or "Mayor Brandt" is looked up in the `Registry`. Nothing is known but what the
article says and the word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from summarizer import lexicon
from summarizer.kinds import TOKEN, bare, head, is_role, kind_of, name_kind, noun_kind
from summarizer.lexicon.sources import titles
from summarizer.records import Kind

_BEFORE_ROLE = re.compile(r"[.,;:()“”\"\n—–]")
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
_NOUN_LIKE = re.compile(r"[a-z-]{3,}(?<!ed)(?<!ing)(?<!ly)(?<!s)")  # "harbour", not "said" or "quoting"


_ABOUT = re.compile(r"\b(?:by|on|about|against|for|to|who|whose|accus\w+)\s|\bof (?:the )?(?:former|then|ex|current|late)\b", re.IGNORECASE)


class Entity(NamedTuple):
    """A person or body that an article names: display `name` (with role), bare `core`, `kind`, and where it is first named."""

    name: str
    core: str
    kind: Kind
    human: bool
    start: int


class Registry(NamedTuple):
    """The people and bodies of an article, in order of first mention."""

    entities: tuple[Entity, ...]

    def find(self, mention: str) -> Entity | None:
        """The entity that a name means; None where two people share the surname or the phrase describes somebody else by the name."""
        wanted = _key(mention)
        named = [e for e in self.entities if e.human and _is_named(mention, e.core)]
        if not named:
            named = [e for e in self.entities if e.human and _is_named(mention, e.core.split()[-1])]
        if named:
            return named[0] if len(named) == 1 else None
        words = set(wanted.split())
        for entity in self.entities:
            core = _key(entity.core)
            if wanted and not entity.human and (core == wanted or (len(words) > 1 and words <= set(core.split()))):
                return entity
        return None


def people(text: str, spans: Iterable[tuple[str, int, int]]) -> Registry:
    """The registry of an article from its named-entity spans (label, start, end): person, organisation, place."""
    humans: list[Entity] = []
    bodies_: dict[str, Entity] = {}
    named = [(label, start, end, bare(text[start:end])) for label, start, end in sorted(spans, key=lambda s: s[1])]
    named = [n for n in named if len(n[3]) > 1 and n[3][0].isupper()]
    for _, start, end, core in sorted((n for n in named if n[0] == "person"), key=lambda n: -len(n[3].split())):
        _merge(humans, _person(text, start, end, core))
    for label, start, _, core in named:
        if label == "organisation":
            bodies_.setdefault(core.lower(), Entity(core, core, kind_of(core) or "organisation", False, start))
        elif label == "place":  # a country or capital that speaks is its government
            bodies_.setdefault(core.lower(), Entity(core, core, name_kind(core) or "official", False, start))
    return Registry(tuple(sorted((*humans, *bodies_.values()), key=lambda e: e.start)))


def _merge(humans: list[Entity], entity: Entity) -> None:
    """Add a person, or what this mention knows of one already there; a surname that two people share tells nothing."""
    words = set(_key(entity.core).split())
    same = [n for n, e in enumerate(humans) if words <= set(_key(e.core).split())]
    if not same:
        humans.append(entity)
    elif len(same) == 1:
        old = humans[same[0]]
        humans[same[0]] = _with_role(old._replace(start=min(old.start, entity.start)), entity)


def _person(text: str, start: int, end: int, core: str) -> Entity:
    before = _role_before(text, start)
    after = _role_after(text, end)
    role = before or after
    if before and (
        of := re.match(
            r"\s+(?:of|from|at|with)\s+((?:the\s+)?(?:[A-Z][\w’'&-]*(?:\s+(?:of|de|and|for|[A-Z][\w’'&-]*))*))", text[end : end + 80]
        )
    ):
        role = f"{before} of {of[1].strip()}"
    kind = kind_of(role, is_person=True) if role else "person"
    return Entity(f"{core}, {role}" if role else core, core, kind or "person", True, start)


def _with_role(entity: Entity, other: Entity | None) -> Entity:
    if other is None or "," in entity.name or "," not in other.name:
        return entity
    role = other.name.partition(", ")[2]
    return entity._replace(name=f"{entity.core}, {role}", kind=other.kind)


def _role_before(text: str, start: int) -> str | None:
    """The role right before a name: "Foreign Ministry spokesperson Ana Brandt", "The chief of staff, Ana Brandt"."""
    left = text[max(0, start - 120) : start]
    if left.endswith(", "):
        phrase = re.split(r"[.,;:()“”\"\n—–]", left[:-2])[-1].strip()
        phrase = re.split(r"\b(?:and|but|while|as|by|said|told|when|after)\b", phrase)[-1].strip()
        ok = re.match(r"(?:the|its|their|a)\s", phrase, re.IGNORECASE) and is_role(head(bare(phrase)))
        return bare(phrase) if ok else None
    tail = _BEFORE_ROLE.split(left)[-1] if not left.rstrip().endswith(".") else left.rstrip().split(" ")[-1]
    if (abbreviation := left.rstrip().split(" ")[-1]) in titles():
        return titles()[abbreviation]
    if office := re.search(
        r"((?:[A-Z][\w-]*\s+){0,3}(?:Secretary|Minister|Director|Speaker|Chief|Leader|Head|Chair)\s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+)\s+$",
        tail,
    ):
        return bare(office[1])  # "Secretary of State", whose head word stands in the middle
    tokens = tail.split()
    if not tokens or not (is_role(tokens[-1].lower())):
        return None
    kept = [tokens[-1]]
    for token in reversed(tokens[:-1]):
        plain = re.sub(r"[’']s$", "", token)
        listed = (token[0].isupper() and token not in _CALENDAR) or plain.lower() in _MODIFIERS or noun_kind(plain.lower()) is not None
        if len(kept) > 6 or _function(token) or not (listed or (len(kept) <= 2 and _NOUN_LIKE.fullmatch(token))):
            break
        kept.insert(0, token)
    return bare(" ".join(kept))


def _role_after(text: str, end: int) -> str | None:
    """The role in apposition after a name: ", the mayor of Kelmar,"."""
    found = re.match(r",\s+((?:the|a|an|its|their)\s+)?([^,.;:()“”\"\n]{3,100})(?=[,.;)\n]|$)", text[end : end + 130])
    if not found:
        return None
    phrase = found[2].strip()
    if re.match(r"(?:who|whose|which|where|when|and|but|said|told|adding|speaking)\b", phrase) or not (
        is_role(head(phrase)) or found[1] in ("a ", "an ")
    ):
        return None  # after a name, "a dockworker" is what the person is, listed or not
    return re.sub(r"\s+(?:said|told|who|that|says)\b.*$", "", phrase)


def _is_named(mention: str, name: str) -> bool:
    """Whether a phrase names somebody: the name alone, after a title or role, or before an apposition.

    "Mayor Brandt" and "Brandt, the mayor" do; "a lawyer representing Brandt" and "Brandt supporters" do not.
    """
    text = bare(mention)
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    if not found:
        return False
    before, after = text[: found.start()].strip(), text[found.end() :]
    if after and not re.match(r",|\s+(?:of|from|at|with)\s|\s*\(", after):
        return False
    if not before:
        return True
    if before.endswith(","):
        return is_role(head(before))
    if _ABOUT.search(before):
        return False  # "a critic of former President Brandt", "leaks by contractor Brandt"
    if " " in name and all(word[0].isupper() for word in before.split()):
        return True
    last = before.split()[-1]
    return last in titles() or is_role(last.lower().strip("."))


def _function(token: str) -> bool:
    return token.lower() in lexicon.function_words()


def _key(mention: str) -> str:
    return " ".join(t.strip(".'’").lower() for t in TOKEN.findall(re.sub(r"[’']s\b", "", bare(mention))))
