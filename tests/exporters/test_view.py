from __future__ import annotations

import sys
import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.exporters.view import clean, standing, view
from summarizer.records import Beyond, Dropped, LedgerRow, Line, Notice, Report, Source, Status
from tests.exporters.sample import sample

VISIBLE_FORMATS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Number signs of Arabic, Syriac and Kaithi, which Unicode counts as format characters although they can be seen."""


def invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in VISIBLE_FORMATS


def with_summary(report: Report, *lines: Line) -> Report:
    return report.model_copy(update={"summary": report.summary.model_copy(update={"lines": lines, "dropped": ()})})


def test_clean_leaves_no_character_that_cannot_be_seen() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert [f"{ord(c):04x}" for c in clean(everything) if invisible(c)] == []


@given(st.text())
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.characters(categories=("L", "Nd", "P"), exclude_characters="\u115f\u1160\u3164\uffa0")))
def test_clean_changes_no_visible_text(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\n two\tthree ", "one two three"),
        ("\x1b[31mred\x9b0m", "�[31mred�0m"),
        ("safe\u202egnp.exe", "safe�gnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("tag\U000e0041\U000e0042s", "tag�s"),
    ],
)
def test_blanks_collapse_joiners_go_and_control_characters_are_shown(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_cite_claims_by_their_numbers_in_the_table() -> None:
    shown = view(sample())
    assert [x.marks for x in shown.lines] == ["[1]", "[3]", "[3,4]", "[5]", "[6]"]
    assert [c.number for c in shown.claims] == list(range(1, 10))


def test_a_citation_of_no_known_claim_is_shown_and_not_hidden() -> None:
    lines = (Line(text="A.", claim_ids=("c99",), written_by="rule", checks={}), Line(text="B.", claim_ids=(), written_by="rule", checks={}))
    assert [x.marks for x in view(with_summary(sample(), *lines)).lines] == ["[c99]", "[no claim]"]


def test_a_chain_runs_from_the_nearest_speaker_to_the_origin() -> None:
    assert view(sample()).claims[2].chain == ("The Coastal Wire (media)", "sources within the council (anonymous)")


def test_a_claim_without_source_is_said_by_the_article_itself() -> None:
    assert view(sample()).claims[7].chain == ("the article's own voice",)


def test_contradicted_and_missing_statuses_are_put_in_plain_words() -> None:
    assert standing("contradicted").words == "contradicted by a source"
    assert standing(None).words == "not judged"


def test_every_status_has_a_symbol_of_its_own() -> None:
    statuses = (*get_args(Status), None)
    assert len({standing(s).symbol for s in statuses}) == len(statuses)


def test_a_claim_without_verdict_is_not_judged() -> None:
    shown = view(sample().model_copy(update={"verdicts": ()}))
    assert {c.standing.words for c in shown.claims} == {"not judged"}
    assert shown.tally == "9 claims: 9 not judged."


def test_a_reader_learns_which_documents_were_read() -> None:
    assert view(sample()).coverage == (
        "2 other documents read: Northern Telegraph, 2031-03-05; Skaldvik Gazette, 2031-03-04. 2 of them bear on a claim."
    )


def test_a_reader_learns_that_no_document_was_given_or_none_was_found() -> None:
    alone = sample().model_copy(update={"documents": (), "evidence": (), "notices": ()})
    assert view(alone).coverage == "No other documents were given, so a status tells nothing about what other outlets report."
    empty = alone.model_copy(update={"notices": (Notice(kind="evidence", message="nothing relevant was found"),)})
    assert view(empty).coverage.startswith("Nothing that bears on the claims was found in the other documents")


def test_evidence_names_the_outlet_and_date_or_this_article() -> None:
    disputed = next(e for e in view(sample()).evidence if e.number == 3)
    assert [(q.stance, q.where) for q in disputed.quotes] == [
        ("claim", "this article"),
        ("opposes", "this article"),
        ("opposes", "Northern Telegraph, 2031-03-05"),
    ]


def test_another_figure_by_the_same_origin_is_shown_as_an_update() -> None:
    report = sample()
    verdicts = tuple(v.model_copy(update={"origins_against": (), "status": "single-source"}) for v in report.verdicts)
    shown = view(report.model_copy(update={"verdicts": verdicts}))
    assert {q.stance for e in shown.evidence for q in e.quotes} >= {"claim", "updates"}
    assert "opposes" not in {q.stance for e in shown.evidence for q in e.quotes}


def test_evidence_that_only_repeats_a_single_source_is_left_to_the_json() -> None:
    assert [e.number for e in view(sample()).evidence] == [1, 2, 3, 4, 8]


def test_a_loaded_word_is_marked_within_its_own_sentence() -> None:
    marked = [w.marked for group in view(sample()).loaded for w in group.words]
    assert marked[2] == "«It is claimed» that two ferries will stop."
    assert marked[3] == '"The figure is «plainly» wrong: we have signed for 48 …'


def test_author_and_quoted_voice_are_kept_apart() -> None:
    author, quoted = view(sample()).loaded
    assert (author.heading, len(author.words)) == ("Loaded in the article's own voice: 3 (2.7 per 100 words)", 3)
    assert (quoted.heading, len(quoted.words)) == ("Loaded in quoted voices: 2 (9.1 per 100 words)", 2)


def test_an_empty_replacement_means_drop_it_and_none_is_said_so() -> None:
    words = view(sample()).loaded[0].words
    assert [w.neutral for w in words] == ["neutral: “approved”", "neutral: drop it", "no neutral wording"]


def test_shares_are_given_with_their_counts() -> None:
    assert view(sample()).shares == ("Claims in the article's own voice: 22% (2 of 9)", "Claims by unnamed sources: 22% (2 of 9)")


def test_the_speaker_with_most_claims_has_the_longest_bar_and_one_without_claims_has_none() -> None:
    row = LedgerRow(source="Nobody", kind="person", claims=0, words=0, first_position=1.0, cues=())
    report = sample()
    bias = report.bias.model_copy(update={"ledger": (*report.bias.ledger, row)})
    bars = [len(s.bar) for s in view(report.model_copy(update={"bias": bias})).speakers]
    assert bars == [10, 7, 3, 3, 3, 3, 0]


def test_without_title_there_is_no_headline_line() -> None:
    report = sample()
    shown = view(report.model_copy(update={"article": report.article.model_copy(update={"title": None, "outlet": None, "date": None})}))
    assert (shown.title, shown.byline, shown.headline) == ("Untitled article", "", None)


def test_a_headline_that_no_claim_bears_out_is_said_so() -> None:
    report = sample()
    headline = report.bias.headline.model_copy(update={"supported_by": (), "status": None})
    shown = view(report.model_copy(update={"bias": report.bias.model_copy(update={"headline": headline})}))
    assert shown.headline is not None
    assert shown.headline[0].endswith("no single claim was found that says the same in like words.")


def test_where_a_headline_says_more_than_the_text_is_said_behind_it() -> None:
    report = sample()
    more = Beyond(start=0, end=6, text="Harbor", reason="the text has no such figure")
    headline = report.bias.headline.model_copy(update={"beyond": (more,)})
    shown = view(report.model_copy(update={"bias": report.bias.model_copy(update={"headline": headline})}))
    assert shown.headline is not None
    assert shown.headline[0].endswith(" More than the text: “Harbor”, the text has no such figure.")


def test_a_line_kept_with_a_failed_check_is_said_so() -> None:
    line = Line(text="A.", claim_ids=("c1",), written_by="rule", checks={"numbers": True, "names": False})
    assert view(with_summary(sample(), line)).written == ("Line 1 was kept although it failed: names.", "1 line: 1 made by rule.")


def test_a_report_without_anything_still_says_what_it_lacks() -> None:
    report = sample()
    empty = report.model_copy(update={"claims": (), "evidence": (), "verdicts": (), "documents": ()})
    shown = view(with_summary(empty))
    assert shown.tally == "No claim was found."
    assert shown.written == ("No line could be made.",)


def test_dropped_lines_keep_their_text_and_failed_checks() -> None:
    report = sample()
    summary = report.summary.model_copy(update={"dropped": (Dropped(text="X.", claim_ids=("c2",), failed=("names", "source")),)})
    (dropped,) = view(report.model_copy(update={"summary": summary})).dropped
    assert dropped == ("X.", "[2]", "names, source")


def test_a_source_without_a_name_is_called_so() -> None:
    report = sample()
    claim = report.claims[0].model_copy(update={"sources": (Source(name="\u200b", kind="person"),)})
    assert view(report.model_copy(update={"claims": (claim,)})).claims[0].chain == ("no name (person)",)


def test_only_the_first_dropped_lines_are_shown_and_the_rest_are_counted() -> None:
    report = sample()
    line = report.summary.dropped[0].model_copy(update={"text": "word " * 100})
    shown = view(report.model_copy(update={"summary": report.summary.model_copy(update={"dropped": (line,) * 7})}))
    assert len(shown.dropped) == 4
    assert all(len(d.text) <= 160 for d in shown.dropped)
    assert "7 wordings dropped (3 of them shown in the JSON report only):" in shown.written[-1]
