"""Each check sees the fault that it is there for, and lets a true line pass."""

from __future__ import annotations

import pytest

from summarizer import checks
from summarizer.models.base import Tag
from summarizer.neutral import neutralise, set_apart, toned
from summarizer.records import Loaded, Span
from tests.builders import claim

QUOTE = "Russian-backed forces have liberated about 80% of Kelmar"
TEXT = "Russian-backed forces have taken about 80% of Kelmar."
SOURCE = "Ana Brandt, mayor of Kelmar"


def run(line: str, *, quote: str = QUOTE, text: str = TEXT, source: str = SOURCE, caveat: str = "") -> tuple[str, ...]:
    return checks.failed(checks.line(line, [quote], [text], [source] if source else [], caveat))


def test_a_true_line_passes_every_check() -> None:
    assert run("Ana Brandt, mayor of Kelmar, said Russian-backed forces have taken about 80% of Kelmar.") == ()


def test_a_true_line_with_its_caveat_passes() -> None:
    line = "Ana Brandt said Russian-backed forces have taken about 80% of Kelmar; some analysts doubted this."
    assert run(line, caveat="some analysts doubted this") == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Ana Brandt said Russian-backed forces have taken about 90% of Kelmar.", "numbers"),
        ("Ana Brandt said Russian-backed forces have taken most of Kelmar.", "numbers"),
        ("Ana Brandt said Russian-backed forces have taken about 80% of Dunmere.", "names"),
        ("Omar Lind said Russian-backed forces have taken about 80% of Kelmar.", "source"),
        ("Russian-backed forces have taken about 80% of Kelmar.", "source"),
        ("Ana Brandt said Russian-backed forces have not taken about 80% of Kelmar.", "negation"),
        ("Ana Brandt said Russian-backed forces have taken 80% of Kelmar.", "hedges"),
        ("Ana Brandt said Russian-backed forces have liberated about 80% of Kelmar.", "loaded"),
        ("Ana Brandt said “Russian-backed forces won about 80% of Kelmar”.", "quotations"),
        ("Ana Brandt said Russian-backed forces have bombed and taken about 80% of Kelmar.", "grounded"),
        ("Ana Brandt said forces have taken about 80%.", "kept"),
        ("Ana Brandt said Russian-backed forces have taken about 80% of", "complete"),
    ],
)
def test_a_fault_is_seen(line: str, fault: str) -> None:
    assert fault in run(line)


def test_a_lost_caveat_is_seen() -> None:
    assert "caveat" in run("Ana Brandt said Russian-backed forces have taken about 80% of Kelmar.", caveat="some analysts doubted this")


def test_a_paraphrase_printed_as_a_quotation_is_refused() -> None:
    assert not checks.quotations_verbatim("He said “the pier will shut”.", ["the pier is going to close"])
    assert checks.quotations_verbatim("He said “the pier is going to close”.", ["the pier is going to close on Monday"])


def test_a_former_office_holder_from_the_models_memory_is_refused() -> None:
    quote = "The state’s attorney, Dana Holt, dropped the charges"
    assert "names" in checks.failed(checks.wording("State’s attorney Kim Foster dropped the charges.", quote, quote))


def test_wording_may_resolve_a_pronoun_from_the_sentence_before_but_take_nothing_else() -> None:
    around = "Ina Dorset met 40 parents. she had inspected all 12 classrooms"
    quote = "she had inspected all 12 classrooms"
    assert checks.failed(checks.wording("Ina Dorset had inspected all 12 classrooms.", quote, around)) == ()
    assert "numbers" in checks.failed(checks.wording("Ina Dorset had inspected all 12 classrooms with 40 parents.", quote, around))


def test_neutralise_leaves_quotations_alone() -> None:
    assert "staggering" not in neutralise("a staggering total of 180,000")
    assert "staggering" in neutralise("he called it “a staggering total”")


def test_words_set_apart_stand_in_quotation_marks_and_listed_or_quoted_ones_are_left() -> None:
    text = "Three beige zealots slammed the plan."
    assert set_apart(text, [(6, 11), (20, 27)]) == "Three “beige” zealots slammed the plan."
    assert set_apart("He saw a “beige” plan.", [(10, 15)]) == "He saw a “beige” plan."
    assert set_apart("He saw a “beige” plan of wombats.", [(25, 32)]) == "He saw a “beige” plan of “wombats”."


def test_a_line_keeps_the_quotation_marks_of_single_words_but_may_retell_a_longer_quotation() -> None:
    text = "The 40 men were “eliminated” on the ramp."
    assert run("Ana Brandt said the 40 men were “eliminated” on the ramp.", quote=text, text=text) == ()
    assert run("Ana Brandt said the 40 men were eliminated on the ramp.", quote=text, text=text) == ("loaded",)
    long = "“The 40 men were seen on the ramp.”"
    assert run("Ana Brandt said the 40 men were seen on the ramp.", quote=long, text=long) == ()


def test_neutralise_mends_the_article_before_a_dropped_word() -> None:
    assert neutralise("an outrageous plan").startswith("a ")


