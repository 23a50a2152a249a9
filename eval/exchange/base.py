"""What both labelling tools share: what an import gives, units of offsets, and the labels file."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

import yaml

from eval import seeds
from eval.seeds import GoldClaim, GoldLoaded, GoldSource, Labels
from summarizer.errors import UsageError
from summarizer.records import Span, span

TOPIC = "not given"
"""Stands for a topic that the labeller did not name: a labels file must have one."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("[\r\x85\u2028\u2029]")
_SHOWN = 60


class Labelled(NamedTuple):
    """One article as one labeller left it. `slug` is a plain folder name; `text` is the article's body that the labels are placed in."""

    slug: str
    text: str
    labels: Labels


class Imported(NamedTuple):
    """An import: the articles in the order of the file, one after another for each labeller, and what the user should know."""

    articles: tuple[Labelled, ...]
    notes: tuple[str, ...]


def parsed(raw: str, where: str) -> Any:
    """The value of a JSON text.

    Raises:
        UsageError: it is no JSON, or it holds half a UTF-16 pair, which no file can; the message begins with `where`.
    """
    try:
        value = json.loads(raw.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where} is no JSON ({error})") from error
    if _SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise UsageError(f"{where} holds half a character (a lone UTF-16 surrogate); export it again as UTF-8")
    return value


def folder_name(slug: str) -> str:
    """`slug` itself, if it is the plain name of a folder: an import comes from elsewhere and must not reach other places.

    Raises:
        UsageError: it is not.
    """
    if not slug or slug.startswith(".") or PureWindowsPath(slug).name != slug or not slug.isprintable():
        raise UsageError(f"{slug[:_SHOWN]!r} cannot be the name of a seed; give the article's data a plain slug such as bridge-vote")
    return slug


def to_utf16(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 code units, as JavaScript counts: a character beyond U+FFFF is two."""
    return len(text[:offset].encode("utf-16-le")) // 2


def from_utf16(text: str, offset: int) -> int | None:
    """An offset in UTF-16 code units as one in code points; None if it is outside the text or within a character."""
    units = text.encode("utf-16-le")
    try:
        return len(units[: 2 * offset].decode("utf-16-le")) if 0 <= 2 * offset <= len(units) else None
    except UnicodeDecodeError:
        return None


def shown(text: str) -> str:
    """A text as it stands in a message: one short line in quotes."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def placed(text: str, start: int, end: int) -> Span | None:
    """The marked span without the blanks around it, which a mouse takes along easily; None if there is nothing else in it."""
    found = span(text, start, end)
    return found if found.text else None


def new_ids(used: Iterable[str]) -> Iterator[str]:
    """c1, c2 and so on, those left out that are in use."""
    taken = set(used)
    return (name for n in count(1) if (name := f"c{n}") not in taken)


def in_order(claims: Iterable[GoldClaim]) -> tuple[GoldClaim, ...]:
    """Claims in the order of the article, as a labels file lists them; those at one place stay as they are."""
    return tuple(sorted(claims, key=lambda c: c.quote.start))


def labels_file(labels: Labels, text: str, where: str) -> str:
    """The labels as YAML that `eval.seeds.labels` reads: each quote with the `occurrence` that leads to its place in `text`.

    Raises:
        UsageError: a quote cannot be found at its place (it begins or ends within a word, or overlaps an equal one); the message
            begins with `where`.
    """
    values: dict[str, Any] = {"topic": labels.topic}
    if labels.expect != "report":
        values["expect"] = labels.expect
    values["claims"] = [_claim(c, text, f"{where}: {c.id}") for c in labels.claims]
    if labels.loaded:
        values["loaded"] = [_loaded(x, text, f"{where}: loaded") for x in labels.loaded]
    if labels.summary:
        values["summary"] = labels.summary
    return yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=sys.maxsize)


def write_labels(path: Path, labels: Labels, text: str) -> None:
    """Write the labels to the file `path`; `eval.seeds.labels(path, text)` gives them back.

    Raises:
        UsageError: a quote cannot be found again, or the file cannot be written. Nothing is written then.
    """
    written = labels_file(labels, text, str(path))
    try:
        path.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error}") from error


class _Dumper(yaml.SafeDumper):
    """Escapes the line ends that YAML knows besides LF: PyYAML writes them as they are, and reads a space instead."""


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if _LINE_END.search(value) else None)


_Dumper.add_representer(str, _string)


def _claim(claim: GoldClaim, text: str, where: str) -> dict[str, Any]:
    return {
        "id": claim.id,
        **_quoted("quote", claim.quote, text, where),
        "text": claim.text,
        "sources": [_source(s) for s in claim.sources],
        "status": claim.status,
        **({"key": True} if claim.key else {}),
        **({"nugget": [list(slot) for slot in claim.nugget]} if claim.nugget else {}),
        **({"evidence": [e.model_dump() for e in claim.evidence]} if claim.evidence else {}),
    }


def _loaded(loaded: GoldLoaded, text: str, where: str) -> dict[str, Any]:
    return {**_quoted("text", loaded, text, where), "kind": loaded.kind, **_unless_empty("neutral", loaded.neutral)}


def _source(source: GoldSource) -> dict[str, Any]:
    return {"name": source.name, "kind": source.kind, **_unless_empty("aliases", source.aliases)}


def _unless_empty(name: str, values: Sequence[str]) -> dict[str, list[str]]:
    return {name: list(values)} if values else {}


def _quoted(name: str, quote: Span, text: str, where: str) -> dict[str, Any]:
    n = _occurrence(quote, text, where)
    return {name: quote.text, **({"occurrence": n} if n > 1 else {})}


def _occurrence(quote: Span, text: str, where: str) -> int:
    for n in count(1):
        try:
            found = seeds.find(text, quote.text, n, where)
        except UsageError:
            break
        if found.start == quote.start:
            return n
    raise UsageError(f"{where}: {shown(quote.text)} at {quote.start} cannot be told from its equals; mark whole words, or some words more")
