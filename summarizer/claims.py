"""Claims: the single statements of the article, each with its verbatim quote and the chain that stands behind it.

`extract` finds them and words each by rule; `word` has the model reword those that do not stand alone or are loaded, and keeps the rule's
words where the model's fail a check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from summarizer import checks, prompts, tails
from summarizer.clauses import Part, is_clause, is_sentence, may_be_clause, split
from summarizer.contents import without_gaps
from summarizer.frames import tag
from summarizer.grounds import ground
from summarizer.models.base import Encoder, Tag, Writer
from summarizer.names import people
from summarizer.neutral import loaded_words
from summarizer.opinions import Statement, opinions
from summarizer.quotations import is_quoted, quoted_spans
from summarizer.records import Article, Attribution, Claim, Sentence, Source, Span, span
from summarizer.referents import leans, named, stretches_before
from summarizer.speakers import carried
from summarizer.statements import is_link, is_said, states_nothing
from summarizer.stretches import joined, rests, tight
from summarizer.wording import DENIED, by_rule, put_at, without_asides

PROMPT = "claim/v2"
MOST_TOKENS = 80
_NOUN_OF_SPEECH = re.compile(
    r"(?:[\w’']+ ){0,4}(?:claims?|allegations?|accusations?|suggestions?|reports?|charges?|rumou?rs?|assertions?|statements?)\b",
    re.IGNORECASE,
)
_OPENS_WITH_PRONOUN = re.compile(r"(?:he|she|it|they|his|her|their|its)\b", re.IGNORECASE)
_CARRIES = 400
"""Code points within which speech in quotation marks goes on with the last speaker."""
_ONLY_REFERS = re.compile(r"(?:this|that|these|those|such|the same)(?: \w+)?|it(?: otherwise| differently)?|them|so", re.IGNORECASE)


class Wording(NamedTuple):
    """A claim that the model was asked to reword: what it wrote and which checks it failed (none: it was taken)."""

    claim_id: str
    text: str
    failed: tuple[str, ...]


class _Stated(NamedTuple):
    """A statement, the stretch that it was cut from (whose, beginning where), and who says it (None: the article itself)."""

    stretch: tuple[int, int]
    part: Part
    attribution: Attribution | None


def extract(
    article: Article, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...], encoder: Encoder
) -> tuple[Claim, ...]:
    """The claims of the article in its order, worded by rule."""
    text = article.text
    sentences = tuple(s for s in sentences if any(character.isalpha() for character in text[s.start : s.end]))
    tagged = encoder.tag([text[s.start : s.end] for s in sentences], "words")
    spoken = quoted_spans(text)
    found: list[tuple[tuple[int, int], Claim]] = []
    read = [[Tag(t.label, t.start + s.start, t.end + s.start) for t in tags] for s, tags in zip(sentences, tagged, strict=True)]
    for sentence, words in zip(sentences, read, strict=True):
        here = [a for a in attributions if a.sentence_id == sentence.id and not _dismisses_somebody(a)]
        for piece, part, attribution in _parts(text, sentence, here, words):
            claim = _claim(text, sentence, part.quote, attribution)
            if claim and claim.quote.text.casefold() != (article.title or "").strip().casefold():
                in_quotes = is_quoted(spoken, claim.quote.start) and is_quoted(spoken, claim.quote.end - 1)
                denied = attribution is not None and attribution.stance == "denies" and is_clause(claim.quote, words)
                whole = part.plain != part.quote.text and not in_quotes
                plain = part.plain if whole else without_asides(text, claim.quote, attribution)
                claim = claim.model_copy(update={"text": by_rule(plain, in_quotes=in_quotes, denied=denied)})
                found.append((piece, _carried_on(claim, attributions) if in_quotes and not claim.sources else claim))
    return _judged(text, sentences, _standing_alone(text, sentences, _apart(found), list(chain(*read)), encoder), encoder)


def _standing_alone(text: str, sentences: Sequence[Sentence], found: list[Claim], words: Sequence[Tag], encoder: Encoder) -> list[Claim]:
    """The claims, worded with the names behind their first pronouns where these are sure."""
    if not any(leans(c.text) for c in found):
        return found
    registry = people(text, [(t.label, t.start, t.end) for t in tag(text, sentences, encoder, "names")])
    return [c.model_copy(update={"text": named(c, stretches_before(text, c, sentences), registry, words)}) for c in found]


def word(
    claims: tuple[Claim, ...], article: Article, sentences: tuple[Sentence, ...], writer: Writer | None
) -> tuple[tuple[Claim, ...], tuple[Wording, ...]]:
    """Claims with the model's wording where it passes the checks, and what the model wrote for each that it was asked for."""
    before = {c.id: _before(c, article, sentences) for c in claims}
    asked = [c for c in claims if needs_wording(c, before[c.id])] if writer else []
    if not asked or writer is None:
        return claims, ()
    template = prompts.load(PROMPT)
    contexts = [before[c.id] for c in asked]
    arounds = [" ".join((_one_name(context), c.quote.text)) for c, context in zip(asked, contexts, strict=True)]
    chats = [template.render(context=context, quote=c.quote.text) for c, context in zip(asked, contexts, strict=True)]
    held = [ground([c.quote.text], names=[around]) for c, around in zip(asked, arounds, strict=True)]
    replies = writer.write(chats, most_tokens=MOST_TOKENS, grounds=held)
    done, log = {}, []
    for claim, around, reply in zip(asked, arounds, replies, strict=True):
        line = checks.first_line(reply)
        failed = checks.failed(checks.wording(line, claim.quote.text, around))
        log.append(Wording(claim.id, line, failed))
        if not failed and line != claim.text:
            done[claim.id] = claim.model_copy(update={"text": line, "text_written_by": "model"})
    return tuple(done.get(c.id, c) for c in claims), tuple(log)