def test_the_first_line_of_a_reply_is_taken_without_its_label() -> None:
    assert checks.first_line('Line: "The pier is closed."\nAnd more') == "The pier is closed."
    assert checks.first_line('"The pier is closed."') == "The pier is closed."
    assert checks.first_line("  \n") == ""


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said Ana Brandt, mayor of Kelmar, paid Omar Lind in cash.",
        "Ana Brandt disputed that Per Holt paid Omar Lind in cash.",
        "Ana Brandt confirmed that Per Holt paid Omar Lind in cash.",
        "Ana Brandt said, and officials confirmed, that Per Holt paid Omar Lind in cash.",
        "Ana Brandt rejected and denied that Per Holt paid Omar Lind in cash.",
        "Ana Brandt said that Omar Lind paid Per Holt in cash.",
        "Ana Brandt said that Per Holt paid Omar Lind in cash after all.",
        "Ana Brandt said that Per Holt would have paid Omar Lind in cash.",
        "Ana Brandt said that Per Holt paid Omar Lind in cash, unless arrested.",
    ],
)
def test_a_line_that_turns_the_statement_around_is_refused(text: str) -> None:
    told = "Per Holt paid Omar Lind in cash."
    assert run("Ana Brandt said that Per Holt paid Omar Lind in cash.", quote=told, text=told) == ()
    assert run(text, quote=told, text=told) != ()


def test_a_chain_must_keep_its_order() -> None:
    told = "The pier is closed."
    results = [
        checks.failed(checks.line(line, [told], [told], ["Halden Wire", "Lena Moss"], ""))
        for line in ("Halden Wire, citing Lena Moss, said the pier is closed.", "Lena Moss, citing Halden Wire, said the pier is closed.")
    ]
    assert results[0] == ()
    assert "source" in results[1]


def test_a_caveat_must_stand_as_planned() -> None:
    told = "The pier is closed."
    line = "The harbour board said the pier is closed; the interior ministry confirmed this."
    assert "caveat" in checks.failed(checks.line(line, [told], [told], ["the harbour board"], "the interior ministry denied this"))


def test_two_attackers_are_not_exchanged() -> None:
    quote = "the rebels attacked the army in Kelmar"
    assert "order" in checks.failed(checks.wording("The army attacked the rebels in Kelmar.", quote, quote))


@pytest.mark.parametrize(
    "text", ["The vaccine, which opponents argue is unsafe, was approved.", "It is a policy that critics say harms children."]
)
def test_whose_opinion_it_is_is_never_left_out(text: str) -> None:
    assert neutralise(text) == text


@pytest.mark.parametrize("text", ["The comments are outrageous.", "The comments are outrageous and disappointing."])
def test_a_loaded_word_that_the_sentence_needs_stays_in_quotation_marks(text: str) -> None:
    assert "“outrageous”" in neutralise(text)


def test_a_rewording_may_not_exchange_one_thing_for_another_of_the_sentence() -> None:
    quote = "he promised to split his time between the budget office and the consumer bureau, which is near the White House"
    text = "He promised to split his time between the White House and the Budget Office, which is near the White House."
    assert {"kept", "order"} & set(checks.failed(checks.wording(text, quote, quote)))


def test_a_claims_wording_takes_no_word_over_that_was_marked_in_the_articles_voice() -> None:
    text = "The raiders were erased, the zealous mayor said."
    quote = Span(start=0, end=23, text=text[:23])
    words = [("erased", 17, "emotive", ()), ("raiders", 4, "label", ("fighters",)), ("zealous", 29, "emotive", ())]
    marks = [
        Loaded(start=at, end=at + len(w), text=w, kind=k, voice="author", neutral=n, reason="")  # type: ignore[arg-type]
        for w, at, k, n in words
    ]
    for said, plain in (
        ("The raiders were erased.", "The fighters were “erased”."),
        ("The zealous raiders were “erased”.", "The zealous fighters were “erased”."),
    ):
        (told,) = toned([claim(1, said).model_copy(update={"quote": quote})], marks)
        assert told.text == plain


def test_no_second_frame_and_no_half_sentence_passes_for_a_clause() -> None:
    tags = [Tag("determiner", 0, 3), Tag("noun", 4, 8), Tag("finite", 9, 11), Tag("verb", 12, 16)]
    assert checks.clause("the pier is lost", tags)
    assert not checks.clause("the pier lost", [*tags[:2], Tag("noun", 9, 13)])
    assert not checks.clause("according to Brandt, the pier is lost", tags)


def test_a_reply_that_tells_nothing_is_not_shown() -> None:
    assert checks.readable("The pier of the pier of the pier of.") == ""
    assert checks.readable("The pier was lost and") == ""
    assert checks.readable("The pier lost 400 jobs.") == "The pier lost 400 jobs."


@pytest.mark.parametrize(
    ("text", "quote", "mended"),
    [
        ("Huntsman will release the delegates.", "He will release the delegates", True),
        ("Omar Lind criticized the plan.", "he slammed the plan", True),
        ("She expects to win in June.", "it expects to win in June", False),
        ("Economy's expect a further 2,400 jobs.", "She expects a further 2,400 jobs", False),
        ("Who came to his rescue was the that.", "who came to his rescue", False),
        ("He returned to his theme as Mitt Romney.", "he returned to his theme", False),
    ],
)
def test_a_rewording_mends_pronouns_and_loaded_words_and_leaves_the_rest(text: str, quote: str, mended: bool) -> None:
    assert checks.only_mended(text, quote) is mended


def test_what_a_dash_parts_does_not_run_together() -> None:
    text = "One is real – the sentence about the dairies stands."
    assert run("Ana Brandt said that one is real the sentence about the dairies stands.", quote=text, text=text) == ("breaks",)
    assert run("Ana Brandt said that one is real, the sentence about the dairies stands.", quote=text, text=text) == ()
