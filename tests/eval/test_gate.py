"""The gate holds what it says it holds, fails on each kind of fall, and its floors only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import gate, running, seeds
from eval.gate import Floors
from eval.results import Result
from eval.seeds import Seed
from eval.tasks import Models
from summarizer import attribution, verdicts
from summarizer.errors import GateError, UsageError
from summarizer.models.base import Encoder
from summarizer.settings import Settings
from tests.eval import results, samples


def floors(**fields: object) -> Floors:
    return gate.raised(results.result(), None).model_copy(update=fields)


def test_the_run_that_set_the_floors_passes() -> None:
    gate.check(results.result(), floors())
    assert set(floors().splits["dev"].figures) == set(gate.GATED)


def test_a_fall_within_the_margin_passes_and_a_fall_beyond_it_is_named() -> None:
    slightly = results.result(results.article("a", 79, 100), results.article("b", 80, 100))
    gate.check(slightly, floors())
    fallen = results.result(results.article("a", 7), results.article("b", 8))
    with pytest.raises(GateError, match=r"row F1.*: 0\.750, floor 0\.800") as caught:
        gate.check(fallen, floors())
    assert caught.value.exit_code == 4


def test_a_rise_in_wrong_things_is_a_fall() -> None:
    with pytest.raises(GateError, match=r"unsupported numbers per summary: 0\.500, floor 0\.000"):
        gate.check(results.result(results.article("a", wrong=1), results.article("b")), floors())


@pytest.mark.parametrize("changed", ["seeds", "prompts", "split", "scorers"])
def test_what_is_measured_on_may_not_change_unnoticed(changed: str) -> None:
    other = results.result(digests={**results.result().digests, changed: "other"})
    with pytest.raises(GateError, match=f"changed since the floors were set: {changed};"):
        gate.check(other, floors())


def test_a_changed_ground_is_known_before_anything_is_run() -> None:
    gate.check_ground("dev", results.result().digests, floors())
    with pytest.raises(GateError, match=r"changed since the floors were set: prompts;"):
        gate.check_ground("dev", {**results.result().digests, "prompts": "other"}, floors())
    with pytest.raises(GateError, match="no floors for test"):
        gate.check_ground("test", results.result().digests, floors())


def test_another_model_or_split_has_no_floors() -> None:
    with pytest.raises(GateError, match="floors are those of the model none"):
        gate.check(results.result(model="other"), floors())
    with pytest.raises(GateError, match="no floors for test"):
        gate.check(results.result(split="test"), floors())


def test_a_figure_that_can_no_longer_be_measured_fails() -> None:
    gone = results.result()
    figures = {n: f for n, f in gone.system.figures.items() if n != "kind"}
    gone = gone.model_copy(update={"system": gone.system.model_copy(update={"figures": figures})})
    with pytest.raises(GateError, match=r"kind could not be measured \(floor 0\.800\)"):
        gate.check(gone, floors())


def test_a_gated_figure_without_a_floor_fails() -> None:
    held = floors()
    figures = {n: v for n, v in held.splits["dev"].figures.items() if n != "row_f1"}
    less = held.model_copy(update={"splits": {"dev": held.splits["dev"].model_copy(update={"figures": figures})}})
    with pytest.raises(GateError, match=r"row_f1 is not in floors\.json"):
        gate.check(results.result(), less)


def test_floors_rise_and_do_not_fall_unless_it_is_said() -> None:
    better, worse = (results.result(results.article("a", n), results.article("b", 8)) for n in (9, 7))
    assert gate.raised(better, floors()).splits["dev"].figures["row_f1"] == 0.85
    with pytest.raises(GateError, match=r"floors only rise.*row_f1 0\.800 -> 0\.750"):
        gate.raised(worse, floors())
    assert gate.raised(worse, floors(), allow_lower=True).splits["dev"].figures["row_f1"] == 0.75


def test_a_changed_seed_is_no_way_to_lower_a_floor() -> None:
    worse = results.result(results.article("a", 7), digests={**results.result().digests, "seeds": "other"})
    with pytest.raises(GateError, match="floors only rise"):
        gate.raised(worse, floors())


def test_the_floors_of_other_splits_stay() -> None:
    both = gate.raised(results.result(split="test"), floors())
    assert set(both.splits) == {"dev", "test"}
    assert both.splits["dev"] == floors().splits["dev"]


def test_floors_are_saved_and_read_without_loss(tmp_path: Path) -> None:
    gate.save(floors(), tmp_path / "floors.json")
    assert gate.load(tmp_path / "floors.json") == floors()


def test_a_missing_or_broken_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gate --raise"):
        gate.load(tmp_path / "none.json")
    (tmp_path / "floors.json").write_text('{"margin": 5}')
    with pytest.raises(UsageError, match="cannot be read as floors"):
        gate.load(tmp_path / "floors.json")


def _dev(seed: Seed, models: Models) -> Result:
    return running.run([seed], [running.measure(seed, models)], model="none", split="dev", compared=False)


def test_a_broken_stage_and_a_changed_seed_fail_on_real_articles(tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    models = Models(encoder, None, Settings(model="none"))
    seed = samples.sample(tmp_path)
    held = gate.raised(_dev(seed, models), None)
    gate.check(_dev(seed, models), held)

    with monkeypatch.context() as patch:
        patch.setattr(attribution, "attribute", lambda *_: ())
        with pytest.raises(GateError, match="speaker of a gold quote: "):
            gate.check(_dev(seed, models), held)
    with monkeypatch.context() as patch:
        patch.setattr(verdicts, "AGAINST", ())
        with pytest.raises(GateError, match="status of gold claims: "):
            gate.check(_dev(seed, models), held)

    samples.write(tmp_path / "bridge", samples.changed(4, text="The work will begin in March."))
    with pytest.raises(GateError, match="changed since the floors were set: seeds;"):
        gate.check(_dev(seeds.load(tmp_path / "bridge"), models), held)


def test_the_committed_floors_are_those_of_the_seeds_that_are_here() -> None:
    held = gate.load()
    assert set(held.splits) == {"dev", "test"}
    for split in ("dev", "test"):
        assert held.splits[split].digests == running.digests(seeds.load_all(seeds.ROOT, split)), "set the floors anew: make eval"
