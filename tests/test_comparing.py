"""Several articles on one event, with the real taggers: the laws that hold for any comparison."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import summarizer
from summarizer import comparing, reading
from summarizer.comparison import Cell, Comparison, MergedClaim
from summarizer.errors import UsageError
from summarizer.models.base import Encoder, Head, Judgement, Tag
from summarizer.reading import Reading
from summarizer.records import Article
from summarizer.settings import Settings

SERETH = Path(__file__).parent.parent / "seeds/sereth-port-blast/evidence"
SETTINGS = Settings(model="none")


class Remembering:
    """The real encoder, which reads each text once: many comparisons of the same articles are made here."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._tags: dict[tuple[str, ...], list[list[Tag]]] = {}
        self._labels: dict[tuple[object, ...], list[dict[str, float]]] = {}
        self._vectors: dict[str, list[float]] = {}

    def tag(self, texts: Sequence[str], head: Head = "attribution") -> list[list[Tag]]:
        key = (head, *texts)
        if key not in self._tags:
            self._tags[key] = self._encoder.tag(texts, head)
        return self._tags[key]

    def classify(self, texts: Sequence[str] | Sequence[tuple[str, str]], head: Judgement) -> list[dict[str, float]]:
        key = (head, *texts)
        if key not in self._labels:
            self._labels[key] = self._encoder.classify(texts, head)
        return self._labels[key]

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        new = [t for t in dict.fromkeys(texts) if t not in self._vectors]
        self._vectors |= dict(zip(new, self._encoder.embed(new), strict=True)) if new else {}
        return [self._vectors[t] for t in texts]


@pytest.fixture(scope="module")
def remembering(encoder: Encoder) -> Remembering:
    return Remembering(encoder)


@pytest.fixture(scope="module")
def articles() -> list[Reading]:
    names = ("01-interlink-all-but-certain", "02-radio-ondamar-boat", "04-dalvea-one-bulletin", "03-pelmar-gazette-inspectors")
    return [reading.read_file(SERETH / f"{name}.txt", SETTINGS, 5) for name in names]


@pytest.fixture(scope="module")
def made(articles: list[Reading], remembering: Remembering) -> Comparison:
    return compare(articles, remembering)


def compare(articles: Sequence[Reading], encoder: Encoder) -> Comparison:
    return comparing.compare(articles, SETTINGS, encoder, None)


def under(name: str, article: Reading) -> Reading:
    """The same text in another outlet, framed as reprints are."""
    text = f"{article.article.text}\nMore on our front page tomorrow."
    return article._replace(article=article.article.model_copy(update={"id": name, "outlet": name, "text": text}))


def having(comparison: Comparison, words: str) -> MergedClaim:
    return next(c for c in comparison.claims if words in c.text)


def stands(claim: MergedClaim) -> list[str]:
    return [c.stand for c in claim.cells]


def free_of_order(comparison: Comparison) -> object:
    """A comparison without what the order of the columns decides: cells by article, no seconds."""

    def cells(found: Sequence[Cell]) -> list[Cell]:
        return sorted(found, key=lambda c: c.article_id)

    claims = [(c.model_copy(update={"cells": ()}), cells(c.cells)) for c in comparison.claims]
    voices = [(v.name, v.only_in, sorted(h.article_id for h in v.heard)) for v in comparison.voices]
    left = sorted((x.article_id, x.claim_id, tuple(sorted(x.carried_by)), x.later) for x in comparison.left_out)
    return claims, voices, left, comparison.summary, sorted(t.model_dump_json() for t in comparison.tallies)


def test_one_statement_of_three_outlets_is_one_row_with_each_ones_words(made: Comparison) -> None:
    dead = having(made, "seven people were killed")
    assert stands(dead)[0] == stands(dead)[2] == "asserts"
    assert dead.cells[2].said[0].quote.text.startswith("Seven people have lost their lives")
    assert [s.name for s in dead.cells[0].said[0].sources] == ["provincial health directorate"]


def test_what_goes_back_to_one_source_is_one_origin_however_many_outlets_have_it(made: Comparison) -> None:
    assert having(made, "fishing boat").status == "single-source"


