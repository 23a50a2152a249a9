"""Markdown as GitHub renders it. What comes from the article, a document or a model stays plain text, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.exporters.base import DroppedView, EvidenceView, LineView, LoadedView, View
from summarizer.exporters.view import ARROW, view
from summarizer.records import Report

# GitHub makes links of addresses and @names, and pictures of :names:, even where they are escaped; inside code it leaves them alone.
_ACTIVE = re.compile(r"[^\s|`]*(?:://|@|www\.|mailto:|xmpp:|:[a-z0-9_+-]*[a-z+-][a-z0-9_+-]*:)[^\s|`]*", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#!$]")
_START = re.compile(r"^(?:\d+(?=[.)])|(?=[-+=:]))")


def export_markdown(report: Report) -> str:
    """The report as GitHub-flavoured Markdown, with the same content as the text format."""
    return "\n\n".join(_blocks(view(report))) + "\n"


def escape(text: str) -> str:
    """`text` (one line, already clean) so that it renders as itself: no markup, no link, no mention, no cell or code breakout."""
    parts, end = [], 0
    for found in _ACTIVE.finditer(text):
        parts += [_plain(text[end : found.start()]), f"`{found.group()}`"]
        end = found.end()
    return _START.sub(r"\g<0>\\", "".join([*parts, _plain(text[end:])]))


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _blocks(shown: View) -> Iterator[str]:
    yield f"# {escape(shown.title)}"
    if shown.byline:
        yield escape(shown.byline)
    yield from (f"> **Notice:** {escape(n)}" for n in shown.notices)
    yield "## Summary"
    yield from summary(shown.lines, shown.written, shown.dropped)
    yield "## Claims"
    yield escape(shown.tally)
    yield escape(shown.coverage)
    if shown.claims:
        yield _claims(shown)
    if shown.evidence:
        yield "### Evidence"
        yield from (_evidence(e) for e in shown.evidence)
    yield "## Bias"
    yield from _bias(shown)
    yield "---"
    yield shown.footer[0]
    yield from (escape(x) for x in shown.footer[1:])


def summary(lines: Sequence[LineView], notes: Sequence[str], dropped: Sequence[DroppedView]) -> Iterator[str]:
    """A summary with its marks, who wrote it, and what was refused."""
    if lines:
        yield " ".join(f"{escape(line.text)} {escape(line.marks)}" for line in lines)
    yield " ".join(escape(note) for note in notes)
    if dropped:
        yield "\n".join(f"- {escape(d.text)} {escape(d.marks)} (failed: {escape(d.failed)})" for d in dropped)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; a head that ends in ":" is set to the right."""
    rule = ["---:" if h.endswith(":") else "---" for h in heads]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in ([h.rstrip(":") for h in heads], rule, *rows))


def _claims(shown: View) -> str:
    rows = [
        (str(c.number), escape(c.text), _chain(c.chain), f"{c.standing.symbol} {c.standing.words}", escape(c.why)) for c in shown.claims
    ]
    return table(("#:", "claim", "who says it", "status", "why"), rows)


def _chain(links: Sequence[str]) -> str:
    return escape(f" {ARROW} ".join(links))


def _evidence(shown: EvidenceView) -> str:
    head = f"**Claim {shown.number}** {shown.standing.symbol} {shown.standing.words}"
    quotes = (f"- *{q.stance}*: “{escape(q.quote)}” ({escape(q.who)}; {escape(q.where)})" for q in shown.quotes)
    return "\n".join((head, "", *quotes))


def _bias(shown: View) -> Iterator[str]:
    if shown.speakers:
        yield "### Who speaks"
        rows = [(escape(s.who), str(s.claims), s.bar, str(s.words), f"{s.first} in", escape(s.cues)) for s in shown.speakers]
        yield table(("speaker", "claims:", "", "words:", "first heard:", "verbs"), rows)
    yield escape(shown.silent)
    yield "\n".join(f"- {share}" for share in shown.shares)
    for group in shown.loaded:
        yield f"### {group.heading}"
        if group.words:
            yield _loaded(group.words)
    if shown.headline:
        yield "### Headline"
        yield escape(shown.headline[0])
        if shown.headline[1]:
            yield _loaded(shown.headline[1])


def _loaded(words: Sequence[LoadedView]) -> str:
    return "\n".join(f"- {escape(w.marked)} *{w.kind}*; {escape(w.neutral)}; {escape(w.reason)}" for w in words)
