"""Text for a terminal or a file. Colour only repeats what a word and a symbol already say."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summarizer.exporters.base import ClaimView, DroppedView, EvidenceView, LineView, LoadedView, SpeakerView, Standing, View
from summarizer.exporters.view import ARROW, view
from summarizer.records import Report, Status

WIDEST = 120
"""Wider lines are hard to read, so a wider terminal stays partly empty."""
NARROWEST = 40
"""Below this the tables fall to pieces; a narrower terminal wraps them itself."""

DIM, STRONG, HEAD, WARNING, MARKED = "dim", "bold", "bold", "yellow", "bold yellow"
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
    return printed(_parts(view(report)), terminal=terminal, width=width)


def printed(parts: Iterable[RenderableType], *, terminal: bool, width: int) -> str:
    """The parts below one another, each line without blanks at its end where it goes to no terminal."""
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
    for part in parts:
        console.print(part)
    return out.getvalue() if terminal else "".join(line.rstrip() + "\n" for line in out.getvalue().rstrip("\n").split("\n"))


def _parts(shown: View) -> Iterator[RenderableType]:
    yield Text(shown.title, style=STRONG)
    if shown.byline:
        yield Text(shown.byline, style=DIM)
    if shown.notices:
        yield ""
        yield hanging([("!", Text(n)) for n in shown.notices], WARNING)
    yield from heading("Summary")
    yield from prose(shown.lines, shown.written, shown.dropped)
    yield from heading("Claims")
    yield Text(shown.tally, style=DIM)
    yield Text(shown.coverage, style=DIM)
    if shown.claims:
        yield ""
        yield _claims(shown.claims)
    if shown.evidence:
        yield from heading("Evidence")
        yield from spaced([_evidence(e) for e in shown.evidence])
    yield from heading("Bias")
    yield from _bias(shown)
    yield from ("", Rule(style=DIM))
    yield Text(shown.footer[0])
    yield from (Text(x, style=DIM) for x in shown.footer[1:])


def heading(words: str) -> Iterator[RenderableType]:
    """A rule with a title."""
    yield ""
    yield Rule(Text(words, style=HEAD), align="left", style=DIM)
    yield ""


def spaced(parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    """Parts with an empty line between them."""
    for n, part in enumerate(parts):
        if n:
            yield ""
        yield part


def prose(lines: Sequence[LineView], notes: Sequence[str], dropped: Sequence[DroppedView]) -> Iterator[RenderableType]:
    """A summary with its marks, who wrote it, and what was refused."""
    text = Text()
    for n, line in enumerate(lines):
        text.append(" " if n else "").append(line.text).append(" ").append(line.marks, style=DIM)
    if lines:
        yield text
        yield ""
    for note in notes:
        yield Text(note, style=DIM)
    if dropped:
        yield hanging([(" -", Text(f"{d.text} {d.marks} (failed: {d.failed})", style=DIM)) for d in dropped], DIM)


def hanging(rows: Sequence[tuple[str, RenderableType]], style: str) -> Table:
    """A list with a mark before each of its parts."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for mark, body in rows:
        table.add_row(Text(mark, style=style), body)
    return table


def status(standing: Standing) -> Text:
    """A status by symbol and words."""
    return Text(f"{standing.symbol} {standing.words}", style=_STYLE[standing.status])


def _chain(links: Sequence[str]) -> Text:
    return Text("\n").join([Text(links[0]), *(Text(f"{ARROW} {link}") for link in links[1:])])


def table_of(*columns: tuple[str, int | None]) -> Table:
    """An empty table: each column's head, and its share of the width (null: as wide as it must be)."""
    table = Table(box=None, expand=True, padding=(0, 2, 0, 0), pad_edge=False, header_style=DIM)
    for head, ratio in columns:
        table.add_column(head, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    return table


def _claims(rows: Sequence[ClaimView]) -> Table:
    table = table_of(("#", None), ("claim", 10), ("who says it", 8), ("status, and why", 8))
    for row in rows:
        table.add_row("", "", "", "")
        table.add_row(
            Text(str(row.number), style=DIM, justify="right"),
            Text(row.text),
            _chain(row.chain),
            Group(status(row.standing), Text(row.why)),
        )
    return table


def _evidence(shown: EvidenceView) -> Group:
    head = Text(f"Claim {shown.number}  ", style=STRONG).append_text(status(shown.standing))
    rows = [(q.stance, Group(Text(f"“{q.quote}”"), Text(f"{q.who}; {q.where}", style=DIM))) for q in shown.quotes]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, min_width=8)
    table.add_column(ratio=1, overflow="fold")
    for stance, body in rows:
        table.add_row(Text(stance, style=DIM), body)
    return Group(head, Padding(table, (0, 0, 0, 2)))


def _bias(shown: View) -> Iterator[RenderableType]:
    if shown.speakers:
        yield Text("Who speaks", style=HEAD)
        yield _speakers(shown.speakers)
        yield ""
    yield Text(shown.silent)
    for share in shown.shares:
        yield Text(f"{share}.")
    for group in shown.loaded:
        yield ""
        yield Text(group.heading, style=HEAD)
        yield from _loaded(group.words)
    if shown.headline:
        yield ""
        yield Text("Headline", style=HEAD)
        yield Text(shown.headline[0])
        yield from _loaded(shown.headline[1])


def _speakers(rows: Sequence[SpeakerView]) -> Table:
    table = table_of(("speaker", 10), ("claims", None), ("", None), ("words", None), ("first heard", None), ("verbs", 7))
    for row in rows:
        table.add_row(
            Text(row.who),
            Text(str(row.claims), justify="right"),
            Text(row.bar, style="blue"),
            Text(str(row.words), justify="right"),
            Text(f"{row.first} in", justify="right"),
            Text(row.cues, style=DIM),
        )
    return table


def _loaded(words: Sequence[LoadedView]) -> Iterator[RenderableType]:
    for word in words:
        snippet = Text().append(word.before).append(f"«{word.word}»", style=MARKED).append(word.after)
        note = Text(f"{word.kind}; {word.neutral}; {word.reason}", style=DIM)
        yield Padding(Group(snippet, Padding(note, (0, 0, 0, 2))), (0, 0, 0, 2))
