"""Attributions in set phrases that the tagger was not trained on: "the union puts it at 60", "by its count", "..., records show".

Each is found by its form in one sentence, and given back as a frame. Whether its source could speak is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import lexicon
from summarizer.frames import Frame
from summarizer.kinds import kind_of, noun_kind
from summarizer.models.base import Tag
from summarizer.records import Sentence

WEASEL = re.compile(
    r"\bit (?:is|was|has been) (?:widely |generally |commonly |now )?(?:claimed|alleged|reported|said|rumou?red|believed|thought|understood"
    r"|whispered|considered|suspected|expected|feared|assumed)\b|\bword has it\b"
    r"|\b(?:is|are|was|were|has been|have been|had been) (?:widely |generally |now |also )?"
    r"(?:believed|said|thought|understood|reported|rumou?red|alleged|suspected|feared|widely expected)(?= to\b)"
    r"|\b(?:is|are|was|were|has been|have been|had been) widely expected(?= to\b)",
    re.IGNORECASE,
)
"""Nobody's word: "it is claimed", "are said to"."""
_WHO = r"(?P<who>[^,;:“”\"]{2,90}?(?:, [^,;:“”\"]{2,60},)?)"
_START = r"(?:^|(?<=[;:] ))"
_AMOUNT = (
    r"(?:[£$€]?\d|[“\"]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens|hundreds|thousands"
    r"|half|a (?:third|quarter|fifth))\b)"
)
_PUTS = re.compile(
    rf"{_START}{_WHO} (?P<cue>(?:(?:has|had|have|now) )?(?:puts?|gives?|gave|given)) "
    rf"(?!forward|out|up|off|on|in|an? end|pressure)(?P<what>[^;]*?\b(?:at|as)\b (?:[a-z]+ ){{0,2}}{_AMOUNT}[^;]*)"
)
_COUNTS = re.compile(rf"{_START}{_WHO} (?P<cue>(?:(?:has|had|have) )?(?:counts|counted|tallied)) (?P<what>(?=[^;]{{0,40}}{_AMOUNT})[^;]+)")
_TAIL = re.compile(
    r"^(?P<what>.{15,}?),\s+(?:as )?(?P<who>[^,;:“”\"]{3,90}) (?P<cue>[a-z]+)"
    r"(?:\s(?:on|in|at|to|a|an|last|earlier|this|yesterday|later|early|late|out)\b[^,;“”\"]*)?[.!]?$"
)
_PER = re.compile(
    r"(?P<cue>(?:(?<=, )|^)(?:per|going by|in the words of|on the figures of))\s(?P<who>(?!cent\b|hour\b|year\b)[^,;.“”\"]{3,90})"
    r"(?=[,;.]|\s[“\"]|$)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?P<cue>(?:by|in|on) (?P<who>his|her|its|their) (?:own )?(?:count|account|words|reckoning|telling|figures"
    r"|estimates?|version|calculations?))\b",
    re.IGNORECASE,
)
_SHOW = frozenset("show shows showed find finds found put puts say says".split())
_ADVERBIAL = re.compile(r"^(?:In|By|On|At|Since|After|Before|For|From|Until|During)\s")
_NAMED_LAST = re.compile(r"(?:\b(?:the|its|their|his|her)\s[a-z][\w’' -]*|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)$")
_NO_SPEAKER = re.compile(
    r"(?:and|but|or|which|who|that|if|while|when|because|although|where|so|there|this|these|those|not|also|now|still|as|than|what|under|of|with|to)\b",
    re.IGNORECASE,
)


def phrased(text: str, sentence: Sentence, frames: Sequence[Frame]) -> list[Frame]:
    """The frames of a sentence: those that the tagger's spans made, or where they hold nothing, what a set phrase tells."""
    weasel = WEASEL.search(text, sentence.start, sentence.end)
    full = [f for f in frames if f.contents]
    if weasel and all(f.cue.start < weasel.end() and f.cue.end > weasel.start() for f in full):
        return [_nobodys(text, sentence, weasel)]
    if full:
        return list(frames)
    found = _figures(text, sentence) or _aside(text, sentence) or _tail(text, sentence)
    return [found] if found else list(frames)


def _nobodys(text: str, sentence: Sentence, weasel: re.Match[str]) -> Frame:
    after = re.compile(r"\s*(?:[^.,;]{0,40}?\bthat\s)?").match(text, weasel.end(), sentence.end)
    whole = weasel.group()[:2].lower() not in ("it", "wo")
    start = sentence.start if whole or weasel.start() > sentence.start + 12 else after.end() if after else weasel.end()
    end = sentence.end if start != sentence.start or whole else weasel.start()
    return Frame(Tag("cue", weasel.start(), weasel.end()), None, (Tag("content", start, end),))


def _figures(text: str, sentence: Sentence) -> Frame | None:
    """What gives a figure: "The union puts the crowd at 2,500", "the office counted 31 dead"."""
    words = text[sentence.start : sentence.end]
    for found in (p.search(words) for p in (_PUTS, _COUNTS)):
        if found and (who := _speaker(found)):
            return _frame(sentence, found, who, [found.span("what")])
    return None


def _aside(text: str, sentence: Sentence) -> Frame | None:
    """What names its source in an aside: "..., per exchange data", "by its count"."""
    words = text[sentence.start : sentence.end]
    found = _PER.search(words) or _BY.search(words)
    if not found:
        return None
    begin = max(words.rfind(";", 0, found.start()) + 1, 0)
    end = words.find(";", found.end())
    pieces = [(begin, found.start()), (found.end(), end if end >= 0 else len(words))]
    return _frame(sentence, found, found.span("who"), [p for p in pieces if len(words[p[0] : p[1]].split()) > 1])


def _tail(text: str, sentence: Sentence) -> Frame | None:
    """A statement with its speaker behind it: "They were replaced in 1997, records of the dyke board show."."""
    found = _TAIL.match(text[sentence.start : sentence.end])
    if not found or not (found["cue"] in _SHOW or any(v.stance == "plain" for _, _, v in lexicon.find_reporting(found["cue"]))):
        return None
    who = _speaker(found)
    return _frame(sentence, found, who, [found.span("what")]) if who else None


def _speaker(found: re.Match[str]) -> tuple[int, int] | None:
    """Where the words for the speaker stand, without an adverbial before them; None if they name nobody who could speak."""
    start, end = found.span("who")
    if _ADVERBIAL.match(found["who"]):
        named = _NAMED_LAST.search(found["who"], 3)
        if not named:
            return None
        start += named.start()
    who = found.string[start:end]
    if _NO_SPEAKER.match(who) or any(noun_kind(who[a:b].lower()) is None for a, b, _ in lexicon.find_reporting(who)):
        return None
    speaks = (
        who.lower() in ("he", "she", "it", "they")
        or kind_of(who) is not None
        or re.match(r"(?:the )?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*$", who)
    )
    return (start, end) if speaks else None


def _frame(sentence: Sentence, found: re.Match[str], who: tuple[int, int], what: Sequence[tuple[int, int]]) -> Frame:
    at = sentence.start
    cue = found.span("cue")
    return Frame(
        Tag("cue", cue[0] + at, cue[1] + at),
        Tag("source", who[0] + at, who[1] + at),
        tuple(Tag("content", a + at, b + at) for a, b in what),
    )
