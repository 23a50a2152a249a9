"""Reads what Label Studio exports; `eval.exchange.label_studio` says what the fields are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.exchange import notation
from eval.exchange.base import TOPIC, Imported, Labelled, folder_name, from_utf16, new_ids, parsed, placed, shown
from eval.seeds import GoldClaim, GoldLoaded, Labels
from summarizer.errors import UsageError
from summarizer.records import LoadedKind, Span, Status

TEXT, MARK, CLAIM, LOADED, KEY = "text", "mark", "claim", "loaded", "key"
WHOLE = frozenset(("topic", "expect", "summary"))
FIELDS = WHOLE | frozenset("id wording sources status key nugget evidence kind neutral".split())

_WHERE = "the Label Studio file"


class _Loose(BaseModel):
    """A part of the file: fields that the harness does not use are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Value(_Loose):
    start: int | None = None
    end: int | None = None
    text: str | tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[str, ...]:
        return self.choices or ((self.text,) if isinstance(self.text, str) else self.text)


class _Result(_Loose):
    id: str
    from_name: str
    value: _Value


class _Annotation(_Loose):
    result: tuple[dict[str, Any], ...]
    was_cancelled: bool = False


class _Data(_Loose):
    text: str
    slug: str | None = None


class _Task(_Loose):
    id: int | str | None = None
    data: _Data
    annotations: tuple[_Annotation, ...] = ()

    @property
    def slug(self) -> str:
        return folder_name(self.data.slug or f"task-{self.id}")


class _Region(NamedTuple):
    """A marked span and its fields by name, each with its entries; `where` is how messages name it."""

    place: Span
    fields: dict[str, tuple[str, ...]]
    where: str

    def one(self, name: str) -> str:
        """The only entry; several are one text that was entered piece by piece."""
        return " ".join(self.fields.get(name, ()))


def read(raw: str) -> Imported:
    """The labels in an export ("JSON"). A task gives one `Labelled` for each annotation that was not skipped.

    A claim without a wording gets its quote, an article without a topic `TOPIC`; claims come in the order of the article, and blanks
    at the ends of marked spans are cut. Notes tell what was filled in or left out.

    Raises:
        UsageError: the file is no such export; a region does not fit the text; a claim has no status or a loaded span no kind; or a
            line cannot be read. The message names article and span.
    """
    value = parsed(raw, _WHERE)
    try:
        tasks = [_Task.model_validate(t) for t in (value if isinstance(value, list) else [value])]
    except ValidationError as error:
        raise UsageError(f"{_WHERE}: {_first(error)}; export the project as JSON, not JSON-MIN") from error
    articles: list[Labelled] = []
    notes: list[str] = []
    for task in tasks:
        done = [a for a in task.annotations if not a.was_cancelled]
        if len(done) < len(task.annotations):
            notes.append(f"{task.slug}: {len(task.annotations) - len(done)} skipped by a labeller, left out")
        elif not done:
            notes.append(f"{task.slug}: not labelled yet, left out")
        articles += [Labelled(task.slug, task.data.text, _labels(task, a, notes)) for a in done]
    return Imported(tuple(articles), tuple(notes))


def _labels(task: _Task, annotation: _Annotation, notes: list[str]) -> Labels:
    results = _ours(task, annotation, notes)
    whole = _Region(Span(start=0, end=0, text=""), {r.from_name: r.value.entries for r in results}, task.slug)
    regions = {CLAIM: [], LOADED: []}  # type: dict[str, list[_Region]]
    for label, region in _regions(task, results, notes):
        regions[label].append(region)
    if not whole.one("topic").strip():
        notes.append(f"{task.slug}: no topic, {TOPIC!r} put there")
    expect = whole.one("expect") or "report"
    if expect not in ("report", "abstain"):
        raise UsageError(f"{task.slug}: expect is {expect!r}; choose report or abstain")
    return Labels(
        topic=whole.one("topic") if whole.one("topic").strip() else TOPIC,
        expect="abstain" if expect == "abstain" else "report",
        claims=_claims(regions[CLAIM], notes),
        loaded=tuple(_loaded(r) for r in regions[LOADED]),
        summary=whole.one("summary").strip(),
    )


def _ours(task: _Task, annotation: _Annotation, notes: list[str]) -> list[_Result]:
    """The results of our form; what other parts of a form gave is counted."""
    ours = [r for r in annotation.result if r.get("from_name") in FIELDS | {MARK}]
    if len(ours) < len(annotation.result):
        others = sorted({str(r.get("from_name") or r.get("type")) for r in annotation.result if r not in ours})
        notes.append(f"{task.slug}: left out, no part of these labels: {', '.join(others)} ({len(annotation.result) - len(ours)} in all)")
    try:
        return [_Result.model_validate(r) for r in ours]
    except ValidationError as error:
        raise UsageError(f"{task.slug}: {_first(error)}; label with the form that this harness gives") from error


