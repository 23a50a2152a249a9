"""Where the statements of other documents come from: the chain behind each, continued beyond the document itself.

Independence must be shown. What a document says in its own voice is its outlet's, unless it is a copy, comes from an agency, cites the
article's outlet, or names the one whom the claim comes from: then the chain goes on to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer import copies, families, origins
from summarizer.lexicon.matching import words
from summarizer.lexicon.sources import bodies
from summarizer.origins import THE_ARTICLE
from summarizer.records import Article, Claim, Document, Sentence, Source, Speaker

_GOES_ON = re.compile(r"(?:he|she|it|they|this|that|of (?:these|those|them|whom))\b", re.IGNORECASE)

_ITSELF = re.compile(
    r"(?:our|this) (?:own )?(?:\w+ )?(?:reporters?|correspondents?|newspaper|paper|station|channel|magazine|website|team)\b", re.IGNORECASE
)
_OF_SOME_BODY = re.compile(r"(?:^|, )(?:its|their)\b")
_BODIES = ("organisation", "official")


class Read(NamedTuple):
    """A document as the stages read it."""

    document: Document
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]


class Told(NamedTuple):
    """A statement of a document, the sentence that it stands in, what stands around it, and who is behind it.

    `around` has the sentence before, the sentence itself and the one after: what a passage says is often about what they name. `chain` is
    never empty; `own`: the document states it in its own voice.
    """

    claim: Claim
    document: Document
    sentence: str
    around: str
    chain: tuple[Speaker, ...]
    own: bool


def told(article: Article, coverage: Sequence[Read]) -> tuple[Told, ...]:
    """All statements of the documents, in an order that does not depend on the order of the documents."""
    ordered = sorted(coverage, key=lambda r: (r.document.date or "", r.document.sha256, r.document.outlet or "", r.document.id))
    voices = _own_voices(article, [r.document for r in ordered])
    houses = _houses(article)
    out = []
    for read, voice in zip(ordered, voices, strict=True):
        text = {s.id: read.document.text[s.start : s.end] for s in read.sentences}
        around = _around(text)
        before: tuple[Source, ...] = ()
        for claim in read.claims:
            sources = claim.sources or (before if _GOES_ON.match(claim.quote.text) else ())
            sources = () if sources and _is_itself(sources[-1].name, read.document) else sources
            chain = _speakers(sources, houses) if sources else voice
            if copies.reprint(article.text, read.document.text):
                chain = voice
            before = sources
            place = claim.sentence_ids[0]
            out.append(Told(claim, read.document, text[place], around[place], chain, own=not sources))
    return tuple(out)


def _around(sentences: Mapping[str, str]) -> dict[str, str]:
    """For each sentence, by its id, the sentences beside it, itself among them. No title: it is what a reprint changes first."""
    lines = list(sentences.values())
    return {key: " ".join(lines[max(0, n - 1) : n + 2]) for n, key in enumerate(sentences)}


def of_claim(statement: Told, claim: Claim) -> tuple[Speaker, ...]:
    """The chain behind a statement that bears on a claim.

    A statement goes back to the claim's own origin if a document makes it in its own voice and names that origin there or beside it, or
    anywhere the medium through which the claim came; or if it lays it on somebody without a name ("the company", "its figures"), or on a
    body where the claim's origin speaks for one that is not named ("its director"): who that is cannot be told, so no independence is
    shown.
    """
    chain = statement.chain
    if not claim.sources or THE_ARTICLE in chain:
        return chain
    last = claim.sources[-1]
    nameless = not statement.own and (
        not origins.proper(chain[-1].name) - bodies()
        or ("," not in chain[-1].name and chain[-1].kind in _BODIES and _OF_SOME_BODY.search(last.name))
    )
    relayed = any(link.kind == "media" and _cites(statement.document, (link.name,)) for link in claim.sources)
    if nameless or (statement.own and (relayed or _names(statement.around, last))):
        return (*chain, Speaker(name=last.name, kind=last.kind))
    return chain


def _is_itself(name: str, document: Document) -> bool:
    """Whether a source is the document itself: a journalist and the outlet are one, and the place of a dateline says nothing."""
    return bool(_ITSELF.match(name)) or (name.isupper() and document.text.lstrip().startswith(name))


def _own_voices(article: Article, documents: Sequence[Document]) -> list[tuple[Speaker, ...]]:
    """For each document the chain of what it says in its own voice."""
    texts, outlets, houses = [article.text, *(d.text for d in documents)], [_outlet(d) for d in documents], _houses(article)
    copied = copies.groups(len(texts), lambda a, b: copies.reprint(texts[a], texts[b]))
    kin = copies.groups(
        len(documents),
        lambda a, b: families.same_house(outlets[a].name, outlets[b].name) or copies.reprint(texts[a + 1], texts[b + 1]),
    )
    out: list[tuple[Speaker, ...]] = []
    for n, outlet in enumerate(outlets):
        group = next(g for g in copied if n + 1 in g)
        prints = [documents[k - 1] for k in sorted(group) if k]
        agency = next((w for d in prints if (w := families.wire(d.text))), None)
        if 0 in group or any(_from(d, houses) or _cites(d, houses) for d in prints):
            behind = THE_ARTICLE
        elif agency:
            behind = Speaker(name=agency, kind="media")
        else:
            behind = min((outlets[k] for g in kin if n in g for k in g), key=lambda s: s.name)
        out.append((outlet,) if families.same_house(behind.name, outlet.name) else (outlet, behind))
    return out


def _houses(article: Article) -> tuple[str, ...]:
    """The names under which the article's own voice goes: its outlet, and the agency whose text it is."""
    return tuple(name for name in (article.outlet, families.wire(article.text)) if name)


def _from(document: Document, houses: Sequence[str]) -> bool:
    names = [n for n in (document.outlet, families.wire(document.text)) if n]
    return any(families.same_house(name, house) for name in names for house in houses)


def _cites(document: Document, houses: Sequence[str]) -> bool:
    """Whether a document names the article's outlet: what it says beside may be from there."""
    names = (re.sub(r"^The\s+|\s*[(\[].*", "", house) for house in houses)
    return any(re.search(rf"\b{re.escape(name)}\b", document.text) for name in names if name)


def _speakers(sources: Sequence[Source], houses: Sequence[str]) -> tuple[Speaker, ...]:
    chain = tuple(Speaker(name=s.name, kind=s.kind) for s in sources)
    return (*chain, THE_ARTICLE) if any(families.same_house(chain[-1].name, house) for house in houses) else chain


def _outlet(document: Document) -> Speaker:
    return Speaker(name=document.outlet or document.title or document.id, kind="media")


def _names(text: str, source: Source) -> bool:
    """Whether a text names a source: all words of its name, its surname, or the body that it speaks for."""
    there = set(words(text))
    core, _, role = source.name.partition(",")
    surname = words(re.split(r" (?:of|from|at|who) ", core)[0])[-1:]
    wanted = [origins.key(core), *([frozenset(surname)] if source.kind == "person" or role else [])]
    named = [origins.key(b) for b in re.findall(r"(?:[A-Z][\w’'-]+ ?)+", role)]
    if source.kind == "official":  # "mayor of Kelmar": who tells of Kelmar does not name its mayor
        named = [b for b in named if b & bodies()]
    return any(w and w <= there for w in (*wanted, *named))
