"""Who is who: the people and bodies that an article names, with the role that the article gives them.

Pure functions on text. A later "Zakharova", "the ministry" or "Mayor Brandt" is looked up in the `Registry`. Nothing is known but what the
article says and the word lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer import lexicon
from summarizer.kinds import bare, is_role, kind_of, name_kind, noun_kind, role_kind
from summarizer.lexicon.sources import bodies, titles
from summarizer.records import Kind
from summarizer.registry import LETTERS, Entity, Registry, ends, key
from summarizer.roles import Role, body_role, is_place, role_of

_OWNER_REACH = 500
"""Code points before a role within which the body is named that "its director" belongs to."""
_DESCRIBED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[A-Z][\w-]+[’']s)\s+((?:[\w’'-]+\s+){{1,3}}?)({'|'.join(sorted(bodies()))})(?![\w’'-])"
)
_IT = re.compile(r"\b[Ii]t (?:said|says|added|adds|told|announced)\b")
_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|her|hers|herself)\b", re.IGNORECASE)
_ENDED = re.compile(r"[?!;:][\"”’)]?\s+|\n+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+|\n+")
_QUOTE = re.compile(r"[\"“«]")
_GENDERED = dict.fromkeys("he his him himself Mr Mr. Sir Lord uncle father son husband king brother widower".split(), "m") | dict.fromkeys(
    "she her hers herself Mrs Mrs. Ms Ms. Miss Dame Lady aunt mother daughter wife queen sister widow".split(), "f"
)
_NO_TRAIT = frozenset("new old whole same other entire rival own big small large local first second third last next parent sister".split())


class Mention(NamedTuple):
    """A span that the encoder tagged as a name: its label, its place and its bare words."""

    label: str
    start: int
    end: int
    core: str


def people(text: str, spans: Iterable[tuple[str, int, int]]) -> Registry:
    """The registry of an article from its named-entity spans (label, start, end): person, organisation, place."""
    mentions = [m for m in _joined(text, [_mention(text, *s) for s in sorted(spans, key=lambda s: s[1])]) if _is_proper(m)]
    humans = _humans(text, mentions)
    groups: dict[str, list[Mention]] = {}
    for m in (m for m in mentions if not (m.label == "person" and m.core in humans)):
        groups.setdefault(_longer(m.core, mentions).lower(), []).append(m)
    found = [_body(group) for group in groups.values()]
    found += [d for d in _described(text) if d.core.lower() not in groups]
    persons: list[Entity] = []
    for m in sorted((m for m in mentions if m.label == "person" and m.core in humans), key=lambda m: -len(m.core.split())):
        _merge(persons, _person(text, m, found))
    places = sorted(p for e in persons for p in e.places)
    persons = [_for_principal(text, e, persons)._replace(gender=_gender(text, e, places)) for e in persons]
    return Registry(tuple(sorted((*persons, *found), key=lambda e: e.start)))


def _mention(text: str, label: str, start: int, end: int) -> Mention:
    """A tagged name, with what the tagger cut off at a hyphen, without titles and roles before a person's name.

    Of a name that runs on over the end of a sentence or a heading the last part is meant.
    """
    start += max((m.end() for m in _ENDED.finditer(text[start:end])), default=0)
    start -= len(re.search(r"(?:[\w’']+-)*$", text[max(0, start - 40) : start])[0])  # type: ignore[index]
    end += len(re.match(r"(?:-[\w’']+)*", text[end : end + 40])[0])  # type: ignore[index]
    while label == "person" and (first := re.match(r"([\w.]+)\s+(?=[A-Z])", text[start:end])):
        if first[1] not in titles() and not (is_role(first[1].lower()) and noun_kind(first[1].lower())):
            break
        start += first.end()
    return Mention(label, start, end, bare(text[start:end]))


def _is_proper(mention: Mention) -> bool:
    return len(mention.core) > 1 and mention.core[0].isupper()


def _joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Two names with "&" between them are the name of one firm."""
    out: list[Mention] = []
    for m in mentions:
        if out and text[out[-1].end : m.start] in (" & ", "&"):
            m = Mention("organisation", out[-1].start, m.end, bare(text[out.pop().start : m.end]))
        out.append(m)
    return out


