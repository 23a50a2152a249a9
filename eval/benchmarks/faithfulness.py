"""Faithfulness: does a text say only what its source says? SummEdits news, QAGS, FaithBench and WiCE."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal, NamedTuple

from eval.benchmarks import items, measuring
from eval.benchmarks.anchors import ANCHORS
from eval.benchmarks.base import Benchmark, Entry
from eval.benchmarks.items import Item
from eval.benchmarks.measuring import Measure, Places
from eval.matching import units
from eval.results import Figure
from eval.tasks import Models
from summarizer import checks, entailment, quantities

THRESHOLD = 0.5
"""From this score on a text counts as faithful; fixed beforehand."""
_FORM = frozenset({"complete", "loaded"})
"""Checks of a line that ask for its form and tone, not for what it says."""
_WORD = re.compile(r"\w+")


class Text(NamedTuple):
    """A source, and a text of one sentence or several that should say nothing else."""

    source: str
    text: str


class Scored(NamedTuple):
    """A system's scores, one a text, in [0, 1]: faithful from `threshold` on."""

    name: str
    scores: Sequence[float]
    threshold: float = THRESHOLD
    note: str = ""
    kind: Literal["ours", "baseline", "published"] = "baseline"


Measures = Callable[[float], Mapping[str, Measure]]
"""Measures by column, for systems with a given threshold."""


def summedits(path: Path, models: Models) -> Benchmark:
    """SummEdits, news (Laban et al. 2023); `path` is summedits_news.json or a folder that holds it.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    hint = "give summedits_news.json of salesforce/factualNLG, or its folder"
    file = path if path.is_file() else items.inside(path, "data/summedits") / "summedits_news.json"
    found = items.from_json(file, ("doc", "summary", "label"), hint)
    gold = [float(x["label"]) for x in found]
    groups = [x["doc"] for x in found]
    scored = _systems([Text(x["doc"], x["summary"]) for x in found], gold, models)
    return Benchmark(
        name="summedits",
        title="SummEdits news, consistent or not",
        measure=f"balanced accuracy at the fixed threshold {THRESHOLD}, area under the ROC curve; interval by document",
        data=f"summedits_news.json: all {len(found)} summaries of {len(set(groups))} documents, {sum(gold):.0f} consistent",
        columns=tuple(_two(THRESHOLD)),
        rows=(*(_row(s, gold, groups, _two) for s in scored), *ANCHORS["summedits"]),
    )


def qags(path: Path, models: Models) -> Benchmark:
    """QAGS (Wang et al. 2020), CNN/DM and XSum; `path` is the repository's folder or the one of mturk_cnndm.jsonl and mturk_xsum.jsonl.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    hint, fields = "give the folder of W4ngatang/qags", ("article", "summary_sentences")
    sets = {n: items.from_lines(items.inside(path, "data") / f"mturk_{n}.jsonl", fields, hint) for n in ("cnndm", "xsum")}
    tables = [_qags_rows(name, found, models) for name, found in sets.items()]
    merged = tuple(
        a.model_copy(update={"figures": a.figures | b.figures, "note": _joined(a.note, b.note)}) for a, b in zip(*tables, strict=True)
    )
    sizes = {n: f"{len(found)} summaries, {sum(len(x['summary_sentences']) for x in found)} sentences" for n, found in sets.items()}
    return Benchmark(
        name="qags",
        title="QAGS, is each sentence of a summary supported?",
        measure=f"balanced accuracy of sentences at the fixed threshold {THRESHOLD} (majority of three votes); AUC of whole "
        "summaries, which one unsupported sentence spoils (lowest score); Pearson of a summary's mean score with its share of "
        "supported sentences; interval by article",
        data="; ".join(f"mturk_{n}.jsonl: all {size}" for n, size in sizes.items()),
        columns=tuple(f"{n} {measure}" for n in sets for measure in ("balanced accuracy", "AUC", "Pearson")),
        rows=(*merged, *ANCHORS["qags"]),
    )


def _qags_rows(name: str, found: Sequence[Item], models: Models) -> list[Entry]:
    """The rows on one of the two sets: sentence by sentence, then by summary."""
    places = [(n, s) for n, x in enumerate(found) for s in x["summary_sentences"]]
    owners = [n for n, _ in places]
    gold = [float(sum(r["response"] == "yes" for r in s["responses"]) * 2 > len(s["responses"])) for _, s in places]
    scored = _systems([Text(found[n]["article"], s["sentence"]) for n, s in places], gold, models)
    each = _by_owner(owners, gold)
    whole, mean, groups = [min(v) for v in each], [sum(v) / len(v) for v in each], list(dict.fromkeys(owners))
    rows = []
    for s in scored:
        given = _by_owner(owners, s.scores)
        lowest, average = s._replace(scores=[min(v) for v in given]), s._replace(scores=[sum(v) / len(v) for v in given])
        row = _row(s, gold, owners, lambda t: {f"{name} balanced accuracy": measuring.at(t, measuring.balanced)})
        more = _row(lowest, whole, groups, lambda _: {f"{name} AUC": measuring.auc}).figures
        more |= _row(average, mean, groups, lambda _: {f"{name} Pearson": measuring.pearson}).figures
        rows.append(row.model_copy(update={"figures": row.figures | more}))
    return rows


