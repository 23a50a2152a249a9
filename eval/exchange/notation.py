r"""How a labeller writes lists in one line of a form, and how such a line is read.

one | two | three                      parts, blanks around them do not count
"either | or" | ""                     in double quotes, as in JSON: a part with a bar, an empty part
official: Ana Brandt, mayor | Brandt   a source: kind, name, other names
01-observer.txt | supports | Sund Radio | the words there      a piece of evidence: document, stance, origin, quote
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import get_args

from eval.seeds import GoldEvidence, GoldSource
from summarizer.errors import UsageError
from summarizer.records import Kind, Stance

_PART = re.compile(r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<plain>[^|]*?))\s*(?:\||\Z)', re.DOTALL)


def joined(parts: Sequence[str]) -> str:
    """The parts as one line; `split` gives them back. No part at all is a lone bar, since a form drops what is empty."""
    return " | ".join(_written(part) for part in parts) or "|"


def split(line: str) -> tuple[str, ...]:
    """The parts of a line. A part in quotes is what the quotes hold; parts with nothing in them are left out."""
    found = []
    at = 0
    while at < len(line) and (match := _PART.match(line, at)):
        part = _unquoted(match["quoted"]) if match["quoted"] else match["plain"]
        if part or match["quoted"]:
            found.append(part)
        at = match.end()
    return tuple(found)


def source_line(source: GoldSource) -> str:
    """A source as a line: its kind, name and other names."""
    return f"{source.kind}: {joined((source.name, *source.aliases))}"


def source(line: str, where: str) -> GoldSource:
    """The source in a line.

    Raises:
        UsageError: the line does not begin with a kind, or names nobody; the message begins with `where`.
    """
    kind, _, rest = line.partition(":")
    names = split(rest)
    if kind.strip() not in get_args(Kind) or not names or not names[0]:
        raise UsageError(f"{where}: source {line!r}: write KIND: NAME | OTHER NAME, with KIND one of {', '.join(get_args(Kind))}")
    return GoldSource.model_validate({"name": names[0], "kind": kind.strip(), "aliases": names[1:]})


def evidence_line(evidence: GoldEvidence) -> str:
    """A piece of evidence as a line: document, stance, origin, quote."""
    return joined((evidence.document, evidence.stance, evidence.origin, evidence.quote))


def evidence(line: str, where: str) -> GoldEvidence:
    """The piece of evidence in a line.

    Raises:
        UsageError: it has not four parts, or no known stance; the message begins with `where`.
    """
    parts = split(line)
    if len(parts) != 4 or parts[1] not in get_args(Stance) or not all(parts[2:]):
        raise UsageError(
            f"{where}: evidence {line!r}: write DOCUMENT | STANCE | ORIGIN | QUOTE, with STANCE one of {', '.join(get_args(Stance))}"
        )
    return GoldEvidence.model_validate(dict(zip(("document", "stance", "origin", "quote"), parts, strict=True)))


def _written(part: str) -> str:
    plain = part and part == part.strip() and "|" not in part and not part.startswith('"') and part.isprintable()
    return part if plain else json.dumps(part, ensure_ascii=False)


def _unquoted(part: str) -> str:
    """What the quotes hold; where it is no JSON, the labeller wrote the marks as they are."""
    try:
        return str(json.loads(part, strict=False))
    except ValueError:
        return part
