"""The order of the rooms for several articles on one event: each is read as a report reads it, and is a document for all others."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer import attribution, bias, claims, copies, crossing, digest, evidence, families, merging, prompts, sentences, summary
from summarizer.comparison import Column, Comparison, MergedClaim, Tally
from summarizer.errors import UsageError
from summarizer.matrix import Objection, Row, Witness, cells, left_out, objections, origins_named, proof
from summarizer.merging import Member, Passage
from summarizer.models.base import Encoder, Head, Judgement, Tag, Writer
from summarizer.provenance import Read, told
from summarizer.reading import Reading
from summarizer.records import Article, Bias, Claim, Document, Evidence, Notice, Run, Speaker
from summarizer.settings import Settings
from summarizer.verdicts import verdict
from summarizer.version import VERSION
from summarizer.voices import original, side_by_side

FEWEST, MOST = 2, 12
"""Articles in a comparison."""


class Opened(NamedTuple):
    """An article as all stages but the last read it: its statements, what within it bears on them, and its bias."""

    article: Article
    read: Read
    within: tuple[Evidence, ...]
    slant: Bias
    notices: tuple[Notice, ...]


def check_number(articles: int) -> None:
    """Refuse what is no comparison, before any work is done.

    Raises:
        UsageError: there are fewer than two articles, or too many.
    """
    if not FEWEST <= articles <= MOST:
        raise UsageError(f"a comparison takes {FEWEST} to {MOST} articles, not {articles}; name them one after another")


def compare(readings: Sequence[Reading], settings: Settings, encoder: Encoder, writer: Writer | None) -> Comparison:
    """What several articles on one event say, dispute and leave out, and one summary of all of them.

    Raises:
        UsageError: there are fewer than two articles, or too many.
    """
    check_number(len(readings))
    clock, encoder = [time.perf_counter()], _Remembering(encoder)
    opened = [_open(r, settings, encoder) for r in _told_apart(readings)]
    clock.append(time.perf_counter())
    columns = _columns([o.article for o in opened])
    witnesses = _witnesses(opened, encoder)
    rows = _worded(_rows(witnesses, columns, encoder), witnesses, writer)
    against = [objections(r, witnesses) for r in rows]
    merged = _merged(rows, against, witnesses, columns)
    clock.append(time.perf_counter())
    made = digest.make(rows, merged, against, witnesses, columns)
    planned = summary.plan(made.article, made.claims, made.verdicts, made.evidence, encoder, settings.max_words)
    text = summary.write(made.article, planned, writer, settings, encoder)
    clock.append(time.perf_counter())
    copy_of = {c.article_id: c.copy_of for c in columns}
    return Comparison(
        articles=tuple(o.article for o in opened),
        columns=columns,
        claims=merged,
        left_out=left_out(merged, [o.article for o in opened], copy_of),
        voices=side_by_side({o.article.id: o.slant.ledger for o in opened}, copy_of),
        silent={o.article.id: o.slant.silent for o in opened},
        tallies=tuple(_tally(o, merged, copy_of) for o in opened),
        summary=text,
        notices=(*(n for o in opened for n in o.notices), *_warnings(columns, [o.article for o in opened])),
        run=_run(settings, writer, merged, clock),
    )


class _Remembering:
    """An encoder that reads each text once, although each article is compared with each."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, list[float]] = {}

    def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
        return self._encoder.tag(texts, head)

    def classify(self, texts: Sequence[str] | Sequence[tuple[str, str]], head: Judgement) -> list[dict[str, float]]:
        return self._encoder.classify(texts, head)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        new = [t for t in dict.fromkeys(texts) if t not in self._known]
        if new:
            self._known |= dict(zip(new, self._encoder.embed(new), strict=True))
        return [self._known[t] for t in texts]


