"""Sides: how a line of the summary names who speaks, and how it tells what others say against it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarizer.kinds import head, is_role
from summarizer.lexicon import find_negations, find_reporting, function_words
from summarizer.lexicon.sources import bodies
from summarizer.neutral import neutralise
from summarizer.records import Article, Claim, Evidence, Source
from summarizer.wording import DENIED

MOST_BESIDE_WORDS = 24
"""A longer statement of the other side is not told in the same line, only that there is one."""
UNNAMED = "unnamed sources"
LEAST_SHARED = 0.25
"""Cosine similarity from which two speakers, close together in the article, are taken to speak about the same thing."""
LEAST_SHARED_FAR = 0.4
"""The same where neither denies anything, or others speak between them."""
MOST_APART = 500
"""Code points between the statements of two speakers that may stand in one line."""
_NOBODY = re.compile(
    r"(?:it (?:is|was)|is|are|was|were|word (?:has|is)|rumou?r|talk)\b|(?:reportedly|allegedly|supposedly|apparently)\b", re.IGNORECASE
)
"""How a phrase begins that attributes a statement to no one who could be named: "it is claimed", "are thought", "word has it"."""
_COUNTS = frozenset("one two three four five six seven eight nine ten several many most other some".split())
_CALENDAR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)s?"
)
SPEECH = re.compile(r"“[^“”]*”\.?$")
"""A statement that is somebody's own words from first to last."""
_OTHERS = re.compile(r"\b(?:its|his|her|their)\b")
_COMMON_ROLES = frozenset(
    "former chief deputy acting senior prime vice executive managing economy finance foreign interior defence defense justice trade health "
    "education energy transport environment committee party union company police research lead head director chairman chair".split()
)
"""Words that have a capital in a role only because a sentence or a title began with them."""
_FIGURES = re.compile(r"\b(?:puts?|gives?|gave|counts|counted)\b")
"""Verbs by which a source gives a figure: "the union put the crowd at 60"."""
_MASS = frozenset("data police people media staff press television radio".split())
_POSSESSIVE = re.compile(r"[\w-]+(?:[’']s|s[’'])\s")
_TITLE = re.compile(r"(?:Mrs?|Ms|Mx|Drs?|Prof|Sens?|Reps?|Gov|Gen|Col|Lt|Capt|Sgt|St|Rev|Hon|Sir|Lady|Lord|Dame)\b\.? [A-Z]")
ENDING = re.compile(r"\.([”\"]?)$")
"""The full stop of a statement that is to stand within a line."""


def opponents(claims: Sequence[Claim], evidence: Sequence[Evidence]) -> dict[str, tuple[Claim, ...]]:
    """For each claim that another claim speaks against, that claim: the other side, to stand in the same line."""
    by_quote = {(c.quote.start, c.quote.end): c for c in claims}
    found: dict[str, tuple[Claim, ...]] = {}
    for e in evidence:
        other = by_quote.get((e.quote.start, e.quote.end)) if e.document_id is None and e.stance == "opposes" else None
        if other and other.id != e.claim_id and other.sources and e.claim_id not in found and len(other.text.split()) <= MOST_BESIDE_WORDS:
            found[e.claim_id] = (other,)
    return found


def counterparts(
    claims: Sequence[Claim], alike: Sequence[Sequence[float]], told: Mapping[str, tuple[Claim, ...]]
) -> dict[str, tuple[Claim, ...]]:
    """For a claim, what another speaker says about the same thing close by: it is to stand in the same line, joined by "while".

    That says less than `opponents`: two speak about one thing, and the reader compares. `told` are the claims with an opponent.
    """
    taken = set(told) | {o.id for others in told.values() for o in others}
    pairs = sorted(
        ((alike[a][b], a, b) for a in range(len(claims)) for b in range(a + 1, len(claims)) if _face(claims[a], claims[b], alike[a][b])),
        reverse=True,
    )
    found: dict[str, tuple[Claim, ...]] = {}
    for _, a, b in pairs:
        if not {claims[a].id, claims[b].id} & taken:
            taken |= {claims[a].id, claims[b].id}
            found[claims[a].id] = (claims[b],)
    return found


def _face(a: Claim, b: Claim, likeness: float) -> bool:
    """Whether two claims are of two named speakers, close together, about the same thing."""
    if not a.sources or not b.sources or {s.name for s in a.sources} & {s.name for s in b.sources} or not (a.checkable and b.checkable):
        return False
    if b.quote.start - a.quote.end > MOST_APART or len(b.text.split()) > MOST_BESIDE_WORDS:
        return False
    opposite = bool(find_negations(a.text)) != bool(find_negations(b.text))
    return likeness >= (LEAST_SHARED if opposite else LEAST_SHARED_FAR)


def other_side(article: Article, rivals: Sequence[Claim], seen: set[str], joint: str = "but") -> str:
    """What the other side says, as the end of a line: "but the union said that there were 2,500"."""
    told = []
    for claim in rivals:
        names = chain([reading_name(s, seen) for s in claim.sources])
        comma = "," if "," in names else ""
        said = clause(ENDING.sub(r"\1", claim.text), article.text)
        if claim.text.startswith(DENIED):
            told.append(f"{joint} {names}{comma} {denies(said)}")
        elif opening(claim):
            told.append(f"{joint} {names}{comma} {ENDING.sub('', rest_of(claim))}")
        elif SPEECH.match(claim.text):
            told.append(f"{joint} {names}{comma} said: {said}")
        elif claim.sources and claim.sources[0].kind == "document":
            told.append(f"{joint} according to {names}, {said}")
        else:
            told.append(f"{joint} {names}{comma} said that {said}")
    return "; ".join(told)


