"""Single statements with verbatim quotes, worded by rule; the model rewords only what needs it, behind the checks."""

from __future__ import annotations

import pytest

from summarizer.attribution import attribute
from summarizer.claims import extract, needs_wording, word
from summarizer.models.base import Encoder
from summarizer.records import Claim
from summarizer.wording import put_at
from tests.builders import article, claim, sentences, source
from tests.fakes import ScriptedWriter

HOLT = source("Per Holt, leader of the Harbour Party")


def read(encoder: Encoder, text: str) -> tuple[Claim, ...]:
    return extract(article(text), sentences(text), attribute(article(text), sentences(text), encoder), encoder)


def test_two_figures_of_one_sentence_are_two_claims(encoder: Encoder) -> None:
    found = read(encoder, "According to the harbour office, 40 jobs were lost in May, with a total of 900 jobs ended since January.")
    assert [c.quote.text for c in found] == ["40 jobs were lost in May", "a total of 900 jobs ended since January"]
    assert found[1].text == "A total of 900 jobs were ended since January."


def test_quotes_are_verbatim_and_in_order(encoder: Encoder) -> None:
    text = "Mayor Ana Brandt said the pier is shut. \nThe council voted 7-4 on Monday, but the ferries still run."
    found = read(encoder, text)
    assert all(text[c.quote.start : c.quote.end] == c.quote.text for c in found)
    assert [c.quote.start for c in found] == sorted(c.quote.start for c in found)
    assert [c.id for c in found] == [f"c{n}" for n in range(1, len(found) + 1)]


def test_speech_in_quotation_marks_is_left_as_it_is(encoder: Encoder) -> None:
    found = read(encoder, "“These comments are outrageous and disappointing,” Mayor Ana Brandt said.")
    assert [c.text for c in found] == ["“These comments are outrageous and disappointing.”"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment on the report.",
        "The report could not be independently verified.",
        "Is the pier safe?",
        "Meanwhile, the issue of the pier has taken centre stage.",
    ],
)
def test_what_states_nothing_is_no_claim(encoder: Encoder, text: str) -> None:
    assert read(encoder, text) == ()


def test_a_motion_denied_is_an_act_of_the_court(encoder: Encoder) -> None:
    found = read(encoder, "The Supreme Court denied a motion on Wednesday by the harbour board to stop the sale.")
    assert all(not c.text.startswith("It is denied") for c in found)


def test_a_denial_is_never_reworded_into_an_assertion() -> None:
    denied = claim(1, "It is denied that the pier is unsafe for the children.", HOLT)
    assert not needs_wording(denied, "")
    writer = ScriptedWriter(lambda _: "The pier is unsafe for the children.")
    claims, log = word((denied,), article(denied.text), sentences(denied.text), writer)
    assert claims == (denied,)
    assert log == ()
    assert writer.asked == []


def test_a_pronoun_may_be_resolved_only_from_a_sentence_that_names_one() -> None:
    writer = ScriptedWriter(lambda _: "Ina Dorset had taken the money.")
    for before, taken in (("Yesterday Ina Dorset met nobody.", True), ("Yesterday Ina Dorset met Omar Lind.", False)):
        text = f"{before}\nshe had taken the money."
        one = claim(1, "she had taken the money", start=len(before) + 1).model_copy(
            update={"sentence_ids": ("s2",), "text": "She had taken the money."}
        )
        claims, _ = word((one,), article(text), sentences(text), writer)
        assert (claims[0].text_written_by == "model") is taken


def test_what_the_model_wrote_and_failed_is_logged() -> None:
    text = "Ina Dorset left.\nshe had taken 40 coins"
    one = claim(1, "she had taken 40 coins", start=17).model_copy(update={"sentence_ids": ("s2",), "text": "She had taken 40 coins."})
    _, log = word((one,), article(text), sentences(text), ScriptedWriter(lambda _: "She had taken 400 coins."))
    assert [("numbers" in w.failed, w.claim_id) for w in log] == [(True, "c1")]


