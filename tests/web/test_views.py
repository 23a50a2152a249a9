from __future__ import annotations

from hypothesis import given, settings

from summarizer.records import Beyond, Report
from summarizer.web.drafts import STAGES, Draft, whole
from summarizer.web.lessons import lesson
from summarizer.web.values import Link
from summarizer.web.views import shown
from tests.exporters.hostile import hostile_texts, poisoned
from tests.exporters.sample import TEXT, sample


def test_a_row_has_the_exact_quote_in_its_sentence_and_every_piece_of_evidence_with_outlet_and_date() -> None:
    row = shown(whole(sample())).rows[2]
    assert row.quote.text == "the bridge will cost 61 million crowns"
    assert row.chain == (Link("The Coastal Wire", "media"), Link("sources within the council", "anonymous"))
    assert [(p.stance, p.place, p.date) for p in row.proofs] == [("opposes", "", ""), ("opposes", "Northern Telegraph", "2031-03-05")]
    assert (row.status, row.symbol) == ("disputed", "≠")


def test_the_reader_learns_which_documents_were_read() -> None:
    assert shown(whole(sample())).documents == (("Northern Telegraph", "2031-03-05", None), ("Skaldvik Gazette", "2031-03-04", None))


def test_the_status_bar_is_whole_and_counts_every_claim() -> None:
    glance = shown(whole(sample())).glance
    assert sum(b.claims for b in glance.bars) == glance.claims == 9
    assert abs(sum(b.share for b in glance.bars) - 100) < 0.1
    assert (glance.own, glance.anonymous, glance.loaded, glance.speakers) == (22, 22, 3, 5)


def test_what_is_not_judged_yet_is_told_from_what_cannot_be_judged() -> None:
    report = sample()
    early = shown(Draft(report.model_copy(update={"verdicts": ()}), STAGES[:4]))
    assert {r.status for r in early.rows} == {"pending"}
    assert shown(whole(report)).rows[6].status == "not-judged"


def test_the_pieces_of_the_article_are_the_article() -> None:
    found = shown(whole(sample())).text
    assert "\n".join("".join(p.text for p in line) for line in found) == TEXT.rstrip("\n")
    quoted = {c for line in found for p in line for c in p.claims}
    assert quoted == set(range(1, 10))


def test_a_claim_without_a_source_is_the_articles_own_voice() -> None:
    assert shown(whole(sample())).rows[7].chain == (Link("", ""),)


def test_a_headline_that_says_more_than_its_text_is_shown_with_the_reason() -> None:
    report = sample()
    headline = report.bias.headline.model_copy(update={"beyond": (Beyond(start=0, end=7, text="Council", reason="more than one"),)})
    found = shown(whole(report.model_copy(update={"bias": report.bias.model_copy(update={"headline": headline})})))
    assert found.headline
    assert found.headline.beyond == (("Council", "more than one"),)


def test_another_figure_of_the_same_origin_opposes_nothing() -> None:
    report = sample()
    verdicts = tuple(v.model_copy(update={"status": "single-source"}) if v.claim_id == "c3" else v for v in report.verdicts)
    row = shown(whole(report.model_copy(update={"verdicts": verdicts}))).rows[2]
    assert [p.stance for p in row.proofs] == ["updates", "updates"]


def test_a_mark_that_leads_to_no_claim_is_shown_all_the_same() -> None:
    report = sample()
    line = report.summary.lines[0].model_copy(update={"claim_ids": ("c1", "gone")})
    view = shown(whole(report.model_copy(update={"summary": report.summary.model_copy(update={"lines": (line,)})})))
    assert view.lines[0].marks == (("1", 1), ("gone", None))


def test_a_lesson_has_every_word_once_and_knows_which_are_loaded() -> None:
    found = lesson(sample())
    assert " ".join(t.text for t in found.tasks).split() == TEXT.split()
    assert [a.text for a in found.answers] == ["rammed through", "staggering", "It is claimed"]
    marked = [w.text for t in found.tasks for w in t.words if w.answer == 0]
    assert marked == ["rammed", "through"]


def test_a_lesson_asks_for_the_sentences_that_name_no_source() -> None:
    assert {n for t in lesson(sample()).unsourced for n in t.own} == {8, 9}


@settings(deadline=None, max_examples=15)
@given(hostile_texts)
def test_no_text_breaks_the_views(text: str) -> None:
    report: Report = poisoned(sample(), text)
    view = shown(whole(report))
    assert len(view.rows) == len(report.claims)
    assert lesson(report).answers
