"""Wording without a model: a quote as a plain sentence that stands alone as far as rules go."""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer import lexicon
from summarizer.neutral import neutralise
from summarizer.records import Attribution, Span

DENIED = "It is denied that"
"""How the wording of a denied statement begins."""
OPENING = re.compile(
    r"^(?:however|meanwhile|moreover|furthermore|but|and|yet|still|also|in addition|nevertheless|in fact|of course"
    r"|so(?! (?:far|much|many|long))|then|instead(?! of)|besides|that(?= (?:it|he|she|they|the|an?|there|this|these|we)\b))\b,?\s+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",\s+(?:according to|as reported by|it is (?:claimed|said|alleged|reported)|(?:s?he|they) (?:said|argued|added|claimed|says))[^,]*,"
)
_PARTLY = re.compile(r",? (?:in (?:large )?part|partly|largely)\W*$", re.IGNORECASE)
"""What is left of a reason that was told apart."""
_STAMP = re.compile(r"^\d{1,2}[:.]\d\d\s+(?=[A-Z][a-z])")
"""The time of an entry in a running report."""
_CITES = re.compile(r"^(?:citing|quoting|in the words of|according to) [^,“”]+,\s+", re.IGNORECASE)
_PUTS = re.compile(r"\b(?:puts?|putting|gives?|gave|given)$")
_PUT_AT = re.compile(
    r"(?P<what>(?!forward|out|up|off|it\b|this\b|that\b|them\b)\S.*?) (?:at|as) "
    r"(?P<amount>(?:(?:about|around|some|nearly|almost|more than|fewer than|less than|over|up to|at least) )?"
    r"(?P<unit>[£$€])?\d[\d.,]*(?P<after>(?:%|bn|m\b|-|\s(?!(?:in|on|by|at|for|since|after|so|last|this)\b)[a-z]).*)?.*)"
)
_MEASURED = frozenset(
    "number figure total toll count price cost share rate gap deficit debt distance time turnout margin value budget sum average magnitude "
    "age size loss profit".split()
)
_MORE_THAN_A_THING = re.compile(r"[“”\"]|\b(?:which|who|that)\b")
_TRAILING_SPEAKER = re.compile(r",\s+(?:s?he|they|it)\s+(?:said|says|added|wrote|recalled|explained)\W*$", re.IGNORECASE)
_ENDED = re.compile(r"[.?!][”\"]?$")
_CHARACTERISES = re.compile(
    r"\b(?:describ|call|label|brand|dub|denounc|liken|portray|refer(?:s|red|ring) to)\w*\b.*?\b(?:as|an?)\b", re.IGNORECASE
)


def without_asides(text: str, quote: Span, attribution: Attribution | None) -> str:
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

    Speech in quotation marks is left as it is, in quotation marks: a speaker's own words are not ours to mend.
    """
    if in_quotes:
        return f"“{quote.strip(' ,.“”')}.”"
    text = OPENING.sub("", _PARTLY.sub("", _CITES.sub("", _TRAILING_SPEAKER.sub("", _ASIDE.sub("", _STAMP.sub("", quote))))))
    # a name that a source gives to somebody is what is claimed: it stays, as the source's own word
    text = _marked(text) if _CHARACTERISES.search(text) else neutralise(text)
    text = re.sub(r",([”\"])$", r"\1", re.sub(r"\s+", " ", text).strip(" ,;:."))
    text = f"{text[:1].upper()}{text[1:]}{'' if _ENDED.search(text) else '.'}"
    first = text.split(" ", 1)[0].lower()
    return f"{DENIED} {text[:1].lower() if first in lexicon.function_words() else text[:1]}{text[1:]}" if denied else text


def put_at(cue: str, content: str) -> str | None:
    """What somebody puts at a figure, as a sentence: "the price of the raid at 4.8m tervas" -> "the price of the raid is 4.8m tervas".

    None for another verb, or where nothing is put at a figure. What is counted without a unit has its number: "the crowd numbers 800".
    """
    found = _PUT_AT.fullmatch(content.strip(" .,")) if _PUTS.search(cue) else None
    if not found or _MORE_THAN_A_THING.search(found["what"]):
        return None
    what, first = found["what"], re.split(r"\s(?:of|in|for|on|by|lost|since|who|between|from|at)\b", found["what"])[0].split()[-1].lower()
    past = re.search(r"\b(?:gave|counted|had)\b", cue) is not None
    plural = first.endswith("s") and not first.endswith("ss")
    if found["unit"] or found["after"] or first in _MEASURED:
        return f"{what} {('were' if plural else 'was') if past else ('are' if plural else 'is')} {found['amount']}"
    return f"{what} {'numbered' if past else 'number' if plural else 'numbers'} {found['amount']}"


def _marked(text: str) -> str:
    """The text with each run of loaded words in quotation marks; those inside quotation marks are left alone."""
    out, last = "", 0
    for match in lexicon.find_loaded(text):
        if match.kind in ("label", "emotive") and not any(mark in text for mark in '“"'):
            out += f"{text[last : match.start]}“{match.text}”"
            last = match.end
    return re.sub(r"” “", " ", out + text[last:])
