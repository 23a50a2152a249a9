"""Labels that contradict themselves are named, and only those."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import checking
from tests.eval import samples

WIRE = """---
outlet: Orvan Wire
date: 2025-11-04
title: Bridge vote
---
The council of Nordvik voted 7-4, clerk Ida Falk said. The plan would cost 30 million.
"""


def evidence(stance: str, origin: str, quote: str = "voted 7-4", document: str = "01-wire.txt") -> list[dict[str, str]]:
    return [{"document": document, "stance": stance, "quote": quote, "origin": origin}]


def problems(tmp_path: Path, labels: dict[str, object] | None = None, article: str = samples.ARTICLE) -> str:
    folder = samples.write(tmp_path / "s", labels, article)
    (folder / "evidence").mkdir()
    (folder / "evidence" / "01-wire.txt").write_text(WIRE, encoding="utf-8")
    return " | ".join(checking.check(folder))


def test_a_seed_without_fault_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path) == ""


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (samples.changed(0, status="single-source"), "c1: single-source needs a source"),
        (samples.changed(1, status="unsourced"), "c2: unsourced is for the article's own voice"),
        (samples.changed(0, status="corroborated"), "c1: the article's own voice is corroborated only by"),
        (samples.changed(0, evidence=evidence("supports", "Ida Falk")), "c1: unsourced, but the evidence holds another origin"),
        (samples.changed(0, evidence=evidence("opposes", "Ida Falk")), "c1: unsourced, but the evidence opposes it"),
        (samples.changed(4, evidence=evidence("near", "Ida Falk", "voted 9-2")), "c5: evidence/01-wire.txt does not hold 'voted 9-2'"),
        (samples.changed(4, evidence=evidence("near", "Ida Falk", document="02.txt")), "c5: there is no evidence/02.txt"),
        (samples.changed(4, id="c4"), "c4: the id stands twice"),
        (samples.changed(4, quote="The council voted 7-4 on Monday"), "c5: stands before c4 in the article"),
        (samples.changed(0, key=False), "c1: a key claim has a nugget, no other claim has one"),
        (samples.changed(0, nugget=[["7-4"], ["tunnel"]]), "c1: the summary has no sentence with the whole nugget; nowhere: [('tunnel',)]"),
        (samples.changed(3, sources=[{"name": "Mayor Ana Brandt", "kind": "person"}]), "'Mayor Ana Brandt' is called official and person"),
        ({**samples.LABELS, "loaded": [{"text": "slap in the face", "kind": "emotive"}]}, "stands inside quotation marks"),
        ({**samples.LABELS, "loaded": [{"text": t, "kind": "label"} for t in ("reckless", "reckless Dunmere")]}, "overlap"),
        ({**samples.LABELS, "expect": "abstain"}, "a text to abstain from has no claims"),
        ({**samples.LABELS, "summary": "The council voted 7-4 to fund the bridge."}, "the summary has 1 sentences"),
    ],
)
def test_what_contradicts_itself_is_named(tmp_path: Path, labels: dict[str, object], said: str) -> None:
    assert said in problems(tmp_path, labels)


def test_a_reference_that_hides_a_dispute_is_named(tmp_path: Path) -> None:
    flat = "The council voted 7-4 to fund the bridge. Mayor Ana Brandt said it costs 12 million. Holm said that it is 30 million."
    assert "c2: is disputed, but the sentence of the summary" in problems(tmp_path, {**samples.LABELS, "summary": flat})


def test_a_document_that_cites_the_article_is_no_other_origin(tmp_path: Path) -> None:
    assert problems(tmp_path, samples.changed(0, evidence=evidence("supports", "Nordvik Tribune"))) == ""


def test_a_second_labelling_is_checked_too(tmp_path: Path) -> None:
    folder = samples.write(tmp_path / "s")
    samples.write(tmp_path / "second", samples.changed(0, status="single-source"))
    (tmp_path / "second" / "labels.yaml").rename(folder / "labels.second.yaml")
    assert checking.check(folder) == ("labels.second.yaml: c1: single-source needs a source",)


def test_front_matter_that_the_tool_does_not_read_as_such_is_found(tmp_path: Path) -> None:
    assert "is no YAML" in problems(tmp_path, article=samples.ARTICLE.replace("Council backs", "Vote: council backs: the"))
