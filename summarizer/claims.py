"""Claims: the single statements of the article, each with its verbatim quote and the chain that stands behind it.

`extract` finds them and words each by rule; `word` has the model reword those that do not stand alone or are loaded, and keeps the rule's
words where the model's fail a check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer import checks, lexicon, prompts
from summarizer.clauses import completed, is_clause, split
from summarizer.models.base import Encoder, Tag, Writer
from summarizer.records import Article, Attribution, Claim, Sentence, Source, Span, span

PROMPT = "claim/v1"
MOST_TOKENS = 80
_NO_CLAIM = re.compile(
    r"\b(?:declin(?:ed|es) to (?:comment|say|answer)"
    r"|(?:did|has|have|had|do|does) not (?:immediately )?(?:respond|repl(?:y|ied)|return|comment on\b)"
    r"|no (?:immediate )?comment|could not (?:immediately )?be (?:reached|independently (?:verified|confirmed)|verified|confirmed)"
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
_NOUN_OF_SPEECH = re.compile(
    r"(?:[\w’']+ ){0,4}(?:claims?|allegations?|accusations?|suggestions?|reports?|charges?|rumou?rs?|assertions?|statements?)\b",
    re.IGNORECASE,
)
_OPENS_WITH_PRONOUN = re.compile(r"(?:he|she|it|they|this|that|these|those|his|her|their|its|some)\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"\b(?:the|this|that|these|those|such) (?:claims?|figures?|numbers?|allegations?|accusations?|reports?|assertions?|accounts?)\b",
    re.IGNORECASE,
)
_ONLY_CITES = re.compile(r"\b(?:these|those|this|that|such|the) \w+, (?:citing|quoting)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:however|meanwhile|moreover|furthermore|but|and|yet|still|also|in addition|nevertheless|in fact|of course|so|then|instead"
    r"|besides)\b,?\s+",
    re.IGNORECASE,
)
_LINK = re.compile(r"\W*(?:related|see also|read more|watch|photo|image|advertisement)\s*:", re.IGNORECASE)
_ONLY_REFERS = re.compile(r"(?:this|that|these|those|such|the same|it|them|so)(?: \w+)?", re.IGNORECASE)
_ENDED = re.compile(r"[.?!][”\"]?$")
_CHARACTERISES = re.compile(
    r"\b(?:describ|call|label|brand|dub|denounc|liken|portray|refer(?:s|red|ring) to)\w*\b.*?\b(?:as|an?)\b", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"(?:and |but )?(?:when|as|if|while|after|because|since|once|although|though|even as|even though)\s+", re.IGNORECASE
)
_CONJOINED = re.compile(r"[\s,.”\"]*(?:;|[—–]|,?\s*(?:and|but|while|yet|although|though|however|whereas)\b)", re.IGNORECASE)
_TRAILING = re.compile(r",\s+(?:raising|sparking|fuell?ing|prompting|underscoring|highlighting|stoking|reigniting)\b[^.,]*$", re.IGNORECASE)
_DATELINE = re.compile(r"(?:[A-Z][A-Za-z.,’' -]{1,40})?\([A-Z][\w .’']{1,24}\)\s*(?:[-–—]+\s*)?|[A-Z][A-Z .,]{2,30}\s*[-–—]+\s+")
_ASIDE = re.compile(
    r",\s+(?:according to|as reported by|it is (?:claimed|said|alleged|reported)|(?:s?he|they) (?:said|argued|added|claimed|says))[^,]*,"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|we|We|my|My|our|Our|us|me)\b")
_ABSTRACT = frozenset(
    "situation issue move development developments interplay debate figures numbers matter question picture story case news moment time "
    "prospect scene atmosphere mood topic context".split()
)


class Wording(NamedTuple):
    """A claim that the model was asked to reword: what it wrote and which checks it failed (none: it was taken)."""

    claim_id: str
    text: str
    failed: tuple[str, ...]


def extract(
    article: Article, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...], encoder: Encoder
) -> tuple[Claim, ...]:
    """The claims of the article in its order, worded by rule."""
    text = article.text
    tagged = encoder.tag([text[s.start : s.end] for s in sentences], "words")
    found: list[Claim] = []
    for sentence, tags in zip(sentences, tagged, strict=True):
        words = [Tag(t.label, t.start + sentence.start, t.end + sentence.start) for t in tags]
        here = [a for a in attributions if a.sentence_id == sentence.id]
        for quote, attribution in _quotes(text, sentence, here, words):
            if claim := _claim(text, sentence, quote, attribution):
                whole = completed(text, claim.quote, words)
                found.append(claim.model_copy(update={"text": by_rule(whole, in_quotes=False, denied=False)}) if whole else claim)
    return tuple(c.model_copy(update={"id": f"c{n}"}) for n, c in enumerate(_apart(found), 1))


def word(
    claims: tuple[Claim, ...], article: Article, sentences: tuple[Sentence, ...], writer: Writer | None
) -> tuple[tuple[Claim, ...], tuple[Wording, ...]]:
    """Claims with the model's wording where it passes the checks, and what the model wrote for each that it was asked for."""
    asked = [c for c in claims if needs_wording(c)] if writer else []
    if not asked or writer is None:
        return claims, ()
    template = prompts.load(PROMPT)
    chats = [template.render(context=_before(c, article, sentences), quote=c.quote.text) for c in asked]
    replies = writer.write(chats, most_tokens=MOST_TOKENS)
    done, log = {}, []
    for claim, reply in zip(asked, replies, strict=True):
        line = checks.first_line(reply)
        around = " ".join((_before(claim, article, sentences), claim.quote.text))
        failed = checks.failed(checks.wording(line, claim.quote.text, around))
        log.append(Wording(claim.id, line, failed))
        if not failed and line != claim.text:
            done[claim.id] = claim.model_copy(update={"text": line, "text_written_by": "model"})
    return tuple(done.get(c.id, c) for c in claims), tuple(log)


