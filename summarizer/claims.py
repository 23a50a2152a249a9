"""Claims: the single statements of the article, each with its verbatim quote and the chain that stands behind it.

`extract` finds them and words each by rule; `word` has the model reword those that do not stand alone or are loaded, and keeps the rule's
words where the model's fail a check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer import checks, lexicon, prompts, tails
from summarizer.clauses import Part, is_clause, is_sentence, split
from summarizer.grounds import ground
from summarizer.models.base import Encoder, Tag, Writer
from summarizer.neutral import loaded_words
from summarizer.opinions import Statement, opinions
from summarizer.quotations import is_quoted, quoted_spans
from summarizer.records import Article, Attribution, Claim, Sentence, Source, Span, span
from summarizer.speakers import carried
from summarizer.stretches import joined, rests, tight
from summarizer.wording import DENIED, OPENING, by_rule, without_asides

PROMPT = "claim/v2"
MOST_TOKENS = 80
_NO_CLAIM = re.compile(
    r"\b(?:declin(?:ed|es) to (?:comment|say|answer)"
    r"|(?:did|has|have|had|do|does) not (?:immediately )?(?:respond|repl(?:y|ied)|return|comment on\b)"
    r"|no (?:immediate )?comment|could not (?:immediately )?be (?:reached|independently (?:verified|confirmed)|verified|confirmed)"
    r"|nothing to add\b|would(?: not|n[’']t) (?:discuss|comment|elaborate|be drawn)|without (?:an )?answer\b|\bunanswered\b"
    r"|click here|sign up for|follow us on|read more|\bhere(?:['’]s| is) (?:what|how|why)"
    r"|independent (?:verification|confirmation)|has not (?:seen|been able to verify))",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"\b(?:tak(?:es?|en|ing) cent(?:er|re) stage|continues? to (?:fuel|dominate|divide|grip)"
    r"|comes? (?:amid|as|at a time|after|on the heels)"
    r"|spark(?:s|ed)|fuel(?:s|led|ed)|rais(?:es|ed|ing) (?:\w+ )?(?:questions|concerns|fears)"
    r"|escalat(?:es|ed)|remains? (?:elusive|unclear|to be seen)"
    r"|(?:is|are|was|were) (?:far from over|back in the spotlight))\b",
    re.IGNORECASE,
)
_STANCE_ALONE = re.compile(
    r"\b(?:(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)?|accepts?|believes?|buys?|(?:scoff|sneer|laugh)(?:s|ed)? at)"
    r" (?:even )?(?:it|this|that|these|them|those)$"
    r"|(?:not|n[’']t) (?:even )?(?:accept|believe|buy|deny|share) (?:it|this|that|(?:her|his|its|their|the) \w+)$"
    r"|brush(?:es|ed) (?:\w+ ){1,4}?aside$|(?:not|un) ?(?:persuaded|convinced)$|protest(?:s|ed) (?:his|her|their) innocence$|\bhit back\b"
    r"|(?:different|another|other|second|rival) (?:account|story|stories|version|figure|number|tune|matter|picture)s?\b)",
    re.IGNORECASE,
)
"""That somebody denies or tells it differently, without a word of what: it bears on what is said before or after."""
_NOUN_OF_SPEECH = re.compile(
    r"(?:[\w’']+ ){0,4}(?:claims?|allegations?|accusations?|suggestions?|reports?|charges?|rumou?rs?|assertions?|statements?)\b",
    re.IGNORECASE,
)
_OPENS_WITH_PRONOUN = re.compile(r"(?:he|she|it|they|his|her|their|its)\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"\b(?:the|this|that|these|those|such) (?:claims?|figures?|numbers?|allegations?|accusations?|reports?|assertions?|accounts?)\b",
    re.IGNORECASE,
)
_ONLY_CITES = re.compile(r"\b(?:these|those|this|that|such|the) \w+, (?:citing|quoting)\b", re.IGNORECASE)
_STUB_END = re.compile(r"\b(?:of|for|over|under|about|what|than|perhaps|to|in|by|from|an?|the|which|who|how)$", re.IGNORECASE)
_ENDS = re.compile(r"[”\"]?[.!]|,[”\"]")
"""What stands after a sentence that may well end in a preposition: "the limit that they aim for"."""
_STUB_START = re.compile(
    r"(?:precisely |exactly )?(?:how (?:much|many)|what|which|whom?|whose|whether|as to"
    r"|about(?! (?:an?|half|one|two|three|four|five|six|seven|eight|nine|ten|\d|[£$€])))\b",
    re.IGNORECASE,
)
"""What breaks off, and what asks instead of stating: neither is a statement."""
_CARRIES = 400
"""Code points within which speech in quotation marks goes on with the last speaker."""
_CONDITION_ALONE = re.compile(r"(?:if|when|unless|although|though|while|once)\b[^,]*", re.IGNORECASE)
_LINK = re.compile(
    r"\W*(?:(?:related|see also|read|read more|watch|photo|image|advertisement|update)\s*:"
    r"|image copyright|media (?:playback|caption)|image caption|story continued|enlarge this image)",
    re.IGNORECASE,
)
_ONLY_REFERS = re.compile(r"(?:this|that|these|those|such|the same|it|them|so)(?: \w+)?", re.IGNORECASE)
_ABSTRACT = frozenset(
    "situation issue move development developments interplay debate figures numbers matter question picture story case news moment time "
    "prospect scene atmosphere mood topic context".split()
)


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
    for sentence, tags in zip(sentences, tagged, strict=True):
        words = [Tag(t.label, t.start + sentence.start, t.end + sentence.start) for t in tags]
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
    return _judged(text, sentences, _apart(found), encoder)


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
    named = not claim.sources and _OPENS_WITH_PRONOUN.match(claim.text) is not None and re.search(r"\b[A-Z]", _one_name(before)[1:])
    return bool(named) or bool(loaded_words(claim.text))


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
            if is_clause(piece, words) or attribution.cue is None or _opens_quotation(text, piece):
                parts = split(text, piece, words)
                whole = [p for p in parts if len(parts) == 1 or is_clause(p.quote, words) or p.plain != p.quote.text]
                out += [_Stated((n, piece.start), tail, attribution) for p in whole for tail in tails.cut(text, p, words)]
            else:  # "called for an inquiry" says nothing without its verb
                first = min([piece.start, attribution.cue.start, *(s.mention.start for s in attribution.sources[:1] if s.mention)])
                framed = span(text, max(first, sentence.start), piece.end)
                out += [_Stated((n, piece.start), p, attribution) for p in tails.cut(text, Part(framed, framed.text), words)]
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


def _claim(text: str, sentence: Sentence, quote: Span, attribution: Attribution | None) -> Claim | None:
    if _LINK.match(quote.text):
        return None
    quote = tight(text, quote)
    broken = _CONDITION_ALONE.fullmatch(quote.text) or (_STUB_END.search(quote.text) and not _ENDS.match(text, quote.end))
    if broken or (attribution and not _opens_quotation(text, quote) and _STUB_START.match(quote.text)):
        return None
    if (
        len(quote.text.split()) < 3
        or text[quote.end : quote.end + 2].strip(" ”").startswith("?")
        or quote.text.endswith("?")
        or _NO_CLAIM.search(quote.text)
        or ((attribution is None or attribution.cue is None) and _setting(quote.text))
        or (attribution is None and _reports_stance(quote.text))
    ):
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


def _setting(quote: str) -> bool:
    """Scene-setting: an abstract subject with an empty predicate and no figure ("the issue has taken centre stage") states nothing."""
    words = OPENING.sub("", quote).lower().split()
    subject = [w.strip(",.") for w in words[:5]]
    if _STANCE_ALONE.search(quote) and not re.search(r"\d", quote):
        return True
    if _ONLY_CITES.search(quote) and not re.search(r"\d", quote):
        return True
    return bool(_ABSTRACT & set(subject)) and not re.search(r"\d", quote) and _SCENE.search(quote) is not None


def _reports_stance(quote: str) -> bool:
    """Whether the stretch only tells that somebody doubts or denies something said before; `evidence` reads it."""
    stances = {v.stance for _, _, v in lexicon.find_reporting(quote)}
    return _SAID_BEFORE.search(quote) is not None and bool(stances & {"denies", "doubts"})


def _opens_quotation(text: str, piece: Span) -> bool:
    """Whether a stretch is speech that begins as a sentence of its own."""
    first = next((c for c in piece.text if c.isalpha()), "")
    return first.isupper() and (text[max(0, piece.start - 1) : piece.start] in ("“", '"') or piece.text[:1] in ("“", '"'))


def _one_name(before: str) -> str:
    """The sentence before, if it names one person or thing alone: of two, a model may pick the wrong one for "he"."""
    names = re.findall(r"(?<!^)(?:[A-Z][\w’'-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]+)*)", before)
    return before if len(set(names)) <= 1 else ""


def _before(claim: Claim, article: Article, sentences: tuple[Sentence, ...]) -> str:
    """The sentence before the claim's own, for what its pronouns mean."""
    at = next(n for n, s in enumerate(sentences) if s.id == claim.sentence_ids[0])
    return article.text[sentences[at - 1].start : sentences[at - 1].end] if at else ""