def opening(claim: Claim) -> int:
    """The code points that the speaker takes at the beginning of a statement ("The mayor called for ..."); 0 if it begins otherwise."""
    if len(claim.sources) != 1:
        return 0
    source = claim.sources[0]
    mention = source.mention
    if (
        mention is not None
        and mention.text[-2:] not in ("’s", "'s")
        and abs(mention.start - claim.quote.start) <= 4
        and mention.end < claim.quote.end
    ):
        found = re.match(rf"{re.escape(mention.text)}(?:, [^,]*(?=,)|(?=,?\s))", claim.text, re.IGNORECASE)
        if found:
            return found.end()
    core = source.name.partition(",")[0]
    verbs = {start for start, _, _ in find_reporting(claim.text)} | {m.start() for m in _FIGURES.finditer(claim.text)}
    for name in dict.fromkeys((core, core.split()[-1])):
        found = re.match(rf"(?:the )?{re.escape(name)}\s", claim.text, re.IGNORECASE)
        if found and found.end() in verbs:
            return found.end() - 1
    return 0


def denial(group: Sequence[Claim], evidence: Sequence[Evidence], told: Sequence[Claim] = ()) -> str:
    """Who else denies or doubts the claims of a line, in plain words; "" if nobody. `told`: what stands in the line already."""
    said: dict[str, str] = {}
    places = {c.quote.start for c in told}
    speakers = {s.name for c in told for s in c.sources}
    for e in evidence:
        if e.claim_id not in {c.id for c in group} or e.stance not in ("opposes", "doubts") or e.quote.start in places:
            continue
        denied = any(v.stance == "denies" for _, _, v in find_reporting(e.quote.text))
        verb = "doubted this" if e.stance == "doubts" else "denied this" if denied else "said otherwise"
        # the last link of a chain is who denies; its relayer only passes the denial on
        who = neutralise(e.sources[-1].name.partition(",")[0]) if e.sources else ""
        if who and e.sources[-1].name in speakers:
            continue
        said.setdefault(who, verb if who else "the article calls this false")
    return " and ".join(f"{who} {verb}".strip() for who, verb in said.items())


def denies(said: str) -> str:
    """A denied statement as what its speaker did: "it is denied that the pier is lost" -> "denied that the pier is lost"."""
    return f"denied that {said[len(DENIED) :].lstrip()}"


def rest_of(claim: Claim) -> str:
    """What a statement says of the speaker with whom it begins."""
    return claim.text[opening(claim) :].lstrip(" ,")


def reading_name(source: Source, seen: set[str]) -> str:
    """The name as a reader should meet it: full with role at first, short after; "the" where the article or English has it."""
    if source.kind == "anonymous" and _NOBODY.match(source.name):
        return UNNAMED
    full = neutralise(source.name) or source.name
    core, _, role = full.partition(", ")
    again = source.name in seen
    name = (core.split()[-1] if role or source.kind == "person" else core) if again else _with_role(core, role)
    mention = source.mention.text if source.mention else ""
    the = re.match(r"(the|an?)\s", mention, re.IGNORECASE)
    if name.split()[0].lower() in function_words() | _COUNTS:
        return name[0].lower() + name[1:]  # "One teacher" had its capital from the sentence
    noun = head(core)
    if " " in core and core[:1].isupper() and noun == core.split()[0].lower() and core[1:].islower():
        core, name = core[0].lower() + core[1:], name[0].lower() + name[1:]  # "Supporters of reform" began a sentence
    if the and not role and core.lower() in mention.lower():
        return f"{'the' if again else the[1].lower()} {name}"
    official = source.kind == "official" and noun not in _MASS and core[:1].isupper() and noun in bodies() and noun.capitalize() in core
    if not role and (_is_common(core) or (official and not the)):
        return f"the {name}"
    return name


def _with_role(core: str, role: str) -> str:
    """A name at its first mention: a title before it, another role behind it, in small letters where it only began a sentence."""
    if not role:
        return core
    first, _, rest = role.partition(" ")
    if not rest and first[0].isupper() and is_role(first.lower()) and len(core.split()) > 1:
        return f"{first} {core}"
    if _OTHERS.search(role):
        return core  # "who heads its events desk": of what, only the article tells
    plain = first.strip(",").lower()
    if (plain in _COMMON_ROLES or is_role(plain)) and (
        rest.islower() or first.lower() in ("former", "chief", "deputy", "acting", "senior")
    ):
        role = role[0].lower() + role[1:]
    return f"{core}, {'the ' if role[0].islower() and _POSSESSIVE.match(role) else ''}{role}"


def _is_common(core: str) -> bool:
    """Whether a source is one thing with a common noun for a name, which cannot stand without an article: "water authority"."""
    last = core.split()[-1]
    return last.islower() and last.isalpha() and not last.endswith("s") and last not in _MASS and not _POSSESSIVE.search(core)


def chain(names: Sequence[str]) -> str:
    """A source and whom it cites, nearest first."""
    return ", citing ".join(names)


def clause(text: str, article: str) -> str:
    """The text with its first letter lowered, unless the first word is a name: capitalised within a sentence of the article too."""
    first = re.match(r"[^\W_]+", text)
    if not first or not first[0][0].isupper() or first[0] == "I" or (len(first[0]) > 1 and first[0][1].isupper()):
        return text
    if _CALENDAR.fullmatch(first[0]):
        return text
    if first[0].lower() in function_words():
        return text[0].lower() + text[1:]
    if _TITLE.match(text) or (is_role(first[0].lower()) and re.match(r" [A-Z]", text[first.end() :])):
        return text  # a title: "President Brandt"
    inside = re.search(rf"[a-z,;] {re.escape(first[0])}\b", article)
    return text if inside else text[0].lower() + text[1:]
