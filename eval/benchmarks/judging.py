"""How a passage stands to a claim, as the benchmarks of stance ask it: by the exact rules; by the classifier where they are silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from eval.matching import units
from eval.tasks import Models
from summarizer import entailment, evidence
from summarizer.entailment import Bearing
from summarizer.models.base import Encoder
from summarizer.records import Claim, Source, Span, Stance

RULES = "the rules of this tool"
HEAD = "the rules, then the trained classifier"
ABOUT = 0.3
"""The cosine of a passage's likest sentence below which the classifier is not asked: it is about something else."""
_CHUNK = 1024
_OTHER = (Source(name="the passage", kind="document"),)
"""Who says the passage: the rules compare statements of different sources only."""


class Pair(NamedTuple):
    """A claim, and a passage of any length that may bear on it; `question` is what the passage answers, if it answers one."""

    claim: str
    passage: str
    question: str = ""


class Judged(NamedTuple):
    """How the passage stands to the claim (None: no stance found), and the cosine of its likest sentence, in [-1, 1]."""

    stance: Stance | None
    alike: float
    bearing: Bearing | None = None
    """What the classifier says, where it was asked."""


def judge_on(pairs: Sequence[Pair], judged: Sequence[Judged], models: Models, about: float = ABOUT) -> list[Judged]:
    """The same, with the classifier's stance where the rules take no side and one sentence at least has cosine `about` or more.

    The classifier reads the question before the answer. Below its threshold it says nothing.
    """
    asked = [n for n, j in enumerate(judged) if j.stance not in ("supports", "opposes") and j.alike >= about]
    found = entailment.bearings([(_premise(pairs[n]), pairs[n].claim) for n in asked], models.encoder)
    out = list(judged)
    for n, bearing in zip(asked, found, strict=True):
        out[n] = Judged(entailment.stance(bearing) or judged[n].stance, judged[n].alike, bearing)
    return out


def _premise(pair: Pair) -> str:
    passage = pair.passage if len(pair.passage) <= entailment.LONGEST else entailment.needed(pair.claim, units(pair.passage))
    return f"{pair.question.rstrip('?')}? {passage}" if pair.question else passage


def judge(pairs: Sequence[Pair], models: Models) -> list[Judged]:
    """Each pair judged, in order: for or against as the likest sentence that takes sides, else near if one sentence is, else None.

    The question is not read by the rules: a question asserts nothing.
    """
    split = {p.passage: units(p.passage) for p in pairs}
    vectors = _vectors({p.claim for p in pairs} | {s for sentences in split.values() for s in sentences}, models.encoder)
    rows = {passage: np.stack([vectors[s] for s in sentences]) for passage, sentences in split.items() if sentences}
    out = []
    for pair in pairs:
        if pair.passage not in rows:
            out.append(Judged(None, 0.0))
            continue
        alike: list[float] = (rows[pair.passage] @ vectors[pair.claim]).tolist()
        out.append(Judged(_stance(pair.claim, split[pair.passage], alike), max(alike)))
    return out


def _stance(claim: str, sentences: Sequence[str], alike: Sequence[float]) -> Stance | None:
    ours = statement(claim, ())
    found = [(x, evidence.relation(ours, statement(s, _OTHER), x)) for s, x in zip(sentences, alike, strict=True) if x >= evidence.ALIKE]
    sides = [(x, stance) for x, stance in found if stance not in (None, "near")]
    if sides:
        return max(sides, key=lambda side: side[0])[1]
    return "near" if any(stance == "near" for _, stance in found) else None


def statement(text: str, sources: tuple[Source, ...], *, name: str = "c", start: int = 0, places: tuple[str, ...] = ()) -> Claim:
    """A text as a claim of `sources` (none: the article itself) that begins at `start`, in the sentences called `places`."""
    return Claim(
        id=name,
        quote=Span(start=start, end=start + len(text), text=text),
        sentence_ids=places,
        text=text,
        text_written_by="rule",
        sources=sources,
        cue=None,
        attribution="explicit" if sources else "none",
        checkable=True,
    )


def _vectors(texts: Iterable[str], encoder: Encoder) -> dict[str, npt.NDArray[np.float32]]:
    """A unit vector for each text; texts of like length are read together, which wastes least padding."""
    ordered = sorted(texts, key=lambda t: (len(t), t))
    out: dict[str, npt.NDArray[np.float32]] = {}
    for at in range(0, len(ordered), _CHUNK):
        chunk = ordered[at : at + _CHUNK]
        out |= dict(zip(chunk, np.asarray(encoder.embed(chunk), dtype=np.float32), strict=True))
    return out
