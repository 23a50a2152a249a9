"""Resolution: from the words that name a source here to the chain of sources that is meant.

Follows pronouns, "the same sources", bare surnames and roles ("the minister"), papers that stand for their author ("his report"), and the
citing of one source by another. The memory of who spoke before is a plain value, `History`; nothing here changes in place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer import lexicon
from summarizer.history import (
    GENDER,
    HUMAN_PRONOUNS,
    PLURAL_PRONOUNS,
    THING_PRONOUNS,
    History,
    Turn,
    last,
    topic,
    with_head,
    words_of,
)
from summarizer.kinds import bare, head, is_role, kind_of, name_kind, unwrap
from summarizer.lexicon.sources import bodies
from summarizer.records import Source, Span
from summarizer.registry import Entity, Registry

RELATIVES = frozenset({"who", "which", "whom", "whose"})
_NOBODY = frozenset(
    {"no one", "nobody", "none", "nothing", "everyone", "everybody", "anyone", "anybody", "someone", "one", "you", "people"}
)
_RECENT = 300
_BESIDE = 100
_ANY_COMPANY = frozenset({"company", "firm", "group", "charity", "manufacturer", "operator", "maker", "promoter", "developer", "lobby"})
"""What a text calls a body that it has named before."""
_ANY_OUTLET = frozenset({"agency", "newspaper", "paper", "broadcaster", "outlet", "station", "website"})
_OF_THEM = re.compile(r"(one|two|three|some|another|both|all|most) of them$")
_THEIR_OFFICE = re.compile(r"(his|her) (office|press office|press service|campaign)$")
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


class Found(NamedTuple):
    """A resolved chain; `resolved`: more than the words themselves were needed."""

    chain: tuple[Source, ...]
    resolved: bool


def resolve(mention: Span, registry: Registry, history: History) -> Found | None:
    """The chain behind a mention, nearest speaker first, or None where the words name no source that could speak."""
    mention = _short(mention)
    text = bare(unwrap(mention.text))
    low = text.lower()
    if not text or low in _NOBODY:
        return None
    if found := _without_name(low, mention, registry, history):
        return found
    if low in HUMAN_PRONOUNS | PLURAL_PRONOUNS | THING_PRONOUNS | RELATIVES:
        return None
    if (owned := _OWNED.match(mention.text.strip())) and head(owned[2]) in _PAPER:
        turn = last(history, owned[1].lower(), registry)
        return _again(turn, mention) if turn else _lone_person(owned[1].lower(), mention, registry)
    if re.match(r"(?:the )?same\b|the (?:sources?|officials?)$", mention.text.strip().lower()):
        turn = with_head(history, head(re.sub(r"^same\s+", "", text, flags=re.IGNORECASE)))
        if turn:
            return _again(turn, mention)
    entity = _entity(text, registry) or _body(mention, text, registry, history)
    if entity:
        return Found((Source(name=entity.name, kind=entity.kind, mention=mention),), words_of(entity.core) - words_of(text) != set())
    if mention.text.strip().lower().startswith("the ") and name_kind(text) is None and (turn := with_head(history, head(text))):
        return _again(turn, mention)
    if mention.text.strip().lower().startswith("the ") and (bearer := registry.bearer(text, mention.start)):
        return Found((Source(name=bearer.name, kind=bearer.kind, mention=mention),), True)
    shared = any(e.human and e.core.split()[-1] == text.split()[-1] for e in registry.entities)
    if shared and _proper(text) and kind_of(text) is None:
        return Found((Source(name=text, kind="person", mention=mention),), False)  # a surname that two people share
    kind = kind_of(unwrap(mention.text)) or ("organisation" if _proper(text) else None)
    name = _untimed(text) if kind == "document" else _name_first(text)
    return Found((Source(name=name, kind=kind, mention=mention),), False) if kind else None


def _untimed(name: str) -> str:
    """A paper without when it came out and who has seen it: "report by the port", not "report published on Tuesday by the port"."""
    name = re.sub(r",?\s(?:seen|obtained|reviewed|leaked)\s.*$", "", name)
    return re.sub(r"\s(?:published|released|issued|made|put out)\s(?:on|in|this|last|earlier)\s[\w ]+?(?=\sby\s|$)", "", name)


def _name_first(text: str) -> str:
    """A role before a comma goes behind the name, what a body is before it: "Ana Brandt, mayor of Kelmar", "water lobby Aguas Libres"."""
    found = re.fullmatch(r"([^,]*[a-z][^,]*), ((?:[A-Z][\w’'-]+\s?){2,4})", text)
    if not found or found[1][:1].isupper():
        return text
    if is_role(head(found[1])):
        return f"{found[2]}, {found[1]}"
    return f"{found[1]} {found[2]}" if head(found[1]) in bodies() | _ANY_COMPANY else text


def _without_name(low: str, mention: Span, registry: Registry, history: History) -> Found | None:
    """Who is meant by a pronoun, "one of them" or "his office"."""
    if low in HUMAN_PRONOUNS | PLURAL_PRONOUNS | THING_PRONOUNS | RELATIVES:
        turn = last(history, low, registry)
        newest = topic(history, turn, low)
        if not newest and turn and low in HUMAN_PRONOUNS:
            newest = _newly_named(registry, turn, mention)
        if newest:
            return Found((Source(name=newest.name, kind=newest.kind, mention=mention),), True)
        return _again(turn, mention) if turn else _lone_person(low, mention, registry)
    if part := _OF_THEM.match(low):
        several = next((t.chain[-1].name for t in reversed(history.turns) if t.plural), "them")
        name = f"{part[1]} of {several[0].lower()}{several[1:]}"
        return Found((Source(name=name, kind="anonymous", mention=mention),), True)
    if (office := _THEIR_OFFICE.match(low)) and (holder := registry.last(0, mention.start, GENDER[office[1]])):
        return Found((Source(name=f"{holder.core}’s {office[2]}", kind="official", mention=mention),), True)
    return None


def _short(mention: Span) -> Span:
    """The mention without a relative clause that runs on from it: "the town hall, which had spoken of 62"."""
    text = re.split(r",?\s(?:which|whose)\s", mention.text)[0].rstrip(" ,")
    return Span(start=mention.start, end=mention.start + len(text), text=text) if text else mention


def _entity(text: str, registry: Registry) -> Entity | None:
    """Who is named: by the name alone or with its role, "the port's director, Ana Brandt"."""
    last = text.rpartition(", ")[2]
    if last != text and is_role(head(text)) and (named := registry.find(last)) and named.human and _proper(last):
        return named
    entry = lexicon.kind_words().get(head(text))
    if _possessed(text) or (entry and entry[0] == "document" and head(text) in text):
        return None
    return registry.find(text) or registry.find(_whose(text))


def _body(mention: Span, text: str, registry: Registry, history: History) -> Entity | None:
    """The body that "the commission" or "the company" means: one so named before, else the organisation that spoke or was named last."""
    noun = text.lower()
    if " " in noun or noun not in bodies() or not mention.text.lower().startswith("the "):
        return None
    if noun in _ANY_OUTLET and (turn := next((t for t in reversed(history.turns) if t.chain[0].kind == "media"), None)):
        return registry.find(turn.chain[0].name)
    if noun not in _ANY_COMPANY:
        return registry.body(noun, mention.start)
    firms = [e for e in registry.entities if not e.human and e.kind == "organisation" and any(p < mention.start for p in e.places)]
    spoken = [e for t in reversed(history.turns) for e in firms if t.chain[0].name == e.name]
    return spoken[0] if spoken else max(firms, key=lambda e: sum(p < mention.start for p in e.places), default=None)


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


def _again(turn: Turn, mention: Span) -> Found:
    first = turn.chain[0].model_copy(update={"mention": mention})
    return Found((first, *carried(turn.chain[1:])), True)


def _newly_named(registry: Registry, turn: Turn, mention: Span) -> Entity | None:
    """The one person first named since the last speech and shortly before the pronoun: the story has moved on to that person."""
    gender = GENDER.get(mention.text.strip().lower(), "")
    new = [e for e in registry.entities if e.human and turn.position < e.start < mention.start and e.gender in ("", gender)]
    others = [e for e in new if e.name not in {s.name for s in turn.chain}]
    if len(others) == 1 and mention.start - others[0].start < _BESIDE:
        return others[0]  # who spoke before may be named behind the verb, and is not new
    return new[0] if len(new) == 1 and mention.start - new[0].start < _RECENT else None


def _lone_person(pronoun: str, mention: Span, registry: Registry) -> Found | None:
    """For a pronoun before any speech: the person named last before it."""
    if pronoun not in HUMAN_PRONOUNS | {"his"}:
        return None
    named = registry.last(0, mention.start, GENDER.get(pronoun, ""))
    return Found((Source(name=named.name, kind=named.kind, mention=mention),), True) if named else None


def _possessed(text: str) -> bool:
    """Whether the phrase is about somebody belonging to the named one: "Vance's lawyer", "a lawyer for Vance"."""
    return lexicon.kind_words().get(head(text)) is not None and (
        re.search(r"[’']s?\s", text) is not None or re.search(r"\b(?:for|of|to)\s+[A-Z]", text) is not None
    )


def _whose(text: str) -> str:
    """The phrase up to its first apposition or place, if a name stands there: "Brandt of the Post" is about Brandt."""
    first = re.split(r",|\s+(?:from|of|at|in|who)\s", text)[0]
    return first if re.search(r"[A-Z]", first) else text


def _proper(text: str) -> bool:
    """Whether the phrase is all name: "Islamic State", "Friends of the Corridor"."""
    words = [w for w in text.split() if w.lower() not in lexicon.function_words()]
    return bool(words) and all(w[0].isupper() for w in words)
