"""Agreement of two labellers on the same articles: the ceiling of what a system can be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.metrics import cohen_kappa_score

from eval import matching, metrics, scorers, seeds
from eval.results import Counts, Figure, Link, Row
from eval.seeds import Labels, Seed
from summarizer.records import Record


class Agreement(Record):
    """How far the second labeller agrees with the first, who stands as gold, over `articles` labelled twice.

    `figures` are what the scorers give with the second labeller in the system's place; `kappa` is Cohen's, over the matched claims,
    null where a label never varies.
    """

    articles: tuple[str, ...]
    matched: int
    figures: dict[str, Figure]
    kappa: dict[str, float | None]


SHOWN = ("row_f1", "claim_f1", "speaker", "origin", "chain", "kind", "status", "status_macro_f1", "loaded_f1")


def agreement(samples: Sequence[Seed]) -> Agreement:
    """The agreement over those of the samples that have a second labelling."""
    twice = [(_first(s), seeds.labels(s.path / seeds.SECOND, s.text)) for s in samples if (s.path / seeds.SECOND).is_file()]
    counts = [_counts(s, second) for s, second in twice]
    labels: dict[str, list[tuple[str, str]]] = {"status": [], "kind": [], "source": []}
    for seed, second in twice:
        _collect(seed, second, labels)
    found = metrics.figures(counts) if counts else {}
    return Agreement(
        articles=tuple(s.slug for s, _ in twice),
        matched=len(labels["status"]),
        figures={name: found[name] for name in SHOWN if name in found},
        kappa={name: _kappa(pairs) for name, pairs in labels.items()},
    )


def _first(seed: Seed) -> Seed:
    """The seed as its first labeller left it, before the two labellings were settled."""
    path = seed.path / seeds.FIRST
    return seed.model_copy(update={"labels": seeds.labels(path, seed.text)}) if path.is_file() else seed


def _counts(seed: Seed, second: Labels) -> Counts:
    rows = [Row(quote=c.quote, sources=_links(c.sources), status=c.status) for c in second.claims]
    spans, _, _ = scorers.loaded(seed.text, seed.labels.loaded, second.loaded)
    return scorers.claims(seed.text, seed.labels.claims, rows).counts | spans


def _collect(seed: Seed, second: Labels, labels: dict[str, list[tuple[str, str]]]) -> None:
    """Pairs of labels on matched claims. The second's speaker is written as the first's where they name the same source."""
    gold = seed.labels.claims
    pairs = matching.one_to_one(
        seed.text,
        [c.quote for c in gold],
        [c.quote for c in second.claims],
        same=lambda i, j: scorers.same_speaker(gold[i].sources, _links(second.claims[j].sources)),
    )
    for p in pairs:
        a, b = gold[p.gold], second.claims[p.found]
        labels["status"].append((a.status, b.status))
        labels["kind"].append((_kind(a), _kind(b)))
        names = [f"{seed.slug}: {c.sources[0].name if c.sources else 'own voice'}" for c in (a, b)]
        labels["source"].append((names[0], names[0] if scorers.same_speaker(a.sources, _links(b.sources)) else names[1]))


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    if len({label for pair in pairs for label in pair}) < 2:
        return None
    return float(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs]))


def _links(sources: Sequence[seeds.GoldSource]) -> tuple[Link, ...]:
    return tuple(Link(name=s.name, kind=s.kind) for s in sources)


def _kind(claim: seeds.GoldClaim) -> str:
    return claim.sources[0].kind if claim.sources else "own voice"