def _apart(found: list[Claim]) -> list[Claim]:
    """Claims in the order of the article; of two that share most of a quote the attributed one stays, then the longer."""
    kept: list[Claim] = []
    for claim in sorted(found, key=lambda c: (not c.sources, -len(c.quote.text))):
        shared = (min(claim.quote.end, k.quote.end) - max(claim.quote.start, k.quote.start) for k in kept)
        if all(s <= len(claim.quote.text) / 2 for s in shared):
            kept.append(claim)
    return sorted(kept, key=lambda c: (c.quote.start, c.quote.end))


def needs_wording(claim: Claim) -> bool:
    """Whether the rule's words fall short: they open with a pronoun, or a loaded word is left that has no neutral one."""
    return _OPENS_WITH_PRONOUN.match(claim.text) is not None or bool(checks.loaded_words(claim.text))


def _quotes(text: str, sentence: Sentence, here: list[Attribution], words: Sequence[Tag]) -> list[tuple[Span, Attribution | None]]:
    """The stretches of a sentence that are stated, and by which attribution (None: the article itself)."""
    out: list[tuple[Span, Attribution | None]] = []
    for attribution in here:
        if attribution.stance == "doubts" or (
            attribution.stance == "denies"
            and not any(is_clause(p, words) and not _NOUN_OF_SPEECH.match(p.text) for p in attribution.contents)
        ):
            continue  # it bears on another claim and makes none of its own
        for piece in _joined(text, attribution):
            if _ONLY_REFERS.fullmatch(piece.text):
                continue  # "echoed these worries" says nothing new
            if is_clause(piece, words) or attribution.cue is None or _quoted(text, piece):
                out += [(p, attribution) for p in split(text, piece, words)]
            else:  # "called for an inquiry" says nothing without its verb
                first = min([piece.start, attribution.cue.start, *(s.mention.start for s in attribution.sources[:1] if s.mention)])
                out.append((span(text, max(first, sentence.start), piece.end), attribution))
    for rest in _rests(text, sentence, here):
        if is_clause(rest, words):
            out += [(p, None) for p in split(text, rest, words) if is_clause(p, words) or not here]
    return out


def _joined(text: str, attribution: Attribution) -> list[Span]:
    """Contents as whole statements: two pieces with the speaker in between are one, unless the first ends as a sentence."""
    out: list[Span] = []
    for piece in attribution.contents:
        between = text[out[-1].end : piece.start] if out else ""
        if out and len(between) < 120 and not re.search(r"[.?!][”\"’]?\s", between) and piece.text[:1].islower():
            out[-1] = span(text, out[-1].start, piece.end)
        else:
            out.append(piece)
    return out


