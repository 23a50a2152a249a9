"""Scorers: gold labels and a prediction in, counts out.

They share nothing with the checks of the product itself, or those would pass by construction: numbers, names and loaded words of a
summary are looked up in the article by plain rules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from eval import matching
from eval.results import Compared, Count, Counts, Link, Prediction, Row
from eval.seeds import GoldClaim, GoldLoaded, GoldSource, Labels
from summarizer.records import Span

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NUMBER_WORDS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
        "twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100"}
ALONE = ("single-source", "unsourced")
"""What gold calls a claim that no second origin bears out."""


class Comparison(NamedTuple):
    """The counts of a claim table, and its rows one by one: the gold ones in order, then what was found beyond them."""

    counts: Counts
    rows: tuple[Compared, ...]


def same_link(gold: GoldSource, found: Link) -> bool:
    """Whether a link of a predicted chain names the gold source (`matching.same_name`)."""
    return matching.same_name(gold.name, gold.aliases, gold.kind, found.name, found.kind)


def same_speaker(gold: Sequence[GoldSource], found: Sequence[Link]) -> bool:
    """Whether the nearest sources agree; two claims in the article's own voice do."""
    return same_link(gold[0], found[0]) if gold and found else not gold and not found


def chain(gold: Sequence[GoldSource], found: Sequence[Link]) -> tuple[str, ...]:
    """What of two chains agrees: speaker (nearest source), origin (last link), chain (all links), kind (the speaker's, if it agrees)."""
    right = []
    if same_speaker(gold, found):
        right.append("speaker")
        if gold and gold[0].kind == found[0].kind:
            right.append("kind")
    if same_link(gold[-1], found[-1]) if gold and found else not gold and not found:
        right.append("origin")
    if len(gold) == len(found) and all(map(same_link, gold, found)):
        right.append("chain")
    return tuple(right)


def claims(text: str, gold: Sequence[GoldClaim], found: Sequence[Row]) -> Comparison:
    """The claim table: claim, speaker, origin, chain, kind, status (with one count for each status), row.

    Accuracies are over the matched claims, kind over those whose speaker agrees and is named; `claim` and `row` count all claims.
    """
    pairs = matching.one_to_one(
        text,
        [c.quote for c in gold],
        [r.quote for r in found],
        same=lambda i, j: same_speaker(gold[i].sources, found[j].sources),
    )
    partner = {p.gold: p.found for p in pairs}
    rows = [_compared(c, found[partner[i]] if i in partner else None) for i, c in enumerate(gold)]
    extra = [_compared(None, r) for j, r in enumerate(found) if j not in partner.values()]
    matched = [r for r in rows if "found" in r.right]
    hits = sum(r.is_right for r in rows)
    counts = {
        "claim": Count(hit=len(pairs), found=len(found), gold=len(gold)),
        "row": Count(hit=hits, found=len(found), gold=len(gold)),
        "unjudged": Count(hit=sum(r.status is None for r in found), gold=len(found)),
        **{name: _share(name in r.right for r in matched) for name in ("speaker", "origin", "chain")},
        "chained": _share("chain" in r.right for r in matched if len(r.gold_sources) > 1),
        "kind": _share("kind" in r.right for r in matched if r.gold_sources and "speaker" in r.right),
        **statuses([(str(r.gold_status), str(r.found_status)) for r in matched if r.found_status]),
    }
    return Comparison(counts, (*rows, *extra))


def statuses(pairs: Sequence[tuple[str, str]]) -> Counts:
    """`status` for the accuracy, `status/NAME` for each gold or predicted status, `alone` for false corroboration.

    `pairs` are (gold, predicted). False corroboration: of the claims that gold gives to one origin or none, those called corroborated.
    """
    counts = {"status": _share(a == b for a, b in pairs), "alone": _share(b == "corroborated" for a, b in pairs if a in ALONE)}
    for name in sorted({s for pair in pairs for s in pair}):
        counts[f"status/{name}"] = Count(
            hit=sum(a == b == name for a, b in pairs), found=sum(b == name for _, b in pairs), gold=sum(a == name for a, _ in pairs)
        )
    return counts


def loaded(text: str, gold: Sequence[GoldLoaded], found: Sequence[Span]) -> tuple[Counts, tuple[str, ...], tuple[str, ...]]:
    """The count of loaded spans in the author's voice, the gold ones that were missed, and the found ones that are not gold."""
    pairs = matching.overlapping(text, gold, found)
    missed = tuple(g.text for i, g in enumerate(gold) if i not in {p.gold for p in pairs})
    false = tuple(f.text for j, f in enumerate(found) if j not in {p.found for p in pairs})
    return {"loaded": Count(hit=len(pairs), found=len(found), gold=len(gold))}, missed, false


