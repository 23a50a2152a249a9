"""Resolution: from the words that name a source here to the chain of sources that is meant.

Follows pronouns, "the same sources", bare surnames and roles ("the minister"), papers that stand for their author ("his report"), and the
citing of one source by another. The memory of who spoke before is a plain value, `History`; nothing here changes in place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer import lexicon
from summarizer.kinds import bare, head, kind_of, unwrap
from summarizer.lexicon.sources import bodies
from summarizer.names import Entity, Registry
from summarizer.records import Source, Span

HUMAN_PRONOUNS = frozenset({"he", "she", "him", "her", "i", "himself", "herself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "we", "both"})
THING_PRONOUNS = frozenset({"it", "this", "that"})
RELATIVES = frozenset({"who", "which", "whom", "whose"})
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "sir", "dame", "lord", "lady"})
_GENDER = dict.fromkeys(("he", "him", "his", "Mr.", "Mr", "Sir", "Lord"), "m") | dict.fromkeys(
    ("she", "her", "Ms.", "Ms", "Mrs.", "Mrs", "Miss", "Dame", "Lady"), "f"
)
"""Where a title tells, a pronoun must agree with it."""
_NOBODY = frozenset(
    {"no one", "nobody", "none", "nothing", "everyone", "everybody", "anyone", "anybody", "someone", "one", "you", "people"}
)
_RECENT = 300
_PAPER = frozenset(
    "report statement study letter memo article post tweet interview speech remarks book paper analysis findings testimony email".split()
)
_OWNED = re.compile(r"^(?:in )?(his|her|their|its)\s+(.+)$", re.IGNORECASE)
_NAME = r"(?:the\s+)?[A-Z][\w’'&.-]*(?:\s+(?:of|for|and|the|de|[A-Z][\w’'&.-]*))*"
_REPORTED_BY = re.compile(rf"\b(?:as|was|were|been|is|first)\s+(?:reported|quoted|cited|relayed)(?:\s+as\s+saying)?\s+by\s+({_NAME})")
_CITING = re.compile(
    r"\b(?:citing|quoting|which (?:cited|quoted)|who (?:cited|quoted))\s+([^,.;:“”\"\n]{3,140})",
    re.IGNORECASE,
)


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
    """Who spoke so far, oldest first, and the citation that is still open."""

    turns: tuple[Turn, ...] = ()
    citation: Citation | None = None

    def spoke(self, chain: tuple[Source, ...], position: int) -> History:
        """The history after another turn; an open citation ends when somebody else speaks."""
        mention = chain[0].mention.text if chain[0].mention else chain[0].name
        low = bare(mention).lower()
        pronoun = low in HUMAN_PRONOUNS
        plural = not pronoun and chain[0].kind == "anonymous" and head(chain[0].name).endswith("s")
        human = (
            pronoun
            or (not plural and (chain[0].kind == "person" or low.split(" ")[0] in _HONORIFICS or _single_role(chain[0].name)))
            or (
                chain[0].kind in ("person", "official", "organisation") and ("," in chain[0].name or _is_name(chain[0].name)) and not plural
            )
        )
        kept = self.citation if self.citation and self.citation.speaker == chain[0].name else None
        return History((*self.turns[-60:], Turn(chain, human, plural, position)), kept)


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


class Found(NamedTuple):
    """A resolved chain; `resolved`: more than the words themselves were needed."""

    chain: tuple[Source, ...]
    resolved: bool


def resolve(mention: Span, registry: Registry, history: History) -> Found | None:
    """The chain behind a mention, nearest speaker first, or None where the words name no source that could speak."""
    text = bare(unwrap(mention.text))
    low = text.lower()
    if not text or low in _NOBODY:
        return None
    if low in HUMAN_PRONOUNS | PLURAL_PRONOUNS | THING_PRONOUNS | RELATIVES:
        turn = _last(history, low)
        if turn and low in HUMAN_PRONOUNS and (newest := _newly_named(registry, turn.position, mention)):
            return Found((Source(name=newest.name, kind=newest.kind, mention=mention),), True)
        return _again(turn, mention) if turn else _lone_person(low, mention, registry)
    if (owned := _OWNED.match(mention.text.strip())) and head(owned[2]) in _PAPER:
        turn = _last(history, owned[1].lower())
        return _again(turn, mention) if turn else _lone_person(owned[1].lower(), mention, registry)
    if re.match(r"(?:the )?same\b|the (?:sources?|officials?)$", mention.text.strip().lower()):
        turn = _with_head(history, head(re.sub(r"^same\s+", "", text, flags=re.IGNORECASE)))
        if turn:
            return _again(turn, mention)
    entity = registry.find(text) or registry.find(_whose(text)) if not _possessed(text) else None
    if entity:
        return Found((Source(name=entity.name, kind=entity.kind, mention=mention),), _words(entity.core) - _words(text) != set())
    if mention.text.strip().lower().startswith("the ") and (turn := _with_head(history, head(text))):
        return _again(turn, mention)
    if any(e.human and e.core.split()[-1] == text.split()[-1] for e in registry.entities) and _proper(text):
        return Found((Source(name=text, kind="person", mention=mention),), False)  # a surname that two people share
    kind = kind_of(unwrap(mention.text)) or ("organisation" if _proper(text) else None)
    return Found((Source(name=text, kind=kind, mention=mention),), False) if kind else None


def reporter(sentence: str, offset: int, registry: Registry) -> Source | None:
    """Who relays the statement: "as reported by TASS". Offsets of the mention are those of the article."""
    found = _REPORTED_BY.search(sentence)
    return _source(found[1], offset + found.start(1), registry) if found else None


def cited(sentence: str, offset: int, registry: Registry) -> tuple[Source, bool] | None:
    """Whom a speaker of this sentence cites, and whether only for data: "citing data from the Prosecutor General's Office"."""
    found = _CITING.search(sentence)
    if not found:
        return None
    words = re.split(r"\s+(?:said|says|reported|wrote|that|who|as|to|in a|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", found[1])[0]
    inner = unwrap(words)
    start = offset + found.start(1) + words.find(inner)
    source = _source(inner, start, registry)
    return (source, inner != words) if source else None


def carried(chain: tuple[Source, ...]) -> tuple[Source, ...]:
    """A chain taken over from elsewhere in the article: no words here name it."""
    return tuple(s.model_copy(update={"mention": None}) for s in chain)


def _source(text: str, start: int, registry: Registry) -> Source | None:
    mention = Span(start=start, end=start + len(text), text=text)
    found = resolve(mention, registry, History())
    if found:
        return found.chain[0]
    return Source(name=bare(text), kind="organisation", mention=mention) if bare(text)[:1].isupper() else None


def _last(history: History, pronoun: str) -> Turn | None:
    """The last speaker that the pronoun fits; relatives fit the last speaker of all."""
    for turn in reversed(history.turns):
        mention = turn.chain[0].mention.text if turn.chain[0].mention else turn.chain[0].name
        if pronoun in _GENDER and _GENDER.get(mention.split(" ")[0], _GENDER[pronoun]) != _GENDER[pronoun]:
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


def _with_head(history: History, noun: str) -> Turn | None:
    if not noun:
        return None
    for turn in reversed(history.turns):
        for source in turn.chain:
            words = _words(source.name)
            if noun in words or noun.rstrip("s") in {w.rstrip("s") for w in words}:
                return turn
    return None


def _again(turn: Turn, mention: Span) -> Found:
    first = turn.chain[0].model_copy(update={"mention": mention})
    return Found((first, *carried(turn.chain[1:])), True)


def _newly_named(registry: Registry, since: int, mention: Span) -> Entity | None:
    """The one person first named since the last speech and shortly before the pronoun: the story has moved on to that person."""
    new = [e for e in registry.entities if e.human and since < e.start < mention.start]
    return new[0] if len(new) == 1 and mention.start - new[0].start < _RECENT else None


def _lone_person(pronoun: str, mention: Span, registry: Registry) -> Found | None:
    """For a pronoun before any speech: the person named last before it."""
    if pronoun not in HUMAN_PRONOUNS | {"his"}:
        return None
    before = [e for e in registry.entities if e.human and e.start < mention.start]
    return Found((Source(name=before[-1].name, kind=before[-1].kind, mention=mention),), True) if before else None


def _possessed(text: str) -> bool:
    """Whether the phrase is about somebody belonging to the named one: "Vance's lawyer", "a lawyer for Vance"."""
    return lexicon.kind_words().get(head(text)) is not None and (
        re.search(r"[’']s?\s", text) is not None or re.search(r"\b(?:for|of|to)\s+[A-Z]", text) is not None
    )


def _whose(text: str) -> str:
    """The phrase up to its first apposition or place, if a name stands there: "Brandt of the Post" is about Brandt."""
    first = re.split(r",|\s+(?:from|of|at|in|who)\s", text)[0]
    return first if re.search(r"[A-Z]", first) else text


def _is_name(name: str) -> bool:
    words = name.split()
    return len(words) >= 2 and all(w[0].isupper() for w in words) and kind_of(name) is None


def _proper(text: str) -> bool:
    """Whether the phrase is all name: "Islamic State", "Friends of the Corridor"."""
    words = [w for w in text.split() if w.lower() not in lexicon.function_words()]
    return bool(words) and all(w[0].isupper() for w in words)


def _words(name: str) -> set[str]:
    return {w.strip(".,'’").lower() for w in re.sub(r"[’']s\b", "", name).split()}
