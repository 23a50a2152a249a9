"""The library's door: the names it offers, and nothing more."""

from __future__ import annotations

from types import ModuleType

import summarizer


def test_all_is_sorted_and_complete() -> None:
    offered = {n for n, v in vars(summarizer).items() if not n.startswith("_") and not isinstance(v, ModuleType)}
    offered -= {"Iterator", "Path", "Sequence", "TYPE_CHECKING", "annotations", "VERSION"}
    assert summarizer.__all__ == sorted(offered | {"__version__"})


def test_every_public_name_is_described() -> None:
    assert [n for n in summarizer.__all__ if n != "__version__" and not getattr(summarizer, n).__doc__] == []
