"""Passages judged by the user's own model: only where figures are silent, each pair once, and what cannot be read is counted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from summarizer import crossing, judging, pipeline
from summarizer.errors import UsageError
from summarizer.judging import Panel
from summarizer.models.base import Encoder
from summarizer.models.chat import ChatWriter
from summarizer.reading import Reading
from summarizer.records import Article, Document, Report
from summarizer.settings import Settings
from tests.fakes import ScriptedWriter

TEXT = (
    "The wooden piles of the pier at Dunmere had rotted, harbour chief Tom Reck said on Monday. "
    "Anna Weaver, who runs the boatyard, said the wooden piles of the pier at Dunmere were sound. "
    "The council voted for a new bridge, Mayor Ina Dorset said."
)
ARTICLE = Article(id="pier", language="en", text=TEXT)


def saying(choose: Callable[[str], str]) -> ScriptedWriter:
    return ScriptedWriter(lambda asked: json.dumps({"stance": choose(asked)}))


def reported(encoder: Encoder, writer: ScriptedWriter, judge: str = "model") -> Report:
    settings = Settings.model_validate({"model": "scripted", "judge": judge, "retries": 0})
    return pipeline.report(Reading(article=ARTICLE, notices=()), settings, encoder, writer)


def test_what_the_model_says_of_a_pair_becomes_evidence_with_its_mark(encoder: Encoder) -> None:
    told = reported(encoder, saying(lambda asked: "opposes" if "sound" in asked and "rotted" in asked else "neither"))
    (found,) = {(e.quote.text, e.stance) for e in told.evidence if e.judged_by == "model" and "sound" in e.quote.text}
    assert found[1] == "opposes"
    status = {c.quote.text: v.status for c, v in zip(told.claims, told.verdicts, strict=True)}
    assert any(s == "disputed" for text, s in status.items() if "rotted" in text)
    assert judging.PROMPT in told.run.prompts


def test_neither_makes_no_evidence(encoder: Encoder) -> None:
    told = reported(encoder, saying(lambda _: "neither"))
    assert not [e for e in told.evidence if e.judged_by != "rule"]
    assert judging.PROMPT not in reported(encoder, saying(lambda _: "opposes"), judge="encoder").run.prompts


def test_a_pair_is_asked_for_once_and_again_only_if_it_could_not_be_read() -> None:
    writer = saying(lambda _: "supports")
    panel = Panel(writer)
    pairs = [("The pier is shut.", "The pier was closed."), ("The pier is shut.", "The pier was closed."), ("Wolves came.", "Wolves left.")]
    assert panel.stances(pairs) == ["supports"] * 3
    assert panel.stances(pairs[:1]) == ["supports"]
    assert len(writer.asked) == 2
    assert panel.notices() == ()


def test_what_cannot_be_read_twice_is_no_evidence_and_is_counted() -> None:
    writer = ScriptedWriter(lambda asked: '{"stance": "maybe"}' if "Wolves" in asked else '{"stance": "doubts"}')
    panel = Panel(writer)
    assert panel.stances([("Wolves came.", "Wolves left."), ("a b", "c d")]) == [None, "doubts"]
    assert len(writer.asked) == 3
    (notice,) = panel.notices()
    assert notice.message.startswith("1 of 2 passages could not be judged")


def test_the_model_cannot_make_a_support_of_another_figure(encoder: Encoder) -> None:
    settings = Settings(model="scripted", judge="model")
    text = "The fire at the Dunmere mill killed 14 people, the police said."
    other = "Nobody at the Dunmere mill slept, the fire service said. The fire at the Dunmere mill killed 19 people, the doctors said."
    reading = Reading(article=Article(id="a", language="en", text=text), notices=())
    found = pipeline.report(reading, settings, encoder, saying(lambda _: "supports")).claims
    document = Document(id="d", sha256="0" * 64, text=other)
    read = pipeline._read(document, settings, encoder)
    proof = crossing.gather(reading.article, found, [read], encoder, Panel(saying(lambda _: "supports")))
    assert all("19" not in e.quote.text for e in proof if e.stance == "supports")


def test_without_a_model_nothing_can_be_judged_by_one(encoder: Encoder) -> None:
    with pytest.raises(UsageError, match="need a model that reads"):
        pipeline.report(Reading(article=ARTICLE, notices=()), Settings(model="none", judge="model"), encoder, None)


def test_the_embedded_model_bound_to_the_schema_always_gives_a_stance(writer: ChatWriter) -> None:
    panel = Panel(writer)
    found = panel.stances([("The pier is shut.", "The pier was closed."), ("The pier is open, not shut.", "The pier was closed.")])
    assert set(found) <= {"supports", "opposes", "doubts", None}
    assert panel.notices() == (), "every answer could be read"
