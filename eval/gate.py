"""The gate: no score may fall below its floor. `floors.json` pins the floors together with what they were measured on.

A floor is the figure of the run that set it. A run passes if no figure is worse than its floor by more than the margin; the margin is
there because the writer's bf16 arithmetic differs between processors, and is part of the file. A changed seed, prompt, split or scorer
makes the floors meaningless, so the gate then fails until they are set anew, and they can only be set anew upward unless a person says
`--allow-lower`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from eval.metrics import METRICS
from eval.results import Result
from summarizer.errors import GateError, UsageError
from summarizer.records import Record

PATH = Path(__file__).parent / "floors.json"
GATED = (
    "row_f1",
    "claim_f1",
    "speaker",
    "origin",
    "chain",
    "kind",
    "status",
    "status_macro_f1",
    "loaded_precision",
    "loaded_f1",
    "coverage",
    "numbers",
    "names",
    "left",
    "unjudged",
    "abstained",
    "attribution.speaker",
    "attribution.chain",
    "claims.f1",
    "claims.checkable",
    "status.accuracy",
    "status.macro_f1",
    "verdicts.accuracy",
    "summary.coverage",
)
"""The figures that are held, by name."""
MARGIN = 0.01
"""How much worse a share may be than its floor."""
COUNT_MARGIN = 0.05
"""How many more wrong things per summary there may be than the floor allows."""


class Floor(Record):
    """The floors of one split: the figures, and the digests of what they were measured on."""

    model: str
    digests: dict[str, str]
    figures: dict[str, float]


class Floors(Record):
    """All floors, by split, and the margins they are held with."""

    margin: float = Field(ge=0, le=0.1)
    count_margin: float = Field(ge=0, le=1)
    splits: dict[str, Floor]


def load(path: Path = PATH) -> Floors:
    """The floors in `path`.

    Raises:
        UsageError: the file is missing or not what it should be.
    """
    try:
        return Floors.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path} cannot be read as floors; set them with: python -m eval gate --raise") from error


def check(result: Result, floors: Floors) -> None:
    """Passes in silence.

    Raises:
        GateError: a figure fell below its floor, or what was measured on has changed; every reason is named.
    """
    reasons = tuple(failures(result, floors))
    if reasons:
        raise GateError(f"the gate fails on {result.split}: {'; '.join(reasons)}")


def check_ground(split: str, digests: Mapping[str, str], floors: Floors) -> None:
    """Passes in silence if floors are there and what they were measured on is unchanged: this is known before anything is run.

    Raises:
        GateError: there are no floors for the split, or seeds, prompts, split or scorers have changed.
    """
    reasons = tuple(_ground(split, digests, floors))
    if reasons:
        raise GateError(f"the gate fails on {split}: {'; '.join(reasons)}")


def failures(result: Result, floors: Floors) -> Iterator[str]:
    """Why the result does not pass, one reason at a time."""
    yield from _ground(result.split, result.digests, floors)
    floor = floors.splits.get(result.split)
    if floor is None:
        return
    if floor.model != result.model:
        yield f"the floors are those of the model {floor.model}, not of {result.model}"
    measured = {name for name in GATED if figure(result, name) is not None}
    for name in sorted((measured - set(floor.figures)) | (set(floor.figures) - set(GATED))):
        yield f"{name} is {'not in floors.json' if name in GATED else 'no longer gated'}; set the floors anew with --raise"
    for name, least in floor.figures.items():
        value = figure(result, name)
        if value is None:
            yield f"{name} could not be measured (floor {least:.3f})"
        elif worse(name, value, least) > margin(name, floors):
            yield f"{METRICS[name].title}: {value:.3f}, floor {least:.3f}"


def _ground(split: str, digests: Mapping[str, str], floors: Floors) -> Iterator[str]:
    if split not in floors.splits:
        yield f"no floors for {split}; set them with: python -m eval gate --split {split} --raise"
        return
    pinned = floors.splits[split].digests
    changed = [name for name in pinned if digests.get(name) != pinned[name]]
    if changed:
        yield f"changed since the floors were set: {', '.join(changed)}; look at the figures, then set the floors anew with --raise"


def raised(result: Result, floors: Floors | None, *, allow_lower: bool = False) -> Floors:
    """The floors with those of the result's split set anew from it.

    Figures may only get better; on changed seeds, prompts, split or scorers too, because otherwise any fall could be hidden behind a
    changed comma.

    Raises:
        GateError: a figure is worse than the old floor, and `allow_lower` does not say that this is meant.
    """
    old = floors or Floors(margin=MARGIN, count_margin=COUNT_MARGIN, splits={})
    before: Mapping[str, float] = old.splits[result.split].figures if result.split in old.splits else {}
    figures = {name: value for name in GATED if (value := figure(result, name)) is not None}
    lower = [f"{n} {before[n]:.3f} -> {v:.3f}" for n, v in figures.items() if n in before and worse(n, v, before[n]) > 0]
    gone = [f"{n} {before[n]:.3f} -> not measured" for n in before if n not in figures]
    if (lower or gone) and not allow_lower:
        raise GateError(f"floors only rise; --allow-lower if this is meant: {'; '.join((*lower, *gone))}")
    new = Floor(model=result.model, digests=dict(result.digests), figures=figures)
    return old.model_copy(update={"splits": {**old.splits, result.split: new}})


def save(floors: Floors, path: Path = PATH) -> None:
    """Writes the floors, sorted, so that a change shows as one line."""
    path.write_text(json.dumps(floors.model_dump(), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def figure(result: Result, name: str) -> float | None:
    """The result's figure by name, rounded as the file keeps it; None where it was not measured."""
    found = result.system.figures.get(name)
    return None if found is None or found.value is None else round(found.value, 4)


def worse(name: str, value: float, floor: float) -> float:
    """By how much `value` is worse than `floor`; negative where it is better."""
    return value - floor if METRICS[name].better == "lower" else floor - value


def margin(name: str, floors: Floors) -> float:
    """The noise that the figure is allowed."""
    return floors.count_margin if METRICS[name].better == "lower" else floors.margin
