"""What a reader of a comparison is shown, in reading order and in plain strings: built once, laid out by each readable format.

Every string went through `view.clean`. Articles go by letters, A for the first column; statements by the numbers of the matrix.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.comparison import Cell, Comparison, HeardVoice, LeftOut, MergedClaim, Said, Stand
from summarizer.exporters.base import DroppedView, LineView, Standing
from summarizer.exporters.view import ARROW, MOST_DROPPED, chain, clean, count, footer, refused, standing, visible, web, written
from summarizer.records import Loaded, Span

STANDS: dict[Stand, tuple[str, str]] = {
    "asserts": ("●", "asserts it"),
    "disputes": ("≠", "disputes it"),
    "both": ("±", "lets both sides speak"),
    "unclear": ("?", "has something near; whether it is the same could not be judged"),
    "silent": ("·", "is silent"),
}
"""Each stand of an article on a statement: one symbol, and the words that say the same."""
OWN = "in its own voice"
MOST_LEFT = 8
"""So many statements are listed as left out by an article; the matrix has them all."""


class OutletView(NamedTuple):
    """A column: its letter and name, its title in pieces (text, loaded or not), its date, its figures in words, and a safe web address."""

    letter: str
    name: str
    title: tuple[tuple[str, bool], ...]
    date: str
    figures: tuple[str, ...]
    url: str | None


class SaidView(NamedTuple):
    """A quote: cut in pieces (text, loaded or not), its stance, who says it, how, and the place in the article in code points."""

    stance: str
    pieces: tuple[tuple[str, bool], ...]
    who: str
    cue: str
    loaded: tuple[str, ...]
    place: str


class CellView(NamedTuple):
    """What one article has on a statement."""

    letter: str
    stand: Stand
    symbol: str
    words: str
    said: tuple[SaidView, ...]


class RowView(NamedTuple):
    """A statement with its status and all its cells."""

    number: int
    text: str
    who: str
    standing: Standing
    why: str
    cells: tuple[CellView, ...]

    @property
    def speaking(self) -> tuple[CellView, ...]:
        """The cells that have a quote."""
        return tuple(c for c in self.cells if c.said)

    @property
    def asserting(self) -> str:
        """The letters of the articles that have it."""
        return "".join(c.letter for c in self.cells if c.stand in ("asserts", "both"))

    @property
    def near(self) -> str:
        """The letters of those of which it cannot be told, as "B? C?"."""
        return " ".join(f"{c.letter}?" for c in self.cells if c.stand == "unclear")


class VoiceView(NamedTuple):
    """A voice: what each column lets it say ("" for nothing), and the letter of the only one that does ("": several do)."""

    who: str
    heard: tuple[str, ...]
    only: str


class LeftView(NamedTuple):
    """What one article is silent on: number, statement, letters of those who have it; `later` what came only after it; `more` uncounted."""

    outlet: OutletView
    left: tuple[tuple[int, str, str], ...]
    later: tuple[tuple[int, str, str], ...]
    more: int


class ComparisonView(NamedTuple):
    """Everything that a readable comparison holds, in reading order.

    `shared` is what two articles have, copies counted once, or one disputes; `alone` is the rest, by the article that has it.
    """

    title: str
    outlets: tuple[OutletView, ...]
    notices: tuple[str, ...]
    lines: tuple[LineView, ...]
    written: tuple[str, ...]
    dropped: tuple[DroppedView, ...]
    tally: str
    shared: tuple[RowView, ...]
    alone: tuple[tuple[OutletView, tuple[RowView, ...]], ...]
    wordings: tuple[RowView, ...]
    left: tuple[LeftView, ...]
    voices: tuple[VoiceView, ...]
    silent: tuple[str, ...]
    footer: tuple[str, ...]


def letter(place: int) -> str:
    """The letter of a column."""
    return chr(ord("A") + place)


def view(comparison: Comparison) -> ComparisonView:
    """The view of a comparison."""
    letters = {c.article_id: letter(n) for n, c in enumerate(comparison.columns)}
    outlets = tuple(_outlet(comparison, n) for n in range(len(comparison.columns)))
    rows = tuple(_row(n, c, letters) for n, c in enumerate(comparison.claims, 1))
    marks = {c.id: f"{n} {_letters(_asserting(c), letters)}".strip() for n, c in enumerate(comparison.claims, 1)}
    copied = frozenset(letters[c.article_id] for c in comparison.columns if c.copy_of)
    shared = tuple(r for r in rows if len(set(r.asserting) - copied) > 1 or any(c.stand in ("both", "disputes") for c in r.cells))
    alone = tuple((o, tuple(r for r in rows if r not in shared and r.asserting[:1] == o.letter)) for o in outlets)
    return ComparisonView(
        title=f"{count(len(outlets), 'article')} compared",
        outlets=outlets,
        notices=tuple(f"{clean(n.kind)}: {clean(n.message)}" for n in comparison.notices),
        lines=tuple(LineView(clean(x.text), _cites(x.claim_ids, marks)) for x in comparison.summary.lines),
        written=written(comparison.summary),
        dropped=tuple(refused(d, _cites(d.claim_ids, marks)) for d in comparison.summary.dropped[:MOST_DROPPED]),
        tally=_tally(comparison, sum(len(set(r.asserting) - copied) > 1 for r in rows)),
        shared=shared,
        alone=tuple((o, found) for o, found in alone if found),
        wordings=tuple(sorted((r for r in shared if _worded_apart(r)), key=_loaded_words)),
        left=tuple(x for o, c in zip(outlets, comparison.columns, strict=True) if (x := _left(o, c.article_id, comparison, letters))),
        voices=tuple(_voice(v, letters) for v in comparison.voices),
        silent=tuple(
            f"{letters[i]} says that these did not speak: {', '.join(map(clean, names))}."
            for i, names in comparison.silent.items()
            if names
        ),
        footer=footer(comparison.run),
    )


def _outlet(comparison: Comparison, place: int) -> OutletView:
    article, column, tally = comparison.articles[place], comparison.columns[place], comparison.tallies[place]
    letters = {c.article_id: letter(n) for n, c in enumerate(comparison.columns)}
    figures: tuple[str, ...] = (
        count(tally.claims, "statement"),
        f"{tally.own_voice} {OWN}",
        f"{tally.alone} that no other has",
        f"{tally.loaded_per_100_words:.1f} loaded per 100 words",
    )
    title = tuple(_pieces(Span(start=0, end=len(article.title), text=article.title), tally.headline)) if article.title else ()
    if column.copy_of:
        figures = (f"the text of {letters[column.copy_of]}: no voice of its own", *figures)
    return OutletView(letter(place), clean(column.name), title, clean(article.date or "no date"), figures, web(article.url))


def _row(number: int, claim: MergedClaim, letters: dict[str, str]) -> RowView:
    return RowView(
        number=number,
        text=clean(claim.text),
        who=f" {ARROW} ".join(chain(claim.sources)) if claim.sources else "own voice",
        standing=standing(claim.status),
        why=clean(claim.reason),
        cells=tuple(_cell(c, letters) for c in claim.cells),
    )


def _cell(cell: Cell, letters: dict[str, str]) -> CellView:
    symbol, words = STANDS[cell.stand]
    return CellView(letters[cell.article_id], cell.stand, symbol, words, tuple(map(_said, cell.said)))


def _said(said: Said) -> SaidView:
    return SaidView(
        stance=said.stance,
        pieces=tuple(_pieces(said.quote, said.loaded)),
        who=f" {ARROW} ".join(chain(said.sources)) if said.sources else OWN,
        cue=clean(said.cue.text) if said.cue else "",
        loaded=tuple(f"«{clean(x.text)}» {x.kind}{' (quoted)' if x.voice == 'quoted' else ''}" for x in said.loaded),
        place=f"{said.quote.start}-{said.quote.end}",
    )


def marked(pieces: Sequence[tuple[str, bool]]) -> str:
    """The pieces as one text with the loaded ones between « and »."""
    return "".join(f"«{text}»" if loaded else text for text, loaded in pieces)


def _pieces(quote: Span, loaded: Sequence[Loaded]) -> Iterator[tuple[str, bool]]:
    at = quote.start
    for word in sorted(loaded, key=lambda w: w.start):
        if word.start >= at:
            yield from ((visible(quote.text[at - quote.start : word.start - quote.start]), False), (visible(word.text), True))
            at = word.end
    yield visible(quote.text[at - quote.start :]), False


def _asserting(claim: MergedClaim) -> list[str]:
    return [c.article_id for c in claim.cells if c.stand in ("asserts", "both")]


def _letters(ids: Sequence[str], letters: dict[str, str]) -> str:
    return " ".join(letters[i] for i in ids)


def _cites(claim_ids: Sequence[str], marks: dict[str, str]) -> str:
    return f"[{'; '.join(marks.get(i) or clean(i) for i in claim_ids)}]" if claim_ids else "[no statement]"


def _worded_apart(row: RowView) -> bool:
    """Whether articles word a statement differently: with a loaded word, or one says itself what another lays on somebody."""
    said = [s for c in row.cells for s in c.said if s.stance == "asserts"]
    articles = {c.letter for c in row.cells if any(s.stance == "asserts" for s in c.said)}
    return len(articles) > 1 and (any(s.loaded for s in said) or len({s.who == OWN for s in said}) > 1)


def _loaded_words(row: RowView) -> int:
    return sum(len(s.loaded) for c in row.cells for s in c.said)


def _left(outlet: OutletView, article_id: str, comparison: Comparison, letters: dict[str, str]) -> LeftView | None:
    numbers = {c.id: n for n, c in enumerate(comparison.claims, 1)}
    texts = {c.id: clean(c.text) for c in comparison.claims}

    def items(found: Sequence[LeftOut]) -> tuple[tuple[int, str, str], ...]:
        return tuple((numbers[x.claim_id], texts[x.claim_id], _letters(x.carried_by, letters)) for x in found[:MOST_LEFT])

    mine = [x for x in comparison.left_out if x.article_id == article_id]
    left, later = [x for x in mine if not x.later], [x for x in mine if x.later]
    more = sum(max(0, len(x) - MOST_LEFT) for x in (left, later))
    return LeftView(outlet, items(left), items(later), more) if mine else None


def _voice(voice: HeardVoice, letters: dict[str, str]) -> VoiceView:
    heard = {h.article_id: f"{h.claims} ({count(h.words, 'word')})" for h in voice.heard}
    only = letters[voice.only_in] if voice.only_in else ""
    return VoiceView(f"{clean(voice.name)} ({voice.kind})", tuple(heard.get(i, "") for i in letters), only)


def _tally(comparison: Comparison, several: int) -> str:
    opposed = sum(any(c.stand in ("both", "disputes") for c in m.cells) for m in comparison.claims)
    unclear = sum(c.stand == "unclear" for m in comparison.claims for c in m.cells)
    total = count(len(comparison.claims), "statement")
    return f"{total}: {several} in more than one article, {opposed} disputed; {count(unclear, 'cell')} could not be judged."