def faithbench(path: Path, models: Models) -> Benchmark:
    """FaithBench (Bao et al. 2025); `path` is the folder of FaithBench.csv (and data_for_release, for the detectors' answers) or the file.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    file = path if path.is_file() else path / "FaithBench.csv"
    found = items.from_csv(file, ("source", "summary", "worst-label"), "give FaithBench.csv of vectara/FaithBench, or its folder")
    gold = [float(items.code(x["worst-label"], _WORST, "label") > 0) for x in found]
    groups = [x["source"] for x in found]
    texts = [Text(x["source"], x["summary"]) for x in found]
    answers = _detectors(file.parent / "data_for_release")
    rows = [_row(s, gold, groups, _two) for s in _systems(texts, gold, models)]
    for name in _DETECTORS:
        kept = [n for n, t in enumerate(texts) if name in answers.get(t, {})]
        if not kept:
            continue
        told = Scored(name, [answers[texts[n]][name] for n in kept], note=f"its answers on {len(kept)} of the texts", kind="published")
        row = _row(told, [gold[n] for n in kept], [groups[n] for n in kept], _two)
        rows.append(row.model_copy(update={"source": "metadata of data_for_release, scored here"}))
    return Benchmark(
        name="faithbench",
        title="FaithBench, unwanted hallucination or not",
        measure=f"worst label Unwanted against the rest (Consistent, Benign, Questionable): balanced accuracy at the fixed "
        f"threshold {THRESHOLD}, area under the ROC curve; interval by source. The texts were chosen because detectors disagreed on them",
        data=f"FaithBench.csv: all {len(found)} summaries of {len(set(groups))} sources, {len(gold) - sum(gold):.0f} Unwanted"
        + ("" if answers else "; data_for_release is not there, so no detectors' answers"),
        columns=tuple(_two(THRESHOLD)),
        rows=(*rows, *ANCHORS["faithbench"]),
    )


_WORST = ("Unwanted", "Questionable", "Benign", "Consistent")
_DETECTORS = ("hhem-2.1", "trueteacher", "true_nli", "gpt-4-turbo", "gpt_4o")


def _detectors(folder: Path) -> dict[Text, dict[str, float]]:
    """The answers of detectors that come with the data, in [0, 1], 1 being consistent; empty where the folder is not there."""
    hint = "fetch data_for_release of vectara/FaithBench anew"
    found: dict[Text, dict[str, float]] = {}
    for file in sorted(folder.glob("batch_*.json")):
        for sample in items.within(file, "samples", ("source", "summary", "metadata"), hint):
            values = {name: sample["metadata"].get(name) for name in _DETECTORS}
            found[Text(sample["source"], sample["summary"])] = {name: float(v) for name, v in values.items() if v is not None}
    return found


def wice(path: Path, models: Models) -> Benchmark:
    """WiCE (Kamoi et al. 2023), claims of the test split; `path` is test.jsonl or a folder that holds it.

    Raises:
        UsageError: the data is not there or is not what it should be.
    """
    file = path if path.is_file() else items.inside(path, "data/entailment_retrieval/claim") / "test.jsonl"
    found = items.from_lines(file, ("claim", "evidence", "label"), "give test.jsonl of ryokamoi/wice (entailment_retrieval/claim)")
    gold = [float(items.code(x["label"], _SUPPORT, "label") == 0) for x in found]
    texts = [Text("\n".join(x["evidence"]), x["claim"]) for x in found]
    scored = (*_systems(texts, gold, models), Scored("never faithful", [0.0] * len(texts), note="the majority"))
    return Benchmark(
        name="wice",
        title="WiCE test claims, supported or not by all of the cited page",
        measure=f"supported against partially and not supported, at the fixed threshold {THRESHOLD}: F1 of supported, accuracy, "
        "balanced accuracy, AUC; interval by claim",
        data=f"test.jsonl: all {len(found)} claims, {sum(gold):.0f} supported, the whole page as evidence (published: chosen sentences)",
        columns=tuple(_four(THRESHOLD)),
        rows=(*(_row(s, gold, range(len(gold)), _four) for s in scored), *ANCHORS["wice"]),
    )


_SUPPORT = ("supported", "partially_supported", "not_supported")


def _two(threshold: float) -> dict[str, Measure]:
    return {"balanced accuracy": measuring.at(threshold, measuring.balanced), "AUC": measuring.auc}


def _four(threshold: float) -> dict[str, Measure]:
    return {"F1": measuring.at(threshold, measuring.f1(1.0)), "accuracy": measuring.at(threshold, measuring.accuracy)} | _two(threshold)


def _systems(texts: Sequence[Text], gold: Sequence[float], models: Models) -> tuple[Scored, ...]:
    """Ours and the baselines on the same texts."""
    shares = [_share(t) for t in texts]
    best = measuring.best_threshold(gold, shares)
    by_rule = _faithful(texts)
    by_head = _borne_out(texts, models)
    both = [(rule + head) / 2 for rule, head in zip(by_rule, by_head, strict=True)]
    return (
        Scored("nothing added, by rule", by_rule, note="numbers, names, quotations, words", kind="ours"),
        Scored(
            "borne out, by the classifier", by_head, note="the worst sentence, beside the source's sentences that it needs", kind="ours"
        ),
        Scored("rules and classifier", both, note="the mean of the two", kind="ours"),
        Scored(
            "all checks of a line", _strict(texts), note="each sentence against the source sentence it shares most words with", kind="ours"
        ),
        Scored("share of words in source", shares, best, f"threshold {best:.2f}, the best on these very items: flattered"),
        Scored("always faithful", [1.0] * len(texts)),
    )


def _row(system: Scored, gold: Sequence[float], groups: Sequence[Hashable], measures: Measures) -> Entry:
    draws: Callable[[], Iterable[Places]] = partial(measuring.by_group, groups)
    got: dict[str, Figure] = measuring.figures(measures(system.threshold), gold, system.scores, draws())
    return Entry(system=system.name, kind=system.kind, figures=got, note=system.note)


def _by_owner(owners: Sequence[int], values: Sequence[float]) -> list[list[float]]:
    """Values in lists, one for each owner that has any, in order."""
    grouped: dict[int, list[float]] = {}
    for owner, value in zip(owners, values, strict=True):
        grouped.setdefault(owner, []).append(value)
    return list(grouped.values())


def _joined(a: str, b: str) -> str:
    return a if a == b else f"{a}; {b}"


def _borne_out(texts: Sequence[Text], models: Models) -> list[float]:
    """How likely each text's worst sentence is borne out by the sentences of the source that it needs, in [0, 1]."""
    said = [(n, entailment.needed(s, _sentences(t.source)), s) for n, t in enumerate(texts) for s in units(t.text)]
    found = entailment.bearings([(premise, s) for _, premise, s in said], models.encoder)
    worst = [1.0] * len(texts)
    for (n, _, _), bearing in zip(said, found, strict=True):
        worst[n] = min(worst[n], bearing.supports)
    return worst


