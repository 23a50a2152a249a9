"""Seeds: articles with gold labels, read from folders as `seeds/README.md` describes, every quote resolved to its place in the text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import ConfigDict, Field, ValidationError

from summarizer import reading
from summarizer.errors import UsageError
from summarizer.reading import Reading
from summarizer.records import Document, Kind, LoadedKind, Record, Span, Stance, Status
from summarizer.settings import Settings

ROOT = Path(__file__).resolve().parent.parent / "seeds"
SPLIT_FILE = "split.json"
LABELS = "labels.yaml"
FIRST, SECOND = "labels.first.yaml", "labels.second.yaml"
"""Of an article labelled twice: what the two labellers wrote, apart and unseen by each other; LABELS is what was then settled on."""
Split = Literal["dev", "test", "all"]


class _Written(Record):
    """As it stands in the YAML file: lists are tuples here, unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class GoldSource(_Written):
    """One link of a gold chain; `aliases` are other names that count as the same."""

    name: Annotated[str, Field(min_length=1)]
    kind: Kind
    aliases: tuple[str, ...] = ()


class GoldEvidence(_Written):
    """A passage of an evidence document that bears on a claim; equal `origin` strings are one origin."""

    document: str
    stance: Stance
    quote: Annotated[str, Field(min_length=1)]
    origin: Annotated[str, Field(min_length=1)]


class _ClaimLabel(_Written):
    id: Annotated[str, Field(min_length=1)]
    quote: Annotated[str, Field(min_length=1)]
    occurrence: Annotated[int, Field(ge=1)] = 1
    text: Annotated[str, Field(min_length=1)]
    sources: tuple[GoldSource, ...]
    status: Status
    key: bool = False
    nugget: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[GoldEvidence, ...] = ()


class _LoadedLabel(_Written):
    text: Annotated[str, Field(min_length=1)]
    occurrence: Annotated[int, Field(ge=1)] = 1
    kind: LoadedKind
    neutral: tuple[str, ...] = ()


class _Labels(_Written):
    topic: Annotated[str, Field(min_length=1)]
    expect: Literal["report", "abstain"] = "report"
    claims: tuple[_ClaimLabel, ...]
    loaded: tuple[_LoadedLabel, ...] = ()
    summary: str = ""


class GoldClaim(Record):
    """A gold claim, its quote resolved to offsets into the article's text; `nugget` is empty unless `key`."""

    id: str
    quote: Span
    text: str
    sources: tuple[GoldSource, ...]
    status: Status
    key: bool
    nugget: tuple[tuple[str, ...], ...]
    evidence: tuple[GoldEvidence, ...]


class GoldLoaded(Span):
    """A gold loaded span with the accepted neutral wordings ("" = drop it)."""

    kind: LoadedKind
    neutral: tuple[str, ...]


class Labels(Record):
    """All gold labels of one article by one labeller. `expect` "abstain": the tool should refuse the text (an index page, say)."""

    topic: str
    expect: Literal["report", "abstain"]
    claims: tuple[GoldClaim, ...]
    loaded: tuple[GoldLoaded, ...]
    summary: str


class Seed(Record):
    """One sample: the article's body as the tool reads it, its evidence documents, and the gold labels."""

    slug: str
    path: Path
    outlet: str | None
    text: str
    documents: tuple[Document, ...]
    labels: Labels


def load(folder: Path) -> Seed:
    """The seed in `folder`.

    Raises:
        UsageError: a file is missing or cannot be read, or a label does not fit the text; the message names file and label.
    """
    path = folder / "article.txt"
    raw = _raw(path)
    text = _body(raw)
    return Seed(
        slug=folder.name,
        path=folder,
        outlet=_fields(path, raw).get("outlet"),
        text=text,
        documents=_documents(folder),
        labels=labels(folder / LABELS, text),
    )


def alone(seed: Seed) -> Seed:
    """The seed as if no other document were known. Its statuses stay, so what documents are worth is the difference."""
    claims = tuple(c.model_copy(update={"evidence": ()}) for c in seed.labels.claims)
    return seed.model_copy(update={"documents": (), "labels": seed.labels.model_copy(update={"claims": claims})})


def load_all(root: Path, split: Split = "all") -> tuple[Seed, ...]:
    """The seeds under `root` in the order of their names, those of one split only where asked. `root` may itself be one seed.

    Raises:
        UsageError: there are none, or the split file does not list every seed exactly once.
    """
    folders = [root] if (root / LABELS).is_file() else sorted(p.parent for p in root.glob(f"*/{LABELS}"))
    if not folders:
        raise UsageError(f"{root} holds no seeds: folders with article.txt and {LABELS}")
    if split != "all":
        chosen = splits(root)[split]
        folders = [f for f in folders if f.name in chosen]
    return tuple(load(f) for f in folders)