def _told_apart(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with ids that differ: an article that is given twice is there twice."""
    out: list[Reading] = []
    for reading in readings:
        same = sum(r.article.text == reading.article.text for r in out)
        name = f"{reading.article.id}-{same + 1}" if same else reading.article.id
        out.append(reading._replace(article=reading.article.model_copy(update={"id": name})))
    return out


def _open(reading: Reading, settings: Settings, encoder: Encoder) -> Opened:
    article = reading.article
    split = sentences.split(article, settings)
    said = attribution.attribute(article, split, encoder)
    found = claims.extract(article, split, said, encoder)
    within = evidence.gather(article, split, said, found, encoder)
    digest_ = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    document = Document(sha256=digest_, **article.model_dump(exclude={"language"}))
    unread = sentences.unread(article, split)
    cut = (Notice(kind="cut", message=f"the last {unread} characters of {article.title or article.id} were not read"),) if unread else ()
    return Opened(article, Read(document, split, found), within, bias.report(article, split, found, (), encoder), (*reading.notices, *cut))


def _columns(articles: Sequence[Article]) -> tuple[Column, ...]:
    """One column an article; of texts that are copies of one another the earliest is the original, by name where dates do not tell."""
    prints = copies.groups(len(articles), lambda a, b: copies.reprint(articles[a].text, articles[b].text))
    first = {
        n: min(g, key=lambda k: (articles[k].date or "9", articles[k].outlet or "", articles[k].title or "", k)) for g in prints for n in g
    }
    names: list[str] = []
    for a in articles:
        plain = " ".join((a.outlet or a.title or a.id).split())
        dated = f"{plain}, {a.date}" if a.date and sum((b.outlet or b.title) == (a.outlet or a.title) for b in articles) > 1 else plain
        number = sum(n == dated or n.startswith(f"{dated} (") for n in names)
        names.append(f"{dated} ({number + 1})" if number else dated)
    return tuple(
        Column(
            article_id=a.id,
            name=name,
            house=families.house(a.outlet or name),
            copy_of=None if first[n] == n else articles[first[n]].id,
        )
        for n, (a, name) in enumerate(zip(articles, names, strict=True))
    )


def _witnesses(opened: Sequence[Opened], encoder: Encoder) -> tuple[Witness, ...]:
    """Each article with what all the others have on its claims."""
    out = []
    for o in opened:
        others = [x.read for x in opened if x is not o]
        across = crossing.gather(o.article, o.read.claims, others, encoder)
        out.append(Witness(o.article, o.read, o.within, across, o.slant.loaded))
    return tuple(out)


def _rows(witnesses: Sequence[Witness], columns: Sequence[Column], encoder: Encoder) -> list[Row]:
    """The statements: those that most articles have first, then as early as the articles have them."""
    board = merging.board([w.read for w in witnesses], encoder)
    copy_of = {c.article_id: c.copy_of for c in columns}
    grouped = [(merging.speaking(g, board.weights), g) for g in merging.merge(board)]
    whole = sorted(((s, g, merging.passages(board, g, s)) for s, g in grouped), key=lambda x: -len(x[1]))
    told_elsewhere = merging.absorbed(whole)
    found = []
    for spoken, group, passages in (x for x in whole if x[0] not in told_elsewhere):
        row = _row(spoken, group, passages)
        texts = {original(witnesses[n].article.id, copy_of) for n in row.asserting}
        early = sum(m.claim.quote.start / len(witnesses[m.article].article.text) for m in group) / len(group)
        found.append(((-len(texts), early, spoken.claim.text), row))
    ordered = [row for _, row in sorted(found, key=lambda f: f[0])]
    return [row._replace(claim=row.claim.model_copy(update={"id": f"m{n}"})) for n, row in enumerate(ordered, 1)]


def _row(spoken: Member, group: tuple[Member, ...], passages: Mapping[int, Passage]) -> Row:
    """A statement in the words of one claim, and if that names no source, laid on the source of another that does."""
    sourced = [m for m in (spoken, *group) if m.claim.sources]
    judged = sourced[0] if sourced else spoken
    # a mention is a place in the article of its own claim
    sources = judged.claim.sources if judged == spoken else tuple(s.model_copy(update={"mention": None}) for s in judged.claim.sources)
    return Row(spoken.claim.model_copy(update={"sources": sources}), spoken, judged, group, passages)


def _worded(rows: Sequence[Row], witnesses: Sequence[Witness], writer: Writer | None) -> list[Row]:
    """The statements in the model's words, where the rule's fall short and the model's pass their checks."""
    done: dict[str, Claim] = {}
    for n, witness in enumerate(witnesses):
        mine = tuple(r.claim for r in rows if r.spoken.article == n)
        done |= {c.id: c for c in claims.word(mine, witness.article, witness.read.sentences, writer)[0]}
    return [row._replace(claim=done[row.claim.id]) for row in rows]


def _merged(
    rows: Sequence[Row], against: Sequence[Sequence[Objection]], witnesses: Sequence[Witness], columns: Sequence[Column]
) -> tuple[MergedClaim, ...]:
    """Each statement with its cells, and with the status that all articles together give it."""
    voices = [{(t.document.id, t.claim.id): t for t in told(w.article, [o.read for o in witnesses if o is not w])} for w in witnesses]
    out = []
    for row, objecting in zip(rows, against, strict=True):
        name = columns[row.judged.article].name
        found = verdict(row.claim, proof(row, objecting, witnesses, voices[row.judged.article]))
        out.append(
            MergedClaim(
                id=row.claim.id,
                text=row.claim.text,
                text_written_by=row.claim.text_written_by,
                sources=tuple(Speaker(name=s.name, kind=s.kind) for s in row.claim.sources),
                checkable=row.claim.checkable,
                status=found.status,
                reason=origins_named(found.reason, name),
                origins_for=tuple(o.model_copy(update={"name": origins_named(o.name, name)}) for o in found.origins_for),
                origins_against=tuple(o.model_copy(update={"name": origins_named(o.name, name)}) for o in found.origins_against),
                cells=cells(row, objecting, witnesses),
            )
        )
    return tuple(out)


def _tally(opened: Opened, merged: Sequence[MergedClaim], copy_of: Mapping[str, str | None]) -> Tally:
    text = original(opened.article.id, copy_of)
    alone = 0
    for claim in merged:
        carried = {original(c.article_id, copy_of) for c in claim.cells if c.stand != "silent"}
        alone += carried == {text}
    found = opened.read.claims
    return Tally(
        article_id=opened.article.id,
        claims=len(found),
        own_voice=sum(not c.sources for c in found),
        alone=alone,
        headline=opened.slant.headline.loaded,
        loaded_per_100_words=opened.slant.loaded_per_100_words.author,
    )


def _warnings(columns: Sequence[Column], articles: Sequence[Article]) -> list[Notice]:
    """What the reader should know of the articles: copies, outlets of one house, and articles of different times."""
    names = {c.article_id: c.name for c in columns}
    out = [
        Notice(kind="copy", message=f"{c.name} prints the text of {names[c.copy_of]}: the two count as one voice")
        for c in columns
        if c.copy_of
    ]
    for n, c in enumerate(columns):
        kin = [d.name for d in columns[:n] if d.house == c.house and not c.copy_of]
        if kin:
            out.append(
                Notice(kind="house", message=f"{c.name} and {kin[0]} are of one publisher: what both say in their own voice is one voice")
            )
    if not any(merging.of_one_time(a.date, b.date) for a in articles for b in articles if a is not b):
        out.append(Notice(kind="time", message="the articles are more than 45 days apart: they may tell of different events"))
    out += [
        Notice(kind="date", message=f"{names[a.id]} has no date: what it leaves out may have come later") for a in articles if not a.date
    ]
    return out


def _run(settings: Settings, writer: Writer | None, merged: Sequence[MergedClaim], clock: Sequence[float]) -> Run:
    parts = ("reading", "comparing", "summary")
    return Run(
        version=VERSION,
        model=writer.name if writer else "none",
        prompts={name: prompts.load(name).sha256 for name in ((claims.PROMPT, summary.PROMPT) if writer else ())},
        settings=settings.model_dump(),
        unjudged=sum(c.stand == "unclear" for m in merged for c in m.cells),
        seconds={part: round(to - since, 3) for part, (since, to) in zip(parts, pairwise(clock), strict=True)},
    )
