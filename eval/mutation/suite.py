"""The mutation suite: do the tool's own checks and rules catch what is wrong, and do they let pass what is right?

From every gold claim wrong versions are made (`mutating`, `bearing`) and held against the checks of a summary line, the checks of a
claim's wording, and the rules of evidence and status. A line or wording counts only where its untouched version passes every check,
so that no check is praised for refusing what it refuses anyway; what it refuses untouched is reported as false alarms. No model writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from types import MappingProxyType
from typing import Literal, NamedTuple

from eval import baselines, matching
from eval.mutation import bearing, goldrows, mutating
from eval.mutation.bearing import CASES
from eval.mutation.goldrows import GoldRow, Scene
from eval.mutation.mutating import MUTATIONS
from eval.printing import shown
from eval.results import Figure
from eval.seeds import GoldSource, Seed
from summarizer import checks, evidence, likeness, summary, wording
from summarizer.models.base import Encoder
from summarizer.records import Record
from summarizer.summary import Planned

Check = Literal["line", "wording", "evidence"]
SHOWN = 20
"""So many texts at most are kept of what was missed, or refused although right."""
PRINTED = 2
"""So many of them are printed."""
Z = 1.959963984540054
"""The standard normal quantile of a 95% interval."""
REFUSED = "refused"
UNTOUCHED: Mapping[str, tuple[Check, str]] = MappingProxyType(
    {
        "gold-line": ("line", "the labeller's wording under the claim's source"),
        "reference": ("line", "sentences of the labeller's own summary"),
        "rule-wording": ("wording", "the rule's wording of the quote"),
        "gold-wording": ("wording", "the labeller's wording of the quote"),
        "opposed": ("evidence", "opposed, though gold knows no dispute"),
        "supported": ("evidence", "supported, though gold knows one origin at most"),
    }
)
"""What is held against the checks and rules untouched, by name: which of them, and what it is."""


class MutationRow(Record):
    """One mutation. `tried` counts the rows where it applies and whose untouched version passes; `rate` is `detected` / `tried`.

    `must` is what the tool should do; `refused_before` counts the rows left out because the untouched version is refused already;
    `found` counts the checks that refused the wrong versions, or what the rules said of them. The interval is Wilson's (1927), since
    a bootstrap shrinks to a point at 0 and 1. `missed` holds some of the texts that passed.
    """

    name: str
    title: str
    check: Check
    must: str
    tried: int
    refused_before: int
    not_applicable: int
    detected: int
    rate: Figure
    found: dict[str, int]
    missed: tuple[str, ...]


class FalseAlarms(Record):
    """One set of untouched texts: how many are refused (for the evidence rules: given a stance that gold does not know), and by what."""

    name: str
    title: str
    check: Check
    tried: int
    not_applicable: int
    refused: int
    rate: Figure
    found: dict[str, int]
    examples: tuple[str, ...]


class MutationReport(Record):
    """The suite on a set of seeds."""

    articles: int
    claims: int
    rows: tuple[MutationRow, ...]
    false_alarms: tuple[FalseAlarms, ...]


class _Trial(NamedTuple):
    """One text held against the checks or rules; `text` None: not applicable. `caught`: detected, or, if untouched, refused."""

    name: str
    check: Check
    text: str | None
    passed_before: bool = True
    found: tuple[str, ...] = ()
    caught: bool = False


def suite(samples: Sequence[Seed], encoder: Encoder) -> MutationReport:
    """All mutations and untouched sets on the samples; texts that the tool should refuse whole are passed over."""
    scenes = [goldrows.scene(s) for s in samples if s.labels.expect == "report"]
    rows = [GoldRow(scene, c, c.text) for scene in scenes for c in scene.seed.labels.claims]
    trials = [t for row in rows for t in (*_line(row), *_wording(row))]
    trials += [t for scene in scenes for t in (*_reference(scene), *_evidence(scene, encoder))]
    by_key: dict[tuple[str, str], list[_Trial]] = {}
    for t in trials:
        by_key.setdefault((t.check, t.name), []).append(t)
    return MutationReport(
        articles=len(scenes),
        claims=len(rows),
        rows=tuple(_row(check, name, by_key.get((check, name), [])) for check, name in _order()),
        false_alarms=tuple(_alarms(name, by_key.get((check, name), [])) for name, (check, _) in UNTOUCHED.items()),
    )


def wilson(hits: int, n: int) -> Figure:
    """The share hits / n with the 95% score interval of Wilson (1927); null where n is 0."""
    if not n:
        return Figure(value=None, low=None, high=None, n=0)
    share, spread = hits / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(share * (1 - share) / n + spread / (4 * n))
    return Figure(value=share, low=max(0.0, middle - half), high=min(1.0, middle + half), n=float(n))


def lines(report: MutationReport) -> list[str]:
    """The report as plain text, one page and the texts that slipped through."""
    out = [f"{report.articles} articles, {report.claims} gold claims; a rate is detected / tried, with its 95% Wilson interval"]
    titles = {"line": "Summary lines: refused", "wording": "Claim wordings: refused", "evidence": "Evidence and status: as they must be"}
    for check, title in titles.items():
        out += ["", _cells(title, "rate", "tried", "n/a", "left", "by")]
        for r in (r for r in report.rows if r.check == check):
            what = f"  {r.title}: {r.must}" if check == "evidence" else f"  {r.title}"
            out.append(_cells(what, shown(r.rate), r.tried, r.not_applicable, r.refused_before, _most(r.found)))
    out += ["", _cells("False alarms: untouched and yet refused", "rate", "tried", "n/a", "", "by")]
    for a in report.false_alarms:
        out.append(_cells(f"  {a.check}: {a.title}", shown(a.rate), a.tried, a.not_applicable, "", _most(a.found)))
    missed = [(r.check, r.title, text) for r in report.rows for text in r.missed[:PRINTED]]
    out += ["", "Some that were missed"] if missed else []
    out += [f"  {check}, {title}: {text}" for check, title, text in missed]
    return [*out, "", "left: the untouched version is refused already, so the row is in no rate. Several checks may refuse one text."]


def _cells(what: str, rate: str, *cells: int | str) -> str:
    *counts, by = cells
    return f"{what:<58}{rate:>22}{''.join(f'{c:>7}' for c in counts)}   {by}".rstrip()


def _line(row: GoldRow) -> Iterator[_Trial]:
    """The row's line untouched, and each wrong version of it."""
    plan, right = goldrows.planned(row), goldrows.line(row)
    before = checks.failed(summary.check(right, plan))
    yield _Trial("gold-line", "line", right, found=before, caught=bool(before))
    for m in MUTATIONS.values():
        made = mutating.spoiled(m, row)
        text = made if made is None or m.whole else goldrows.line(row, made)
        failed = () if text is None or before else checks.failed(summary.check(text, plan))
        yield _Trial(m.name, "line", text, not before, failed, bool(failed))


