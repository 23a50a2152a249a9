"""Headlines: which claims of a text bear its title out, and where the title says more than the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer import likeness, quantities
from summarizer.lexicon import find_hedges, find_negations, find_reporting, function_words
from summarizer.models.base import Encoder
from summarizer.neutral import neutralise
from summarizer.records import Beyond, Claim

CLOSE = 0.6
"""Cosine similarity from which a claim may bear a title out with a third of its content words; on the titles of the dev seeds claims below
told something else, and three of the fourteen above did."""
_FEWEST_SHARED = 2
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENDINGS = ("ing", "ed", "es", "s")
_SPANS_OF_TIME = frozenset({"minute", "hour", "day", "week", "month", "year"})
_SOURCED = re.compile(r"[:“”‘\"]|(?<!\w)'")
"""Signs that a title gives somebody's words: a colon or a quotation mark."""


def supporting(title: str, claims: Sequence[Claim], encoder: Encoder) -> tuple[Claim, ...]:
    """The claims that bear the title out: by their words, or by likeness of meaning with some shared words.

    By words: all numbers of the title and more than half of its content words, two at least (endings aside; the claim's text, quote and
    source names count). By likeness: `CLOSE`, a third of the content words, two at least, and one of the numbers, if there are any. In
    either case both or neither are negated.
    """
    if not claims:
        return ()
    plain = neutralise(title) or title
    like = likeness.matrix([plain, *(c.text for c in claims)], encoder)[0][1:]
    return tuple(c for c, x in zip(claims, like, strict=True) if _agrees(title, c, 2, each=True) or (x >= CLOSE and _agrees(plain, c, 3)))


def beyond(title: str, text: str, found: Sequence[Claim]) -> tuple[Beyond, ...]:
    """What the title says and the text does not, `found` being the claims that bear the title out.

    Figures that the text lacks; a thing stated flatly that the text gives only as somebody's word; a caution of the text left out.
    """
    return (*_figures(title, text), *(Beyond(start=0, end=len(title), text=title, reason=r) for r in _flatness(title, found)))


def content_words(text: str) -> frozenset[str]:
    """The words of a text that are neither small words nor numbers, in small letters and without endings."""
    words = (w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(text))
    return frozenset(_stem(w) for w in words if w not in function_words() and not _NUMBER.fullmatch(w))


def _agrees(title: str, claim: Claim, part: int, *, each: bool = False) -> bool:
    """Whether a claim shares more than 1/`part` of the title's content words, and one of its numbers or, if `each`, all of them."""
    said = " ".join((claim.text, claim.quote.text))
    wanted, numbers = content_words(title), _numbers(title)
    shared = wanted & content_words(" ".join((said, *(s.name for s in claim.sources))))
    known = numbers & _numbers(said)
    if (known != numbers if each else bool(numbers) and not known) or bool(find_negations(title)) != bool(find_negations(claim.text)):
        return False
    return len(shared) >= min(_FEWEST_SHARED, len(wanted)) and part * len(shared) > len(wanted)


def _figures(title: str, text: str) -> Iterator[Beyond]:
    there = quantities.find(text)
    for q in quantities.missing(title, text):
        vague = q.low < q.high and any(q.unit == b.unit and q.low <= b.high and b.low <= q.high for b in there)
        # "hundreds" is borne out by 212; that something was "four days before" a reader can work out from dates
        if q.when is None and q.unit not in _SPANS_OF_TIME and not vague:
            yield Beyond(start=q.start, end=q.end, text=q.text, reason="the text has no such figure")


def _flatness(title: str, found: Sequence[Claim]) -> Iterator[str]:
    names = tuple(dict.fromkeys(c.sources[0].name for c in found if c.sources))
    named = any(content_words(title) & content_words(n) for n in names)
    if found and all(c.sources for c in found) and not (named or _SOURCED.search(title) or find_reporting(title)):
        yield f"stated flatly; in the text it is the word of {', '.join(names[:2])}"
    cautions = [_cautions(c.quote.text) for c in found]
    if found and all(cautions) and not _cautions(title):
        yield f"stated without the text's caution (“{cautions[0][0]}”)"


def _cautions(text: str) -> list[str]:
    """Hedges but those of numbers: "may", "allegedly"."""
    return [text[h.start : h.end] for h in find_hedges(text) if h.label == "general"]


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    return word.removesuffix(ending).rstrip("e") if ending else word.rstrip("e")


def _numbers(text: str) -> frozenset[str]:
    return frozenset(n.replace(",", "") for n in _NUMBER.findall(text))
