"""Labels to and from labelling tools: Label Studio and doccano.

    export(seeds, "label-studio")      gold labels as a file that the tool opens
    read(raw, "label-studio")          what was labelled there, as `Labels`
    write_labels(path, labels, text)   as a labels file that `eval.seeds` reads

What is exported and read again unchanged is the same, whatever is in the text (`tests/eval/test_exchange.py`). The two tools count
offsets differently, and neither as one would think: see their modules. Evidence documents, outlet, date and title stay in the seed's
folder; they are no labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from eval.exchange import doccano, label_studio
from eval.exchange.base import Imported, Labelled, labels_file, write_labels
from eval.seeds import Seed
from summarizer.errors import UsageError

__all__ = ["FORMATS", "Format", "Imported", "Labelled", "export", "labels_file", "read", "write_labels"]

Format = Literal["label-studio", "doccano"]


class _Tool(NamedTuple):
    export: Callable[[Sequence[Seed]], str]
    read: Callable[[str], Imported]


FORMATS: Mapping[str, _Tool] = MappingProxyType(
    {
        "label-studio": _Tool(label_studio.export, label_studio.read),
        "doccano": _Tool(doccano.export, doccano.read),
    }
)
"""Each tool by its name: how labels go there and come back."""


def export(seeds: Sequence[Seed], form: str) -> str:
    """The seeds' texts and gold labels as one file for the tool `form`: JSON for Label Studio, JSON Lines for doccano.

    Raises:
        UsageError: there is no such format.
    """
    return _tool(form).export(seeds)


def read(raw: str, form: str) -> Imported:
    """What was labelled in the tool `form`, from the file that it exports, one `Labelled` for each article and labeller.

    What had to be left out or filled in is told in `notes`, a line each.

    Raises:
        UsageError: there is no such format, or the file cannot be read as it; the message names article and place.
    """
    return _tool(form).read(raw)


def _tool(form: str) -> _Tool:
    if form not in FORMATS:
        raise UsageError(f"no format {form!r}; take one of: {', '.join(FORMATS)}")
    return FORMATS[form]
