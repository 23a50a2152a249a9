"""Judges a text before anything is made of it: its language, whether it is an article at all, and whether it tries to steer a machine.

Pure functions over text. Offsets are Unicode code points, half-open. All patterns are bounded: no input makes them slow.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pcm": "Nigerian Pidgin", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese", "zxx": "words of no language",
}  # fmt: skip
# Words that few other languages share.
_FUNCTION_WORDS = (
    "the and that with from which said have has had were been would could their they this these who whom not after but because "
    "about than there when what while where should those its of is it his her she"
)
_ENGLISH = frozenset(_FUNCTION_WORDS.split())
_ENGLISH_SHARE = 0.15
_PIECES = 40
_PIECE = 600
_FEWEST_LETTERS = 60

_END = re.compile(r"[.!?:;,…\"”’'»)\]]$")
_STUB_WORDS = 200
_BRIEF_WORDS = 100
_ASKS = re.compile(
    r"subscribe(?: now)? to (?:continue|keep reading|read (?:this|the|more|on)|unlock|get full)"
    r"|(?:sign|log) in to (?:continue|keep reading|(?:read|access|view) (?:this|the))"
    r"|register (?:now |for free )?to (?:continue|keep reading|read (?:this|the|on))"
    r"|to (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|sign|log|register|create|become|start)"
    r"|(?:article|story|content|page) is (?:only |exclusively )?(?:for|available to|reserved for) (?:paying |our )?(?:subscribers|members)"
    r"|create (?:a free|an) account to (?:continue|read)|unlock (?:this|the full) (?:article|story)"
    r"|you(?:'|’)?ve (?:reached|read) (?:your|all)[\w ]{0,30}(?:limit|free articles)|continue reading with a \w+ subscription",
    re.IGNORECASE,
)
# Pages that are free to read have these too, in their head or foot.
_ASKS_ANYWHERE = re.compile(r"already (?:an? )?(?:\w+ )?(?:subscriber|member)\b|already subscribed\b|subscribers[ -]only", re.IGNORECASE)

_INVISIBLE = {
    "zero-width": "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u00ad\u115f\u1160\u3164\uffa0",
    "direction": "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
}
_INVISIBLE_RE = re.compile(f"[{''.join(_INVISIBLE.values())}\U000e0000-\U000e01ef]")
# Flags of regions and joined emoji are drawn with such characters and hide nothing; neither do the joiners of non-Latin scripts.
_HARMLESS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f|(?<![A-Za-z0-9 ])[\u200c\u200d](?![A-Za-z0-9 ])")

# In these patterns one blank stands for any run of blanks within a line. An order must begin a sentence or follow a word of address, so
# that "the judge told jurors to ignore previous instructions" is no order.
_LEAD = r"(?:^|[.!?:;\"“”‘’'*>)\]}—–|-][\t\x20]*|\b(?:please|now|you|must|should|instead|AI|assistant|model|chatbot|summari[sz]er),? )"
_START = r"(?:^|[.!?:;\"“”—–-][\t\x20]*)"
_ALL = r"(?:(?:all|any|the|your|my|these|those|every|everything|of|other) ){0,4}"
_MACHINE = (
    r"(?:AIs?|A\.I\.|LLMs?|(?:large )?language models?|AI (?:assistants?|models?|systems?|tools?|agents?|language models?)|chatbots?"
    r"|summari[sz]ers?|ChatGPT|automated (?:systems?|tools?|readers?|summari[sz]ers?))"
)
_RATING = (
    r"(?:corroborated|true|verified|confirmed|neutral|unbiased|credible|reliable|factual|facts?|supported|accurate|trustworthy"
    r"|false|disputed|contradicted|unsourced|single-source|biased|unreliable|fake|loaded|propaganda)"
)
_THINGS = r"(?:claims?|statements?|sentences?|articles?|stor(?:y|ies)|texts?|sources?|pieces?|documents?)"
_ORDERS = tuple(
    re.compile(pattern.replace(" ", r"[ \t\xa0]+"), re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"(?P<order><\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|</?(?:system|assistant)>)",
        rf"{_LEAD}(?P<order>(?:ignore|disregard|forget|override|bypass) {_ALL}(?:previous|prior|above|earlier|preceding|existing)"
        r"(?: \w+){0,2}? (?:instructions?|prompts?|directions?|directives?|commands?|context|rules|guidelines))\b",
        rf"{_LEAD}(?P<order>(?:ignore|disregard|forget) (?:all|everything|the text) (?:written )?(?:above|before this))\b",
        rf"{_START}(?P<order>(?:as|you are|you(?:'|’)re|act as) an? {_MACHINE})"
        r"(?=[,.:;]| (?:you|that|reading|processing|which|must|should|trained)\b)",
        rf"(?P<order>(?:note|message|instructions?|notice|reminder|orders?|attention) (?:to|for) (?:(?:any|all|the) ){{0,2}}{_MACHINE})"
        r"[^.\n]{0,40}[:—–-]",
        rf"(?P<order>\battention,? {_MACHINE})\b",
        rf"{_START}(?P<order>(?:(?:dear|hey|hello) )?{_MACHINE}[,:] (?:please|you|do|don(?:'|’)t|never|always|must|ignore|summari[sz]e"
        r"|mark|say|write|report|treat|rate|stop)\b)",
        rf"{_LEAD}(?P<order>(?:reveal|print|show|repeat|output|leak|reset|ignore|replace|forget) {_ALL}"
        r"(?:(?:hidden|initial|original|own) )?system (?:prompt|message))\b",
        r"^[#*\s]{0,6}(?P<order>(?:(?:new|updated|revised|real|actual|hidden|system) (?:instructions?|prompts?|messages?|task)|system):)",
        rf"{_LEAD}(?P<order>(?:mark|label|rate|treat|report|classify|flag|present|score|list|tag) (?:(?:all|every|each|any|these|this|the"
        rf"|following|of|other|its|in) ){{1,5}}(?:\w+ ){{0,2}}?{_THINGS} (?:\w+ ){{0,4}}?as (?:\w+ )?{_RATING})\b",
        rf"{_LEAD}(?P<order>(?:summari[sz]e|describe|rewrite|translate) (?:this|the|it|these)(?: {_THINGS})? (?:above )?"
        r"(?:as|by saying|so that|in a way))\b",
        rf"{_LEAD}(?P<order>(?:do not|don(?:'|’)t|never) (?:summari[sz]e|mention|include|report|reveal|cite|quote|list)\b[^.\n]{{0,80}}"
        r"\bin (?:your (?:summary|report|output|response|answer|reply)|(?:the|any) summar(?:y|ies)))\b",
        rf"{_LEAD}(?P<order>(?:say|state|write|include|add|mention|output|print|begin|start|end|conclude|put|insert)\b[^.\n]{{0,80}}\b"
        r"(?:in|to|into|with) (?:your (?:summary|output|response|reply|report)|the summary))\b",
        rf"{_LEAD}(?P<order>(?:begin|start|end|conclude|finish) your (?:summary|output|response|reply|report))\b",
        rf"{_LEAD}(?P<order>(?:respond|reply|answer) (?:only|exactly|just|solely) (?:with|in|by))\b",
    )
)


class Language(NamedTuple):
    """What a text is written in, by share of letters.

    `main` is an ISO 639 code (null: too few letters to tell), `foreign_share` the share in other languages than English, in [0, 1],
    `foreign` the most frequent of those, `first_foreign` where it first stands.
    """

    main: str | None
    foreign_share: float
    foreign: str | None
    first_foreign: tuple[int, int] | None


class Order(NamedTuple):
    """Words that give orders to a machine, and where they stand."""

    start: int
    end: int
    text: str


def language(text: str) -> Language:
    """The language of the main part of `text`, judged on up to 40 pieces spread evenly over it.

    A piece that is full of English function words counts as English whatever its names look like.
    """
    letters: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for start, end in _pieces(text):
        piece = text[start:end]
        code = _language_of(piece)
        if code is None:
            continue
        letters[code] += sum(map(str.isalpha, piece))
        first.setdefault(code, (start, end))
    total = letters.total()
    if not total:
        return Language(None, 0.0, None, None)
    english = letters.pop("en", 0)
    if not letters:
        return Language("en", 0.0, None, None)
    foreign = letters.most_common(1)[0][0]
    main = "en" if english * 2 >= total else foreign
    return Language(main, (total - english) / total, foreign, first[foreign])


def looks_like_index(text: str) -> bool:
    """Whether most lines are headlines: short, begun with a capital, with no end mark and not going on in the next line."""
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    if len(filled) < 8:
        return False
    after = [*lines[1:], ""]
    headlines = [a for a, b in zip(lines, after, strict=True) if a and _is_headline(a) and not b[:1].islower()]
    words = sum(len(line.split()) for line in filled)
    running = words - sum(len(line.split()) for line in headlines)
    return len(headlines) >= 0.6 * len(filled) and running * 2 < words


def looks_wrapped(text: str) -> bool:
    """Whether lines are broken in the middle of sentences, as in mail or old news wires."""
    lines = [line.strip() for line in text.split("\n")]
    broken = sum(1 for a, b in pairwise(lines) if a and not _END.search(a) and b[:1].islower())
    return broken >= 5 and broken >= 0.3 * sum(map(bool, lines))


def paywall_words(text: str, words: int) -> str | None:
    """The words by which `text` asks the reader of an article of `words` words to subscribe or sign in; null where it is no stub."""
    found = _ASKS.search(text) if words < _STUB_WORDS else None
    if words < _BRIEF_WORDS:
        found = found or _ASKS_ANYWHERE.search(text)
    return found.group() if found else None


def stops_at_paywall(text: str) -> bool:
    """Whether the last 1,000 characters ask the reader to subscribe or sign in to read on."""
    return bool(_ASKS.search(text[-1000:]))


def word_count(text: str) -> int:
    """How many words there are: pieces between blanks that hold a letter."""
    return sum(1 for word in text.split() if any(map(str.isalpha, word)))


_BREAK = re.compile(r"\n|[.!?][”\"]?\s+")


def orders(text: str) -> tuple[Order, ...]:
    """Where `text` gives orders to a machine, in order, without overlaps. Invisible characters in between do not hide them."""
    seen, offsets = _visible(text)
    spans = sorted(m.span("order") for pattern in _ORDERS for m in pattern.finditer(seen))
    found: list[Order] = []
    for start, end in spans:
        a, b = (start, end) if offsets is None else (offsets[start], offsets[end - 1] + 1)
        if not found or a >= found[-1].end:
            found.append(Order(a, b, seen[start:end]))
    return tuple(found)


def addressed(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches that speak to a machine: from the sentence of each order to the end of its paragraph, (start, end) in code points."""
    found = []
    for order in orders(text):
        start = max((m.end() for m in _BREAK.finditer(text, 0, order.start)), default=0)
        end = text.find("\n", order.end)
        found.append((start, end if end >= 0 else len(text)))
    return tuple(found)


