"""doccano: JSON Lines for a project of sequence labelling, one article a line.

    {"slug", "text", "label": [[start, end, "claim/disputed"], [start, end, "loaded/label"], ...], "gold": {...}}

A span in doccano has a label and nothing else. So a label names claim and status, or a loaded span's kind, and all the rest (wordings,
sources, keys, nuggets, evidence, neutral wordings, topic, summary) rides in the column `gold`, which doccano keeps as metadata and gives
back as it was. On reading, `label` says what there is, where, and with which status or kind; `gold` adds the rest to each span that it
knows, also to one whose ends were moved.

A file that was labelled from scratch, without `gold`, gives quotes, statuses and kinds. Sources, keys, nuggets, evidence and the summary
are empty then, the wording is the quote, and the notes ask for them; complete the labels file by hand and run `seeds check`.

The project needs "Allow overlapping spans" on (else doccano drops spans within spans as it reads them) and "Count grapheme clusters as
one character" off. Its label types can be uploaded from `label_types()`.

Offsets: doccano stores what its editor counts, and that is UTF-16 code units, as JavaScript does (its issue 2290; `Text.ts` in
v-annotator calls them code points, but takes them from `String.length`); in `gold` they are code points, as everywhere here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from eval import matching
from eval.exchange.base import TOPIC, Imported, Labelled, folder_name, from_utf16, in_order, new_ids, parsed, placed, shown, to_utf16
from eval.seeds import GoldClaim, GoldLoaded, Labels, Seed
from summarizer.errors import UsageError
from summarizer.records import LoadedKind, Span, Status

CLAIM, LOADED = "claim/", "loaded/"
GOLD = "gold"

_LABELS = frozenset((*(CLAIM + s for s in get_args(Status)), *(LOADED + k for k in get_args(LoadedKind))))
_COLOURS = {CLAIM: "#2b6cb0", LOADED: "#c05621"}


class Mark(NamedTuple):
    """A span with its label as doccano has them, in code points."""

    start: int
    end: int
    label: str


def export(seeds: Sequence[Seed]) -> str:
    """The seeds as JSON Lines."""
    return "".join(json.dumps(row(seed), ensure_ascii=False) + "\n" for seed in seeds)


def row(seed: Seed) -> dict[str, Any]:
    """One seed as a line of the file."""
    marks = sorted((*map(_claim_mark, seed.labels.claims), *map(_loaded_mark, seed.labels.loaded)))
    return {
        "slug": seed.slug,
        "text": seed.text,
        "label": [[to_utf16(seed.text, m.start), to_utf16(seed.text, m.end), m.label] for m in marks],
        GOLD: seed.labels.model_dump(mode="json"),
    }


def label_types() -> str:
    """The label types of a project, as JSON that doccano's page "Labels" takes."""
    return json.dumps(
        [
            {"text": label, "background_color": _COLOURS[label.partition("/")[0] + "/"], "text_color": "#ffffff"}
            for label in sorted(_LABELS)
        ],
        indent=1,
    )


def read(raw: str) -> Imported:
    """The labels in an export ("JSONL"), also one with relations or from an older doccano (`data`, `labels`, `meta`).

    Claims come in the order of the article. Notes tell which claims are new, moved or no longer marked.

    Raises:
        UsageError: a line is no such row, a label is unknown, or a span does not fit the text; the message names line or article.
    """
    articles: list[Labelled] = []
    notes: list[str] = []
    for n, line in enumerate(raw.split("\n"), 1):
        if line.strip():
            articles.append(_article(parsed(line, f"line {n} of the doccano file"), n, notes))
    return Imported(tuple(articles), tuple(notes))


def _article(value: Any, number: int, notes: list[str]) -> Labelled:
    here = f"line {number} of the doccano file"
    text = value.get("text", value.get("data")) if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise UsageError(f"{here} has no text; export the project as JSONL")
    columns = {**(value["meta"] if isinstance(value.get("meta"), dict) else {}), **value}
    slug = folder_name(str(columns.get("slug") or f"example-{columns.get('id', number)}"))
    given = next((value[key] for key in ("label", "labels", "entities") if key in value), None)
    if not isinstance(given, list):
        raise UsageError(f"{here} has no spans; export a project of sequence labelling as JSONL")
    marks = [_mark(text, span, slug) for span in given]
    gold = _gold(columns.get(GOLD), text, slug)
    return Labelled(slug, text, _merged(text, marks, gold, _Log(slug, notes)))


class _Log(NamedTuple):
    slug: str
    notes: list[str]

    def note(self, message: str) -> None:
        self.notes.append(f"{self.slug}: {message}")


def _mark(text: str, span: Any, slug: str) -> Mark:
    parts = [span.get(k) for k in ("start_offset", "end_offset", "label")] if isinstance(span, dict) else span
    match parts:
        case [int(start), int(end), str(label)] if label in _LABELS:
            first, last = from_utf16(text, start), from_utf16(text, end)
            if first is None or last is None or first >= last:
                raise UsageError(f'{slug}: the span {start} to {end} does not fit the text; turn off "count grapheme clusters" in doccano')
            return Mark(first, last, label)
        case _:
            raise UsageError(f"{slug}: {shown(str(span))} is no span with a known label: {', '.join(sorted(_LABELS))}")