def _wording(row: GoldRow) -> Iterator[_Trial]:
    """The rule's wording of the row's quote and the labeller's, untouched, and each wrong version of the first.

    Names may come from the sentence before, as where the tool has a pronoun resolved.
    """
    quote = row.claim.quote.text
    around = f"{row.scene.before[row.claim.id]} {quote}"
    own = row._replace(text=wording.by_rule(quote, in_quotes=False, denied=False))
    before = checks.failed(checks.wording(own.text, quote, around))
    labelled = checks.failed(checks.wording(row.text, quote, around))
    yield _Trial("rule-wording", "wording", own.text, found=before, caught=bool(before))
    yield _Trial("gold-wording", "wording", row.text, found=labelled, caught=bool(labelled))
    for m in (m for m in MUTATIONS.values() if not m.whole):
        text = mutating.spoiled(m, own)
        failed = () if text is None or before else checks.failed(checks.wording(text, quote, around))
        yield _Trial(m.name, "wording", text, not before, failed, bool(failed))


def _reference(scene: Scene) -> Iterator[_Trial]:
    """The sentences of the labeller's summary as lines for the key claims that they cover.

    Not applicable are those that cover none and those that cover several speakers' claims: the tool plans no such line.
    """
    for text in baselines.sentences_of(scene.seed.labels.summary):
        covered = [c for c in scene.seed.labels.claims if matching.covers(text, c.nugget)]
        if not covered or any(not _one_speaker(covered[0].sources, c.sources) for c in covered):
            yield _Trial("reference", "line", None)
            continue
        names = tuple(next((f for f in (s.name, *s.aliases) if f.lower() in text.lower()), s.name) for s in covered[0].sources)
        plan = Planned(tuple(goldrows.as_claim(GoldRow(scene, c, c.text)) for c in covered), ", citing ".join(names), names, "")
        failed = checks.failed(summary.check(text, plan))
        yield _Trial("reference", "line", text, found=failed, caught=bool(failed))