def invisible(text: str) -> dict[str, list[int]]:
    """Where characters stand that are not seen and can hide or reorder words: kind ("zero-width", "direction", "tag") to offsets."""
    harmless = {i for m in _HARMLESS.finditer(text) for i in range(*m.span())}
    found: dict[str, list[int]] = {}
    for m in _INVISIBLE_RE.finditer(text):
        if m.start() not in harmless:
            kind = next((k for k, characters in _INVISIBLE.items() if m.group() in characters), "tag")
            found.setdefault(kind, []).append(m.start())
    return found


def _visible(text: str) -> tuple[str, list[int] | None]:
    if not _INVISIBLE_RE.search(text):
        return text, None
    offsets = [i for i, c in enumerate(text) if not _INVISIBLE_RE.match(c)]
    return "".join(text[i] for i in offsets), offsets


def _is_headline(line: str) -> bool:
    return len(line.split()) <= 20 and not _END.search(line) and not line[0].islower()


def _pieces(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        for at in range(0, len(line), _PIECE):
            spans.append((start + at, start + min(at + _PIECE, len(line))))
        start += len(line) + 1
    # A text of short lines only is judged as a whole.
    long = [s for s in spans if sum(map(str.isalpha, text[s[0] : s[1]])) >= _FEWEST_LETTERS]
    if not long:
        whole = (0, min(len(text), 5000))
        return [whole] if sum(map(str.isalpha, text[: whole[1]])) >= _FEWEST_LETTERS else []
    step = max(1.0, len(long) / _PIECES)
    return [long[int(i * step)] for i in range(min(len(long), _PIECES))]


def _language_of(piece: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", piece)
    if sum(w.lower() in _ENGLISH for w in words) >= _ENGLISH_SHARE * len(words) > 0:
        return "en"
    # A list of names is in no language.
    if sum(map(str.istitle, words)) > 0.6 * len(words):
        return None
    return str(_identifier().classify(piece)[0])


@cache
def _identifier() -> LanguageIdentifier:
    # Half a second to load, and only needed where the function words do not settle it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