def _faithful(texts: Sequence[Text]) -> list[float]:
    """How faithful each text is to its source by rule, in [0, 1]: that of its worst sentence.

    A sentence that passes every check of what was added gets 1; any other less than a half, by the share of checks that it passes and of
    its words that stand in the source. What was left out is no fault.
    """
    return [min(_added(t), default=1.0) for t in texts]


def _added(t: Text) -> list[float]:
    """The score of each sentence."""
    wrong = (*quantities.missing(t.text, t.source), *quantities.bounds_changed(t.text, t.source))  # at once: the source is long
    scores, end = [], 0
    for sentence in units(t.text):
        start = t.text.index(sentence, end)
        end = start + len(sentence)
        passed = (
            not any(start <= q.start < end for q in wrong),
            checks.names_stand(sentence, [t.source]),
            checks.quotations_verbatim(sentence, [t.source]),
            not checks.unknown_words(sentence, [t.source]),
        )
        scores.append(1.0 if all(passed) else sum(passed) / len(passed) * _share(Text(t.source, sentence)) / 2)
    return scores


def _strict(texts: Sequence[Text]) -> list[float]:
    """1 where each sentence passes all checks of a line of a summary, but for form, against the one source sentence nearest to it."""
    out = []
    for t in texts:
        quotes = [(s, _nearest(s, _sentences(t.source))) for s in units(t.text)]
        results = [checks.line(s, [quote], [quote], (), "") for s, quote in quotes]
        out.append(float(all(passed for r in results for name, passed in r.items() if name not in _FORM)))
    return out


def _nearest(sentence: str, others: Sequence[str]) -> str:
    """The one of `others` that shares most words with the sentence; the first of several, "" for none."""
    return max(others, key=lambda other: len(_words(other) & _words(sentence)), default="")


def _share(t: Text) -> float:
    """The share of the words of a text, each counted once, that stand in the source."""
    wanted = _words(t.text)
    return len(wanted & _words(t.source)) / len(wanted) if wanted else 1.0


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


@lru_cache(maxsize=64)
def _sentences(source: str) -> tuple[str, ...]:
    """All sentences of a source: line by line, because a long text as a whole is read to a limit only."""
    return tuple(sentence for line in source.split("\n") for sentence in units(line))
