"""The blind reading: no label reaches the reader, verdicts are read strictly, and what is counted is what was said."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from eval import cli, running, seeds
from eval.blind import sheets, tally, verdicts
from eval.blind.sheets import LETTERS, SYSTEMS, Key, Sheet
from eval.results import ArticleScore, Scored
from summarizer import models
from summarizer.errors import UsageError
from tests.eval import results, samples
from tests.fakes import BagEncoder, ScriptedWriter

TEXTS: sheets.Texts = {"tool": "Of the tool.", "rules": "Of the rules.", "raw": "Of the model."}


def key(count: int = 3) -> Key:
    made = tuple(
        Sheet(number=f"{n:02}", slug=f"slug{n}", order=dict(zip(LETTERS, sheets.order(f"slug{n}"), strict=True)), summaries=TEXTS)
        for n in range(1, count + 1)
    )
    return Key(models={"tool": "m + writer", "rules": "none", "raw": "m"}, digest="0", sheets=made)


def verdict(sheet: Sheet, ranks: dict[str, int], reader: str = "Ida", **fields: object) -> dict[str, object]:
    """A verdict that ranks systems, whatever letters they stand under; the best has no error."""
    marks = {
        letter: dict.fromkeys(verdicts.ASPECTS, 6 - ranks[system] - 1 * (ranks[system] > 1))
        | {"errors": [] if ranks[system] == 1 else ["says 40 dead, the article 14"]}
        for letter, system in sheet.order.items()
    }
    rank = {letter: ranks[system] for letter, system in sheet.order.items()}
    return {"sheet": sheet.number, "reader": reader, "marks": marks, "rank": rank, "note": ""} | fields


def written(folder: Path, *lines: object) -> Path:
    path = folder / "verdicts.jsonl"
    path.write_text("".join(f"{x if isinstance(x, str) else json.dumps(x)}\n" for x in lines), encoding="utf-8")
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two test articles, one dev article and one text to be refused; the models are scripted."""
    folder = tmp_path / "seeds"
    for name in ("alpha-pier", "bravo-pier", "charlie-pier"):
        samples.write(folder / name)
    samples.write(folder / "index", {"topic": "an index page", "expect": "abstain", "claims": [], "loaded": [], "summary": ""})
    (folder / "split.json").write_text('{"dev": ["charlie-pier"], "test": ["alpha-pier", "bravo-pier", "index"]}', encoding="utf-8")
    monkeypatch.setattr(models, "open_encoder", BagEncoder)
    monkeypatch.setattr(models, "open_writer", lambda *_, **__: ScriptedWriter(lambda _: "no line"))
    monkeypatch.setattr(models, "open_bare", lambda **_: ScriptedWriter(lambda _: "The bare model\nwrote this."))
    return folder


def test_the_articles_are_those_of_test_by_hash_and_then_dev_ones_without_refusals_and_documents(root: Path) -> None:
    drawn = sheets.drawn(root, "test")
    assert {s.slug for s in drawn[:2]} == {"alpha-pier", "bravo-pier"}
    assert [s.slug for s in drawn[2:]] == ["charlie-pier"]
    assert len(sheets.drawn(root, "test", 2)) == 2
    assert [s.slug for s in sheets.drawn(root, "dev")] == ["charlie-pier"]
    assert all(not s.documents for s in sheets.drawn(seeds.ROOT, "dev"))


def test_the_order_of_the_letters_changes_from_article_to_article_and_is_always_the_same_for_one() -> None:
    orders = {tuple(sheets.order(f"slug{n}")) for n in range(60)}
    assert len(orders) == 6
    assert sheets.order("a") == sheets.order("a")


