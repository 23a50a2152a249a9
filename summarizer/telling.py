"""Telling: what makes lines that stand side by side read as prose, so that not each of them begins "X said that". Pure.

The words are the code's, never the model's: who goes on "added"; after two lines of one form the statement comes first, or "According to".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.lines import Planned, framing
from summarizer.naming import UNNAMED, bearer, surname
from summarizer.records import Article, Claim
from summarizer.sides import SPEECH, opening

MOST_FIRST_WORDS = 24
"""A statement of more words does not stand before its speaker: a reader wants to know earlier who says it."""
_HANGS = re.compile(
    r"[“\"‘«]|(?:he|she|it|they|his|her|its|their|this|that|these|those|there|both|neither|none|nor|if|when|as)\b", re.IGNORECASE
)
_BROKEN_UP = re.compile(r"[;:«]|\b(?:said|says|added)\b")
_WHO = r"[^,“”\"]{2,60}"
_SECOND = re.compile(
    rf",?\s+(?:according to (?P<a>{_WHO})|said (?P<b>{_WHO})|(?P<c>{_WHO}?) (?:said|says|added|noted|wrote))(?P<end>[.”]*)$"
)
"""A speaker at the end of a statement."""
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them"})


def once(article: Article, claim: Claim) -> Claim:
    """The claim without a second word for its own speaker ("..., according to the ministry"), which the frame of its line tells."""
    if not claim.sources:
        return claim
    text, names = claim.text, _words(" ".join(s.name for s in claim.sources))
    if (found := _SECOND.search(text)) and found.start() > 0:
        who = _words(found["a"] or found["b"] or found["c"])
        if who and (who <= names or who <= _PRONOUNS) and text.count("“", 0, found.start()) == text.count("”", 0, found.start()):
            text = f"{text[: found.start()]}{found['end']}"
            text = text if text.endswith((".", "”")) else f"{text}."
    name = bearer(claim.sources[0].name)
    if (
        (last := surname(claim.sources[0].name))
        and " " in name
        and (own := re.match(rf"(?:[A-Z][\w.]+ ){{0,2}}{re.escape(name)}(?:, [^,]+,)?(?= [a-z])", text))
    ):
        text = f"{last}{text[own.end() :]}" if not opening(claim) else text
    mention = claim.sources[0].mention
    if (
        SPEECH.match(text)
        and mention
        and mention.start == claim.quote.start
        and article.text[mention.start - 1 : mention.start] not in ("“", '"')
    ):
        text = f"{text.strip('“”. ')}."  # told of the speaker, not by the speaker
    return claim if text == claim.text else claim.model_copy(update={"text": text})


def _words(name: str) -> set[str]:
    return {w for w in re.findall(r"\w+", name.lower()) if w not in ("the", "a", "an", "of", "s")}


def varied(planned: Sequence[Planned]) -> tuple[Planned, ...]:
    """The lines, each told in a way that goes with the lines before it."""
    out: list[Planned] = []
    alike = 0
    for line in planned:
        frame = framing(line)
        if frame == "according" and out and framing(out[-1]) == frame and out[-1].telling == "said" and _may_turn(line):
            line = line._replace(telling="last")
        elif frame not in ("said", "speech"):
            alike = 0
        elif out and _goes_on(out[-1], line):
            line = line._replace(telling="added")
            alike += 1
        elif alike >= (1 if frame == "speech" else 2) and _may_turn(line):
            line = line._replace(telling="last")
            alike = 0
        else:
            alike += 1
        out.append(line)
    return tuple(out)


def _goes_on(before: Planned, line: Planned) -> bool:
    """Whether a line has the speaker of the one before, with nothing said in between, and that has not been told once already."""
    same = [s.name for s in before.claims[0].sources] == [s.name for s in line.claims[0].sources]
    told = framing(before) in ("said", "speech") and before.telling == "said" and not before.against
    return same and told and line.source != UNNAMED


def _may_turn(line: Planned) -> bool:
    """Whether a statement can stand before its speaker: short, whole, and about what it names itself."""
    text = line.claims[0].text
    if line.source == UNNAMED or (line.against and not SPEECH.match(text)):
        return False  # who says what others deny is named first, and nobody's word is no fact
    short = len(line.claims) == 1 and len(text.split()) <= MOST_FIRST_WORDS and len(line.names) == 1
    if SPEECH.match(text):
        return short and not (line.against and "," in line.source) and not text.rstrip(".”").endswith(("?", "!"))
    return short and not _HANGS.match(text) and not _BROKEN_UP.search(text)
