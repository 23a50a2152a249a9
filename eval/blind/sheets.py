"""The sheets that a reader gets, and the key that stays behind.

Three summaries of each article: the tool's, the tool's by rules alone, and the bare model's, in an order drawn by hash. All three are made
from the article alone, so that a reader needs nothing else to judge them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import ValidationError

from eval import baselines, running, seeds, tasks, workers
from eval.results import Prediction, Result
from eval.seeds import Seed, Split
from eval.tasks import Models
from summarizer.errors import UsageError
from summarizer.records import Record
from summarizer.settings import Settings

System = Literal["tool", "rules", "raw"]
Letter = Literal["A", "B", "C"]
SYSTEMS: Mapping[System, str] = MappingProxyType(
    {"tool": "this tool", "rules": "this tool by rules alone", "raw": "the bare model, asked for a summary"}
)
"""Who wrote a summary, and the name for it in the report."""
LETTERS: tuple[Letter, ...] = ("A", "B", "C")
SHEETS = 30
KEY = "key.json"
READER = "READER.md"
FOLDER = "sheets"
NOTHING = "(no summary)"
"""What stands on the sheet for a system that wrote nothing."""
_TEMPLATES = Path(__file__).parent.parent / "templates"

Texts = dict[System, str]


class Sheet(Record):
    """One article: `order` tells which system stands under which letter, `summaries` what each wrote."""

    number: str
    slug: str
    order: dict[Letter, System]
    summaries: dict[System, str]


class Key(Record):
    """What the reader does not see. `models` names who wrote for each system; `digest` is the SHA-256 of the seeds that were read."""

    models: dict[System, str]
    digest: str
    sheets: tuple[Sheet, ...]


def drawn(root: Path, split: Split, count: int = SHEETS) -> tuple[Seed, ...]:
    """The articles to read: those of the split by the hash of their name, then for `test` those of dev, up to `count`; no refusals."""
    parts = [seeds.load_all(root, split), *([seeds.load_all(root, "dev")] if split == "test" else [])]
    ordered = [s for part in parts for s in sorted(part, key=lambda s: _hash(s.slug)) if s.labels.expect == "report"]
    return tuple(seeds.alone(s) for s in ordered[:count])


def saved(results: Sequence[Result], root: Path, writer: str) -> dict[str, Texts]:
    """By article: the summaries that saved runs of the harness hold already. What was written with other documents at hand is left out.

    Raises:
        UsageError: a run read other seeds or prompts than those that are here, or another model wrote in it.
    """
    found: dict[str, Texts] = {}
    for result in results:
        samples = seeds.load_all(root, "dev" if result.split == "dev" else "test" if result.split == "test" else "all")
        here = running.digests(samples)
        if any(result.digests.get(name) != here[name] for name in ("seeds", "prompts")) or result.model not in ("none", writer):
            raise UsageError(f"the saved run of {result.model} on {result.split} is of other seeds, prompts or weights; make it anew")
        own: System = "rules" if result.model == "none" else "tool"
        documented = {s.slug for s in samples if s.documents} if result.documents else set()
        for article in result.system.articles:
            if article.lines and article.slug not in documented:
                found.setdefault(article.slug, {})[own] = " ".join(article.lines)
        for article in (a for b in result.baselines if b.name == running.RAW for a in b.articles):
            if article.lines:
                found.setdefault(article.slug, {})["raw"] = " ".join(article.lines)
    return found


def written(samples: Sequence[Seed], known: Mapping[str, Texts], spec: str, jobs: int | None = None) -> dict[str, Texts]:
    """By article: all three summaries, the known ones as they are; the others are made by one process to a core.

    Raises:
        SummarizerError: what the tool itself raised.
    """
    missing = [s for s in samples if set(known.get(s.slug, {})) != set(SYSTEMS)]
    made = workers.each(missing, partial(summaries, dict(known)), spec, raw=True, jobs=jobs) if missing else ()
    return {**known, **{s.slug: texts for s, texts in zip(missing, made, strict=True)}}


def summaries(known: Mapping[str, Texts], seed: Seed, models: Models) -> Texts:
    """The three summaries of one article, the known ones as they are."""
    make = {
        "tool": lambda: tasks.whole(seed, models),
        "rules": lambda: tasks.whole(seed, models._replace(writer=None, settings=Settings(model="none"))),
        "raw": lambda: baselines.raw_model(seed, models.bare) if models.bare else Prediction(),
    }
    have = known.get(seed.slug, {})
    return {s: have[s] if s in have else " ".join(make[s]().lines or ()) for s in SYSTEMS}


def sheets(samples: Sequence[Seed], texts: Mapping[str, Texts]) -> tuple[Sheet, ...]:
    """The sheets in the order of the samples, numbered from 01, so that the name of an article tells nothing."""
    return tuple(
        Sheet(number=f"{n:02}", slug=s.slug, order=dict(zip(LETTERS, order(s.slug), strict=True)), summaries=texts[s.slug])
        for n, s in enumerate(samples, 1)
    )


def order(slug: str) -> list[System]:
    """The systems as they stand under A, B and C for an article."""
    return sorted(SYSTEMS, key=lambda system: _hash(f"{slug}/{system}"))


def save(folder: Path, key: Key, samples: Iterable[Seed], schema: str) -> None:
    """Write the sheets, what the reader is asked, the form of a verdict (a JSON Schema), and the key.

    Raises:
        UsageError: the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new folder, so that no reading is mixed with another")
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for sheet, seed in zip(key.sheets, samples, strict=True):
        (folder / FOLDER / f"{sheet.number}.md").write_text(page(sheet, seed), encoding="utf-8")
    (folder / FOLDER / READER).write_text(rendered("blind_reader.md.j2", sheets=len(key.sheets)), encoding="utf-8")
    (folder / FOLDER / "verdict.schema.json").write_text(schema, encoding="utf-8")
    (folder / KEY).write_text(key.model_dump_json(indent=1) + "\n", encoding="utf-8")


def load(folder: Path) -> Key:
    """The key of a folder that `save` made.

    Raises:
        UsageError: there is none.
    """
    try:
        return Key.model_validate_json((folder / KEY).read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{folder} has no {KEY} of a blind reading; make one with: python -m eval blind make --out {folder}") from error


def page(sheet: Sheet, seed: Seed) -> str:
    """The sheet as the reader sees it: the article as a quotation, then A, B and C."""
    texts = [(letter, " ".join(sheet.summaries[sheet.order[letter]].split()) or NOTHING) for letter in LETTERS]
    article = seeds.read_article(seed).article
    return rendered("blind_sheet.md.j2", number=sheet.number, article=article, texts=texts)


def rendered(template: str, **values: object) -> str:
    """One of the harness's Markdown templates, filled in."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - Markdown, read as text
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(**values)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