def test_the_repeated_title_is_no_claim(encoder: Encoder) -> None:
    text = "Council closes the old pier for good.\nThe council voted 7-4 on Monday."
    whole = article(text, title="Council closes the old pier for good")
    found = extract(whole, sentences(text), (), encoder)
    assert [c.quote.text for c in found] == ["The council voted 7-4 on Monday"]


def test_a_second_verb_is_a_claim_with_its_subject(encoder: Encoder) -> None:
    found = read(encoder, "The captain swam to the pier and was arrested at the harbour office.")
    assert [c.quote.text for c in found] == ["The captain swam to the pier", "was arrested at the harbour office"]
    assert found[1].text == "The captain was arrested at the harbour office."


def test_a_dismissed_person_is_no_denial(encoder: Encoder) -> None:
    assert [c.quote.text for c in read(encoder, "The company had dismissed him nine weeks earlier.")] == [
        "The company had dismissed him nine weeks earlier"
    ]


def test_a_condition_alone_is_no_claim(encoder: Encoder) -> None:
    assert read(encoder, "If that date passes.") == ()


@pytest.mark.parametrize(
    "text", ["The ministry gave a different account.", "Her colleague is not persuaded.", "The army does not accept it."]
)
def test_that_somebody_sees_it_otherwise_is_no_claim(encoder: Encoder, text: str) -> None:
    assert read(encoder, text) == ()


def test_a_pronoun_behind_its_speaker_or_without_a_name_before_it_is_not_asked_about() -> None:
    assert needs_wording(claim(1, "She had taken the money."), "Yesterday Ina Dorset met nobody.")
    assert not needs_wording(claim(1, "She had taken the money.", HOLT), "Yesterday Ina Dorset met nobody.")
    assert not needs_wording(claim(1, "She had taken the money."), "It was dark.")
    assert not needs_wording(claim(1, "This is more than was asked for."), "Yesterday Ina Dorset met nobody.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 40 people were hurt, Mayor Ana Brandt said, and two of them died in hospital.", "Some 40 people were hurt"),
        (
            "Mayor Ana Brandt said the pier had been sold in May and that the old records left out the boats.",
            "the pier had been sold in May",
        ),
        ("Mayor Ana Brandt replied that the overspend had come down to £1.9m.", "the overspend had come down to £1.9m"),
        ("About every third house on the quay is empty, Mayor Ana Brandt said.", "About every third house on the quay is empty"),
        ("The full council votes on 20 March.", "The full council votes on 20 March"),
        (
            "The pier is as likely to close this year as it was to close in 1990.",
            "The pier is as likely to close this year as it was to close in 1990",
        ),
        ("Sen. Ana Brandt (Kel.) was the only member to vote for it.", "Sen. Ana Brandt (Kel.) was the only member to vote for it"),
    ],
)
def test_a_statement_is_neither_cut_short_nor_told_with_its_speaker(encoder: Encoder, text: str, expected: str) -> None:
    assert read(encoder, text)[0].quote.text == expected


def test_a_word_after_an_article_is_no_verb_where_a_second_verb_takes_its_subject(encoder: Encoder) -> None:
    found = read(encoder, "Mayor Ana Brandt replied that the overspend had come down to £1.9m by May and was included in table 7.")
    assert [c.text for c in found] == ["The overspend had come down to £1.9m by May.", "The overspend was included in table 7."]


def test_that_as_a_subject_stays(encoder: Encoder) -> None:
    assert read(encoder, "Mayor Ana Brandt said that was the reason for the delay.")[0].quote.text == "that was the reason for the delay"


def test_a_bare_denial_states_nothing(encoder: Encoder) -> None:
    assert read(encoder, "That is untrue, said Mayor Ana Brandt.") == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the jobs lost at 212", "the jobs lost number 212"),
        ("the crowd at about 800", "the crowd numbers about 800"),
        ("the price of the raid at 4.8 million crowns", "the price of the raid is 4.8 million crowns"),
        ("the toll at 23", "the toll is 23"),
        ("the matter at rest", None),
    ],
)
def test_what_somebody_puts_at_a_figure_is_told_as_a_sentence(content: str, expected: str | None) -> None:
    assert put_at("puts", content) == expected
    assert put_at("called for", content) is None
