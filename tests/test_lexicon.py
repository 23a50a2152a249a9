"""The word lists: what they find, what they leave alone, and that a slip in them is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import lexicon
from summarizer.errors import SummarizerError
from summarizer.lexicon.conditions import parse
from summarizer.lexicon.inflection import plural
from summarizer.lexicon.patterns import compile_phrase, fold, index, search, tokens
from summarizer.lexicon.tables import rows


def loaded(text: str) -> list[str]:
    return [m.text for m in lexicon.find_loaded(text)]


def neutral(text: str) -> tuple[str, ...]:
    (match,) = lexicon.find_loaded(text)
    return match.neutral


@pytest.mark.parametrize(
    ("text", "found", "kind"),
    [
        ("The senator slammed the budget.", "slammed", "emotive"),
        ("Rents have skyrocketed since June.", "skyrocketed", "emotive"),
        ("A staggering 40 flats stand empty.", "staggering", "emotive"),
        ("The storm cost 300 jobs in March alone.", "alone", "emotive"),
        ("Tensions escalated sharply at the border.", "escalated sharply", "emotive"),
        ("The regime closed two papers.", "regime", "label"),
        ("The so-called reform passed.", "so-called", "label"),
        ("Troops liberated the town on Monday.", "liberated", "label"),
        ("Police arrested 12 thugs.", "thugs", "label"),
        ("The controversial bill passed.", "controversial", "label"),
        ("The minister admitted that costs rose.", "admitted", "presupposition"),
        ("He admitted staffing was low.", "admitted", "presupposition"),
        ("She admitted on the radio last week that costs rose.", "admitted", "presupposition"),
        ("“It is safe,” he underlined at the briefing.", "underlined", "presupposition"),
        ("The rule has a gap, as the chamber pointed out in May.", "pointed out", "presupposition"),
        ("It claims the price is higher.", "claims", "presupposition"),
        ("Last year it quietly shortened the warranty.", "quietly", "presupposition"),
        ("The army brushes the total aside.", "brushes the total aside", "emotive"),
        ("The firm is proud to announce a pump.", "proud to announce", "emotive"),
        ("The fraternal states signed.", "fraternal", "label"),
        ("Word has it that the line is sold.", "Word has it", "weasel"),
        ("He revealed how the vote went.", "revealed", "presupposition"),
        ("The paper underscored the need for talks.", "underscored", "presupposition"),
        ("The firm failed to tell its staff.", "failed to", "presupposition"),
        ("Obviously, the plan costs more.", "Obviously", "presupposition"),
        ("Some, it is claimed, left early.", "it is claimed", "weasel"),
        ("Many believe the mine will close.", "Many believe", "weasel"),
        ("Critics say the road is unsafe.", "Critics say", "weasel"),
        ("The decision sparked fierce debate in town.", "sparked fierce debate", "weasel"),
        ("There are growing concerns over safety.", "growing concerns", "weasel"),
    ],
)
def test_a_loaded_phrase_is_found_with_its_kind(text: str, found: str, kind: str) -> None:
    assert [(m.text, m.kind) for m in lexicon.find_loaded(text)] == [(found, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The attack killed 12 people and the firm went bankrupt during the war.",
        "She was admitted to hospital on Friday.",
        "The new tax regime begins in April and the training regime in May.",
        "Workers were exposed to asbestos.",
        "Their car slammed into a wall.",
        "A blast killed three miners.",
        "An eagle soared over the valley.",
        "The child plunged into the river.",
        "Firefighters pulled two people from the burning house.",
        "He lives alone in a small flat.",
        "Her left ventricle failed to open.",
        "Two officers told the court that they saw the van.",
        "Relatives said the driver was tired.",
        "The alleged thief was charged on Tuesday.",
        "The general said troops would attack at dawn.",
        "The museum shows a radical mastectomy kit.",
        "The radio said it was minus 12 degrees.",
        "Claims for unemployment benefit fell by 4%.",
        "The report highlights. It ends there.",
        "The prison officers' claims were filed on Monday.",
        "She admitted the patient and called a doctor.",
        "He revealed a plan that would cut costs.",
        "The board noted the rise and was pleased.",
        "Police opened a path through the crowd.",
        "She tore through the pages of the book.",
        "The team was eliminated in the first round.",
        "Pockets of fog hung over the valley.",
        "The shock waves through the rock were measured.",
    ],
)
def test_sober_words_are_left_alone(text: str) -> None:
    assert loaded(text) == []


@pytest.mark.parametrize(
    "text", ["The Chaos Computer Club published its findings last week.", "They spoke to Tom Savage after lunch at noon."]
)
def test_a_capitalised_word_within_a_sentence_is_a_name(text: str) -> None:
    assert loaded(text) == []


def test_capitals_of_a_title_do_not_hide_a_loaded_word() -> None:
    assert loaded("Senator Slams Outrageous Budget Plan") == ["Slams", "Outrageous"]


def test_typographic_apostrophes_hyphens_and_british_spelling_make_no_difference() -> None:
    assert loaded("It’s no secret that") == loaded("It's no secret that".replace("'", "’"))
    assert len(loaded("It's no secret that")) == 1
    assert loaded("The far‑right party") == ["far‑right"]
    assert loaded("They emphasised it, she emphasizes it.") == ["emphasised", "emphasizes"]


def test_the_longest_phrase_wins_and_matches_do_not_overlap() -> None:
    assert loaded("the scandal fuelled speculation and controversy") == ["fuelled speculation and controversy"]


def test_a_phrase_does_not_cross_a_full_stop_or_a_paragraph() -> None:
    assert loaded("Of course it did not.") == ["Of course"]
    assert loaded("He thought of. Course two was soup.") == []
    assert loaded("The menu speaks of\n\nCourse two: soup.") == []


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("They slammed him.", ("criticized",)),
        ("They were slamming him.", ("criticizing",)),
        ("Troops liberated the town.", ("took", "captured", "seized")),
        ("Troops have liberated the town.", ("taken", "captured", "seized")),
        ("The town was liberated by troops.", ("taken", "captured", "seized")),
        ("Costs skyrocket in spring.", ("rise",)),
        ("Costs will skyrocket in spring.", ("rise",)),
        ("Police arrested the thugs.", ("men", "attackers")),
        ("She admits that it rained.", ("says",)),
        ("A staggering sum was lost.", ("", "large")),
    ],
)
def test_alternatives_stand_in_the_form_of_the_word_they_replace(text: str, alternatives: tuple[str, ...]) -> None:
    assert neutral(text) == alternatives


@pytest.mark.parametrize(
    ("lemma", "like", "form"),
    [
        ("say", "admitted", "said"),
        ("take", "captured", "took"),
        ("take", "has captured", "taken"),
        ("take", "was quickly struck", "taken"),
        ("rise", "soars", "rises"),
        ("cut", "slashing", "cutting"),
        ("deny", "refutes", "denies"),
        ("begin", "unleashing", "beginning"),
        ("point out", "noted", "pointed out"),
        ("have", "shows", "has"),
        ("quit", "leaving", "quitting"),
        ("visit", "toured", "visited"),
        ("see", "watching", "seeing"),
        ("say", "say", "say"),
    ],
)
def test_inflect_follows_the_given_form(lemma: str, like: str, form: str) -> None:
    assert lexicon.inflect(lemma, like) == form


@pytest.mark.parametrize(
    ("one", "many"),
    [("ally", "allies"), ("man", "men"), ("spokesperson", "spokespeople"), ("crash", "crashes"), ("day", "days"), ("human", "humans")],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(
    ("word", "lemma", "stance"),
    [
        ("said", "say", "plain"),
        ("told", "tell", "plain"),
        ("claims", "claim", "claims"),
        ("alleging", "allege", "claims"),
        ("Revealed", "reveal", "factive"),
        ("pointed out", "point out", "factive"),
        ("denied", "deny", "denies"),
        ("cast doubt on", "cast doubt on", "doubts"),
        ("declined to comment", "decline to comment", "silent"),
        ("vowed", "vow", "future"),
        ("thought", "think", "opinion"),
        ("according to", "according to", "plain"),
    ],
)
def test_a_reporting_verb_is_known_in_every_form(word: str, lemma: str, stance: str) -> None:
    verb = lexicon.reporting(word)
    assert verb is not None
    assert (verb.lemma, verb.stance) == (lemma, stance)


def test_a_word_that_reports_nothing_is_no_reporting_verb() -> None:
    assert lexicon.reporting("walked") is None
    assert lexicon.reporting("") is None
    assert lexicon.reporting("said on Monday") is None


def test_loaded_reporting_verbs_have_a_plain_replacement() -> None:
    verb = lexicon.reporting("slammed")
    assert verb is not None
    assert verb.loaded
    assert verb.neutral == "criticize"
    plain = lexicon.reporting(verb.neutral)
    assert plain is not None
    assert not plain.loaded


@pytest.mark.parametrize(
    ("word", "kind", "form"),
    [
        ("mayor", "official", "head"),
        ("Kremlin", "official", "name"),
        ("union", "organisation", "head"),
        ("professor", "person", "head"),
        ("Reuters", "media", "name"),
        ("Tribune", "media", "head"),
        ("study", "document", "head"),
        ("sources", "anonymous", "head"),
        ("it is claimed", "anonymous", "phrase"),
    ],
)
def test_kind_words_tell_the_kind_of_a_source(word: str, kind: str, form: str) -> None:
    assert lexicon.kind_words()[word] == (kind, form)


def test_a_hedge_of_numbers_counts_only_before_a_number() -> None:
    assert [(f.start, f.label) for f in lexicon.find_hedges("about 40 people")] == [(0, "number")]
    assert lexicon.find_hedges("about the people") == []
    assert [f.label for f in lexicon.find_hedges("It may rain")] == ["general"]


def test_negations_and_opinion_words_are_found() -> None:
    text = "The mayor didn't resign, and he should stay"
    assert [text[f.start : f.end] for f in lexicon.find_negations(text)] == ["didn't"]
    assert [(text[f.start : f.end], f.label) for f in lexicon.find_opinion(text)] == [("should", "opinion")]


def test_the_small_lists_hold_what_they_promise() -> None:
    assert {"the", "of", "whose", "because"} <= lexicon.function_words()
    assert {"said", "according", "while"} <= lexicon.reporting_language()
    assert "bridge" not in lexicon.function_words() | lexicon.reporting_language()


def test_no_alternative_is_itself_loaded() -> None:
    table = rows("loaded", ("phrase", "kind", "neutral", "reason", "condition"), optional=1)
    plain = {a.replace("*v", "").replace("*n", "") for _, _, n, _, _ in table for a in n.split("|") if a != "~"}
    assert {a for a in plain if loaded(f"now {a} now")} == set()


def test_every_phrase_without_a_condition_can_be_found() -> None:
    table = rows("loaded", ("phrase", "kind", "neutral", "reason", "condition"), optional=1)
    written = {" ".join(w.split("/")[0].split("*")[0] for w in p.split() if w != "?") for p, _, _, _, c in table if not c}
    assert {w for w in written if w not in loaded(f"now {w} now")} == set()


def test_no_reason_is_longer_than_a_sentence_read_out() -> None:
    table = rows("loaded", ("phrase", "kind", "neutral", "reason", "condition"), optional=1)
    assert all(len(reason.split()) <= 20 for _, _, _, reason, _ in table)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("phrase\tkind\nmob", "1 cells where 2 are meant"),
        ("phrase\tkind\nmob\t", "empty cell"),
        ("phrase\tkind\nmob \tlabel", "blanks around"),
        ("phrase\nmob", "header must be"),
    ],
)
def test_a_damaged_list_is_an_error_that_names_the_line(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "words.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(SummarizerError, match=says):
        rows("words", ("phrase", "kind"), folder=tmp_path)


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SummarizerError, match="missing"):
        rows("words", ("phrase",), folder=tmp_path)


def test_a_phrase_that_stands_twice_is_an_error() -> None:
    with pytest.raises(SummarizerError, match="stands twice"):
        index([compile_phrase("slam*v", 1), compile_phrase("slam*v", 2)])
    with pytest.raises(SummarizerError, match="stands twice"):
        index([compile_phrase("see/find", 1), compile_phrase("find", 2)])


def test_homographs_may_share_a_spelling_if_a_condition_tells_them_apart() -> None:
    phrases = index([compile_phrase("rage*v", "verb", parse("as-verb")), compile_phrase("rage*n", "noun", parse("as-noun"))])
    found = [h.value.value for h in search(tokens("They rage about the rage"), phrases)]
    assert found == ["verb", "noun"]


@pytest.mark.parametrize("phrase", ["", "? mob", "mob ?", "slam*x", "a/", "*v"])
def test_a_phrase_that_cannot_be_read_is_an_error(phrase: str) -> None:
    with pytest.raises(SummarizerError):
        compile_phrase(phrase, None)


@pytest.mark.parametrize("condition", ["sometimes", "before", "before:", "reports:that", "before:a||b"])
def test_a_condition_that_cannot_be_read_is_an_error(condition: str) -> None:
    with pytest.raises(SummarizerError, match="condition"):
        parse(condition)


TEXTS = st.text(st.sampled_from("aA .,'’\"“”\n-1é😀") | st.characters(), max_size=60)
PIECES = st.lists(st.sampled_from(["slammed", "the", "regime", "it is", "claimed", "that", ".", "\n\n", "Mob", "😀", "it's"]), max_size=20)


@given(TEXTS | PIECES.map(" ".join))
def test_matches_are_ordered_disjoint_and_verbatim_on_any_text(text: str) -> None:
    at = 0
    for match in lexicon.find_loaded(text):
        assert at <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        at = match.end


@given(PIECES.map(" ".join))
def test_what_comes_before_a_paragraph_moves_its_matches_and_nothing_else(text: str) -> None:
    before = "A quiet day.\n\n"
    moved = [(m.start - len(before), m.text, m.neutral) for m in lexicon.find_loaded(before + text)]
    assert moved == [(m.start, m.text, m.neutral) for m in lexicon.find_loaded(text)]


@given(TEXTS)
def test_every_token_is_a_piece_of_the_text(text: str) -> None:
    for token in tokens(text):
        assert token.start < token.end
        assert token.key == fold(text[token.start : token.end]) or token.key == "\n"
