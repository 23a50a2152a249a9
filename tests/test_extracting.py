"""Claims extracted by the user's own model: nothing that it says is believed until its words are found in the text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import answers, extracting, pipeline, sentences
from summarizer.errors import UsageError
from summarizer.models.base import Encoder
from summarizer.models.chat import ChatWriter
from summarizer.prompts import Message
from summarizer.reading import Reading
from summarizer.records import Article, Report
from summarizer.settings import Settings
from tests.fakes import ScriptedWriter

TEXT = (
    "The council will close the Dunmere bridge on Monday, Mayor Ina Dorset said.\n\n"
    "“It is not safe,” she told reporters. The Valley Post, citing two engineers, reported 14 cracks in the deck. "
    "Harbour chief Tom Reck denied that the deck had cracks. The bridge was built in 1931."
)
ARTICLE = Article(id="bridge", language="en", text=TEXT)
SENTENCES = sentences.split(ARTICLE, Settings())


def statement(quote: str, *sources: tuple[str, str], sentence: int = 1, **fields: Any) -> dict[str, Any]:
    said = [{"name": name, "kind": kind} for name, kind in sources]
    return {"sentence": sentence, "quote": quote, "sources": said, "cue": None, "stance": "asserts", "checkable": True} | fields


def answer(*statements: dict[str, Any]) -> str:
    return json.dumps({"claims": statements})


def extracted(*statements: dict[str, Any]) -> extracting.Extracted:
    return extracting.extract(ARTICLE, SENTENCES, ScriptedWriter(lambda _: answer(*statements)))


class Failing(ScriptedWriter):
    """Gives one reply after another, whatever it is asked."""

    def __init__(self, *replies: str) -> None:
        super().__init__(lambda _: "")
        self.replies = list(replies)
        self.temperatures: list[float] = []

    def answer(
        self, chats: Sequence[Sequence[Message]], schema: Mapping[str, object], *, most_tokens: int, temperature: float = 0.0, seed: int = 0
    ) -> list[str]:
        del schema, most_tokens, seed
        self.temperatures.append(temperature)
        return [self.replies.pop(0) for _ in chats]


def test_a_statement_becomes_a_claim_with_verbatim_quote_cue_and_chain() -> None:
    found = extracted(
        statement("The council will close the Dunmere bridge on Monday", ("Mayor Ina Dorset", "official"), cue="said"),
        statement("14 cracks in the deck", ("The Valley Post", "media"), ("two engineers", "anonymous"), sentence=3, cue="reported"),
        statement("The bridge was built in 1931", sentence=5),
    )
    first, second, third = found.claims
    assert [(s.name, s.kind) for s in second.sources] == [("The Valley Post", "media"), ("two engineers", "anonymous")]
    assert first.cue is not None
    assert TEXT[first.cue.start : first.cue.end] == "said"
    assert first.text == "The council will close the Dunmere bridge on Monday."
    assert (first.attribution, third.attribution, third.sources) == ("explicit", "none", ())
    assert [c.id for c in found.claims] == ["c1", "c2", "c3"]
    assert not found.notices


def test_a_name_from_another_sentence_counts_as_resolved() -> None:
    (claim,) = extracted(statement("It is not safe", ("Ina Dorset", "official"), sentence=2)).claims
    assert claim.attribution == "resolved"
    assert claim.sources[0].mention is None
    assert claim.text == "“It is not safe.”"


def test_a_denial_stays_one_and_a_doubt_makes_no_claim_of_its_own() -> None:
    found = extracted(
        statement("the deck had cracks", ("Tom Reck", "official"), sentence=4, stance="denies"),
        statement("14 cracks in the deck", ("Ina Dorset", "official"), sentence=3, stance="doubts"),
    )
    (claim,) = found.claims
    assert claim.text == "It is denied that the deck had cracks."
    assert {a.stance for a in found.attributions} == {"denies", "doubts"}


@pytest.mark.parametrize(
    "wrong",
    [
        statement("The council will demolish the Dunmere bridge"),
        statement("It is not safe", ("Jane Smith", "person"), sentence=2),
        statement("It is not safe", ("she", "person"), sentence=2),
        statement("bridge"),
        statement("idge was built in 19", sentence=5),
        statement("", sentence=5),
    ],
)
def test_words_or_names_that_do_not_stand_in_the_text_are_left_out_and_counted(wrong: dict[str, Any]) -> None:
    found = extracted(wrong, statement("The bridge was built in 1931", sentence=5))
    assert [c.quote.text for c in found.claims] == ["The bridge was built in 1931"]
    (notice,) = found.notices
    assert notice.kind == "refused"
    assert notice.message.startswith("1 statements of the model were left out")


def test_a_wrong_sentence_number_or_straight_marks_do_not_lose_a_quote() -> None:
    found = extracted(statement('"It is not safe,"', sentence=5))
    assert [c.quote.text for c in found.claims] == ["It is not safe,"]


def test_an_answer_that_cannot_be_read_is_asked_for_once_more() -> None:
    writer = Failing("{", answer(statement("The bridge was built in 1931", sentence=5)))
    found = extracting.extract(ARTICLE, SENTENCES, writer)
    assert len(found.claims) == 1
    assert writer.temperatures == [0.0, answers.AGAIN]
    assert not found.notices


def test_a_passage_that_cannot_be_read_twice_is_named_and_nothing_is_guessed() -> None:
    found = extracting.extract(ARTICLE, SENTENCES, Failing("{", '{"claims": [{"quote": 3}]}'))
    assert found.claims == ()
    (notice,) = found.notices
    assert (notice.kind, notice.start, notice.end) == ("unread", SENTENCES[0].start, SENTENCES[-1].end)


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=20), st.integers(1, 6)), max_size=4))
def test_whatever_a_model_says_every_quote_and_name_stands_in_the_text(said: list[tuple[str, str, int]]) -> None:
    found = extracted(*(statement(quote, (name, "person"), sentence=n) for quote, name, n in said))
    for claim in found.claims:
        assert TEXT[claim.quote.start : claim.quote.end] == claim.quote.text
        assert all(s.name in TEXT.replace("\n", " ") for s in claim.sources)


def test_the_embedded_model_bound_to_the_schema_gives_answers_that_can_be_read(writer: ChatWriter) -> None:
    chat = extracting._chat(ARTICLE, SENTENCES, 0)
    (reply,) = writer.answer([chat], extracting.schema(), most_tokens=500)
    try:
        jsonschema.validate(json.loads(reply), extracting.schema())
    except json.JSONDecodeError:
        assert len(reply) > 500, "only a reply that was cut may break off"


def test_a_report_on_extracted_claims_holds_the_notices_and_the_prompt(encoder: Encoder) -> None:
    writer = ScriptedWriter(
        lambda asked: answer(statement("The bridge was built in 1931", sentence=5), statement("no such words")) if "[5]" in asked else "x"
    )
    settings = Settings(model="scripted", extract="model")
    report = pipeline.report(Reading(article=ARTICLE, notices=()), settings, encoder, writer)
    assert isinstance(report, Report)
    assert [c.quote.text for c in report.claims] == ["The bridge was built in 1931"]
    assert "refused" in {n.kind for n in report.notices}
    assert extracting.PROMPT in report.run.prompts


def test_without_a_model_nothing_can_be_extracted_by_one(encoder: Encoder) -> None:
    with pytest.raises(UsageError, match="need a model that reads"):
        pipeline.report(Reading(article=ARTICLE, notices=()), Settings(model="none", extract="model"), encoder, None)
