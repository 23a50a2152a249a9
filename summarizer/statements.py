"""Whether a stretch states anything: what is scene-setting, breaks off, asks, or only says that somebody says it differently.

Works on part-of-speech spans (`Encoder.tag(..., "words")`); pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import lexicon
from summarizer.clauses import is_clause, may_be_clause
from summarizer.models.base import Tag
from summarizer.records import Attribution, Span
from summarizer.wording import OPENING

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
_SAID_BEFORE = re.compile(
    r"\b(?:the|this|that|these|those|such) (?:claims?|figures?|numbers?|allegations?|accusations?|reports?|assertions?|accounts?)\b",
    re.IGNORECASE,
)
_ONLY_CITES = re.compile(r"\b(?:these|those|this|that|such|the) \w+, (?:citing|quoting)\b", re.IGNORECASE)
_STUB_END = re.compile(r"(?<![\w-])(?:of|for|over|under|about|what|than|perhaps|to|in|by|from|an?|the|which|who|how)$", re.IGNORECASE)
_ENDS = re.compile(r"[”\"]?[.!]|,[”\"]")
"""What stands after a sentence that may well end in a preposition: "the limit that they aim for"."""
_STUB_START = re.compile(
    r"(?:precisely |exactly )?(?:how (?:much|many)|what(?! (?:[\w’'-]+ ){1,4}(?:is|was|are|were)\b)|which|whom?|whose|whether|as to"
    r"|about(?! (?:an?|every|each|half|one|two|three|four|five|six|seven|eight|nine|ten|\d|[£$€])))\b",
    re.IGNORECASE,
)
"""What breaks off, and what asks instead of stating: neither is a statement."""
_CONDITION_ALONE = re.compile(r"(?:if|when|unless|although|though|while|once)\b[^,]*", re.IGNORECASE)
_LINK = re.compile(
    r"\W*(?:(?:related|see also|read|read more|watch|photo|image|advertisement|update)\s*:"
    r"|image copyright|media (?:playback|caption)|image caption|story continued|enlarge this image)",
    re.IGNORECASE,
)
_DENIAL_ALONE = re.compile(
    r"(?:that|this|it)(?:[’']s| is| was) (?:simply |just |plainly |entirely |absolutely |completely |all )?"
    r"(?:not true|untrue|false|wrong|incorrect|nonsense|rubbish|a lie)",
    re.IGNORECASE,
)
"""A denial of what was said before, with no content of its own."""
_TAKES_CLAUSE = frozenset("say add tell insist argue claim warn note explain believe think state suggest".split())
_TAKES_THAT = frozenset("reply respond point find predict estimate announce report confirm acknowledge admit stress write show".split())
"""Verbs of saying before a statement; those of the second list need a "that", without it they may name a thing."""
_LEAST_WORDS = 3
_ABSTRACT = frozenset(
    "situation issue move development developments interplay debate figures numbers matter question picture story case news moment time "
    "prospect scene atmosphere mood topic context".split()
)


def is_link(piece: Span) -> bool:
    """Whether a stretch is a line of the page, not of the article: "Read more: ..."."""
    return _LINK.match(piece.text) is not None


def states_nothing(text: str, quote: Span, attribution: Attribution | None) -> bool:
    """Whether a quote, outer punctuation aside, is no statement."""
    broken = _CONDITION_ALONE.fullmatch(quote.text) or (_STUB_END.search(quote.text) and not _ENDS.match(text, quote.end))
    if broken or (attribution and not opens_quotation(text, quote) and _STUB_START.match(quote.text)):
        return True
    return bool(
        len(quote.text.split()) < _LEAST_WORDS
        or text[quote.end : quote.end + 2].strip(" ”").startswith("?")
        or quote.text.endswith("?")
        or _NO_CLAIM.search(quote.text)
        or _DENIAL_ALONE.fullmatch(quote.text)
        or ((attribution is None or attribution.cue is None) and _setting(quote.text))
        or (attribution is None and _reports_stance(quote.text))
    )


def is_said(text: str, piece: Span, attribution: Attribution, words: Sequence[Tag]) -> bool:
    """Whether a stretch of what somebody says is a statement by itself, not a thing that needs the verb of its frame."""
    if is_clause(piece, words) or attribution.cue is None or opens_quotation(text, piece):
        return True
    said = {v.lemma for _, _, v in lexicon.find_reporting(attribution.cue.text)}
    takes = said & _TAKES_CLAUSE or (said & _TAKES_THAT and text[: piece.start].endswith(" that "))
    return bool(takes or attribution.cue.text.lower().startswith("according")) and may_be_clause(piece, words)


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


def opens_quotation(text: str, piece: Span) -> bool:
    """Whether a stretch is speech that begins as a sentence of its own."""
    first = next((c for c in piece.text if c.isalpha()), "")
    return first.isupper() and (text[max(0, piece.start - 1) : piece.start] in ("“", '"') or piece.text[:1] in ("“", '"'))