def test_what_the_reader_gets_names_no_system_and_no_article(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "reading"
    assert run(monkeypatch, "blind", "make", "--seeds", root, "--out", out, "-j", 1) == 0
    assert "3 sheets" in capsys.readouterr().out
    given = sorted(p.name for p in (out / sheets.FOLDER).iterdir())
    assert given == ["01.md", "02.md", "03.md", "READER.md", "verdict.schema.json"]
    every = "\n".join(p.read_text(encoding="utf-8") for p in (out / sheets.FOLDER).iterdir())
    assert not [w for w in (*SYSTEMS.values(), "scripted", "alpha-pier", "charlie-pier", "SmolLM") if w in every]
    first = (out / sheets.FOLDER / "01.md").read_text(encoding="utf-8")
    assert "> Council backs bridge plan" in first
    assert "> The council voted 7-4 on Monday" in first
    assert "> The bare model wrote this." in first
    assert [first.index(f"## Summary {letter}") for letter in LETTERS] == sorted(first.index(f"## Summary {x}") for x in LETTERS)
    assert sheets.load(out).models == {"tool": "scripted", "rules": "none", "raw": "scripted"}
    assert run(monkeypatch, "blind", "make", "--seeds", root, "--out", out, "-j", 1) == 2
    assert "is not empty" in capsys.readouterr().err


def test_summaries_of_a_saved_run_are_taken_and_only_the_others_are_made(root: Path) -> None:
    test = seeds.load_all(root, "test")
    lines = tuple(ArticleScore(slug=s.slug, counts={}, lines=("Saved", "lines.")) for s in test)
    raw = Scored(name=running.RAW, articles=lines, figures={})
    saved = results.result(*lines, split="test", model="scripted", digests=running.digests(test), baselines=(raw,))
    known = sheets.saved([saved], root, "scripted")
    assert known["alpha-pier"] == {"tool": "Saved lines.", "raw": "Saved lines."}
    both = sheets.drawn(root, "test", 2)
    texts = sheets.written(both, known, "embedded", jobs=1)
    assert [texts[s.slug]["tool"] for s in both] == ["Saved lines.", "Saved lines."]
    assert "Holm" in texts["alpha-pier"]["rules"]
    complete = {s.slug: TEXTS for s in both}
    assert sheets.written(both, complete, "no such model") == complete


def test_summaries_written_with_other_documents_at_hand_are_not_taken_but_the_bare_models_are(root: Path) -> None:
    (root / "alpha-pier" / "evidence").mkdir()
    front = "---\noutlet: Orvan Wire\ndate: 2025-11-04\ntitle: Vote\n---\n"
    (root / "alpha-pier" / "evidence" / "01.txt").write_text(f"{front}The council voted 7-4.", encoding="utf-8")
    test = seeds.load_all(root, "test")
    lines = tuple(ArticleScore(slug=s.slug, counts={}, lines=("Saved.",)) for s in test)
    raw = Scored(name=running.RAW, articles=lines, figures={})
    saved = results.result(*lines, split="test", model="scripted", documents=1, digests=running.digests(test), baselines=(raw,))
    known = sheets.saved([saved], root, "scripted")
    assert set(known["alpha-pier"]) == {"raw"}
    assert set(known["bravo-pier"]) == {"tool", "raw"}


@pytest.mark.parametrize("changed", [{"digests": {"seeds": "other"}}, {"model": "another writer"}])
def test_a_saved_run_of_other_seeds_or_weights_is_refused(root: Path, changed: dict[str, object]) -> None:
    test = seeds.load_all(root, "test")
    fields: dict[str, object] = {"split": "test", "model": "scripted", "digests": running.digests(test), **changed}
    with pytest.raises(UsageError, match="other seeds, prompts or weights"):
        sheets.saved([results.result(**fields)], root, "scripted")


def test_a_system_that_wrote_nothing_is_shown_so(root: Path) -> None:
    (seed,) = sheets.drawn(root, "dev")
    (sheet,) = sheets.sheets([seed], {seed.slug: {**TEXTS, "raw": " \n"}})
    assert f"> {sheets.NOTHING}" in sheets.page(sheet, seed)


def _without_note(v: dict[str, object]) -> None:
    del v["note"]


def _mark(value: object) -> Callable[[dict[str, object]], None]:
    def change(v: dict[str, object]) -> None:
        v["marks"]["A"]["neutral"] = value  # type: ignore[index]

    return change


def _errors(v: dict[str, object]) -> None:
    best = next(m for m in v["marks"].values() if m["faithful"] == 5)  # type: ignore[attr-defined]
    best["errors"] = ["calls the mayor a clerk"]


def _ranks(**ranks: int) -> Callable[[dict[str, object]], None]:
    def change(v: dict[str, object]) -> None:
        v["rank"] = ranks

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without_note, "note: Field required"),
        (_mark(6), "marks.A.neutral: Input should be less than or equal to 5"),
        (_mark(3.5), "marks.A.neutral: Input should be a valid integer"),
        (_mark("4"), "marks.A.neutral: Input should be a valid integer"),
        (_errors, "marks.B: faithful 5 with 1 errors"),
        (_ranks(A=1, B=2), "marks and rank need A, B and C"),
        (_ranks(A=2, B=2, C=3), "the best has rank 1"),
        (_ranks(A=1, B=2, C=4), "rank.C: Input should be less than or equal to 3"),
        (lambda v: v.update(sheet="99"), "there is no sheet '99'"),
        (lambda v: v.update(mood="fine"), "mood: Extra inputs are not permitted"),
    ],
)
def test_a_bad_verdict_is_one_line_that_names_its_place(change: Callable[[dict[str, object]], None], said: str, tmp_path: Path) -> None:
    good, bad = (verdict(s, {"tool": 1, "rules": 2, "raw": 3}) for s in key().sheets[:2])
    change(bad)
    with pytest.raises(UsageError) as caught:
        verdicts.read([written(tmp_path, good, "", bad)], key())
    assert f"line 3: {said}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_line_that_is_no_json_and_a_file_without_verdicts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 1: Invalid JSON"):
        verdicts.read([written(tmp_path, "A is best")], key())
    with pytest.raises(UsageError, match="no verdicts in"):
        verdicts.read([written(tmp_path)], key())
    with pytest.raises(UsageError, match="cannot be read as verdicts"):
        verdicts.read([tmp_path / "nowhere.jsonl"], key())