def _gold(value: Any, text: str, slug: str) -> Labels | None:
    if value is None:
        return None
    try:
        gold = Labels.model_validate_json(json.dumps(value))
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{slug}: {GOLD}.{'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from error
    for span in (*(c.quote for c in gold.claims), *gold.loaded):
        if text[span.start : span.end] != span.text:
            raise UsageError(f"{slug}: {shown(span.text)} is not at {span.start}; was the article changed in doccano?")
    return gold


def _merged(text: str, marks: Sequence[Mark], gold: Labels | None, log: _Log) -> Labels:
    if not gold:
        log.note(f"labelled from scratch: topic {TOPIC!r}, no summary; write them")
        gold = Labels(topic=TOPIC, expect="report", claims=(), loaded=(), summary="")
    claims = [m for m in marks if m.label.startswith(CLAIM)]
    loaded = [m for m in marks if m.label.startswith(LOADED)]
    return gold.model_copy(update={"claims": _claims(text, claims, gold.claims, log), "loaded": _loaded(text, loaded, gold.loaded, log)})


def _claims(text: str, marks: Sequence[Mark], gold: Sequence[GoldClaim], log: _Log) -> tuple[GoldClaim, ...]:
    ids = new_ids(c.id for c in gold)
    found = []
    for known, mark in _paired(text, [_claim_mark(c) for c in gold], marks):
        old = None if known is None else gold[known]
        if mark is None:
            log.note(f"{old.id if old else ''}: no longer marked, left out")
            continue
        place = _place(text, mark, old.quote if old else None, log)
        if place and old:
            found.append(old.model_copy(update={"quote": place, "status": mark.label.removeprefix(CLAIM)}))
        elif place:
            found.append(_new_claim(next(ids), place, mark))
            log.note(f"{found[-1].id}: new claim {shown(place.text)}: write its wording, sources and whether it is key")
    return in_order(found)


def _new_claim(name: str, place: Span, mark: Mark) -> GoldClaim:
    status = mark.label.removeprefix(CLAIM)
    empty: dict[str, Any] = {"sources": (), "key": False, "nugget": (), "evidence": ()}
    return GoldClaim.model_validate({"id": name, "quote": place, "text": place.text, "status": status, **empty})


def _loaded(text: str, marks: Sequence[Mark], gold: Sequence[GoldLoaded], log: _Log) -> tuple[GoldLoaded, ...]:
    found = []
    for known, mark in _paired(text, [_loaded_mark(x) for x in gold], marks):
        old = None if known is None else gold[known]
        if mark is None:
            log.note(f"loaded {shown(old.text) if old else ''}: no longer marked, left out")
            continue
        if place := _place(text, mark, old, log):
            kind = mark.label.removeprefix(LOADED)
            neutral = old.neutral if old else ()
            found.append(GoldLoaded.model_validate({**_plain(place), "kind": kind, "neutral": neutral}))
            if not old:
                log.note(f"new loaded span {shown(place.text)}: write its neutral wordings")
    return tuple(found)


def _place(text: str, mark: Mark, old: Span | None, log: _Log) -> Span | None:
    """Where a mark is: as it was, if it was there before; else without blanks around it, None if it is all blanks."""
    if old and (old.start, old.end) == (mark.start, mark.end):
        return Span(**_plain(old))
    place = placed(text, mark.start, mark.end)
    if not place:
        log.note(f"a mark at {mark.start} holds nothing but blanks, left out")
    elif old:
        log.note(f"{shown(old.text)} moved to {shown(place.text)}")
    return place


def _plain(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _paired(text: str, known: Sequence[Mark], marks: Sequence[Mark]) -> Iterator[tuple[int | None, Mark | None]]:
    """Each known mark's position with what is there now, in the order of the known ones, then the new marks with None.

    Equal marks are paired first, then those at one place with another label, then those that overlap as claims must to be the same.
    """
    free = list(marks)
    partner: dict[int, Mark] = {}
    for width in (3, 2):  # start, end and label; then start and end
        for i, old in enumerate(known):
            new = next((m for m in free if m[:width] == old[:width]), None) if i not in partner else None
            if new:
                partner[i] = new
                free.remove(new)
    lost = [i for i in range(len(known)) if i not in partner]
    moved = matching.one_to_one(text, [known[i] for i in lost], free)
    partner |= {lost[p.gold]: free[p.found] for p in moved}
    yield from ((i, partner.get(i)) for i in range(len(known)))
    yield from ((None, m) for j, m in enumerate(free) if j not in {p.found for p in moved})


def _claim_mark(claim: GoldClaim) -> Mark:
    return Mark(claim.quote.start, claim.quote.end, CLAIM + claim.status)


def _loaded_mark(loaded: GoldLoaded) -> Mark:
    return Mark(loaded.start, loaded.end, LOADED + loaded.kind)
