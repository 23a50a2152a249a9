"""Sides: how a line of the summary tells what others say against what it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from summarizer.kinds import is_role
from summarizer.lexicon import find_negations, find_reporting, function_words
from summarizer.naming import UNNAMED, bearer, reading_name
from summarizer.neutral import neutralise
from summarizer.records import Article, Claim, Evidence
from summarizer.wording import DENIED

MOST_BESIDE_WORDS = 24
"""A longer statement of the other side is not told in the same line, only that there is one."""
LEAST_SHARED = 0.25
"""Cosine similarity from which two speakers, close together in the article, are taken to speak about the same thing."""
LEAST_SHARED_FAR = 0.4
"""The same where neither denies anything, or others speak between them."""
MOST_APART = 500
"""Code points between the statements of two speakers that may stand in one line."""
_CALENDAR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)s?"
)
NEXT, NEAR = 120, 350
"""Code points between two statements that follow upon one another, and between two that may still be read together."""
ONE_TURN = 200
"""Code points within which a denial and what is said beside it are one turn of one side."""
SPEECH = re.compile(r"“[^“”]*”\.?$")
"""A statement that is somebody's own words from first to last."""
_FIGURES = re.compile(r"\b(?:puts?|gives?|gave|counts|counted)\b")
"""Verbs by which a source gives a figure: "the union put the crowd at 60"."""
_POINTS = re.compile(r"denied that (this|that): ", re.IGNORECASE)
"""A denial of what was said before, with what the speaker says instead: no clause to stand behind "that"."""
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
    """For a claim, what another speaker says about the same thing close by: the two are to be told together.

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


def answers(a: Claim, b: Claim, likeness: float) -> bool:
    """Whether of two that speak about one thing the second may well answer the first, so that one line holds both."""
    apart = b.quote.start - a.quote.end
    opposite = bool(find_negations(a.text)) != bool(find_negations(b.text))
    return apart <= NEXT or (likeness >= LEAST_SHARED_FAR and (opposite or apart <= NEAR))


def other_side(article: Article, rival: Claim, seen: AbstractSet[str], joint: str = "but ") -> str:
    """What the other side says, to stand behind a statement: "but the union said that there were 2,500"."""
    names = chain([reading_name(s, seen, article.text) for s in rival.sources])
    comma = "," if "," in names else ""
    said = clause(ENDING.sub(r"\1", rival.text), article.text)
    if rival.text.startswith(DENIED):
        return f"{joint}{names}{comma} {_POINTS.sub(lambda m: f'denied {m[1].lower()}: ', denies(said))}"
    if opening(rival):
        return f"{joint}{names}{comma} {ENDING.sub('', rest_of(rival))}"
    if names == UNNAMED or rival.sources[0].kind == "document":
        return f"{joint}according to {names}, {said}"
    return f"{joint}{names}{comma} said{':' if SPEECH.match(rival.text) else ' that'} {said}"


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
        for named in dict.fromkeys((mention.text.strip(" ,"), neutralise(mention.text.strip(" ,")))):
            if found := re.match(rf"{re.escape(named)}(?:, [^,]*(?=,)|(?=,?\s))", claim.text, re.IGNORECASE):
                return found.end()
    core = source.name.partition(",")[0]
    verbs = {start for start, _, _ in find_reporting(claim.text)} | {m.start() for m in _FIGURES.finditer(claim.text)}
    for name in dict.fromkeys((core, core.split()[-1])):
        found = re.match(rf"(?:the )?{re.escape(name)}\s", claim.text, re.IGNORECASE)
        if found and found.end() in verbs:
            return found.end() - 1
    return 0


def denial(
    article: Article, group: Sequence[Claim], evidence: Sequence[Evidence], told: Sequence[Claim] = (), seen: AbstractSet[str] = frozenset()
) -> str:
    """Who else denies or doubts the claims of a line, in plain words; "" if nobody.

    `told`: what stands in the line already, so that its speakers, and who speaks in the same turn, need not be named again.
    """
    said: dict[str, str] = {}
    speakers, own = ({bearer(s.name) for c in claims for s in c.sources} for claims in (told, group))
    for e in evidence:
        if e.claim_id not in {c.id for c in group} or e.stance not in ("opposes", "doubts"):
            continue
        if e.document_id is None and any(abs(c.quote.start - e.quote.start) < ONE_TURN for c in told):
            continue
        denied = any(v.stance == "denies" for _, _, v in find_reporting(e.quote.text))
        verb = "doubted this" if e.stance == "doubts" else "denied this" if denied else "said otherwise"
        # the last link of a chain is who denies; its relayer only passes the denial on
        who = reading_name(e.sources[-1], seen, article.text) if e.sources else ""
        if e.sources and bearer(e.sources[-1].name) in speakers | own:
            continue
        said.setdefault(who, verb if who else "the article calls this false")
    names = {verb: [f"{who}," if "," in who else who for who, v in said.items() if v == verb] for verb in said.values()}
    return " and ".join(f"{' and '.join(who)} {verb}".strip() for verb, who in names.items())


def denies(said: str) -> str:
    """A denied statement as what its speaker did: "it is denied that the pier is lost" -> "denied that the pier is lost"."""
    return f"denied that {said[len(DENIED) :].lstrip()}"


def rest_of(claim: Claim) -> str:
    """What a statement says of the speaker with whom it begins."""
    return claim.text[opening(claim) :].lstrip(" ,")


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
    small = len(re.findall(rf"\b{re.escape(first[0].lower())}\b", article))
    known = re.search(rf"\b{re.escape(first[0])}\b", article)
    if known and re.match(r" [A-Z][a-z]", text[first.end() :]) and not small:
        return text  # a name of two words, which may stand at the beginning of a sentence alone; a neutral word of ours is none
    inside = len(re.findall(rf"[a-z,;] {re.escape(first[0])}\b", article))
    return text if inside > small else text[0].lower() + text[1:]
