"""A comparison as Markdown, with the same content as the text format. What comes from outside stays plain text, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.comparison import Comparison
from summarizer.exporters.compare_view import STANDS, ComparisonView, LeftView, OutletView, RowView, SaidView, marked, view
from summarizer.exporters.markdown import escape, summary, table


def export_markdown(comparison: Comparison) -> str:
    """The comparison as GitHub-flavoured Markdown."""
    return "\n\n".join(_blocks(view(comparison))) + "\n"


def _blocks(shown: ComparisonView) -> Iterator[str]:
    yield f"# {escape(shown.title)}"
    yield "\n".join(_outlet(o) for o in shown.outlets)
    yield from (f"> **Notice:** {escape(n)}" for n in shown.notices)
    yield "## Summary of all"
    yield from summary(shown.lines, shown.written, shown.dropped)
    yield "## Who says what"
    yield escape(shown.tally)
    yield "; ".join(f"{symbol} {words}" for symbol, words in STANDS.values())
    if shown.shared:
        heads = ("#:", "statement", *(o.letter for o in shown.outlets), "status", "why")
        yield table(heads, [_matrix(r) for r in shown.shared])
        yield "## In their words"
        yield from (_row(r, [(c.letter, s) for c in r.speaking for s in c.said]) for r in shown.shared)
    if shown.wordings:
        yield "## Worded differently"
        yield from (_row(r, [(c.letter, s) for c in r.cells for s in c.said if s.stance == "asserts"]) for r in shown.wordings)
    if shown.left:
        yield "## What each leaves out"
        yield from (_left(x) for x in shown.left)
    if shown.alone:
        yield "## In one article only"
        yield from (_alone(o, rows) for o, rows in shown.alone)
    if shown.voices:
        yield "## Who speaks where"
        rows = [(escape(v.who), *(h or "-" for h in v.heard), f"only in {v.only}" if v.only else "") for v in shown.voices]
        yield table(("voice", *(o.letter for o in shown.outlets), ""), rows)
    yield from (escape(s) for s in shown.silent)
    yield "---"
    yield shown.footer[0]
    yield from (escape(x) for x in shown.footer[1:])


def _outlet(outlet: OutletView) -> str:
    title = f" “{escape(marked(outlet.title))}”" if outlet.title else ""
    return f"- **{outlet.letter} {escape(outlet.name)}**{title}, {escape(outlet.date)}: {escape('; '.join(outlet.figures))}"


def _matrix(row: RowView) -> Sequence[str]:
    cells = (c.symbol for c in row.cells)
    return (str(row.number), escape(row.text), *cells, f"{row.standing.symbol} {row.standing.words}", escape(row.why))


def _row(row: RowView, said: Sequence[tuple[str, SaidView]]) -> str:
    quotes = (f"- {letter}: {_said(s)}" for letter, s in said)
    return "\n".join((f"**{row.number}** {escape(row.text)}", "", *quotes))


def _said(said: SaidView) -> str:
    stance = "" if said.stance == "asserts" else f"*{said.stance}*: "
    notes = "; ".join(x for x in (said.who, f"“{said.cue}”" if said.cue else "", *said.loaded, f"at {said.place}") if x)
    return f"{stance}“{escape(marked(said.pieces))}” ({escape(notes)})"


def _left(left: LeftView) -> str:
    lines = [f"**{left.outlet.letter} {escape(left.outlet.name)}**", ""]
    lines += [f"- {number}: {escape(text)} ({letters})" for number, text, letters in left.left]
    lines += [f"- {number}: {escape(text)} ({letters}, published later)" for number, text, letters in left.later]
    lines += [f"- and {left.more} more"] if left.more else []
    return "\n".join(lines)


def _alone(outlet: OutletView, rows: Sequence[RowView]) -> str:
    items = (f"- {r.number}: {escape(r.text)} ({escape(r.who)}; {r.standing.words}{'; perhaps ' + r.near if r.near else ''})" for r in rows)
    return "\n".join((f"**{outlet.letter} {escape(outlet.name)}**", "", *items))
