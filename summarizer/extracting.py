"""Claims with their sources extracted by a bigger model that the user has, in the place of `attribution` and `claims`.

The model reads the article in passages and answers in JSON under a schema. Nothing of the answer is believed: a quote must stand letter
for letter in the passage and a source's name in the article, or the statement is left out and counted; an answer that cannot be read is
asked for once more, then its passage is named in a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from summarizer import answers, prompts
from summarizer.models.base import Writer
from summarizer.prompts import Message
from summarizer.quotations import is_quoted, quoted_spans
from summarizer.records import Article, Attribution, Claim, Kind, Notice, Record, Sentence, Source, Span, span
from summarizer.wording import by_rule

PROMPT = "extract/v1"
PASSAGE = 6
"""Sentences read at a time: more, and a small model loses its place."""
BEFORE = 2
"""Sentences before the passage that are shown for what its pronouns mean."""
MOST_TOKENS = 900
_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " ", "–": "-", "—": "-"})
"""Signs that models write in place of others, one for one, so that offsets hold."""
_NOBODY = re.compile(r"(?:he|she|it|they|we|i|you|who|the (?:article|author|passage)|)", re.IGNORECASE)


class _Said(Record):
    name: Annotated[str, Field(max_length=120)]
    kind: Kind


class _Statement(Record):
    sentence: Annotated[int, Field(ge=1, le=PASSAGE)]
    quote: Annotated[str, Field(max_length=600)]
    sources: Annotated[tuple[_Said, ...], Field(max_length=3)]
    cue: Annotated[str, Field(max_length=60)] | None
    stance: Literal["asserts", "denies", "doubts"]
    checkable: bool


class _Answer(Record):
    claims: Annotated[tuple[_Statement, ...], Field(max_length=16)]


class Extracted(NamedTuple):
    """What the model gave: claims, the attributions that they rest on, and notices of what could not be read or was left out."""

    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    notices: tuple[Notice, ...]


class _Found(NamedTuple):
    """A statement whose words were found in the text."""

    sentence: Sentence
    attribution: Attribution | None
    quote: Span
    stance: str
    checkable: bool


def extract(article: Article, sentences: Sequence[Sentence], writer: Writer, seed: int = 0) -> Extracted:
    """The claims of the article in its order, worded by rule, with what the model said of them and could not be used.

    Raises:
        ModelError: the model cannot reply at all.
    """
    passages = [sentences[n : n + PASSAGE] for n in range(0, len(sentences), PASSAGE)]
    chats = [_chat(article, sentences, n * PASSAGE) for n in range(len(passages))]
    found: list[_Found] = []
    notices: list[Notice] = []
    refused = 0
    for passage, answer in zip(passages, answers.ask(chats, _Answer, writer, most_tokens=MOST_TOKENS, seed=seed), strict=True):
        if answer is None:
            notices.append(_unread(passage))
            continue
        used = [f for f in (_found(article.text, passage, s) for s in answer.claims) if f]
        refused += len(answer.claims) - len(used)
        found += used
    kept = _apart(found)
    if refused:
        message = f"{refused} statements of the model were left out: their words or their source do not stand in the text."
        notices.append(Notice(kind="refused", message=message))
    said = tuple(f.attribution for f in kept if f.attribution)
    claims = tuple(_claims(article.text, kept))
    return Extracted(claims, said, tuple(notices))


def schema() -> dict[str, object]:
    """The JSON Schema that an answer is bound to."""
    return _Answer.model_json_schema()


def _chat(article: Article, sentences: Sequence[Sentence], first: int) -> tuple[Message, ...]:
    def words(some: Sequence[Sentence]) -> list[str]:
        return [" ".join(article.text[s.start : s.end].split()) for s in some]

    before = " ".join(words(sentences[max(0, first - BEFORE) : first]))
    return prompts.load(PROMPT).render(before=before, sentences=words(sentences[first : first + PASSAGE]))


def _unread(passage: Sequence[Sentence]) -> Notice:
    message = "The model's answer on this passage could not be read, twice; no claim was taken from it."
    return Notice(kind="unread", message=message, start=passage[0].start, end=passage[-1].end)


def _found(text: str, passage: Sequence[Sentence], statement: _Statement) -> _Found | None:
    """The statement with its places in the text; null if its words or one of its sources are not there."""
    sentence = passage[statement.sentence - 1] if statement.sentence <= len(passage) else passage[-1]
    places = ((s, _place(text, statement.quote, s.start, s.end)) for s in (sentence, *passage))
    sentence, quote = next(((s, q) for s, q in places if q), (sentence, None))
    if quote is None or len(quote.text.split()) < 2:
        return None
    chain = tuple(_source(text, said, sentence) for said in statement.sources)
    if any(source is None for source in chain):
        return None
    sources = tuple(s for s in chain if s)
    cue = _place(text, statement.cue, sentence.start, sentence.end) if statement.cue else None
    attribution = None
    if sources:
        resolved = sources[0].mention is None
        attribution = Attribution(
            sentence_id=sentence.id, sources=sources, cue=cue, contents=(quote,), resolved=resolved, stance=statement.stance
        )
    return _Found(sentence, attribution, quote, statement.stance if sources else "asserts", statement.checkable)


def _source(text: str, said: _Said, sentence: Sentence) -> Source | None:
    """The source if its name stands in the article; its mention is null where that is in another sentence."""
    name = said.name.strip(" .,;:")
    if _NOBODY.fullmatch(name) or not (anywhere := _place(text, name, 0, len(text))):
        return None
    here = _place(text, name, sentence.start, sentence.end)
    return Source(name=anywhere.text.replace("\n", " "), kind=said.kind, mention=here)


def _place(text: str, words: str, start: int, end: int) -> Span | None:
    """Where the words stand between `start` and `end`, whole words only; marks and blanks that models exchange count as the same."""
    wanted = words.strip().strip("“”\"'‘’").strip().translate(_SAME)
    if not wanted:
        return None
    found = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text[start:end].translate(_SAME), re.IGNORECASE)
    return span(text, start + found.start(), start + found.end()) if found else None


def _apart(found: Sequence[_Found]) -> list[_Found]:
    """In order; of two that share most of a quote the first stays."""
    kept: list[_Found] = []
    for one in found:
        shared = (min(one.quote.end, k.quote.end) - max(one.quote.start, k.quote.start) for k in kept)
        if all(s <= len(one.quote.text) / 2 for s in shared):
            kept.append(one)
    return sorted(kept, key=lambda f: f.quote.start)


def _claims(text: str, found: Sequence[_Found]) -> Iterator[Claim]:
    spoken = quoted_spans(text)
    # a doubt bears on another claim and makes none of its own
    for n, one in enumerate((f for f in found if f.stance != "doubts"), 1):
        in_quotes = is_quoted(spoken, one.quote.start) and is_quoted(spoken, one.quote.end - 1)
        said = one.attribution
        yield Claim(
            id=f"c{n}",
            quote=one.quote,
            sentence_ids=(one.sentence.id,),
            text=by_rule(one.quote.text, in_quotes=in_quotes, denied=one.stance == "denies"),
            text_written_by="rule",
            sources=said.sources if said else (),
            cue=said.cue if said else None,
            attribution="none" if said is None else "resolved" if said.resolved else "explicit",
            checkable=one.checkable,
        )