def test_a_reader_judges_a_sheet_once(tmp_path: Path) -> None:
    one = verdict(key().sheets[0], {"tool": 1, "rules": 2, "raw": 3})
    with pytest.raises(UsageError, match="line 2: Ida judges sheet 01 twice"):
        verdicts.read([written(tmp_path, one, one)], key())
    assert len(verdicts.read([written(tmp_path, one, one | {"reader": "Per"})], key())) == 2


def test_the_schema_that_the_reader_gets_takes_a_good_verdict_and_no_bad_mark() -> None:
    schema = json.loads(verdicts.schema())
    good = verdict(key().sheets[0], {"tool": 1, "rules": 2, "raw": 3})
    jsonschema.validate(good, schema)
    _mark(7)(good)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(good, schema)


def test_wins_are_counted_for_systems_whatever_letters_they_stand_under(tmp_path: Path) -> None:
    k = key()
    ranks = [{"tool": 1, "rules": 2, "raw": 3}, {"tool": 1, "rules": 1, "raw": 3}, {"tool": 2, "rules": 3, "raw": 1}]
    given = verdicts.read([written(tmp_path, *(verdict(s, r) for s, r in zip(k.sheets, ranks, strict=True)))], k)
    found = tally.tally(k, given)
    rates = {(w.first, w.second): w.rate.value for w in found.wins}
    assert rates[("tool", "rules")] == pytest.approx(2.5 / 3)
    assert rates[("tool", "raw")] == pytest.approx(2 / 3)
    assert rates[("rules", "raw")] == pytest.approx(2 / 3)
    assert {s: f.value for s, f in found.first.items()} == pytest.approx({"tool": 0.5, "rules": 1 / 6, "raw": 1 / 3})
    assert found.marks["neutral"]["tool"].value == pytest.approx((5 + 5 + 3) / 3)
    assert found.marks[tally.ERRORS]["raw"].value == pytest.approx(2 / 3)
    assert (found.readers, found.sheets, found.unread, found.agreement) == (("Ida",), 3, (), None)
    low, high = found.wins[0].rate.low, found.wins[0].rate.high
    assert low is not None
    assert high is not None
    assert 0 <= low <= 2.5 / 3 <= high <= 1


def test_several_readers_of_a_sheet_count_as_one_article_and_their_agreement_is_told(tmp_path: Path) -> None:
    k = key(2)
    one, two = {"tool": 1, "rules": 2, "raw": 3}, {"tool": 2, "rules": 1, "raw": 3}
    lines = [verdict(k.sheets[0], one), verdict(k.sheets[0], two, reader="Per"), verdict(k.sheets[1], one)]
    found = tally.tally(k, verdicts.read([written(tmp_path, *lines)], k))
    assert found.wins[0].rate.value == pytest.approx((0.5 + 1) / 2)
    assert found.wins[0].rate.n == 2
    assert found.agreement is not None
    assert found.agreement.value == pytest.approx(2 / 3)


def test_the_tally_keeps_a_table_and_every_text_and_says_what_was_not_read(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, kept = tmp_path / "reading", tmp_path / "reports"
    assert run(monkeypatch, "blind", "make", "--seeds", root, "--out", out, "-j", 1) == 0
    k = sheets.load(out)
    written(out, *(verdict(s, {"tool": 1, "rules": 2, "raw": 3}) for s in k.sheets[:2]))
    capsys.readouterr()
    assert run(monkeypatch, "blind", "tally", out, "--into", kept) == 0
    table = capsys.readouterr().out
    assert table == (kept / "blind.md").read_text(encoding="utf-8")
    assert "Not read: 03." in table
    assert "| this tool | the bare model, asked for a summary | 1.00 [1.00, 1.00] |" in table
    assert "| neutral | 5.00 [5.00, 5.00] | 3.00 [3.00, 3.00] | 2.00 [2.00, 2.00] |" in table
    rows = [json.loads(line) for line in (kept / "blind.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [len(r["verdicts"]) for r in rows] == [1, 1, 0]
    assert rows[0]["summaries"] == k.sheets[0].summaries


def test_a_folder_without_a_key_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "blind", "tally", tmp_path) == 2
    assert "python -m eval blind make --out" in capsys.readouterr().err
