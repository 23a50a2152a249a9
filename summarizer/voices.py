"""Who is let speak where: the ledgers of several articles side by side. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer import origins, sameness
from summarizer.comparison import Heard, HeardVoice
from summarizer.records import LedgerRow


def side_by_side(ledgers: Mapping[str, Sequence[LedgerRow]], copy_of: Mapping[str, str | None]) -> tuple[HeardVoice, ...]:
    """One row for each voice of the ledgers (article id -> its rows), those heard in most articles first; own voices are left out.

    Rows are one voice only where their names show it: a body is not who speaks for it, and unnamed sources of two articles may differ. That
    a voice is heard in one article only is said where no other has one that could be the same, copies of that article aside.
    """
    groups: list[list[tuple[str, LedgerRow]]] = []
    for article, row in _rows(ledgers):
        home = next((g for g in groups if any(_one(row, other) for _, other in g)), None)
        if home is None:
            groups.append(home := [])
        home.append((article, row))
    voices = [_voice(g, ledgers, copy_of) for g in groups]
    return tuple(sorted(voices, key=lambda v: (-len(v.heard), -sum(h.claims for h in v.heard), v.name)))


def original(article: str, copy_of: Mapping[str, str | None]) -> str:
    """The article itself, or the one that it reprints."""
    return copy_of.get(article) or article


def _rows(ledgers: Mapping[str, Sequence[LedgerRow]]) -> list[tuple[str, LedgerRow]]:
    """All rows of named and unnamed speakers, the fullest names first, in an order that does not depend on that of the articles."""
    every = [(article, row) for article, rows in ledgers.items() for row in rows if row.kind]
    return sorted(every, key=lambda r: (-len(r[1].source), r[1].source, r[0]))


def _one(a: LedgerRow, b: LedgerRow) -> bool:
    """Whether two rows are one person or body by name: the same words, or for a person a name within the other."""
    first, second = origins.key(a.source), origins.key(b.source)
    if "anonymous" in (a.kind, b.kind):
        return False
    if first == second:
        return bool(first)
    part = bool(first) and bool(second) and (first <= second or second <= first)
    person = all("," in r.source or r.kind == "person" for r in (a, b)) or "person" in (a.kind, b.kind)
    return part and (person or (a.kind == b.kind and min(len(first), len(second)) > 1))


def _voice(
    group: Sequence[tuple[str, LedgerRow]], ledgers: Mapping[str, Sequence[LedgerRow]], copy_of: Mapping[str, str | None]
) -> HeardVoice:
    heard: dict[str, list[LedgerRow]] = {}
    for article, row in group:
        heard.setdefault(article, []).append(row)
    name, kind = group[0][1].source, group[0][1].kind or "anonymous"
    texts = {original(a, copy_of) for a in heard}
    here = next(iter(sorted(texts))) if len(texts) == 1 else None
    elsewhere = any(
        row.kind and may_be(row.source, name)
        for article, rows in ledgers.items()
        if original(article, copy_of) not in texts
        for row in rows
    )
    return HeardVoice(
        name=name,
        kind=kind,
        heard=tuple(_heard(article, heard[article]) for article in ledgers if article in heard),
        only_in=None if elsewhere else here,
    )


def may_be(a: str, b: str) -> bool:
    """Whether two names may mean one voice told in other words: "the health directorate of the province"."""
    first, second = sameness.stems(a), sameness.stems(b)
    return a == b or 2 * len(first & second) >= min(len(first), len(second)) > 0 or origins.same_name(a, b)


def _heard(article: str, rows: Sequence[LedgerRow]) -> Heard:
    cues = dict.fromkeys(cue for row in rows for cue in row.cues)
    return Heard(article_id=article, claims=sum(r.claims for r in rows), words=sum(r.words for r in rows), cues=tuple(cues))
