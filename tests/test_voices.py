"""Whose voices are one across articles, and of whom it is said that one outlet alone lets them speak."""

from __future__ import annotations

from summarizer.comparison import HeardVoice
from summarizer.records import Kind, LedgerRow
from summarizer.voices import side_by_side


def row(source: str, kind: Kind | None = "official", claims: int = 1) -> LedgerRow:
    return LedgerRow(source=source, kind=kind, claims=claims, words=5 * claims, first_position=0.1, cues=("said",))


def voices(copy_of: str | None = None, **ledgers: list[LedgerRow]) -> dict[str, HeardVoice]:
    found = side_by_side(ledgers, {name: copy_of if name == "c" else None for name in ledgers})
    return {v.name: v for v in found}


def test_a_short_name_is_the_full_name_of_another_article() -> None:
    found = voices(a=[row("Mayor Ana Brandt", "person")], b=[row("Ana Brandt", "person", 2)])
    assert list(found) == ["Mayor Ana Brandt"]
    assert [(h.article_id, h.claims, h.words) for h in found["Mayor Ana Brandt"].heard] == [("a", 1, 5), ("b", 2, 10)]
    assert found["Mayor Ana Brandt"].only_in is None


def test_a_body_is_not_who_speaks_for_it_and_neither_is_heard_in_one_article_only() -> None:
    found = voices(a=[row("Dinara Oshobek, Emergencies Minister")], b=[row("Emergencies Ministry")])
    assert len(found) == 2
    assert [v.only_in for v in found.values()] == [None, None]


def test_a_voice_of_one_article_is_named_and_one_told_in_other_words_is_not() -> None:
    found = voices(a=[row("provincial health directorate"), row("Guldana Ibrash", "person")], b=[row("health directorate of the province")])
    assert found["Guldana Ibrash"].only_in == "a"
    assert found["provincial health directorate"].only_in is None


def test_unnamed_sources_of_two_articles_are_never_one() -> None:
    assert len(side_by_side({"a": [row("two officials", "anonymous")], "b": [row("two officials", "anonymous")]}, {})) == 2


def test_a_copy_is_no_second_article() -> None:
    ledger = [row("Guldana Ibrash", "person")]
    assert voices(copy_of="a", a=ledger, b=[], c=ledger)["Guldana Ibrash"].only_in == "a"
    assert voices(a=ledger, b=[], c=ledger)["Guldana Ibrash"].only_in is None


def test_the_article_s_own_voice_is_no_speaker() -> None:
    assert side_by_side({"a": [row("the article's own voice", None)]}, {}) == ()