def test_every_quote_stands_in_its_article_at_its_place(made: Comparison) -> None:
    texts = {a.id: a.text for a in made.articles}
    for claim in made.claims:
        assert [c.article_id for c in claim.cells] == [c.article_id for c in made.columns]
        for cell in claim.cells:
            assert (cell.stand == "silent") == (not cell.said)
            for said in cell.said:
                assert texts[cell.article_id][said.quote.start : said.quote.end] == said.quote.text
                for word in said.loaded:
                    assert texts[cell.article_id][word.start : word.end] == word.text


def test_every_claim_is_made_somewhere_and_every_line_rests_on_claims(made: Comparison) -> None:
    assert all(any(c.stand in ("asserts", "both") for c in m.cells) for m in made.claims)
    ids = {m.id for m in made.claims}
    assert made.summary.lines
    assert all(line.claim_ids and set(line.claim_ids) <= ids for line in made.summary.lines)


def test_nothing_is_left_out_that_the_article_may_have(made: Comparison) -> None:
    cells = {(m.id, c.article_id): c.stand for m in made.claims for c in m.cells}
    for left in made.left_out:
        assert cells[left.claim_id, left.article_id] == "silent"
        assert all(cells[left.claim_id, i] in ("asserts", "both") for i in left.carried_by)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.sampled_from(list(permutations(range(4)))))
def test_the_order_of_the_articles_changes_nothing_but_the_columns(
    order: tuple[int, ...], articles: list[Reading], made: Comparison, remembering: Remembering
) -> None:
    again = compare([articles[n] for n in order], remembering)
    assert free_of_order(again) == free_of_order(made)
    assert [c.name for c in again.columns] == [made.columns[n].name for n in order]


@pytest.mark.parametrize("place", range(4))
def test_a_reprint_is_marked_and_is_no_voice_of_its_own(
    place: int, articles: list[Reading], made: Comparison, remembering: Remembering
) -> None:
    again = compare([*articles, under("Zephyr Daily", articles[place])], remembering)
    assert again.columns[4].copy_of == again.columns[place].article_id
    assert [c.copy_of for c in again.columns[:4]] == [None] * 4
    assert any(n.kind == "copy" and "Zephyr Daily" in n.message for n in again.notices)
    before, after = ({c.text: c.status for c in m.claims} for m in (made, again))
    shared = before.keys() & after.keys()
    assert len(shared) >= len(before) - 1  # how much a word counts depends on all texts, and a copy is one more
    assert {text: after[text] for text in shared} == {text: before[text] for text in shared}
    only = {v.name: v.only_in for v in made.voices}
    now = {v.name: v.only_in for v in again.voices}
    assert {name: now[name] for name in only.keys() & now.keys()} == {name: only[name] for name in only.keys() & now.keys()}
    assert {now[name] for name in now.keys() - only.keys()} <= {again.columns[place].article_id}  # the reprint may name one otherwise
    assert not [x for x in again.left_out if x.article_id == again.columns[4].article_id]


def test_what_was_published_only_after_an_article_is_not_left_out_by_it(articles: list[Reading], remembering: Remembering) -> None:
    first = articles[0]._replace(article=articles[0].article.model_copy(update={"date": "2026-02-01"}))
    again = compare([first, *articles[1:]], remembering)
    mine = [x for x in again.left_out if x.article_id == first.article.id]
    assert mine
    assert all(x.later for x in mine)


def test_one_article_or_thirteen_are_no_comparison(articles: list[Reading], remembering: Remembering) -> None:
    with pytest.raises(UsageError, match="2 to 12 articles, not 1"):
        compare(articles[:1], remembering)
    with pytest.raises(UsageError, match="not 13"):
        compare(articles[:1] * 13, remembering)


def test_an_article_given_twice_is_a_copy_of_itself(articles: list[Reading], remembering: Remembering) -> None:
    again = compare([articles[0], articles[0]], remembering)
    assert len({c.article_id for c in again.columns}) == len({c.name for c in again.columns}) == 2
    assert [bool(c.copy_of) for c in again.columns] == [False, True]
    assert again.left_out == ()


def test_the_library_s_door_takes_texts_paths_and_articles(articles: list[Reading], remembering: Remembering) -> None:
    text = f"{articles[0].article.text} " * 2
    found: Article = articles[2].article
    made = summarizer.compare([text, found], settings=SETTINGS, encoder=remembering)
    assert [a.text for a in made.articles][1] == found.text