def splits(root: Path) -> dict[str, tuple[str, ...]]:
    """The slugs of `dev` and of `test`, as `split.json` lists them.

    Raises:
        UsageError: the file is missing, or does not list every seed under `root` exactly once.
    """
    path = root / SPLIT_FILE
    try:
        listed = {name: tuple(slugs) for name, slugs in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UsageError(
            f'{path} cannot be read ({error}); it should be {{"dev": [slugs], "test": [slugs]}}, or use --split all'
        ) from error
    here = sorted(p.parent.name for p in root.glob(f"*/{LABELS}"))
    if set(listed) != {"dev", "test"} or sorted(s for slugs in listed.values() for s in slugs) != here:
        wrong = sorted(set(here) ^ {s for slugs in listed.values() for s in slugs})
        raise UsageError(f"{path} must list every seed once, under dev or test; look at: {', '.join(wrong) or 'doubles'}")
    return listed


def article_text(path: Path) -> str:
    """The article's body without front matter, line ends LF.

    Raises:
        UsageError: the file cannot be read.
    """
    return _body(_raw(path))


def read_article(seed: Seed) -> Reading:
    """The article through the tool's own door.

    Raises:
        AbstainError: the tool refuses it.
    """
    # Named by its slug: why a text is refused goes into the report, and where the seeds lie on a disk is nobody's business.
    name = f"{seed.slug}/article.txt"
    return reading.read_bytes((seed.path / "article.txt").read_bytes(), name=name, settings=Settings())


def labels(path: Path, text: str) -> Labels:
    """The labels in the YAML file `path`, every quote resolved to its place in `text`.

    Raises:
        UsageError: the file is no such YAML, or a quote does not stand in the text; the message names the label.
    """
    try:
        written = _Labels.model_validate(_yaml(path, _raw(path)))
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from error
    claims = tuple(
        GoldClaim(
            **c.model_dump(exclude={"quote", "occurrence", "sources", "evidence"}),
            quote=find(text, c.quote, c.occurrence, f"{path}: {c.id}"),
            sources=c.sources,
            evidence=c.evidence,
        )
        for c in written.claims
    )
    loaded = tuple(
        GoldLoaded(**find(text, x.text, x.occurrence, f"{path}: loaded").model_dump(), kind=x.kind, neutral=x.neutral)
        for x in written.loaded
    )
    return Labels(topic=written.topic, expect=written.expect, claims=claims, loaded=loaded, summary=written.summary.strip())


def find(text: str, quote: str, occurrence: int, where: str) -> Span:
    """The `occurrence`-th place of `quote` in `text`, at the boundaries of words first, else anywhere.

    Raises:
        UsageError: it is not there so often; the message begins with `where`.
    """
    edge_before, edge_after = (r"\b" if c.isalnum() else "" for c in (quote[0], quote[-1]))
    places = [m.start() for m in re.finditer(edge_before + re.escape(quote) + edge_after, text)] or [
        m.start() for m in re.finditer(re.escape(quote), text)
    ]
    if len(places) < occurrence:
        raise UsageError(f"{where}: the text has {len(places)} of occurrence {occurrence}: {quote!r}")
    start = places[occurrence - 1]
    return Span(start=start, end=start + len(quote), text=quote)


def digest(seeds: Sequence[Seed]) -> str:
    """A SHA-256 over every file of the seeds, by name: a changed label, article or document changes it."""
    total = hashlib.sha256()
    for seed in sorted(seeds, key=lambda s: s.slug):
        for path in sorted(p for p in seed.path.rglob("*") if p.suffix in (".txt", ".yaml")):
            total.update(f"{seed.slug}/{path.relative_to(seed.path).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return total.hexdigest()


def _documents(folder: Path) -> tuple[Document, ...]:
    found = []
    for path in sorted((folder / "evidence").glob("*.txt")):
        raw = _raw(path)
        fields = _fields(path, raw)
        if not all(fields.get(key) for key in ("outlet", "date", "title")):
            raise UsageError(f"{path} needs front matter with outlet, date and title")
        body = _body(raw)
        known = {key: fields.get(key) for key in ("outlet", "date", "title", "url")}
        found.append(Document(id=path.name, text=body, sha256=hashlib.sha256(body.encode()).hexdigest(), **known))
    return tuple(found)


def _fields(path: Path, raw: str) -> dict[str, str]:
    front = _yaml(path, raw[: len(raw) - len(_body(raw))].strip("- \n"))
    return {str(k): str(v) for k, v in front.items()} if isinstance(front, dict) else {}


def _yaml(path: Path, raw: str) -> object:
    try:
        return _Strings(raw).get_single_data()
    except yaml.YAMLError as error:
        raise UsageError(f"{path} is no YAML ({' '.join(str(error).split())}); put values with : or # in quotes") from error


def _raw(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _body(raw: str) -> str:
    front = re.match(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", raw, re.DOTALL)
    return raw[front.end() :] if front else raw


class _Strings(yaml.SafeLoader):
    """Dates, numbers and words such as "no" stay what was written; only true and false are read as such."""


_Strings.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:bool" and first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
