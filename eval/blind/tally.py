"""The verdicts counted: who is put before whom, and mean marks, each with a 95% bootstrap interval by article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np

from eval.benchmarks import bootstrap
from eval.blind.sheets import SYSTEMS, Key, Letter, Sheet, System, rendered
from eval.blind.verdicts import ASPECTS, ReaderVerdict
from eval.results import Figure
from summarizer.records import Record

ERRORS = "errors"
"""The row of the marks that counts the errors listed."""


class Win(Record):
    """How often `first` is put before `second`, in [0, 1]; a tie counts half."""

    first: System
    second: System
    rate: Figure


class Tally(Record):
    """The figures of a blind reading. `marks`: by mark and system, means of 1 to 5; the row `errors` is errors listed per summary.

    `first` is how often a system is put first, ties shared. `agreement`: of the pairs that two readers both put in an order, the share in
    which it is the same; null where nobody reads what another has read. `unread` names the sheets without a verdict.
    """

    readers: tuple[str, ...]
    sheets: int
    unread: tuple[str, ...]
    wins: tuple[Win, ...]
    first: dict[System, Figure]
    marks: dict[str, dict[System, Figure]]
    agreement: Figure | None


Score = Callable[[Sheet, ReaderVerdict], float]


def tally(key: Key, verdicts: Sequence[ReaderVerdict]) -> Tally:
    """The figures of all verdicts. Where several readers judge a sheet, it counts with the mean of what they say."""
    read = {v.sheet for v in verdicts}
    return Tally(
        readers=tuple(sorted({v.reader for v in verdicts})),
        sheets=len(read),
        unread=tuple(s.number for s in key.sheets if s.number not in read),
        wins=tuple(Win(first=a, second=b, rate=_mean(key, verdicts, partial(_won, a, b))) for a, b in combinations(SYSTEMS, 2)),
        first={a: _mean(key, verdicts, partial(_first, a)) for a in SYSTEMS},
        marks={name: {a: _mean(key, verdicts, partial(_marked, name, a)) for a in SYSTEMS} for name in (*ASPECTS, ERRORS)},
        agreement=_agreement(verdicts),
    )


def save(folder: Path, key: Key, verdicts: Sequence[ReaderVerdict], found: Tally) -> tuple[Path, Path]:
    """Write the table as `blind.md`, and every text with its verdicts as `blind.jsonl`, one sheet a line; gives both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    table, texts = folder / "blind.md", folder / "blind.jsonl"
    table.write_text(report(key, found), encoding="utf-8")
    lines = (
        _Kept(**sheet.model_dump(), verdicts=tuple(v for v in verdicts if v.sheet == sheet.number)).model_dump_json()
        for sheet in key.sheets
    )
    texts.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return table, texts


def report(key: Key, found: Tally) -> str:
    """The table as Markdown."""
    return rendered("blind_report.md.j2", key=key, tally=found, systems=SYSTEMS, shown=_shown)


class _Kept(Sheet):
    verdicts: tuple[ReaderVerdict, ...]


def _mean(key: Key, verdicts: Iterable[ReaderVerdict], score: Score) -> Figure:
    """The mean over sheets of the mean over a sheet's readers, with its interval by sheet."""
    sheets = {s.number: s for s in key.sheets}
    by_sheet: dict[str, list[float]] = {}
    for verdict in verdicts:
        by_sheet.setdefault(verdict.sheet, []).append(score(sheets[verdict.sheet], verdict))
    means = np.array([(sum(v) / len(v), 1.0, 1.0) for v in by_sheet.values()])
    return bootstrap.figure(means, bootstrap.recall)


def _marked(name: str, a: System, sheet: Sheet, verdict: ReaderVerdict) -> float:
    marks = verdict.marks[_letter(sheet, a)]
    return float(len(marks.errors) if name == ERRORS else getattr(marks, name))


def _won(a: System, b: System, sheet: Sheet, verdict: ReaderVerdict) -> float:
    ours, theirs = verdict.rank[_letter(sheet, a)], verdict.rank[_letter(sheet, b)]
    return 0.5 if ours == theirs else float(ours < theirs)


def _first(a: System, sheet: Sheet, verdict: ReaderVerdict) -> float:
    best = [letter for letter, rank in verdict.rank.items() if rank == 1]
    return (_letter(sheet, a) in best) / len(best)


def _letter(sheet: Sheet, system: System) -> Letter:
    return next(letter for letter, s in sheet.order.items() if s == system)


def _agreement(verdicts: Sequence[ReaderVerdict]) -> Figure | None:
    rows, groups = [], []
    for v, w in combinations(verdicts, 2):
        if v.sheet != w.sheet:
            continue
        for a, b in combinations(sorted(v.rank), 2):
            ours, theirs = v.rank[a] - v.rank[b], w.rank[a] - w.rank[b]
            if ours and theirs:
                rows.append((float(ours * theirs > 0), 1.0, 1.0))
                groups.append(v.sheet)
    return bootstrap.figure(bootstrap.pooled(rows, groups), bootstrap.recall) if rows else None


def _shown(figure: Figure, places: int = 2) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{figure.value:.{places}f} [{figure.low:.{places}f}, {figure.high:.{places}f}]"
