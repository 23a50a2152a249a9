"""Seeds are read as the guidelines say; what does not fit its text is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import seeds
from summarizer.errors import UsageError
from tests.eval import samples


def test_a_quote_is_resolved_to_its_place_in_the_body_without_front_matter(tmp_path: Path) -> None:
    seed = samples.sample(tmp_path)
    assert seed.outlet == "Nordvik Tribune"
    for claim in seed.labels.claims:
        assert seed.text[claim.quote.start : claim.quote.end] == claim.quote.text
    assert seed.text == seeds.read_article(seed).article.text


def test_the_second_occurrence_is_taken_where_it_is_meant(tmp_path: Path) -> None:
    labels = {**samples.LABELS, "loaded": [{"text": "the", "occurrence": 2, "kind": "label", "neutral": [""]}]}
    seed = seeds.load(samples.write(tmp_path / "s", labels))
    first = seeds.find(seed.text, "the", 1, "")
    assert seed.labels.loaded[0].start > first.start


def test_a_quote_is_looked_for_at_word_boundaries_first() -> None:
    assert seeds.find("the sharp harp", "harp", 1, "").start == 10
    assert seeds.find("the sharp", "harp", 1, "").start == 5


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        (samples.changed(0, quote="The council voted 8-4"), "c1"),
        (samples.changed(1, occurrence=2), "c2"),
        (samples.changed(0, status="true"), "claims.0.status"),
        (samples.changed(2, sources=[{"name": "Holm", "kind": "politician"}]), "claims.2.sources.0.kind"),
        (samples.changed(2, speaker="Holm"), "claims.2.speaker"),
        ({**samples.LABELS, "loaded": [{"text": "shocking", "kind": "emotive"}]}, "loaded"),
    ],
)
def test_a_label_that_does_not_fit_is_refused_by_name(tmp_path: Path, labels: dict[str, object], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        seeds.load(samples.write(tmp_path / "s", labels))


def test_words_that_yaml_would_turn_into_other_values_stay_words(tmp_path: Path) -> None:
    folder = samples.write(tmp_path / "s")
    text = (folder / "labels.yaml").read_text(encoding="utf-8").replace("topic: local politics", "topic: no")
    (folder / "labels.yaml").write_text(text, encoding="utf-8")
    assert seeds.load(folder).labels.topic == "no"


def test_evidence_without_front_matter_is_refused(tmp_path: Path) -> None:
    folder = samples.write(tmp_path / "s")
    (folder / "evidence").mkdir()
    (folder / "evidence" / "01-wire.txt").write_text("The council voted.", encoding="utf-8")
    with pytest.raises(UsageError, match=r"01-wire\.txt needs front matter"):
        seeds.load(folder)


def test_the_digest_changes_with_a_label_and_not_with_the_order_of_reading(tmp_path: Path) -> None:
    a, b = samples.write(tmp_path / "a"), samples.write(tmp_path / "b")
    both = [seeds.load(a), seeds.load(b)]
    before = seeds.digest(both)
    assert seeds.digest(both[::-1]) == before
    samples.write(b, samples.changed(4, status="not-checkable"))
    assert seeds.digest([seeds.load(a), seeds.load(b)]) != before


def test_a_split_must_name_every_seed_once(tmp_path: Path) -> None:
    samples.write(tmp_path / "a")
    samples.write(tmp_path / "b")
    split = tmp_path / "split.json"
    split.write_text('{"dev": ["a"], "test": []}')
    with pytest.raises(UsageError, match="look at: b"):
        seeds.load_all(tmp_path, "dev")
    split.write_text('{"dev": ["a"], "test": ["b"]}')
    assert [s.slug for s in seeds.load_all(tmp_path, "test")] == ["b"]
    assert [s.slug for s in seeds.load_all(tmp_path)] == ["a", "b"]


def test_a_folder_without_seeds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no seeds"):
        seeds.load_all(tmp_path)


def test_a_seed_alone_has_no_documents_and_no_passages_from_them() -> None:
    seed = seeds.load(seeds.ROOT / "ansara-ferry")
    assert seed.documents
    assert any(c.evidence for c in seed.labels.claims)
    bare = seeds.alone(seed)
    assert not bare.documents
    assert not any(c.evidence for c in bare.labels.claims)
    assert [c.status for c in bare.labels.claims] == [c.status for c in seed.labels.claims]
