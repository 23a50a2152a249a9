"""Agreement counts two labellings of one article, the first as gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import agreement, printing, seeds
from tests.eval import samples


def twice(tmp_path: Path, second: dict[str, object]) -> agreement.Agreement:
    folder = samples.write(tmp_path / "bridge")
    samples.write(tmp_path / "other", second)
    (tmp_path / "other" / "labels.yaml").rename(folder / seeds.SECOND)
    return agreement.agreement([seeds.load(folder)])


def test_a_labeller_agrees_with_himself(tmp_path: Path) -> None:
    found = twice(tmp_path, samples.LABELS)
    assert found.articles == ("bridge",)
    assert {f.value for f in found.figures.values()} == {1}
    assert found.kappa == {"status": 1.0, "kind": 1.0, "source": 1.0}


def test_another_status_and_source_lower_their_own_figures(tmp_path: Path) -> None:
    labels = samples.changed(4, status="single-source", sources=[{"name": "the council", "kind": "official"}])
    found = twice(tmp_path, labels)
    assert found.figures["claim_f1"].value == 1
    assert found.figures["speaker"].value == pytest.approx(4 / 5)
    assert found.figures["row_f1"].value == pytest.approx(4 / 5)
    assert found.kappa["status"] is not None
    assert 0 < found.kappa["status"] < 1
    assert any("Cohen kappa of the status" in line for line in printing.agreement(found))


def test_the_first_labelling_stands_as_gold_even_after_the_two_were_settled(tmp_path: Path) -> None:
    folder = samples.write(tmp_path / "bridge", samples.changed(4, status="not-checkable"))
    for name in (seeds.FIRST, seeds.SECOND):
        samples.write(tmp_path / name)
        (tmp_path / name / "labels.yaml").rename(folder / name)
    assert agreement.agreement([seeds.load(folder)]).figures["status"].value == 1


def test_articles_labelled_once_are_left_out(tmp_path: Path) -> None:
    found = agreement.agreement([samples.sample(tmp_path)])
    assert (found.articles, found.matched, found.figures) == ((), 0, {})
    assert found.kappa == {"status": None, "kind": None, "source": None}
