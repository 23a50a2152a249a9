"""Which statements cannot be checked: opinion, judgement, rhetoric and forecast. The encoder's classifier tells, and a word list hints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarizer import lexicon
from summarizer.models.base import Encoder

SURE = 0.6
"""The probability of being an opinion from which a statement is one."""
HINTED = 0.2
"""The same for a statement of which `hinted` is true."""

_BEFORE = 4
"""Words before a statement that are looked at: "it is widely expected that"."""


class Statement(NamedTuple):
    """A statement, its sentence, and its reporting verb, if any."""

    text: str
    sentence: str
    cue: str = ""


def opinions(statements: Sequence[Statement], encoder: Encoder) -> list[bool]:
    """Whether each statement is one of opinion."""
    judged = encoder.classify([(s.text, s.sentence) for s in statements], "checkable")
    return [found["opinion"] >= (HINTED if hinted(s) else SURE) for s, found in zip(statements, judged, strict=True)]


def hinted(said: Statement) -> bool:
    """Whether words of opinion or forecast stand in the statement or right before it, or a verb of opinion reports it."""
    before = " ".join(said.sentence.partition(said.text)[0].split()[-_BEFORE:])
    verbs = [verb for part in (before, said.cue) for _, _, verb in lexicon.find_reporting(part)]
    return bool(lexicon.find_opinion(said.text) or lexicon.find_opinion(before)) or any(v.stance == "opinion" for v in verbs)
