"""Examples that answer at once: reports of our own articles, made once and kept in the cache. Nothing of a visitor is ever kept there."""

from __future__ import annotations

import hashlib
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from summarizer.comparison import Comparison
from summarizer.models import packages
from summarizer.records import Record, Report
from summarizer.settings import Settings

Made = TypeVar("Made", Report, Comparison)
"""What is made of an example: a report of its article, or a comparison of it with its documents."""
SLUGS = ("volchansk", "tidewell-housing", "byteville-orders", "ansara-ferry")
"""In the order in which they are offered: each shows another side of the report."""
_PACKAGE = Path(__file__).parent.parent
_CODE = (".py", ".tsv", ".txt", "SHA256SUMS")


class Example(NamedTuple):
    """An article of ours: its name, its file, and the files of other documents on the same events."""

    slug: str
    path: Path
    documents: tuple[Path, ...] = ()


def examples(folder: Path | None) -> tuple[Example, ...]:
    """Those of our examples that lie in a folder of seeds; none where there is no such folder, as in an installed package."""
    found = ((slug, folder / slug / "article.txt") for slug in SLUGS) if folder else ()
    return tuple(Example(slug, path, tuple(sorted((path.parent / "evidence").glob("*.txt")))) for slug, path in found if path.is_file())


def kept(example: Example, settings: Settings, kind: type[Made]) -> Made | None:
    """What was made of an example by this very version of the program and with these settings, if anything was."""
    try:
        return kind.model_validate_json(_place(example, settings, kind).read_bytes())
    except (OSError, ValidationError):
        return None


def keep(example: Example, settings: Settings, made: Report | Comparison) -> None:
    """Keep what was made of an example, all or nothing; where the cache cannot be written it is made again next time."""
    place = _place(example, settings, type(made))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(made.model_dump_json().encode("utf-8"))
        Path(file.name).replace(place)
    except OSError:
        return


def _place(example: Example, settings: Settings, kind: type[Record]) -> Path:
    mark = hashlib.sha256()
    mark.update(_code().encode())
    mark.update(settings.model_dump_json().encode())
    for path in (example.path, *example.documents):
        mark.update(path.read_bytes())
    return packages.cache_folder() / "examples" / f"{example.slug}-{kind.__name__.lower()}-{mark.hexdigest()[:16]}.json"


@cache
def _code() -> str:
    """A digest of the program: its code, its word lists, its prompts and the hashes of its weights."""
    mark = hashlib.sha256()
    folders = [_PACKAGE, *(p for p in (_PACKAGE / "prompts", _PACKAGE.parent / "prompts") if p.is_dir())]
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        if path.name.endswith((*_CODE, ".md")) and "web" not in path.relative_to(_PACKAGE.parent).parts:
            mark.update(path.read_bytes())
    return mark.hexdigest()
