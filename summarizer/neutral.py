"""Neutral words for loaded ones, and what is still loaded in our own voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer import lexicon
from summarizer.records import Claim, Loaded, Span

QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
"""Speech in quotation marks, curly or straight."""
MOST_QUOTED = 4
"""Words in a quotation that is there for its wording; a longer one may be told in indirect speech."""
_VOWEL = re.compile(r"[aeio]|u(?!ni|s[ea]|\.|k\b|\W)|hour|honest|heir", re.IGNORECASE)
_HOLDS_VERB = re.compile(r"(?:is|are|was|were|be|been|has|have|had)\b", re.IGNORECASE)
_LEANS = frozenset(
    "a an the is are was were be been being am seem seems seemed look looks looked become becomes became and or but under in of with by "
    "for as however how against very so more most too his her their its this that".split()
)
"""Words that ask for another after them: what follows them cannot just be left out."""


def neutralise(text: str) -> str:
    """The text with each loaded word outside quotation marks replaced by its first neutral wording, or dropped.

    What can be neither without breaking the sentence ("the comments are outrageous") stays, in quotation marks: it is the source's word.
    """
    inside = [(m.start(), m.end()) for m in QUOTATION.finditer(text)]
    out, last = "", 0
    for match in lexicon.find_loaded(text):
        if any(a <= match.start < b for a, b in inside):
            continue
        neutral = _replacement(text, match)
        out += text[last : match.start] + neutral
        last = match.end
        following = neutral or text[last:].lstrip()
        if article := re.search(r"\b([Aa])n?\s*$", out.removesuffix(neutral)):
            kept = (
                "" if not neutral and following[:1].isdigit() else f"{article[1]}{'n' if _VOWEL.match(following) else ''} "
            )  # "a whopping 9m"
            out = f"{out[: article.start()]}{kept}{neutral}"
    done = re.sub(r"\s+([,.;:])", r"\1", re.sub(r" {2,}", " ", out + text[last:]))
    return re.sub(r"^[,\s]+|,\s*(?=,)", "", done).strip()


def set_apart(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with the words at these places in quotation marks, as words of whom it comes from; what stands in such marks stays as it is.

    Words that the list has stay too: `neutralise` has already given them what fits.
    """
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return text
    kept = [(m.start, m.end) for m in lexicon.find_loaded(text)] + [m.span() for m in QUOTATION.finditer(text)]
    for start, end in sorted(spans, reverse=True):
        named = re.search(r"\b[A-Z]", text[max(start, 1) : end]) is not None  # "the bipartisan Gang of Eight"
        if not named and not any(start < b and a < end for a, b in kept):
            text = f"{text[:start]}“{text[start:end]}”{text[end:]}"
    return text


def toned(claims: Iterable[Claim], marks: Sequence[Loaded]) -> tuple[Claim, ...]:
    """The claims, worded without the words that were marked in the author's voice in their quotes.

    Each is replaced by the neutral words offered for it; an emotive word or label for which there are none stands in quotation marks.
    """
    return tuple(c.model_copy(update={"text": _toned(c.text, c.quote, marks)}) for c in claims)


def _toned(text: str, quote: Span, marks: Sequence[Loaded]) -> str:
    for mark in marks:
        if mark.voice != "author" or mark.end <= quote.start or quote.end <= mark.start:
            continue
        outside = QUOTATION.sub(lambda m: " " * len(m.group()), text)
        found = re.search(rf"(?<!\w){re.escape(mark.text)}(?!\w)", outside, re.IGNORECASE)
        if not found:
            continue
        if mark.neutral and mark.neutral[0]:
            text = f"{text[: found.start()]}{mark.neutral[0]}{text[found.end() :]}"
        elif mark.kind in ("emotive", "label"):
            text = set_apart(text, [found.span()])
    return text


def bared(text: str, originals: Iterable[str]) -> tuple[str, ...]:
    """The runs of a few words that stand in quotation marks in the originals but without them in the text."""
    outside = QUOTATION.sub(lambda m: " " * len(m.group()), text)
    quoted = {q.strip(" .,") for o in originals for m in QUOTATION.finditer(o) if len((q := m[1] or m[2]).split()) <= MOST_QUOTED}
    return tuple(q for q in sorted(quoted) if re.search(rf"(?<!\w){re.escape(q)}(?!\w)", outside, re.IGNORECASE))


def _attributes(match: lexicon.Match) -> bool:
    """Whether a weasel phrase holds the verb that makes a statement somebody's ("critics say"): loaded, but not to be left out."""
    return (
        match.kind == "weasel"
        and " " in match.text
        and bool(lexicon.find_reporting(match.text))
        and not match.text.lower().startswith("it ")
    )


def _replacement(text: str, match: lexicon.Match) -> str:
    """The neutral wording that fits the place of a loaded word; the word itself in quotation marks where none does."""
    if _attributes(match):
        return match.text  # "which critics say is unsafe" must not become "which is unsafe"
    first = match.neutral[0] if match.neutral else None
    if first:
        return first
    kept = f"“{match.text}”" if match.kind in ("label", "emotive") and not re.search(r"[“\"]", text) else match.text
    if first is None:
        return kept
    if _HOLDS_VERB.match(match.text):
        return next((n for n in match.neutral if n), match.text)
    before = re.search(r"([\w’']+)\W*$", text[: match.start])
    after = re.match(r"\s*([^\W_][\w’'-]*)", text[match.end :])
    hangs = after is None or after[1].lower() in lexicon.function_words()  # nothing follows that the word could describe
    leans = before is not None and before[1].lower() in _LEANS
    wordy = len(match.text.split()) > 2 and match.kind != "weasel"
    return kept if (hangs and leans) or wordy else ""


def loaded_words(text: str) -> tuple[str, ...]:
    """Loaded words in our own voice: outside quotation marks."""
    outside = QUOTATION.sub(lambda m: " " * len(m.group()), text)
    return tuple(m.text for m in lexicon.find_loaded(outside) if not _attributes(m))
