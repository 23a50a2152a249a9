"""The seeds of this repository: whole, as many and as varied as promised, and nothing fits one text alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import agreement, checking, matching, seeds
from eval.tasks import Models, score, whole
from summarizer.models.base import Encoder
from summarizer.settings import Settings

FOLDERS = sorted(p.parent for p in seeds.ROOT.glob(f"*/{seeds.LABELS}"))
ADVERSARIAL = {
    "aldova-orders",
    "byteville-orders",
    "feedline-index",
    "moonhoax-satire",
    "orlo-fake-quote",
    "pemberley-satire",
    "sugarline-mixed",
}
VOLCHANSK = seeds.ROOT / "volchansk"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_the_labels_of_every_seed_are_whole(folder: Path) -> None:
    assert checking.check(folder) == ()


def test_there_are_enough_of_every_sort() -> None:
    every = seeds.load_all(seeds.ROOT)
    assert len(every) >= 60
    assert sum(2 <= len(s.documents) <= 5 for s in every) >= 20
    assert sum(not s.labels.loaded and s.labels.expect == "report" for s in every) >= 10
    assert {s.slug for s in every} >= ADVERSARIAL
    assert all(2 <= len(s.documents) <= 5 for s in every if s.documents)


def test_two_fifths_are_held_out_documents_among_them() -> None:
    split = seeds.splits(seeds.ROOT)
    assert len(split["test"]) / len(FOLDERS) == pytest.approx(0.4, abs=0.02)
    assert sum(bool(s.documents) for s in seeds.load_all(seeds.ROOT, "test")) >= 8
    assert "volchansk" in split["dev"]


def test_twelve_were_labelled_twice() -> None:
    assert len(agreement.agreement(seeds.load_all(seeds.ROOT)).articles) >= 12


RETOLD = {
    "Russian": "Belzhan",
    "Russia": "Belzhan",
    "Ukrainian": "Tamourese",
    "Ukraine": "Tamour",
    "Volchansk": "Orvensk",
    "Vilcha": "Brema",
    "Kharkiv": "Selmar",
    "57th": "31st",
    "80%": "65%",
    "21,600": "13,400",
    "180,000": "97,000",
    "15,000": "8,000",
    "18,000": "11,000",
    "230,000": "120,000",
    "TASS": "BELTA",
    "Valeriy Gerasimov": "Anton Drovnik",
    "Gerasimov": "Drovnik",
    "Christoph Vanner": "Henrik Solberg",
    "Vanner": "Solberg",
    "Die Welt": "Dagbladet Nord",
    "Maria Zakharova": "Olga Ternova",
    "Zakharova": "Ternova",
}


def retold(text: str) -> str:
    for old, new in RETOLD.items():
        text = text.replace(old, new)
    return text


def test_other_names_and_figures_change_little(tmp_path: Path, encoder: Encoder) -> None:
    """The volchansk seed retold: what is found must not hang on the names and figures of the one text that was looked at most."""
    for name in ("article.txt", seeds.LABELS):
        (tmp_path / name).write_text(retold((VOLCHANSK / name).read_text(encoding="utf-8")), encoding="utf-8")
    assert checking.check(tmp_path) == ()
    models = Models(encoder, None, Settings(model="none"))
    here, there = (score(s, whole(s, models)).counts for s in (seeds.load(VOLCHANSK), seeds.load(tmp_path)))
    for name in ("claim", "speaker", "origin", "chain", "status", "row", "loaded"):
        assert there[name].hit >= here[name].hit - 2, name


def test_the_reference_summary_covers_its_own_nuggets_by_the_scorers_rule() -> None:
    for seed in seeds.load_all(seeds.ROOT, "dev"):
        lines = matching.units(seed.labels.summary)
        assert all(any(matching.covers(line, c.nugget) for line in lines) for c in seed.labels.claims if c.key), seed.slug