def _regions(task: _Task, results: Sequence[_Result], notes: list[str]) -> Iterator[tuple[str, _Region]]:
    """Each region's label and content, in the order of the file."""
    marks = [r for r in results if r.from_name == MARK]
    if astray := [r for r in results if r.from_name not in WHOLE and r.id not in {m.id for m in marks}]:
        notes.append(
            f"{task.slug}: left out, fields of no marked span: {', '.join(sorted({r.from_name for r in astray}))} ({len(astray)} in all)"
        )
    for mark, (start, end) in zip(marks, _places(task, marks), strict=True):
        place = placed(task.data.text, start, end)
        if not place:
            notes.append(f"{task.slug}: a mark at {start} holds nothing but blanks, left out")
            continue
        where = f"{task.slug}: {shown(place.text)}"
        if not mark.value.labels or not set(mark.value.labels) <= {CLAIM, LOADED}:
            raise UsageError(f"{where}: marked as {', '.join(mark.value.labels) or 'nothing'}; mark it as {CLAIM} or {LOADED}")
        fields = {r.from_name: r.value.entries for r in results if r.id == mark.id and r.from_name != MARK}
        yield from ((label, _Region(place, fields, where)) for label in mark.value.labels)


def _places(task: _Task, marks: Sequence[_Result]) -> list[tuple[int, int]]:
    """Start and end of each mark in code points: as they are if all marks hold the text that they say, else as UTF-16 code units."""
    text = task.data.text
    plain = [(m.value.start, m.value.end) for m in marks]
    if all(_fits(text, m, *p) for m, p in zip(marks, plain, strict=True)):
        return [(s, e) for s, e in plain if s is not None and e is not None]
    units = [tuple(None if x is None else from_utf16(text, x) for x in p) for p in plain]
    if all(_fits(text, m, s, e) for m, (s, e) in zip(marks, units, strict=True)):
        return [(s, e) for s, e in units if s is not None and e is not None]
    wrong = next(m for m, p in zip(marks, plain, strict=True) if not _fits(text, m, *p))
    raise UsageError(f"{task.slug}: the mark {wrong.id} at {wrong.value.start} is not where its text is; was the article changed?")


def _fits(text: str, mark: _Result, start: int | None, end: int | None) -> bool:
    if start is None or end is None or not 0 <= start <= end <= len(text):
        return False
    return not mark.value.entries or _flat(text[start:end]) == _flat(" ".join(mark.value.entries))


def _flat(text: str) -> str:
    r"""Blanks evened out: Label Studio may keep a run of them as one, and a line end as \n in two characters."""
    return " ".join(text.replace("\\n", " ").split())


def _claims(regions: Sequence[_Region], notes: list[str]) -> tuple[GoldClaim, ...]:
    regions = sorted(regions, key=lambda r: r.place.start)
    ids = new_ids(r.one("id") for r in regions)
    notes += [f"{r.where}: no wording, its quote put there" for r in regions if not r.one("wording").strip()]
    return tuple(_claim(r, r.one("id") or next(ids)) for r in regions)


def _claim(region: _Region, name: str) -> GoldClaim:
    status = region.one("status")
    if status not in get_args(Status):
        raise UsageError(f"{region.where}: status is {status or 'missing'}; choose one of {', '.join(get_args(Status))}")
    return GoldClaim.model_validate(
        {
            "id": name,
            "quote": region.place,
            "text": region.one("wording") if region.one("wording").strip() else region.place.text,
            "sources": tuple(notation.source(line, region.where) for line in region.fields.get("sources", ())),
            "status": status,
            "key": KEY in region.fields.get("key", ()),
            "nugget": tuple(notation.split(line) for line in region.fields.get("nugget", ())),
            "evidence": tuple(notation.evidence(line, region.where) for line in region.fields.get("evidence", ())),
        }
    )


def _loaded(region: _Region) -> GoldLoaded:
    kind = region.one("kind")
    if kind not in get_args(LoadedKind):
        raise UsageError(f"{region.where}: kind is {kind or 'missing'}; choose one of {', '.join(get_args(LoadedKind))}")
    neutral = tuple(w for line in region.fields.get("neutral", ()) for w in notation.split(line))
    return GoldLoaded.model_validate({**region.place.model_dump(), "kind": kind, "neutral": neutral})


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg'].lower()}"
