"""A comparison as text for a terminal or a file. Colour only repeats what a word and a symbol already say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summarizer.comparison import Comparison
from summarizer.exporters.compare_view import STANDS, ComparisonView, LeftView, OutletView, RowView, SaidView, VoiceView, view
from summarizer.exporters.text import DIM, HEAD, MARKED, STRONG, WARNING, hanging, heading, printed, prose, spaced, status, table_of


def export_text(comparison: Comparison, *, terminal: bool = False, width: int = 100) -> str:
    """The comparison as text of at most `width` columns (held between 40 and 120); with colours if it goes to a terminal."""
    return printed(_parts(view(comparison)), terminal=terminal, width=width)


def _parts(shown: ComparisonView) -> Iterator[RenderableType]:
    yield Text(shown.title, style=STRONG)
    yield hanging([(o.letter, _outlet(o)) for o in shown.outlets], STRONG)
    if shown.notices:
        yield ""
        yield hanging([("!", Text(n)) for n in shown.notices], WARNING)
    yield from heading("Summary of all")
    yield from prose(shown.lines, shown.written, shown.dropped)
    yield from heading("Who says what")
    yield Text(shown.tally, style=DIM)
    yield Text("; ".join(f"{symbol} {words}" for symbol, words in STANDS.values()), style=DIM)
    if shown.shared:
        yield ""
        yield _matrix(shown.shared, shown.outlets)
        yield from heading("In their words")
        yield from spaced([_row(r) for r in shown.shared])
    if shown.wordings:
        yield from heading("Worded differently")
        yield from spaced([_wording(r) for r in shown.wordings])
    yield from _left(shown.left)
    yield from _alone(shown)
    yield from heading("Who speaks where")
    yield _voices(shown.voices, shown.outlets)
    yield from (Text(s) for s in shown.silent)
    yield from ("", Rule(style=DIM))
    yield Text(shown.footer[0])
    yield from (Text(x, style=DIM) for x in shown.footer[1:])


def _outlet(outlet: OutletView) -> Group:
    head = Text(outlet.name, style=STRONG).append("  ")
    if outlet.title:
        head.append_text(_quote(outlet.title)).append("  ")
    return Group(head.append(outlet.date, style=DIM), Text("; ".join(outlet.figures), style=DIM))


def _matrix(rows: Sequence[RowView], outlets: Sequence[OutletView]) -> Table:
    table = table_of(("#", None), ("statement", 10), *((o.letter, None) for o in outlets), ("status, and why", 7))
    for row in rows:
        table.add_row(
            Text(str(row.number), style=DIM, justify="right"),
            Text(row.text),
            *(Text(c.symbol) for c in row.cells),
            Group(status(row.standing), Text(row.why, style=DIM)),
        )
    return table


def _row(row: RowView) -> Group:
    head = Text(f"{row.number}  ", style=STRONG).append(row.text)
    cells = [hanging([(c.letter, _said(s)) for c in row.speaking for s in c.said], STRONG)]
    return Group(head, *(Padding(c, (0, 0, 0, 2)) for c in cells))


def _said(said: SaidView) -> Group:
    stance = "" if said.stance == "asserts" else f"{said.stance}: "
    return Group(Text(stance, style=DIM).append_text(_quote(said.pieces)), Text(_by(said), style=DIM))


def _quote(pieces: Sequence[tuple[str, bool]]) -> Text:
    quote = Text("“")
    for piece, loaded in pieces:
        quote.append(f"«{piece}»" if loaded else piece, style=MARKED if loaded else "")
    return quote.append("”")


def _by(said: SaidView) -> str:
    return "; ".join(x for x in (said.who, f"“{said.cue}”" if said.cue else "", f"at {said.place}") if x)


def _wording(row: RowView) -> Group:
    said = [(c.letter, s) for c in row.cells for s in c.said if s.stance == "asserts"]
    told = [(letter, Group(_quote(s.pieces), Text("; ".join((s.who, *s.loaded)), style=DIM))) for letter, s in said]
    return Group(Text(f"{row.number}  ", style=STRONG).append(row.text), Padding(hanging(told, STRONG), (0, 0, 0, 2)))


def _left(left: Sequence[LeftView]) -> Iterator[RenderableType]:
    if not left:
        return
    yield from heading("What each leaves out")
    for view_ in left:
        yield Text(f"{view_.outlet.letter}  {view_.outlet.name}", style=STRONG)
        if view_.left:
            yield _list(view_.left)
        if view_.later:
            yield Text("Published by the others only after it:", style=DIM)
            yield _list(view_.later)
        if view_.more:
            yield Text(f"and {view_.more} more (in the matrix of the JSON and CSV)", style=DIM)
        yield ""


def _list(items: Sequence[tuple[int, str, str]]) -> Table:
    return hanging([(f" {number}", Text(text).append(f" ({letters})", style=DIM)) for number, text, letters in items], DIM)


def _alone(shown: ComparisonView) -> Iterator[RenderableType]:
    if not shown.alone:
        return
    yield from heading("In one article only")
    for outlet, rows in shown.alone:
        yield Text(f"{outlet.letter}  {outlet.name}", style=HEAD)
        for row in rows:
            note = f" ({row.who}; {row.standing.words}{'; perhaps ' + row.near if row.near else ''})"
            yield hanging([(f" {row.number}", Text(row.text).append(note, style=DIM))], DIM)
        yield ""


def _voices(rows: Sequence[VoiceView], outlets: Sequence[OutletView]) -> Table:
    table = table_of(("voice", 10), *((o.letter, 3) for o in outlets), ("", 4))
    for row in rows:
        table.add_row(Text(row.who), *(Text(h or "-") for h in row.heard), Text(f"only in {row.only}" if row.only else "", style=DIM))
    return table
