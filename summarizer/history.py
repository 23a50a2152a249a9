"""The memory of who spoke before, and whom a pronoun or "the sources" means by it. Plain values; nothing here changes in place."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer import lexicon
from summarizer.kinds import bare, head, kind_of
from summarizer.lexicon.sources import bodies
from summarizer.records import Source
from summarizer.registry import Entity, Registry

HUMAN_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "i", "himself", "herself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "we", "both"})
THING_PRONOUNS = frozenset({"it", "its", "this", "that"})
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "sir", "dame", "lord", "lady"})
GENDER = dict.fromkeys(("he", "him", "his", "himself", "Mr.", "Mr", "Sir", "Lord"), "m") | dict.fromkeys(
    ("she", "her", "herself", "Ms.", "Ms", "Mrs.", "Mrs", "Miss", "Dame", "Lady"), "f"
)
"""Where a title or the article tells, a pronoun must agree with it."""


class Turn(NamedTuple):
    """Somebody spoke: the chain, and whether its nearest speaker is a single human, several, or a thing."""

    chain: tuple[Source, ...]
    human: bool
    plural: bool
    position: int


class Citation(NamedTuple):
    """A speaker cited a source without saying yet what it states; `data_only`: it is data, so it stands behind figures alone."""

    speaker: str
    source: Source
    data_only: bool


class History(NamedTuple):
    """Who spoke so far, oldest first, the citation that is still open, and whom a sentence since was about."""

    turns: tuple[Turn, ...] = ()
    citation: Citation | None = None
    topic: tuple[Entity, int] | None = None

    def about(self, entity: Entity | None, position: int) -> History:
        """The history after a sentence in which nobody speaks: whom it is about is who "he" or "it" is next."""
        return self._replace(topic=(entity, position)) if entity else self

    def spoke(self, chain: tuple[Source, ...], position: int) -> History:
        """The history after another turn; an open citation ends when somebody else speaks."""
        mention = chain[0].mention.text if chain[0].mention else chain[0].name
        low = bare(mention).lower()
        pronoun = low in HUMAN_PRONOUNS
        plural = not pronoun and any(s.kind == "anonymous" and head(s.name).endswith("s") for s in (chain[0], chain[-1]))
        human = (
            pronoun
            or (not plural and (chain[0].kind == "person" or low.split(" ")[0] in _HONORIFICS or _single_role(chain[0].name)))
            or (
                chain[0].kind in ("person", "official", "organisation") and ("," in chain[0].name or _is_name(chain[0].name)) and not plural
            )
        )
        kept = self.citation if self.citation and self.citation.speaker == chain[0].name else None
        return History((*self.turns[-60:], Turn(chain, human, plural, position)), kept, self.topic)


def _single_role(name: str) -> bool:
    """Whether the name is one human by role: "State Department official", not "ministry" and not "officials"."""
    noun = head(name)
    entry = lexicon.kind_words().get(noun)
    return (
        entry is not None
        and entry[1] == "head"
        and entry[0] in ("official", "person", "organisation")
        and noun not in bodies()
        and not name[:1].isupper()
    )


def topic(history: History, turn: Turn | None, pronoun: str) -> Entity | None:
    """Whom a sentence since the last fitting speech was about, if the pronoun fits."""
    if history.topic is None or (turn and turn.position > history.topic[1]):
        return None
    entity = history.topic[0]
    fits = entity.human if pronoun in HUMAN_PRONOUNS else not entity.human and not entity.place and pronoun in THING_PRONOUNS
    return entity if fits and entity.gender in ("", GENDER.get(pronoun, "")) else None


def last(history: History, pronoun: str, registry: Registry) -> Turn | None:
    """The last speaker that the pronoun fits; relatives fit the last speaker of all."""
    for turn in reversed(history.turns):
        mention = turn.chain[0].mention.text if turn.chain[0].mention else turn.chain[0].name
        first = mention.split(" ")[0]
        known = next((e.gender for e in registry.entities if e.human and e.name == turn.chain[0].name), "")
        known = known or GENDER.get(first, GENDER.get(first.lower(), ""))
        if pronoun in GENDER and known and known != GENDER[pronoun]:
            continue
        fits = (
            turn.human
            if pronoun in HUMAN_PRONOUNS | {"his"}
            else turn.plural or not turn.human
            if pronoun in PLURAL_PRONOUNS | {"their"}
            else not turn.human and not turn.plural
            if pronoun in THING_PRONOUNS | {"its"}
            else True
        )
        if fits:
            return turn
    return None


def with_head(history: History, noun: str) -> Turn | None:
    """The last turn in which somebody spoke, or was cited, whose name has a noun in it."""
    if not noun:
        return None
    for turn in reversed(history.turns):
        for source in turn.chain:
            # "the hospital" is not the surgeon at the hospital: of a person with a role only the heads count
            words = {head(part) for part in source.name.split(", ")} if ", " in source.name else words_of(source.name)
            if noun in words or noun.rstrip("s") in {w.rstrip("s") for w in words}:
                # a paper that was cited speaks for itself; people who are cited are known through who cites them
                return turn._replace(chain=turn.chain[turn.chain.index(source) :]) if source.kind == "document" else turn
    return None


def _is_name(name: str) -> bool:
    words = name.split()
    return len(words) >= 2 and all(w[0].isupper() for w in words) and kind_of(name) is None


def words_of(name: str) -> set[str]:
    """The words of a name, lower-case, without possessives and outer punctuation."""
    return {w.strip(".,'’").lower() for w in re.sub(r"[’']s\b", "", name).split()}
