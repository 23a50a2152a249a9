"""Words that tell a body from a person: nouns for bodies ("ministry"), and the titles that stand before names ("Sen.")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from summarizer.lexicon.tables import rows


@cache
def bodies() -> frozenset[str]:
    """Nouns that name a body that can speak, lower-case singular, plurals that are used as such among them ("authorities")."""
    return frozenset(word for (word,) in rows("bodies", ("word",)))


@cache
def titles() -> Mapping[str, str]:
    """Titles before a name, as written, and the role that each gives ("" for a plain form of address)."""
    return {title: "" if role == "~" else role for title, role in rows("titles", ("abbreviation", "role"))}
