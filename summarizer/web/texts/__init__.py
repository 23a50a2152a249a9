"""The words of the demo: one TOML file a language, the same keys in each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "de", "es")
"""By code of ISO 639-1; the first is taken where none fits."""


class Texts(NamedTuple):
    """The words of one language, by "table.key"."""

    language: str
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words at `key` with the values put in; a key that does not exist raises KeyError."""
        return self.words[key].format(**values)

    def get(self, key: str, default: str) -> str:
        """The words at `key`, or `default`: for what a report may hold and this file need not know."""
        return self.words.get(key, default)


def texts(language: object) -> Texts:
    """The words in a language; English where there are none in it."""
    return _read(language if isinstance(language, str) and language in LANGUAGES else LANGUAGES[0])


def preferred(header: str) -> str:
    """The first language of ours in an Accept-Language header, best liked first (RFC 9110, section 12.5.4)."""
    wishes = []
    for place, part in enumerate(header[:500].split(",")):
        code, _, quality = part.partition(";")
        found = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", quality)
        wishes.append((-float(found.group(1)) if found else -1.0, place, code.strip().lower().partition("-")[0]))
    return next((code for liked, _, code in sorted(wishes) if code in LANGUAGES and liked < 0), LANGUAGES[0])


@cache
def _read(chosen: str) -> Texts:
    found = tomllib.loads((FOLDER / f"{chosen}.toml").read_text(encoding="utf-8"))
    flat = {key: value for key, value in found.items() if isinstance(value, str)}
    flat |= {f"{table}.{key}": value for table, values in found.items() if isinstance(values, dict) for key, value in values.items()}
    return Texts(chosen, MappingProxyType(flat))