def _dismisses_somebody(attribution: Attribution) -> bool:
    """Whether a "denial" is of a person, not of what was said: "The company had dismissed him"."""
    return attribution.stance == "denies" and re.fullmatch(r"(?:him|her|me|us)\W*", attribution.contents[0].text, re.IGNORECASE) is not None


def _carried_on(claim: Claim, attributions: tuple[Attribution, ...]) -> Claim:
    """Speech in quotation marks whose own speaker was not found: the last one named before goes on, never the article's own voice."""
    before = [a for a in attributions if 0 <= claim.quote.start - a.contents[-1].end < _CARRIES]
    if not before:
        return claim
    last = max(before, key=lambda a: a.contents[-1].end)
    return claim.model_copy(update={"sources": carried(last.sources), "attribution": "resolved"})


def _judged(text: str, sentences: tuple[Sentence, ...], found: list[Claim], encoder: Encoder) -> tuple[Claim, ...]:
    """The claims, numbered, each with the judgement whether it can be checked."""
    wholes = {s.id: text[s.start : s.end] for s in sentences}
    said = [Statement(c.quote.text, wholes[c.sentence_ids[0]], c.cue.text if c.cue else "") for c in found]
    judged = enumerate(zip(found, opinions(said, encoder), strict=True), 1)
    return tuple(c.model_copy(update={"id": f"c{n}", "checkable": not opinion}) for n, (c, opinion) in judged)


def _apart(found: list[tuple[tuple[int, int], Claim]]) -> list[Claim]:
    """Claims in order; of two from different stretches that share most of a quote the attributed one stays, then the longer.

    Each claim comes with its stretch.
    """
    kept: list[tuple[tuple[int, int], Claim]] = []
    for stretch, claim in sorted(found, key=lambda f: (not f[1].sources, -len(f[1].quote.text))):
        shared = (min(claim.quote.end, k.quote.end) - max(claim.quote.start, k.quote.start) for other, k in kept if other != stretch)
        if all(s <= len(claim.quote.text) / 2 for s in shared):
            kept.append((stretch, claim))
    return sorted((c for _, c in kept), key=lambda c: (c.quote.start, c.quote.end))


def needs_wording(claim: Claim, before: str) -> bool:
    """Whether the rule's words fall short and a model can mend them: a loaded word is left, or a pronoun that the sentence before resolves.

    A pronoun behind "X said that" is left alone: most often it is X.
    """
    if claim.text.startswith((DENIED, "“")):
        return False  # a denial must stay one, and a speaker's own words are not ours to mend
    open_ = not claim.sources and _OPENS_WITH_PRONOUN.match(claim.text) is not None and re.search(r"\b[A-Z]", _one_name(before)[1:])
    return bool(open_) or bool(loaded_words(claim.text))


