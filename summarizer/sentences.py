"""Article -> Sentences.

The splitter is sentencex; what it gets wrong in news is mended after it: quotations that end in "?" or "!" before "he asked", ranks and
other abbreviations that never end a sentence, quote marks left on the wrong side. Offsets are Unicode code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from summarizer.records import Article, Sentence
from summarizer.settings import Settings

MOST_CHARACTERS = 2000
"""Longer sentences are cut at a blank, so that no stage meets a sentence of 100,000 characters."""

_CHUNK = 10_000
_CONTEXT = 100
_OPENING = "\"“‘«'"
_CLOSING = "\"”’»')]"

# What stands before a name or a number; "No." and the like only before a number.
_BEFORE_NAME = re.compile(
    r"(?:^|[\s(\[\"“‘/—–-])(?:Adm|Ald|Amb|Asst|Atty|Brig|Capt|Cmdr|Col|Comdr|Const|Cpl|Cpt|Det|Dr|Drs|Ens|Ft|Gen|Gens|Gov|Govs|Hon|Insp|Lt"
    r"|Lts|Maj|Messrs|Mme|Mlle|Mr|Mrs|Ms|Mt|Mx|Ofc|Pfc|Pres|Prof|Profs|Pvt|Rep|Reps|Rev|Revs|Sec|Sen|Sens|Sgt|Spc|Spec|St|Ste|Supt|Vice)\.$"
)
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(\[\"“‘-])(?:Nos?|Arts?|Ch|Fig|Figs|Sec|Sect|Vol|Vols|p|pp|paras?|approx|ca|est|Rs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec)\.$"
)
_PLACE = re.compile(r"\b(?:St|Ste|Ft|Mt)\.$")
_SHORT = re.compile(r"\b[A-Z][a-z]{1,4}\.$")
_MIDDLE = re.compile(r"(?:^|[\s(])(?:vs|v|e\.g|i\.e|cf|viz|a\.k\.a)\.$", re.IGNORECASE)
_CLOCK = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b"
    r"|(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|EES?T|AES?T|MSK|Eastern|Pacific|Central|Mountain|Greenwich)\b|[a-z(])"
)
_INITIAL = re.compile(r"(?:^|[\s.(\"“‘-])(?:[A-Z]\.[\s-]?)*[A-Z][\w'’-]+ (?:[A-Z]\. ?){1,3}$")
_STARTER = re.compile(
    r"(?:A|After|Although|An|And|As|At|Because|But|By|For|From|He|Her|His|However|I|If|In|It|Its|Meanwhile|No|Not|Now|On|One|Our|She|Since"
    r"|So|Some|That|The|Their|Then|There|These|They|This|Those|Though|To|Under|We|What|When|Where|While|Who|Why|With|Yes|You)\b"
)
_ASKED_OR_CRIED = re.compile(r"[?!…][\"”’»']+$")
_OPEN_END = re.compile(r"(?:[?!]|\.\.\.|…)[\"”’»')]*$")
_VERBS = (
    r"(?:said|says|say|asked|asks|ask|added|adds|wrote|writes|told|tells|cried|shouted|yelled|screamed|wondered|replied|answered|responded"
    r"|demanded|exclaimed|joked|quipped|tweeted|posted|continued|recalled|remarked|declared|insisted|inquired|enquired|mused|chanted|read"
    r"|reads|called|warned|urged|argued|noted|explained|thought|whispered|retorted|pleaded|began|concluded|commented|stated)"
)
# "Brandt said." and "he asked on Monday", but not "Brandt said the plan was dead": that says something new.
_REPORTING = re.compile(
    rf"(?:{_VERBS}\b|(?:(?i:he|she|they|we|i|it|one|who|the|a|an|his|her|their|another)|[A-Z][\w.'’-]*)(?: [\w.'’-]+){{0,4}}? {_VERBS}"
    r"(?=[.,:;!?—–]|$| (?:in|on|at|after|before|during|when|as|with|of|from|to|by|about|while|outside|last|Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)))"
)
_NUMBERING = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]$")
_ASIDE = re.compile(r"\([^()]{3,}[.!?][\"”’]?\)(?=\s+[A-Z“\"])")
_ENDING = re.compile(r"[.!?…][\"”’»')\]]*(?=\s)")


def split(article: Article, settings: Settings) -> tuple[Sentence, ...]:
    """The sentences of the article in order, at most `settings.max_sentences`, with ids s1, s2 ...

    A line end always ends a sentence; a headline is a sentence too. Up to the limit each code point that is no blank is in exactly one.
    """
    sentences: list[Sentence] = []
    for start, end in _spans(article.text):
        if len(sentences) == settings.max_sentences:
            break
        sentences.append(Sentence(id=f"s{len(sentences) + 1}", start=start, end=end))
    return tuple(sentences)


def unread(article: Article, sentences: tuple[Sentence, ...]) -> int:
    """How many code points stand after the last sentence, blanks not counted."""
    rest = article.text[sentences[-1].end :] if sentences else article.text
    return sum(1 for c in rest if not c.isspace())


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        for a, b in _line_spans(line):
            piece = line[a:b]
            if piece.strip():
                yield start + a + len(piece) - len(piece.lstrip()), start + a + len(piece.rstrip())
        start += len(line) + 1


def _line_spans(line: str) -> Iterator[tuple[int, int]]:
    for chunk_start, chunk_end in _shortened(line, 0, len(line), _CHUNK):
        cuts = _cuts(line[chunk_start:chunk_end])
        for a, b in pairwise(cuts):
            yield from _shortened(line, chunk_start + a, chunk_start + b, MOST_CHARACTERS)


def _shortened(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    while end - start > limit:
        window = start + limit // 2, start + limit
        ends = [m.end() for m in _ENDING.finditer(text, *window)]
        blanks = [i for i in range(*window) if text[i].isspace()]
        cut = ends[-1] if ends else blanks[-1] if blanks else window[1]
        yield start, cut
        start = cut
    yield start, end


def _cuts(line: str) -> list[int]:
    """Where sentences begin and end in `line`: 0, the cuts between them, its length."""
    import sentencex

    found = [int(b["end_index"]) for b in sentencex.get_sentence_boundaries("en", line)]
    cuts = [0]
    for cut in sorted({_with_quote_marks(line, c) for c in found}):
        if cuts[-1] < cut < len(line) and _ends_sentence(line, cuts[-1], cut):
            cuts.extend(_after_aside(line, cuts[-1], cut))
    last = _after_aside(line, cuts[-1], len(line))
    return [*cuts, *last]


def _with_quote_marks(line: str, cut: int) -> int:
    """`cut`, moved so that an opening quote mark begins the next sentence and a closing one ends this one."""
    if 1 < cut < len(line) and line[cut - 1] in _OPENING and line[cut - 2].isspace() and not line[cut].isspace():
        return cut - 1
    end = cut
    while end < len(line) and end < cut + 3 and line[end] in _CLOSING:
        end += 1
    return end if end > cut and (end == len(line) or line[end].isspace()) else cut


def _ends_sentence(line: str, start: int, cut: int) -> bool:
    left = line[max(start, cut - _CONTEXT) : cut].rstrip()
    right = line[cut : cut + _CONTEXT].lstrip()
    whole = line[start:cut].strip()
    if not any(map(str.isalnum, whole)) or not any(map(str.isalnum, line[cut:])) or _NUMBERING.fullmatch(whole):
        return False
    if _OPEN_END.search(left) and right[:1].islower():
        return False
    if _ASKED_OR_CRIED.search(left) and _REPORTING.match(right):
        return False
    if _MIDDLE.search(left) or (_SHORT.search(left) and right[:1].islower()):
        return False
    if _BEFORE_NAME.search(left) and not (_PLACE.search(left) and _STARTER.match(right)):
        return False
    if _BEFORE_NUMBER.search(left) and right[:1].isdigit():
        return False
    if _CLOCK.search(left) and _AFTER_CLOCK.match(right):
        return False
    return not (_INITIAL.search(left) and right[:1].isupper() and not _STARTER.match(right))


def _after_aside(line: str, start: int, cut: int) -> list[int]:
    """`cut`, and before it the end of a sentence in brackets with which this one begins."""
    piece = line[start:cut]
    aside = _ASIDE.match(piece, len(piece) - len(piece.lstrip()))
    return [start + aside.end(), cut] if aside else [cut]
