"""Baselines: what a user could have had without this tool, on the same samples and by the same scorers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import networkx
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from eval import seeds
from eval.results import Link, Prediction, Row
from eval.seeds import Seed
from summarizer import prompts, sentences
from summarizer.errors import AbstainError
from summarizer.lexicon import find_loaded
from summarizer.models.base import Writer
from summarizer.records import Article, Sentence, Span, span
from summarizer.settings import Settings

MAJORITY = "single-source"
"""The commonest status of the dev split."""
LINES = 3
PROMPT = "neutral_summary/v1"
MOST_TOKENS = 220
_NAME = r"(?:(?:[Tt]he |[Aa]n? )?[A-Z][\w’'.&-]*(?:,? (?:of|for|the|[A-Z][\w’'.&-]*|[a-z]+(?=[ ,]+[A-Z])))*)"
_VERB = r"(?:said|says|told|added|stated|announced|claimed|reported|reports|warned|denied|argued|wrote|confirmed|insisted|noted)"
_SPEAKER_FIRST = re.compile(
    rf"(?P<source>{_NAME}),? (?:\w+ly )?{_VERB}\b(?: (?:on|in|at|to|earlier|late)\b[\w ]*?(?=,| that))?(?:,| that|:)? (?P<content>.+)$"
)
_SPEAKER_LAST = re.compile(rf"^(?P<content>.+?)[,?!][\"”’]? (?:{_VERB} (?P<source>{_NAME})|(?P<before>{_NAME}) {_VERB})\b[^.]*\.?$")
_ACCORDING = re.compile(rf"[Aa]ccording to (?P<source>{_NAME})")


def lead(seed: Seed) -> Prediction:
    """The first three sentences."""
    return Prediction(lines=tuple(_texts(seed)[:LINES]))


def lexrank(seed: Seed) -> Prediction:
    """The three most central sentences, in their order: PageRank over tf-idf cosines (Erkan and Radev 2004, the continuous form)."""
    texts = _texts(seed)
    if len(texts) <= LINES:
        return Prediction(lines=tuple(texts))
    graph = networkx.from_numpy_array(cosine_similarity(TfidfVectorizer(stop_words="english").fit_transform(texts)))
    rank = networkx.pagerank(graph, weight="weight")
    best = sorted(sorted(rank, key=lambda n: (-rank[n], n))[:LINES])
    return Prediction(lines=tuple(texts[n] for n in best))


def regex_table(seed: Seed) -> Prediction:
    """Every sentence a claim; its source by one regular expression; single-source with a source, unsourced without."""
    rows = []
    for s in _split(seed):
        quote, source = _said(seed.text, s)
        links = (Link(name=source, kind="person"),) if source else ()
        rows.append(Row(quote=quote, sources=links, status="single-source" if source else "unsourced"))
    return Prediction(rows=tuple(rows))


def every_listed_word(seed: Seed) -> Prediction:
    """Every entry of the lexicon of loaded words, in whoever's voice it stands."""
    return Prediction(loaded=tuple(Span(start=m.start, end=m.end, text=m.text) for m in find_loaded(seed.text)))


ALONE: Mapping[str, Callable[[Seed], Prediction]] = MappingProxyType(
    {
        "lead-3": lead,
        "LexRank": lexrank,
        "every sentence, regex attribution": regex_table,
        "loaded words by list alone": every_listed_word,
    }
)
"""Baselines that need nothing but the text, by name."""


def majority(prediction: Prediction) -> Prediction:
    """The tool's own rows with the commonest status on each."""
    rows = tuple(r.model_copy(update={"status": MAJORITY}) for r in prediction.rows or ())
    return Prediction(rows=rows, abstained=prediction.abstained)


def raw_model(seed: Seed, writer: Writer) -> Prediction:
    """The writer, without our training, asked for a neutral summary of the whole article; its reply is taken as it is."""
    (reply,) = writer.write([prompts.load(PROMPT).render(article=seed.text)], most_tokens=MOST_TOKENS)
    lines = sentences_of(reply)
    return Prediction(lines=lines, by_model=len(lines))


def reference(seed: Seed) -> Prediction:
    """The labeller's own summary: what the scorers of summaries give to a good one."""
    return Prediction(lines=sentences_of(seed.labels.summary))


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, as texts."""
    article = Article(id="text", language="en", text=text)
    return tuple(text[s.start : s.end] for s in sentences.split(article, Settings()))


def _split(seed: Seed) -> tuple[Sentence, ...]:
    try:
        article = seeds.read_article(seed).article
    except AbstainError:
        article = Article(id=seed.slug, language="en", text=seed.text)
    return sentences.split(article, Settings())


def _texts(seed: Seed) -> list[str]:
    return [seed.text[s.start : s.end] for s in _split(seed)]


def _said(text: str, sentence: Sentence) -> tuple[Span, str | None]:
    whole = text[sentence.start : sentence.end]
    for pattern in (_SPEAKER_LAST, _SPEAKER_FIRST):
        if found := pattern.search(whole):
            source = found["source"] or found.groupdict().get("before")
            start, end = found.span("content")
            return span(text, sentence.start + start, sentence.start + end), source
    according = _ACCORDING.search(whole)
    return span(text, sentence.start, sentence.end), according["source"] if according else None
