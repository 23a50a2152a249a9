"""Publisher families: which outlets are one house, and which agency a text comes from.

The table is small and editable (`lexicon/families.tsv`); an outlet that it does not list stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from summarizer.lexicon.tables import rows

_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|co|org|net|info|news|uk|us|eu)\b|/$", re.IGNORECASE)
_DATELINE = re.compile(r"\s*[A-Z][\w .,'’/-]{1,60}?\s*\((?P<tag>[A-Z][\w .&/-]{1,30})\)\s*[-–—:]")
_CREDIT = re.compile(r"\((?P<tag>[A-Z][\w .&/-]{1,30})\)\s*$")
_PLAIN_DATELINE = re.compile(r"\s*[A-Z][A-Z .'’-]+,(?: [\w ]{3,20}[.,])? ?\(?(?P<tag>[A-Z][\w-]{1,30})\)?\s*[.–—-]\s")
_BYLINE = re.compile(
    r"^\W*(?:by(?: [^\n]{0,60}?\bfor)?|source:|reporting by|with reporting (?:by|from)|additional reporting by) "
    r"(?P<tag>(?:the )?[A-Z][\w &/-]{1,40})",
    re.IGNORECASE | re.MULTILINE,
)


class _Outlet(NamedTuple):
    family: str
    agency: bool


@cache
def _table() -> Mapping[str, _Outlet]:
    return {_plain(outlet): _Outlet(_plain(family), sort == "agency") for outlet, family, sort in rows("families", _COLUMNS, optional=1)}


_COLUMNS = ("outlet", "family", "sort")


def house(outlet: str) -> str:
    """The publisher of an outlet, in plain lower-case words: "The BBC (web)" and "BBC News" are "bbc"."""
    plain = _plain(outlet)
    return _table()[plain].family if plain in _table() else plain


def same_house(a: str, b: str) -> bool:
    """Whether two outlets are of one publisher: in one family, one name, or one the initials of the other ("HW", "Halden Wire")."""
    return house(a) == house(b) or _are_initials(a, b) or _are_initials(b, a)


def wire(text: str) -> str | None:
    """The agency whose text this is, by its dateline ("KELMAR (AP) -"), its byline or the credit at its end; None: none is named."""
    lines = text.strip().split("\n")
    for pattern, where, known in (
        (_DATELINE, lines[0], False),
        (_PLAIN_DATELINE, lines[0], True),
        (_CREDIT, lines[-1], False),
        (_BYLINE, "\n".join((*lines[:3], *lines[-3:])), True),
    ):
        found = pattern.match(where) if pattern in (_DATELINE, _PLAIN_DATELINE) else pattern.search(where)
        if found and (is_agency(found["tag"]) or (not known and re.fullmatch(r"[A-Z]{2,6}", found["tag"]))):
            return found["tag"]
    return None


def is_agency(outlet: str) -> bool:
    """Whether the table lists the outlet as a news agency."""
    entry = _table().get(_plain(outlet))
    return entry is not None and entry.agency


def _plain(outlet: str) -> str:
    name = _SITE.sub("", _ASIDE.sub("", outlet.replace("’", "'"))).strip().lower()
    return re.sub(r"\s+", " ", re.sub(r"^the\s+|\s+(?:online|website|newspaper|news agency)$", "", name))


def _are_initials(short: str, name: str) -> bool:
    letters = _ASIDE.sub("", short).strip()
    words = re.findall(r"\b[A-Z]\w*", re.sub(r"^The\s+", "", _ASIDE.sub("", name)))
    return re.fullmatch(r"[A-Z]{2,6}", letters) is not None and len(words) > 1 and letters == "".join(w[0] for w in words)
