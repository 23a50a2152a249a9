"""The bias report: loaded words by voice, the headline, the ledger of speakers, the silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.bias import OWN_VOICE, TAGGED, report
from summarizer.models.base import Tag
from summarizer.records import Bias, Claim, Source, Span, Status, Verdict
from tests.builders import article, claim, sentences, source
from tests.fakes import BagEncoder


def bias(
    text: str,
    *claims: Claim,
    title: str | None = None,
    statuses: dict[str, Status | None] | None = None,
    tags: Callable[[str, str], list[Tag]] | None = None,
) -> Bias:
    verdicts = [
        Verdict(claim_id=i, status=s, origins_for=(), origins_against=(), evidence_ids=(), reason="") for i, s in (statuses or {}).items()
    ]
    fields = {"title": title} if title is not None else {}
    return report(article(text, **fields), sentences(text), claims, verdicts, BagEncoder(tags))


def said(text: str, number: int, quote: str, *sources: Source, cue: str | None = None) -> Claim:
    start = text.index(quote)
    span = Span(start=text.index(cue), end=text.index(cue) + len(cue), text=cue) if cue else None
    return claim(number, quote, *sources, start=start).model_copy(update={"cue": span})


def test_a_loaded_word_in_quotation_marks_is_the_speakers_and_one_in_a_paraphrase_the_authors() -> None:
    found = bias("The outrageous plan passed.\nShe called it “shameful” and said the regime had fallen.").loaded
    assert [(x.text, x.voice) for x in found] == [("outrageous", "author"), ("shameful", "quoted"), ("regime", "author")]


def marking(*marks: tuple[str, str]) -> Callable[[str, str], list[Tag]]:
    """A tagger of loaded words that marks these words with these kinds wherever they stand."""

    def tag(head: str, text: str) -> list[Tag]:
        places = [(kind, text.find(words), words) for words, kind in marks]
        return sorted((Tag(k, a, a + len(w)) for k, a, w in places if a >= 0), key=lambda t: t.start) if head == "loaded" else []

    return tag


def test_the_tagger_adds_words_that_the_list_lacks_and_says_so() -> None:
    text = "A mayor spoke. Then his lacklustre beigeness shocked the regime."
    found = bias(text, tags=marking(("beigeness shocked", "label"), ("the regime", "label"), ("spoke", "emotive"))).loaded
    assert [(x.text, x.kind, x.reason == TAGGED) for x in found] == [
        ("spoke", "emotive", True),
        ("lacklustre", "emotive", False),
        ("shocked", "emotive", False),
        ("regime", "label", False),
    ]
    assert all(text[x.start : x.end] == x.text for x in found)


def test_a_tagged_word_can_be_dropped_only_before_the_noun_that_it_describes() -> None:
    text = "The beige plan went beige. Beige it was, a beige of reds."
    places = [Tag("emotive", a, a + 5) for a in (4, 20, 27, 43)]
    found = bias(text, tags=lambda _, t: places if t == text else []).loaded
    assert [x.neutral for x in found] == [("",), (), (), ()]


def test_small_words_alone_are_not_loaded_whatever_the_tagger_says() -> None:
    assert bias("It was of the town.", tags=marking(("of the", "emotive"))).loaded == ()


def test_the_headline_is_tagged_at_its_place_too() -> None:
    words = bias("Text.", title="Beige plan passes", tags=marking(("Beige", "label"))).headline.loaded
    assert [(x.start, x.text, x.voice) for x in words] == [(0, "Beige", "author")]


def test_each_loaded_word_has_its_place_a_reason_and_a_neutral_wording() -> None:
    text = "Prices skyrocketed."
    (word,) = bias(text).loaded
    assert text[word.start : word.end] == word.text == "skyrocketed"
    assert word.neutral == ("rose",)
    assert word.reason


def test_rates_are_per_hundred_words_of_each_voice() -> None:
    rates = bias("One two three shocking. “Four five six seven vile.”").loaded_per_100_words
    assert rates.author == pytest.approx(25.0)
    assert rates.quoted == pytest.approx(20.0)


def test_a_voice_without_words_has_rate_zero() -> None:
    rates = bias("A plain report of facts.").loaded_per_100_words
    assert (rates.author, rates.quoted) == (0.0, 0.0)
    assert bias("").loaded_per_100_words.author == 0.0


def test_a_weasel_source_of_a_claim_is_still_marked_but_a_named_group_is_not() -> None:
    text = "Some, it is claimed, left early. Two officers said the van was red. Relatives said so too."
    weasel = said(text, 1, "left early", source("it is claimed", "anonymous"))
    group = said(text, 2, "the van was red", source("two officers", "official"))
    assert [(x.text, x.kind) for x in bias(text, weasel, group).loaded] == [("it is claimed", "weasel")]


def test_the_ledger_counts_claims_words_and_cues_of_each_nearest_speaker() -> None:
    text = "Mayor Ana Brandt said the bridge is safe. It opened in May. She ADDED the bridge cost 7 million."
    brandt, audit = source("Mayor Ana Brandt"), source("an audit", "document")
    claims = (
        said(text, 1, "the bridge is safe", brandt, cue="said"),
        said(text, 2, "It opened in May"),
        said(text, 3, "the bridge cost 7 million", source("mayor  ana brandt"), audit, cue="ADDED"),
    )
    first, second = bias(text, *claims).ledger
    assert (first.source, first.kind, first.claims, first.words, first.cues) == ("Mayor Ana Brandt", "official", 2, 9, ("said", "added"))
    assert first.first_position == pytest.approx(text.index("the bridge is safe") / len(text))
    assert (second.source, second.kind, second.claims, second.words, second.cues) == (OWN_VOICE, None, 1, 4, ())


def test_the_ledger_is_sorted_by_claims_and_then_by_place() -> None:
    text = "alpha one. beta two. gamma three. gamma four."
    claims = [
        said(text, n, q, source(s))
        for n, (q, s) in enumerate([("beta two", "B"), ("alpha one", "A"), ("gamma three", "C"), ("gamma four", "C")], 1)
    ]
    assert [row.source for row in bias(text, *claims).ledger] == ["C", "A", "B"]


def test_a_source_cannot_pass_for_the_articles_own_voice() -> None:
    text = "alpha one. beta two."
    rows = bias(text, said(text, 1, "alpha one"), said(text, 2, "beta two", source(OWN_VOICE, "person"))).ledger
    assert [row.kind for row in rows] == [None, "person"]


def test_shares_count_claims_without_source_and_claims_that_end_at_an_unnamed_one() -> None:
    tass, hidden = source("TASS", "media"), source("sources", "anonymous")
    shares = bias("a b c d", claim(1, "a"), claim(2, "b", tass, hidden), claim(3, "c", tass), claim(4, "d", hidden, tass)).shares
    assert (shares.unattributed, shares.anonymous) == (0.25, 0.25)


def test_shares_of_no_claims_are_zero() -> None:
    shares = bias("Nothing is claimed here.").shares
    assert (shares.unattributed, shares.anonymous) == (0.0, 0.0)


def test_silent_sides_are_named_once_and_not_on_a_speakers_word() -> None:
    text = "Acme declined to comment.\nThe ministry has not responded.\nACME did not return calls.\n“The bank refused to answer,” she said."
    assert bias(text).silent == ("Acme", "The ministry")


def test_the_headline_shows_its_loaded_words_at_their_place_in_the_title() -> None:
    title = "Mayor slams 'shameful' bridge plan"
    words = bias("Text.", title=title).headline.loaded
    assert [(title[x.start : x.end], x.voice) for x in words] == [("slams", "author"), ("shameful", "quoted")]


def test_a_headline_is_borne_out_by_claims_that_share_its_words_and_numbers() -> None:
    claims = (
        claim(1, "The council voted 7-4 to fund the new bridge."),
        claim(2, "The council voted 6-5 to fund the new bridge."),
        claim(3, "The council met on Monday."),
        claim(4, "The council did not vote 7-4 to fund the bridge."),
    )
    head = bias("Text.", *claims, title="Council votes 7-4 to fund bridge", statuses={"c1": "single-source", "c3": "corroborated"}).headline
    assert head.supported_by == ("c1",)
    assert head.status == "single-source"


def test_the_headlines_status_is_the_best_of_its_claims() -> None:
    claims = (claim(1, "The dam burst on Sunday."), claim(2, "The dam burst at noon on Sunday."), claim(3, "The dam burst Sunday."))
    statuses: dict[str, Status | None] = {"c1": "disputed", "c2": "unsourced", "c3": None}
    assert bias("Text.", *claims, title="Dam bursts on Sunday", statuses=statuses).headline.status == "unsourced"


def test_a_headline_without_support_or_title_has_no_status() -> None:
    unsupported = bias("Text.", claim(1, "The dam burst."), title="Council votes to fund bridge", statuses={"c1": "corroborated"}).headline
    assert (unsupported.supported_by, unsupported.status) == ((), None)
    untitled = bias("Text.", claim(1, "The dam burst.")).headline
    assert (untitled.loaded, untitled.supported_by, untitled.status) == ((), (), None)


def test_the_claims_that_say_the_same_in_other_words_bear_a_headline_out_by_likeness_and_some_shared_words() -> None:
    claims = (
        claim(1, "Owners of Hush locks are shut out after an update to the locks."),
        claim(2, "Hush has recalled 90 locks of owners."),
    )
    assert bias("Text.", *claims, title="Hush update leaves owners of locks outside overnight").headline.supported_by == ("c1",)


def more(title: str, text: str, *claims: Claim) -> list[tuple[str, str]]:
    return [(b.text, b.reason) for b in bias(text, *claims, title=title).headline.beyond]


def test_a_figure_of_the_headline_that_the_text_lacks_is_shown() -> None:
    text = "The dam burst on Sunday. It killed 212 people."
    assert more("Dam bursts, killing 400", text) == [("400", "the text has no such figure")]
    assert more("Dam bursts, killing 212", text) == more("Dam bursts, killing hundreds", text) == more("Dam bursts: 3 days on", text) == []


def test_a_headline_that_states_flatly_what_the_text_gives_as_somebodys_word_is_shown_with_that_name() -> None:
    said = claim(1, "The dam burst on Sunday.", source("Ana Brandt"), source("the dam office"))
    title = "Dam bursts on Sunday"
    assert more(title, "Text.", said) == [(title, "stated flatly; in the text it is the word of Ana Brandt")]
    for fair in ("Dam burst on Sunday, says mayor", "Brandt: dam burst on Sunday", "“Dam burst on Sunday”"):
        assert more(fair, "Text.", said) == []
    assert more(title, "Text.", said, claim(2, "The dam burst Sunday.")) == []


def test_a_headline_that_leaves_out_the_texts_caution_is_shown_with_it() -> None:
    said = claim(1, "The dam may have burst on Sunday.")
    assert more("Dam burst on Sunday", "Text.", said) == [("Dam burst on Sunday", "stated without the text's caution (“may have”)")]
    assert more("Dam may have burst on Sunday", "Text.", said) == []


@given(st.text(st.sampled_from("aé \n\"'“”‘’.😀") | st.characters(), max_size=80), st.none() | st.text(max_size=30))
def test_any_text_gives_a_report_whose_spans_are_verbatim(text: str, title: str | None) -> None:
    found = bias(text, title=title)
    assert all(text[x.start : x.end] == x.text for x in found.loaded)
    marks = (*found.headline.loaded, *found.headline.beyond)
    assert all(title is not None and title[x.start : x.end] == x.text for x in marks)


@given(st.lists(st.tuples(st.sampled_from(["A", "a", "B", ""]), st.integers(0, 9)), max_size=12))
def test_the_ledger_counts_every_claim_once(made: list[tuple[str, int]]) -> None:
    text = "0 1 2 3 4 5 6 7 8 9"
    claims = [said(text, n, str(at), *([source(name)] if name else [])) for n, (name, at) in enumerate(made, 1)]
    rows = bias(text, *claims).ledger
    assert sum(row.claims for row in rows) == len(claims)
    assert len({row.source.casefold() for row in rows}) == len(rows)
    assert [row.claims for row in rows] == sorted((row.claims for row in rows), reverse=True)
