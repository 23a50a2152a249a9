"""Grouping: which of the chosen claims share a line, and how each line names its speaker after the lines before it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer import salience
from summarizer.lexicon.matching import content_words
from summarizer.lines import Planned
from summarizer.naming import bearer, reading_name
from summarizer.records import Article, Claim, Evidence
from summarizer.sides import SPEECH, chain, denial, opening, other_side

MOST_JOINED_WORDS = 28
"""Two claims of one source share a line up to here: longer ones the small model garbles."""


def grouped(
    article: Article, claims: Sequence[Claim], beside: Mapping[str, tuple[Claim, ...]], evidence: Sequence[Evidence]
) -> list[list[Claim]]:
    """The claims of each line: neighbours of one source share one where they are short and undisputed; what stands `beside` has none."""
    groups: list[list[Claim]] = []
    done: set[str] = set()
    for claim in claims:
        if claim.id in done:
            continue
        done |= {o.id for o in beside.get(claim.id, ())}
        last = groups[-1] if groups else []
        short = sum(len(c.text.split()) for c in (*last, claim)) <= MOST_JOINED_WORDS
        if len(last) == 1 and _joins(last[0], claim) and short and not any(denial(article, [c], evidence) for c in (*last, claim)):
            last.append(claim)
        else:
            groups.append([claim])
    return groups


def led(groups: list[list[Claim]]) -> list[list[Claim]]:
    """The lines so that what happened comes before what somebody called it: no summary begins with a quotation."""
    first = next((n for n, g in enumerate(groups) if not all(SPEECH.match(c.text) for c in g)), 0)
    return [groups[first], *groups[:first], *groups[first + 1 :]] if groups else []


def lined(
    article: Article,
    groups: Sequence[Sequence[Claim]],
    against: Mapping[str, tuple[Claim, ...]],
    facing: Mapping[str, tuple[Claim, ...]],
    evidence: Sequence[Evidence],
) -> tuple[Planned, ...]:
    """Each group of claims as a line: how its source is named after the lines before it, and what others say against it or beside it."""
    seen: set[str] = set()
    lines: list[Planned] = []
    for group in groups:
        seen |= _named_in(lines, group)
        names = tuple(reading_name(s, seen, article.text) for s in group[0].sources)
        if lines and len(names) > 1 and _chain_of(lines[-1].claims) == _chain_of(group):
            same = "the same sources" if group[0].sources[-1].kind == "anonymous" else "the same source"
            names = (names[0], same)
        seen |= {bearer(s.name) for s in group[0].sources}
        sides = []
        beside = [(o, j) for of, j in ((against, "but "), (facing, "")) for c in group for o in of.get(c.id, ()) if not _told(lines, o)]
        for other, joint in beside:
            sides.append(other_side(article, other, seen, joint))
            seen |= {bearer(s.name) for s in other.sources}
        rivals = tuple(o for o, _ in beside)
        lines.append(Planned(tuple(group), chain(names), names, denial(article, group, evidence, rivals, seen), rivals, tuple(sides)))
    return tuple(lines)


def _told(lines: Sequence[Planned], claim: Claim) -> bool:
    """Whether the lines so far tell all that a claim says, by its own speaker."""
    words = content_words(claim.text)
    before = (c for p in lines for c in (*p.claims, *p.beside) if salience.speaker(c) == salience.speaker(claim))
    return any(words <= content_words(c.text) for c in before)


def _named_in(lines: Sequence[Planned], group: Sequence[Claim]) -> set[str]:
    """The people among the sources of a line whom the lines before it named in full, in what they tell."""
    told = " ".join(c.text for p in lines for c in (*p.claims, *p.beside))
    people = (bearer(s.name) for s in group[0].sources if s.kind == "person" or ", " in s.name)
    return {p for p in people if " " in p and p in told}


def _chain_of(group: Sequence[Claim]) -> list[str]:
    return [s.name for s in group[0].sources]


def _joins(a: Claim, b: Claim) -> bool:
    return (
        not opening(a)
        and bool(a.sources)
        and _chain_of([a]) == _chain_of([b])
        and not a.text.startswith("“")
        and not b.text.startswith("“")
    )