def _rests(text: str, sentence: Sentence, here: list[Attribution]) -> list[Span]:
    """What a sentence says outside its attributions: before the first and after the last."""
    if not here:
        return [span(text, sentence.start, sentence.end)]
    marks = [
        (p.start, p.end) for a in here for p in (*a.contents, *([a.cue] if a.cue else []), *(s.mention for s in a.sources if s.mention))
    ]
    inside = [(a, b) for a, b in marks if sentence.start <= a < sentence.end]
    first, last = min(a for a, _ in inside), max(b for _, b in inside)
    rests = [_main_clause(text, span(text, sentence.start, first))]
    if _CONJOINED.match(text, last, sentence.end):  # what merely hangs on the statement ("a move that ...") is none of its own
        rests.append(span(text, last, sentence.end))
    whole = [span(text, r.start + len(r.text) - len(r.text.lstrip(' ,;:.”"')), r.end) for r in rests if len(r.text.split()) >= 5]
    return [_undangled(text, r, sentence.end) for r in whole if not _is_frame(r.text)]


def _main_clause(text: str, rest: Span) -> Span:
    """An opening clause without its conjunction: "After two people died, police said" tells that two people died."""
    opening = _SUBORDINATE.match(rest.text)
    return span(text, rest.start + opening.end(), rest.end) if opening else rest


def _is_frame(rest: str) -> bool:
    """Whether a rest is the frame of another attribution, not a statement: "an official told the paper", "Ana Brandt, the mayor, said"."""
    verbs = lexicon.find_reporting(rest)
    return bool(verbs) and (len(rest.split()) <= 10 or verbs[0][0] == 0 or verbs[-1][1] >= len(rest.rstrip(" ,.:")) - 1)


def _undangled(text: str, rest: Span, end: int) -> Span:
    """A rest that breaks off before what it governs: read to the end of the sentence, or without the loose conjunction."""
    if re.search(r"\b(?:after|before|since|because|until|than)\W*$", rest.text):
        return span(text, rest.start, end)
    loose = re.search(r"[\s,]+(?:and|but|while|as|that|which|who|when|where|with|although|though|whereas|amid)\W*$", rest.text)
    return span(text, rest.start, rest.start + loose.start()) if loose else rest


def _claim(text: str, sentence: Sentence, quote: Span, attribution: Attribution | None) -> Claim | None:
    if _LINK.match(quote.text):
        return None
    quote = _tight(text, quote)
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
    cues = lexicon.find_reporting(attribution.cue.text) if attribution and attribution.cue else []
    verb = cues[0][2] if cues else None
    opinion = bool(lexicon.find_opinion(quote.text)) or (verb is not None and verb.stance == "opinion" and not re.search(r"\d", quote.text))
    return Claim(
        id="c0",
        quote=quote,
        sentence_ids=(sentence.id,),
        text=by_rule(
            _without_asides(text, quote, attribution), in_quotes=_quoted(text, quote), denied=verb is not None and verb.stance == "denies"
        ),
        text_written_by="rule",
        sources=sources,
        cue=attribution.cue if attribution else None,
        attribution="none" if attribution is None else "resolved" if attribution.resolved else "explicit",
        checkable=not opinion,
    )


def _without_asides(text: str, quote: Span, attribution: Attribution | None) -> str:
    """The quote without the speaker in its middle: "Iran tested a missile, local media reported, despite criticism"."""
    pieces = [p for p in attribution.contents if p.start < quote.end and p.end > quote.start] if attribution else []
    if len(pieces) < 2:
        return quote.text
    kept, at = "", quote.start
    for left, right in pairwise(pieces):
        if not left.end <= right.start <= quote.end:
            continue
        # the aside ends at the comma after the speaker; what then leads to the next piece ("despite") stays
        aside = text[left.end : right.start]
        comma = aside.rfind(",")
        kept += text[at : left.end].rstrip(" ,")
        at = left.end + comma + 1 if comma > 0 else right.start
    return kept + " " + text[at : quote.end].strip(" ,")