def _humans(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """The names tagged as persons that are not rather names of bodies: by the other tags, or by the words around them."""
    votes = Counter((m.core, m.label == "person") for m in mentions)
    starts = [*(m.start for m in mentions[1:]), len(text)][: len(mentions)]
    things = {
        m.core
        for m, to in zip(mentions, starts, strict=True)
        if body_role(text, m.start, m.end) or is_place(text, m.end) or _IT.search(text, m.end, min(m.end + 300, to))
    }
    tagged = {m.core for m in mentions if m.label == "person"}
    parts = {word for core in tagged if " " in core for word in core.split()}
    return frozenset(
        core
        for core in tagged
        if not any(m.label != "person" and m.core.startswith(core + " ") for m in mentions)
        and (core in parts or (core not in things and not _is_thing(core) and (votes[core, True] > votes[core, False] or " " in core)))
    )


def _is_thing(core: str) -> bool:
    """Whether a name is listed as that of a body, or ends in a noun for one; "Bill Clinton" is no bill."""
    listed = lexicon.kind_words().get(core)
    return (listed is not None and listed[1] == "name") or core.split()[-1].lower() in bodies()


def _longer(core: str, mentions: Sequence[Mention]) -> str:
    """The fuller name that a short one stands for: "Lowrise" is "Lowrise Live" where the article names that."""
    return next((m.core for m in mentions if m.label != "person" and m.core.startswith(core + " ")), core)


def _body(group: Sequence[Mention]) -> Entity:
    """A body from all its mentions; a country or capital that speaks is its government."""
    core = max((m.core for m in group), key=len)
    labels = Counter(m.label for m in group if m.core == core)
    place = labels["place"] > labels["organisation"] + labels["person"]
    kind = name_kind(core) if place else kind_of(core)
    places = tuple(m.start for m in group)
    return Entity(core, core, kind or ("official" if place else "organisation"), False, places[0], places, place and not kind)


def _described(text: str) -> list[Entity]:
    """Bodies without a name: "the municipal election commission", which later is "the commission"."""
    found: dict[str, Entity] = {}
    for m in _DESCRIBED.finditer(text):
        traits = m[1].split()
        following = re.match(r"\s([a-z-]+)", text[m.end() : m.end() + 30])
        if (following and noun_kind(following[1])) or any(t.lower() in _NO_TRAIT or t.lower() in lexicon.function_words() for t in traits):
            continue
        core = " ".join((*traits, m[2]))
        kind = kind_of(core)
        if kind in ("official", "organisation", "media"):
            old = found.get(core.lower())
            found[core.lower()] = (
                old._replace(places=(*old.places, m.start())) if old else Entity(core, core, kind, False, m.start(), (m.start(),))
            )
    return list(found.values())


def _merge(humans: list[Entity], entity: Entity) -> None:
    """Add a person, or what this mention knows of one already there; a surname that two people share tells nothing."""
    words = set(key(entity.core).split())
    same = [n for n, e in enumerate(humans) if words <= set(key(e.core).split())]
    if not same:
        humans.append(entity)
    elif len(same) == 1:
        old = humans[same[0]]
        places = tuple(sorted((*old.places, *entity.places)))
        humans[same[0]] = _with_role(old._replace(start=places[0], places=places), entity)


def _person(text: str, mention: Mention, found: Sequence[Entity]) -> Entity:
    core = LETTERS.sub("", mention.core)
    role = role_of(text, mention.start, mention.end)
    role = _of_body(text, role, mention.start, found) if role and role.owned else role
    letters = mention.core[len(core) :].strip()
    named = ", ".join(part for part in (core, letters, role.text if role else "") if part)
    kind = role_kind(role.text, _owner(role, mention.start, found)) if role else None
    return Entity(named, core, kind if kind in ("official", "organisation", "media") else "person", True, mention.start, (mention.start,))


def _of_body(text: str, role: Role, at: int, found: Sequence[Entity]) -> Role:
    """The role with the body for its "its", if the sentence and the one before it name one body alone: "leader of the Harbour Party"."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(0, at - _OWNER_REACH), at)]
    since = ends[-2] if len(ends) > 1 else max(0, at - _OWNER_REACH)
    named = [(p, e) for e in found for p in e.places if not e.place and since <= p < at]
    if len({e.core for _, e in named}) != 1:
        return role
    place, body = named[-1]
    if text[place + len(body.core) :][:2] in ("’s", "'s") or re.match(r"[’'] [A-Z]", text[place + len(body.core) :]):
        return role  # "the Herders' Union", cut short by the tagger
    article = text[max(0, place - 4) : place].lower() == "the " or body.core.split()[-1].lower() in bodies()
    name = f"the {body.core}" if article else body.core
    if re.search(r"\b(?:its|their)\b", role.text):
        return role._replace(text=re.sub(r"\b(?:its|their)\b", f"{name}’{'' if name.endswith('s') else 's'}", role.text, count=1))
    plain = not re.search(r"\b(?:of|for|at|who)\b|[’']s?\s", role.text)
    return role._replace(text=f"{role.text} of {name}") if plain else role


def _owner(role: Role, at: int, found: Sequence[Entity]) -> Kind | None:
    """The kind of the body that a role belongs to: one named in it, or for "its director" the one named last before it."""
    said = re.split(r"\s(?:in|near|on)\s", role.text)[0]
    inside = [e for e in found if re.search(rf"(?<!\w){re.escape(e.core)}(?!\w)", said) and (not e.place or said.endswith(f"of {e.core}"))]
    if not inside:
        nouns = [w for w in re.findall(r"[\w-]+", said.lower()) if w in bodies()]
        inside = [e for noun in nouns for e in found if noun in ends(e.core)]
    if inside:
        return inside[0].kind
    before = [(p, e) for e in found for p in e.places if not e.place and at - _OWNER_REACH < p < at] if role.owned else []
    return max(before, key=lambda b: b[0])[1].kind if before else None


def _gender(text: str, entity: Entity, places: Sequence[int]) -> str:
    """What the titles before a name and the first pronoun after each mention tell, by majority."""
    votes: Counter[str] = Counter()
    for place in entity.places:
        title = next(reversed(text[max(0, place - 8) : place].split()), "")
        votes[_GENDERED.get(title, "")] += 3
        following = next((p for p in places if p > place), len(text))
        quote = _QUOTE.search(text, place, place + 150)  # who is meant in what somebody says is another matter
        if pronoun := _PRONOUN.search(text, place, min(following, place + 150, quote.start() if quote else len(text))):
            votes[_GENDERED[pronoun[0].lower()]] += 1
    for word in key(entity.name.partition(", ")[2]).split():
        votes[_GENDERED.get(word, "f" if word.endswith("woman") else "")] += 3
    return "m" if votes["m"] > votes["f"] else "f" if votes["f"] > votes["m"] else ""


def _for_principal(text: str, entity: Entity, persons: Sequence[Entity]) -> Entity:
    """Who speaks for a person speaks as that person does: "her spokesman, Omar Lind", "Ana Brandt's spokesman"."""
    role = entity.name.partition(", ")[2]
    if not re.search(r"\b(?:spokes\w+|aide)$", role):
        return entity
    named = [p for p in persons if p is not entity and re.search(rf"\b{re.escape(p.core.split()[-1])}[’']s", role)]
    if re.search(r"\b(?:his|her)\s[^,.\n]{3,40},\s(?:\w+\s)?$", text[max(0, entity.start - 60) : entity.start], re.IGNORECASE):
        named = sorted((p for p in persons if p.start < entity.start), key=lambda p: -max(x for x in p.places if x < entity.start))
    kind = named[0].kind if named else "person"
    return entity._replace(kind=kind) if kind != "person" else entity


def _with_role(entity: Entity, other: Entity) -> Entity:
    if "," in entity.name or "," not in other.name:
        return entity
    role = other.name.partition(", ")[2]
    return entity._replace(name=f"{entity.core}, {role}", kind=other.kind)
