"""Text for a terminal or a file. Colour only repeats what a word and a symbol already say."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summarizer.exporters.base import ClaimView, EvidenceView, LoadedView, SpeakerView, Standing, View
from summarizer.exporters.view import ARROW, view
from summarizer.records import Report, Status

WIDEST = 120
"""Wider lines are hard to read, so a wider terminal stays partly empty."""
NARROWEST = 40
"""Below this the tables fall to pieces; a narrower terminal wraps them itself."""

_DIM, _STRONG, _HEAD, _WARNING, _MARKED = "dim", "bold", "bold", "yellow", "bold yellow"
# Told apart by colour-blind readers as well: no red beside green, and bold or dim where hues are close.
_STYLE: dict[Status | None, str] = {
    "corroborated": "bold blue",
    "single-source": "cyan",
    "unsourced": "yellow",
    "disputed": "bold magenta",
    "contradicted": "bold yellow",
    "not-checkable": "dim",
    None: "dim",
}


def export_text(report: Report, *, terminal: bool = False, width: int = 100) -> str:
    """The report as text of at most `width` columns (held between 40 and 120); with colours if it goes to a terminal."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, min(width, WIDEST)),
        force_terminal=terminal,
        force_jupyter=False,
        color_system="standard" if terminal else None,
        no_color=not terminal,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    shown = view(report)
    for part in _parts(shown):
        console.print(part)
    return out.getvalue() if terminal else "".join(line.rstrip() + "\n" for line in out.getvalue().rstrip("\n").split("\n"))


def _parts(shown: View) -> Iterator[RenderableType]:
    yield Text(shown.title, style=_STRONG)
    if shown.byline:
        yield Text(shown.byline, style=_DIM)
    if shown.notices:
        yield ""
        yield _hanging([("!", Text(n)) for n in shown.notices], _WARNING)
    yield from _heading("Summary")
    yield from _summary(shown)
    yield from _heading("Claims")
    yield Text(shown.tally, style=_DIM)
    yield Text(shown.coverage, style=_DIM)
    if shown.claims:
        yield ""
        yield _claims(shown.claims)
    if shown.evidence:
        yield from _heading("Evidence")
        yield from _spaced([_evidence(e) for e in shown.evidence])
    yield from _heading("Bias")
    yield from _bias(shown)
    yield from ("", Rule(style=_DIM))
    yield Text(shown.footer[0])
    yield from (Text(x, style=_DIM) for x in shown.footer[1:])


def _heading(words: str) -> Iterator[RenderableType]:
    yield ""
    yield Rule(Text(words, style=_HEAD), align="left", style=_DIM)
    yield ""


def _spaced(parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    for n, part in enumerate(parts):
        if n:
            yield ""
        yield part


def _summary(shown: View) -> Iterator[RenderableType]:
    prose = Text()
    for n, line in enumerate(shown.lines):
        prose.append(" " if n else "").append(line.text).append(" ").append(line.marks, style=_DIM)
    if shown.lines:
        yield prose
        yield ""
    for note in shown.written:
        yield Text(note, style=_DIM)
    if shown.dropped:
        yield _hanging([(" -", Text(f"{d.text} {d.marks} (failed: {d.failed})", style=_DIM)) for d in shown.dropped], _DIM)


def _hanging(rows: Sequence[tuple[str, RenderableType]], style: str) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for mark, body in rows:
        table.add_row(Text(mark, style=style), body)
    return table


def _standing(standing: Standing) -> Text:
    return Text(f"{standing.symbol} {standing.words}", style=_STYLE[standing.status])


def _chain(links: Sequence[str]) -> Text:
    return Text("\n").join([Text(links[0]), *(Text(f"{ARROW} {link}") for link in links[1:])])


def _table(*columns: tuple[str, int | None]) -> Table:
    table = Table(box=None, expand=True, padding=(0, 2, 0, 0), pad_edge=False, header_style=_DIM)
    for head, ratio in columns:
        table.add_column(head, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    return table


def _claims(rows: Sequence[ClaimView]) -> Table:
    table = _table(("#", None), ("claim", 10), ("who says it", 8), ("status, and why", 8))
    for row in rows:
        table.add_row("", "", "", "")
        table.add_row(
            Text(str(row.number), style=_DIM, justify="right"),
            Text(row.text),
            _chain(row.chain),
            Group(_standing(row.standing), Text(row.why)),
        )
    return table


def _evidence(shown: EvidenceView) -> Group:
    head = Text(f"Claim {shown.number}  ", style=_STRONG).append_text(_standing(shown.standing))
    rows = [(q.stance, Group(Text(f"“{q.quote}”"), Text(f"{q.who}; {q.where}", style=_DIM))) for q in shown.quotes]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, min_width=8)
    table.add_column(ratio=1, overflow="fold")
    for stance, body in rows:
        table.add_row(Text(stance, style=_DIM), body)
    return Group(head, Padding(table, (0, 0, 0, 2)))


def _bias(shown: View) -> Iterator[RenderableType]:
    if shown.speakers:
        yield Text("Who speaks", style=_HEAD)
        yield _speakers(shown.speakers)
        yield ""
    yield Text(shown.silent)
    for share in shown.shares:
        yield Text(f"{share}.")
    for group in shown.loaded:
        yield ""
        yield Text(group.heading, style=_HEAD)
        yield from _loaded(group.words)
    if shown.headline:
        yield ""
        yield Text("Headline", style=_HEAD)
        yield Text(shown.headline[0])
        yield from _loaded(shown.headline[1])


def _speakers(rows: Sequence[SpeakerView]) -> Table:
    table = _table(("speaker", 10), ("claims", None), ("", None), ("words", None), ("first heard", None), ("verbs", 7))
    for row in rows:
        table.add_row(
            Text(row.who),
            Text(str(row.claims), justify="right"),
            Text(row.bar, style="blue"),
            Text(str(row.words), justify="right"),
            Text(f"{row.first} in", justify="right"),
            Text(row.cues, style=_DIM),
        )
    return table


def _loaded(words: Sequence[LoadedView]) -> Iterator[RenderableType]:
    for word in words:
        snippet = Text().append(word.before).append(f"«{word.word}»", style=_MARKED).append(word.after)
        note = Text(f"{word.kind}; {word.neutral}; {word.reason}", style=_DIM)
        yield Padding(Group(snippet, Padding(note, (0, 0, 0, 2))), (0, 0, 0, 2))