def by_rule(quote: str, *, in_quotes: bool, denied: bool) -> str:
    """A wording without a model: asides and connectives left out, loaded words replaced or dropped.

    First-person speech is kept in quotation marks.
    """
    if in_quotes and _FIRST_PERSON.search(quote):
        return f"“{quote.strip(' ,.')}.”"
    text = _OPENING.sub("", _ASIDE.sub("", quote))
    # a name that a source gives to somebody is what is claimed: it stays, as the source's own word
    text = _marked(text) if _CHARACTERISES.search(text) else checks.neutralise(text)
    text = re.sub(r",([”\"])$", r"\1", re.sub(r"\s+", " ", text).strip(" ,;:."))
    text = f"{text[:1].upper()}{text[1:]}{'' if _ENDED.search(text) else '.'}"
    first = text.split(" ", 1)[0].lower()
    return f"It is denied that {text[:1].lower() if first in lexicon.function_words() else text[:1]}{text[1:]}" if denied else text


def _marked(text: str) -> str:
    """The text with each run of loaded words in quotation marks; those inside quotation marks are left alone."""
    out, last = "", 0
    for match in lexicon.find_loaded(text):
        if match.kind in ("label", "emotive") and not any(mark in text for mark in '“"'):
            out += f"{text[last : match.start]}“{match.text}”"
            last = match.end
    return re.sub(r"” “", " ", out + text[last:])


def _setting(quote: str) -> bool:
    """Scene-setting: an abstract subject with an empty predicate and no figure ("the issue has taken centre stage") states nothing."""
    words = _OPENING.sub("", quote).lower().split()
    subject = [w.strip(",.") for w in words[:5]]
    if _ONLY_CITES.search(quote) and not re.search(r"\d", quote):
        return True
    return bool(_ABSTRACT & set(subject)) and not re.search(r"\d", quote) and _SCENE.search(quote) is not None


def _reports_stance(quote: str) -> bool:
    """Whether the stretch only tells that somebody doubts or denies something said before; `evidence` reads it."""
    stances = {v.stance for _, _, v in lexicon.find_reporting(quote)}
    return _SAID_BEFORE.search(quote) is not None and bool(stances & {"denies", "doubts"})


def _tight(text: str, quote: Span) -> Span:
    """The quote without outer punctuation and connectives."""
    start, end = quote.start, quote.end
    while start < end and (text[start] in " ,;:.“”\"'‘—–-" and not text[start:end].startswith("'s")):
        start += 1
    while end > start and text[end - 1] in ' ,;:.“"”—–':
        end -= 1
    if dateline := _DATELINE.match(text[start:end]):
        start += dateline.end()
    if trailing := _TRAILING.search(text, start, end):
        end = trailing.start()
    opening = _OPENING.match(text[start:end])
    return _closed(text, start + (opening.end() if opening else 0), end)


def _closed(text: str, start: int, end: int) -> Span:
    """The stretch with the quotation mark that opens or closes what it holds, if that stands right beside it."""
    if text[max(0, start - 1) : start] in ("'", "‘") and start and re.search(r"\w['’](?=\W)", text[start:end]):
        start -= 1
    for left, right in (("“", "”"), ('"', '"')):
        inside = text[start:end]
        odd = inside.count(left) != inside.count(right) if left != right else inside.count(left) % 2 == 1
        if not odd:
            continue
        after = re.match(rf"[.,!?]?{right}", text[end : end + 2])
        if after and (left == right or inside.count(left) > inside.count(right)):
            end += after.end()
        elif text[max(0, start - 1) : start] == left:
            start -= 1
    return span(text, start, end)


def _quoted(text: str, piece: Span) -> bool:
    return text[max(0, piece.start - 1) : piece.start] in ("“", '"') or piece.text[:1] in ("“", '"')


def _before(claim: Claim, article: Article, sentences: tuple[Sentence, ...]) -> str:
    """The sentence before the claim's own, for what its pronouns mean."""
    at = next(n for n, s in enumerate(sentences) if s.id == claim.sentence_ids[0])
    return article.text[sentences[at - 1].start : sentences[at - 1].end] if at else ""