def _parts(text: str, sentence: Sentence, here: list[Attribution], words: Sequence[Tag]) -> list[_Stated]:
    """What a sentence states, and by which attribution (None: the article itself)."""
    out: list[_Stated] = []
    for n, attribution in enumerate(here):
        if attribution.stance == "doubts" or (
            attribution.stance == "denies"
            and not any(is_clause(p, words) and not _NOUN_OF_SPEECH.match(p.text) for p in attribution.contents)
        ):
            continue  # it bears on another claim and makes none of its own
        for piece in joined(text, attribution):
            if _ONLY_REFERS.fullmatch(piece.text):
                continue  # "echoed these worries" says nothing new
            if is_said(text, piece, attribution, words):
                parts = split(text, piece, words)
                whole = [p for p in parts if len(parts) == 1 or may_be_clause(p.quote, words) or p.plain != p.quote.text]
                whole = [_without_gaps(text, p, attribution) for p in whole]
                out += [_Stated((n, piece.start), tail, attribution) for p in whole for tail in tails.cut(text, p, words)]
            elif attribution.cue:
                out += [_Stated((n, piece.start), p, attribution) for p in _framed(text, sentence, piece, attribution, words)]
    if here:
        said = [p for a in here for p in a.contents]
        for part in tails.relatives(text, span(text, sentence.start, sentence.end), words):
            if all(part.quote.end <= p.start or p.end <= part.quote.start for p in said):
                out.append(_Stated((-2, sentence.start), part, None))
    for rest in rests(text, sentence, here):
        if is_clause(rest, words) or (not here and is_sentence(rest, words)):
            whole = [p for p in split(text, rest, words) if is_clause(p.quote, words) or p.plain != p.quote.text or not here]
            out += [_Stated((-1, rest.start), tail, None) for p in whole for tail in tails.cut(text, p, words)]
    return out


def _framed(text: str, sentence: Sentence, piece: Span, attribution: Attribution, words: Sequence[Tag]) -> tuple[Part, ...]:
    """What says nothing without its verb, with it: "called for an inquiry"; where it puts a thing at a figure, that as a sentence."""
    cue = attribution.cue or piece
    first = min([piece.start, cue.start, *(s.mention.start for s in attribution.sources[:1] if s.mention)])
    framed = span(text, max(first, sentence.start), piece.end)
    parts = tails.cut(text, Part(framed, framed.text), words)
    put = put_at(cue.text, piece.text) if len(parts) == 1 else None
    return (Part(piece, put),) if put else parts


def _without_gaps(text: str, part: Part, attribution: Attribution) -> Part:
    quote = without_gaps(text, part.quote, attribution.contents)
    return part if quote == part.quote else Part(quote, quote.text if part.plain == part.quote.text else part.plain)


def _claim(text: str, sentence: Sentence, quote: Span, attribution: Attribution | None) -> Claim | None:
    if is_link(quote):
        return None
    quote = tight(text, quote)
    if states_nothing(text, quote, attribution):
        return None
    sources: tuple[Source, ...] = attribution.sources if attribution else ()
    return Claim(
        id="c0",
        quote=quote,
        sentence_ids=(sentence.id,),
        text=quote.text,
        text_written_by="rule",
        sources=sources,
        cue=attribution.cue if attribution else None,
        attribution="none" if attribution is None else "resolved" if attribution.resolved else "explicit",
        checkable=True,  # until `_judged` has seen them all together
    )


def _one_name(before: str) -> str:
    """The sentence before, if it names one person or thing alone: of two, a model may pick the wrong one for "he"."""
    names = re.findall(r"(?<!^)(?:[A-Z][\w’'-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]+)*)", before)
    return before if len(set(names)) <= 1 else ""


def _before(claim: Claim, article: Article, sentences: tuple[Sentence, ...]) -> str:
    """The sentence before the claim's own, for what its pronouns mean."""
    at = next(n for n, s in enumerate(sentences) if s.id == claim.sentence_ids[0])
    return article.text[sentences[at - 1].start : sentences[at - 1].end] if at else ""