def _evidence(scene: Scene, encoder: Encoder) -> Iterator[_Trial]:
    """Each case on each claim of an article, and the claims untouched against each other."""
    rows = [GoldRow(scene, c, c.text) for c in scene.seed.labels.claims]
    made = [(row, case, bearing.made(case, row)) for row in rows for case in CASES.values()]
    texts = list(dict.fromkeys([r.text for r in rows] + [b.other.text for _, _, b in made if b and b.other]))
    place, table = {t: n for n, t in enumerate(texts)}, likeness.matrix(texts, encoder)
    for row, case, b in made:
        if b is None:
            yield _Trial(case.name, "evidence", None)
            continue
        said = b.other.text if b.other else row.text
        found = bearing.outcome(row, b, table[place[row.text]][place[said]])
        told = f"{found[0] or 'nothing'} → {found[1]}"
        yield _Trial(case.name, "evidence", f"{row.text} | {said}", True, (told,), bearing.is_right(case, b, found))
    for row in rows:
        a = goldrows.as_claim(row)
        others = [(r.text, goldrows.as_claim(r)) for r in rows if r is not row]
        stances = [(evidence.relation(a, b, table[place[row.text]][place[t]]), t) for t, b in others]
        yield _alarm("opposed", row, row.claim.status in ("single-source", "corroborated", "unsourced"), "opposes", stances)
        yield _alarm("supported", row, row.claim.status in ("single-source", "unsourced"), "supports", stances)


def _alarm(name: str, row: GoldRow, applies: bool, stance: str, stances: Sequence[tuple[str | None, str]]) -> _Trial:
    by = [text for found, text in stances if found == stance]
    return _Trial(name, "evidence", " | ".join((row.text, *by[:1])) if applies else None, True, (stance,) if by else (), bool(by))


def _one_speaker(a: Sequence[GoldSource], b: Sequence[GoldSource]) -> bool:
    if not a or not b:
        return not a and not b
    return matching.same_name(a[0].name, a[0].aliases, a[0].kind, b[0].name, b[0].kind)


def _order() -> list[tuple[Check, str]]:
    wordings = [name for name, m in MUTATIONS.items() if not m.whole]
    return [*(("line", n) for n in MUTATIONS), *(("wording", n) for n in wordings), *(("evidence", n) for n in CASES)]


def _row(check: Check, name: str, trials: Sequence[_Trial]) -> MutationRow:
    told = CASES[name] if check == "evidence" else MUTATIONS[name]
    made = [t for t in trials if t.text is not None]
    tried = [t for t in made if t.passed_before]
    detected = sum(t.caught for t in tried)
    return MutationRow(
        name=name,
        title=told.title,
        check=check,
        must=CASES[name].must if check == "evidence" else REFUSED,
        tried=len(tried),
        refused_before=len(made) - len(tried),
        not_applicable=len(trials) - len(made),
        detected=detected,
        rate=wilson(detected, len(tried)),
        found=_counted(tried),
        missed=tuple(str(t.text) for t in tried if not t.caught)[:SHOWN],
    )


def _alarms(name: str, trials: Sequence[_Trial]) -> FalseAlarms:
    check, title = UNTOUCHED[name]
    made = [t for t in trials if t.text is not None]
    refused = [t for t in made if t.caught]
    return FalseAlarms(
        name=name,
        title=title,
        check=check,
        tried=len(made),
        not_applicable=len(trials) - len(made),
        refused=len(refused),
        rate=wilson(len(refused), len(made)),
        found=_counted(made),
        examples=tuple(str(t.text) for t in refused)[:SHOWN],
    )


def _counted(trials: Iterable[_Trial]) -> dict[str, int]:
    return dict(Counter(f for t in trials for f in t.found).most_common())


def _most(found: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in list(found.items())[:4])
