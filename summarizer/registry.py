"""The registry of an article: the people and bodies that it names, and the ways to find who a word for one of them means."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.kinds import TOKEN, bare, head, is_role
from summarizer.lexicon.sources import titles
from summarizer.records import Kind

_ABOUT = re.compile(r"\b(?:by|on|about|against|for|to|who|whose|accus\w+)\s|\bof (?:the )?(?:former|then|ex|current|late)\b", re.IGNORECASE)
LETTERS = re.compile(r"\s+(?:[KQ]C|MP|MEP|MSP|PhD|MD|Jr\.?|Sr\.?)$")
"""Letters after a name that are no part of it."""
_OPENS = 20
"""Code points within which a sentence names the body that it is about; people are looked for further on."""


class Entity(NamedTuple):
    """A person or body that an article names: display `name` (with role), bare `core`, `kind`, and where it is first named.

    `places` are the starts of all its mentions, in order. `place`: a country or town, which is its government only if it speaks.
    `gender` ("m", "f" or ""): what the titles before the name and the pronouns after it tell.
    """

    name: str
    core: str
    kind: Kind
    human: bool
    start: int
    places: tuple[int, ...] = ()
    place: bool = False
    gender: str = ""


class Registry(NamedTuple):
    """The people and bodies of an article, in order of first mention."""

    entities: tuple[Entity, ...]

    def find(self, mention: str) -> Entity | None:
        """The entity that a name means; None where two people share the surname or the phrase describes somebody else by the name."""
        wanted = key(mention)
        named = [e for e in self.entities if e.human and _is_named(mention, e.core)]
        if not named:
            named = [e for e in self.entities if e.human and _is_named(mention, e.core.split()[-1])]
        if named:
            return named[0] if len(named) == 1 else None
        words = set(wanted.split())
        for entity in self.entities:
            core = key(entity.core)
            if wanted and not entity.human and (core == wanted or (len(words) > 1 and words <= set(core.split()))):
                return entity
        return None

    def body(self, noun: str, before: int) -> Entity | None:
        """The body that "the NOUN" means: of those whose name ends in the noun or begins with it, the one named last before a place."""
        fits = [(p, e) for e in self.entities if not e.human and noun in ends(e.core) for p in e.places if p < before]
        return max(fits, key=lambda f: f[0], default=(0, None))[1]

    def bearer(self, role: str, before: int) -> Entity | None:
        """The person whom "the ROLE" means: of those whose role has all its words, the one named last before a place."""
        words = set(key(role).split())
        roles = [(e, e.name.partition(", ")[2]) for e in self.entities if e.human]
        bearers = [e for e, r in roles if words <= set(key(r).split()) and head(role) in {head(part) for part in r.split(", ")}]
        fits = [(p, e) for e in bearers for p in e.places if p < before]
        return max(fits, key=lambda f: f[0], default=(0, None))[1] if words else None

    def last(self, start: int, end: int, gender: str = "", *, human: bool = True) -> Entity | None:
        """The person or body named last in a stretch, of a gender if one is given."""
        fits = [
            (p, e) for e in self.entities if e.human == human and e.gender in ("", gender or e.gender) for p in e.places if start <= p < end
        ]
        return max(fits, key=lambda f: f[0], default=(0, None))[1]

    def subject(self, start: int, end: int, text: str) -> Entity | None:
        """Whom or what a sentence is about: the person or body that it names first, not as somebody's owner."""
        fits = [
            (p, e)
            for e in self.entities
            for p in e.places
            if start <= p < end and not re.match(r"[\w .-]*[’']s?\s", text[p : p + len(e.core) + 3])
        ]
        place, entity = min(fits, key=lambda f: f[0], default=(0, None))
        return entity if entity and (entity.human or place - start < _OPENS) else None


def ends(core: str) -> set[str]:
    """The words by which "the ..." may take up a body: the last and the first, "Ministry of Health", "Lesna water authority"."""
    words = key(core).split()
    return {words[-1], words[0], head(core)} if words else set()


def _is_named(mention: str, name: str) -> bool:
    """Whether a phrase names somebody: the name alone, after a title or role, or before an apposition.

    "Mayor Brandt" and "Brandt, the mayor" do; "a lawyer representing Brandt" and "Brandt supporters" do not.
    """
    text = bare(mention)
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    if not found:
        return False
    before, after = text[: found.start()].strip(), text[found.end() :]
    if after and not (re.match(r",|\s+(?:of|from|at|with)\s|\s*\(", after) or LETTERS.fullmatch(after)):
        return False
    if not before:
        return True
    if before.endswith(","):
        return is_role(head(before)) or re.fullmatch(r"(?:its|their|his|her)\s[\w-]+,", before, re.IGNORECASE) is not None
    if _ABOUT.search(before):
        return False  # "a critic of former President Brandt", "leaks by contractor Brandt"
    if " " in name and all(word[0].isupper() for word in before.split()):
        return True
    last = before.split()[-1]
    return last in titles() or is_role(last.lower().strip("."))


def key(mention: str) -> str:
    """The words of a name, lower-case, without article, possessive and punctuation: equal keys are equal names."""
    return " ".join(t.strip(".'’").lower() for t in TOKEN.findall(re.sub(r"[’']s\b", "", bare(mention))))
