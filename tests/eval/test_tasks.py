"""The whole and each stage, on a small seed, with the real encoder: a stage that is broken shows in its own figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import running, seeds, tasks
from eval.results import Count, Prediction
from eval.tasks import Models
from summarizer import attribution
from summarizer.models.base import Encoder
from summarizer.settings import Settings
from tests.eval import samples
from tests.fakes import ScriptedWriter

INDEX = "\n".join(f"Headline number {n} about the Dunmere bridge and the valley\nRead more" for n in range(40))


@pytest.fixture
def models(encoder: Encoder) -> Models:
    return Models(encoder, None, Settings(model="none"))


def test_the_whole_finds_the_rows_of_a_plain_article(tmp_path: Path, models: Models) -> None:
    seed = samples.sample(tmp_path)
    scored = tasks.score(seed, tasks.whole(seed, models))
    assert scored.counts["claim"].hit >= 4
    assert scored.counts["speaker"].hit >= 4
    assert scored.lines
    assert scored.counts["loaded"] == Count(hit=1, found=1, gold=1)


def test_each_stage_on_gold_input_has_figures_of_its_own(tmp_path: Path, models: Models) -> None:
    counts = tasks.on_gold(samples.sample(tmp_path), models)
    assert {name.split(".")[0] for name in counts} == {"attribution", "claims", "status", "verdicts", "summary"}
    assert counts["attribution.speaker"] == Count(hit=5, found=0, gold=5)
    assert counts["status.status"].gold == 5
    assert counts["verdicts.status"].gold == 0


def test_broken_attribution_shows_in_attribution_and_not_in_the_verdicts_on_gold(
    tmp_path: Path, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = samples.sample(tmp_path)
    before = tasks.on_gold(seed, models)
    monkeypatch.setattr(attribution, "attribute", lambda *_: ())
    after = tasks.on_gold(seed, models)
    assert after["attribution.speaker"].hit < before["attribution.speaker"].hit
    assert after["status.status"] == before["status.status"]


def test_documents_count_where_gold_says_what_they_say(tmp_path: Path, models: Models) -> None:
    passage = {"document": "01-wire.txt", "stance": "supports", "quote": "voted 7-4", "origin": "Ida Falk"}
    folder = samples.write(tmp_path / "bridge", samples.changed(0, status="corroborated", evidence=[passage]))
    (folder / "evidence").mkdir()
    front = "---\noutlet: Orvan Wire\ndate: 2025-11-04\ntitle: Vote\n---\n"
    (folder / "evidence" / "01-wire.txt").write_text(f"{front}The council voted 7-4, clerk Ida Falk said.", encoding="utf-8")
    assert tasks.on_gold(seeds.load(folder), models)["verdicts.status"] == Count(hit=1, found=1, gold=1)


def test_a_text_that_should_be_refused_counts_only_as_that(tmp_path: Path, models: Models) -> None:
    labels: dict[str, object] = {"topic": "an index page", "expect": "abstain", "claims": [], "loaded": [], "summary": ""}
    seed = seeds.load(samples.write(tmp_path / "index", labels, INDEX))
    refused = tasks.score(seed, tasks.whole(seed, models))
    assert refused.counts == {"abstained": Count(hit=1, found=0, gold=1)}
    assert refused.abstained is not None
    assert refused.abstained.startswith("index/article.txt looks like")
    assert str(tmp_path) not in refused.abstained, "no path of a disk goes into a report"
    assert tasks.score(seed, Prediction(rows=())).counts == {"abstained": Count(hit=0, found=0, gold=1)}
    assert tasks.on_gold(seed, models) == {}


def test_an_article_that_is_wrongly_refused_costs_every_row(tmp_path: Path) -> None:
    counts = tasks.score(samples.sample(tmp_path), Prediction(abstained="no article")).counts
    assert counts["abstained"] == Count(hit=0, found=0, gold=1)
    assert (counts["row"], counts["loaded"].gold, counts["coverage"]) == (Count(gold=5), 1, Count(found=3, gold=3))


def test_a_system_is_not_judged_for_what_it_does_not_do(tmp_path: Path) -> None:
    counts = tasks.score(samples.sample(tmp_path), Prediction(lines=("The council voted 7-4 for the bridge.",))).counts
    assert "row" not in counts
    assert counts["coverage"].hit == 1


def test_a_run_has_the_tool_its_baselines_and_the_labellers_own_summary(tmp_path: Path, models: Models) -> None:
    told: list[str] = []
    seed = samples.sample(tmp_path)
    result = running.run([seed], [running.measure(seed, models)], model="none", say=told.append)
    names = [b.name for b in result.baselines]
    assert {"lead-3", "LexRank", running.REFERENCE} < set(names)
    assert running.RAW not in names
    reference = next(b for b in result.baselines if b.name == running.REFERENCE)
    assert reference.figures["coverage"].value == 1
    assert told == ["1/1 bridge"]
    assert sum(n for row in result.confusion.values() for n in row.values()) == result.system.articles[0].counts["claim"].hit


def test_the_raw_model_is_the_bare_writer_and_its_words_are_kept(tmp_path: Path, models: Models) -> None:
    trained, bare = ScriptedWriter(lambda _: "Trained."), ScriptedWriter(lambda _: "The council voted. Nobody spoke.")
    seed = samples.sample(tmp_path)
    result = running.run([seed], [running.measure(seed, models._replace(writer=trained, bare=bare))], model="scripted")
    raw = next(b for b in result.baselines if b.name == running.RAW)
    assert raw.articles[0].lines == ("The council voted.", "Nobody spoke.")
    assert len(bare.asked) == 1


def test_the_digests_change_with_the_seeds_alone_where_only_they_change(tmp_path: Path) -> None:
    before = running.digests([samples.sample(tmp_path)])
    samples.write(tmp_path / "bridge", samples.changed(4, status="not-checkable"))
    after = running.digests([seeds.load(tmp_path / "bridge")])
    assert {name for name in before if before[name] != after[name]} == {"seeds"}