def summary(text: str, labels: Labels, predicted: Prediction) -> tuple[Counts, tuple[str, ...]]:
    """The counts of a summary, and the ids of the key claims that it does not cover.

    `text` is all that the summary may draw on: the article's body, title and outlet, and its evidence documents. A disputed or
    contradicted key claim counts as covered only if a covering line carries the caveat: it holds a word of dispute
    (`matching.carries_caveat`), or covers another such claim too, so that both sides stand in it. `numbers`, `names` and `left`
    (loaded words) are counts of wrong things per article.
    """
    lines = predicted.lines or ()
    key = [c for c in labels.claims if c.key]
    bare = [c for c in key if any(matching.covers(line, c.nugget) for line in lines)]
    covered = {c.id for c in bare} - {c.id for c in careless(lines, bare)}
    counts = {
        "coverage": Count(hit=len(covered), found=len(key), gold=len(key)),
        "nuggets": Count(hit=len(bare), found=len(key), gold=len(key)),
        "numbers": Count(hit=len(unsupported_numbers(lines, text)), gold=1),
        "names": Count(hit=len(unsupported_names(lines, text)), gold=1),
        "left": Count(hit=len(loaded_left(lines, labels.loaded)), gold=1),
        "dropped": Count(hit=predicted.dropped, gold=1),
        "by_model": Count(hit=predicted.by_model, gold=len(lines)),
        "length": Count(hit=sum(len(line.split()) for line in lines), gold=1),
    }
    return counts, tuple(c.id for c in key if c.id not in covered)


def careless(lines: Sequence[str], key: Sequence[GoldClaim]) -> tuple[GoldClaim, ...]:
    """The disputed and contradicted ones of these key claims that no covering line gives with its caveat."""
    opposed = [c for c in key if c.status in ("disputed", "contradicted")]
    covered = {c.id: {n for n, line in enumerate(lines) if matching.covers(line, c.nugget)} for c in opposed}
    sided = {c.id: any(covered[c.id] & covered[o.id] for o in opposed if o.id != c.id and o.sources != c.sources) for c in opposed}
    return tuple(c for c in opposed if not sided[c.id] and not any(matching.carries_caveat(lines[n]) for n in covered[c.id]))


def unsupported_numbers(lines: Sequence[str], text: str) -> tuple[str, ...]:
    """Numbers in figures that the article has neither in figures nor in words (up to a hundred)."""
    here = {_plain_number(m.group()) for m in _NUMBER.finditer(text)}
    here |= {_NUMBER_WORDS[w] for m in _WORD.finditer(text.lower()) for w in m.group().split("-") if w in _NUMBER_WORDS}
    return tuple(m.group() for line in lines for m in _NUMBER.finditer(line) if _plain_number(m.group()) not in here)


def unsupported_names(lines: Sequence[str], text: str) -> tuple[str, ...]:
    """Capitalised words, the first of each sentence aside, that the article does not have in any case of letters."""
    known = {part for m in _WORD.finditer(text.lower()) for part in _name_parts(m.group())}
    found = []
    for line in lines:
        for unit in matching.units(line):
            words = [m.group() for m in _WORD.finditer(unit)][1:]
            found += [w for w in words if w[0].isupper() and not set(_name_parts(w.lower())) <= known]
    return tuple(found)


def loaded_left(lines: Sequence[str], gold: Sequence[GoldLoaded]) -> tuple[str, ...]:
    """The article's gold loaded spans that stand in the summary outside quotation marks."""
    bare = [_QUOTED.sub(" ", line) for line in lines]
    spans = {g.text.lower() for g in gold}
    return tuple(s for s in sorted(spans) for line in bare if re.search(rf"(?<!\w){re.escape(s)}(?!\w)", line, re.IGNORECASE))


def _plain_number(number: str) -> str:
    whole = number.replace(",", "")
    return whole.rstrip("0").rstrip(".") if "." in whole else whole.lstrip("0") or "0"


def _name_parts(word: str) -> list[str]:
    return [p for part in word.replace("’", "'").split("-") if (p := part.removesuffix("'s").rstrip("'"))]


def _share(hits: Iterable[bool]) -> Count:
    values = list(hits)
    return Count(hit=sum(values), found=len(values), gold=len(values))


def _compared(gold: GoldClaim | None, found: Row | None) -> Compared:
    right: list[str] = []
    if gold and found:
        right = ["found", *chain(gold.sources, found.sources), *(["status"] if gold.status == found.status else [])]
    return Compared(
        gold_id=gold.id if gold else None,
        gold_quote=gold.quote.text if gold else None,
        gold_sources=tuple(Link(name=s.name, kind=s.kind) for s in gold.sources) if gold else (),
        gold_status=gold.status if gold else None,
        found_quote=found.quote.text if found else None,
        found_sources=found.sources if found else (),
        found_status=found.status if found else None,
        right=tuple(right),
    )
