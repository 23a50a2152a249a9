"""Where a text speaks in someone else's words: the stretches inside quotation marks.

Straight, curly, low and angle marks, double and single. A paragraph bounds every quotation: in one that runs over several paragraphs each
paragraph opens it again and only the last closes it, so an unclosed quotation ends with its paragraph. Apostrophes ("soldiers' pay",
"the '90s") and inches (6'2") are no quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_MARK = re.compile(r"[\"“”„«»″‘’']")
_DOUBLE = frozenset('"“”„«»″')  # U+2033, the double prime, closes quotations in some agencies' copy.
_CLOSE_ONLY = frozenset("”»")
_BREAK = re.compile(r"\n+")
_SENTENCE_ENDS = frozenset(".!?:…\"”’'»)]")
_BEFORE_OPENING = frozenset("([{<-–—/\"“„«‘'")
_ELISION = re.compile(r"(?:\d0s?|\d\d|tis|twas|em|cause|til|till|bout|round|n)(?![^\W_])", re.IGNORECASE)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The outermost quotations of `text`, marks included, in order and disjoint: (start, end) in code points, half-open.

    One or two words in scare quotes count too. Never fails; the time is linear in the length of the text.
    """
    spans: list[tuple[int, int]] = []
    carried = False
    for start, end, soft in _paragraphs(text):
        found, unclosed = _in_paragraph(text, start, end, carried and soft)
        spans += found
        carried = unclosed
    return spans


def is_quoted(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether the character at `offset` lies in one of `spans`, which are ordered and disjoint."""
    at = bisect_right(spans, (offset, 2**63)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    # A single line end within a sentence is only a wrapped line. `soft`: a single line end, no blank line, precedes the paragraph.
    begin, soft = 0, False
    for match in _BREAK.finditer(text):
        blank = match.end() - match.start() > 1 or not text[_last_line(text, match.start()) : match.start()].strip()
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if blank or (before in _SENTENCE_ENDS and not after.islower()):
            yield begin, match.start(), soft
            begin, soft = match.end(), not blank
    yield begin, len(text), soft


def _last_line(text: str, end: int) -> int:
    return text.rfind("\n", 0, end) + 1


def _in_paragraph(text: str, start: int, end: int, carried: bool) -> tuple[list[tuple[int, int]], bool]:
    """The quotations of one paragraph, and whether its last one is left open; `carried`: the paragraph before left one open."""
    spans: list[tuple[int, int]] = []
    singles = _SingleMarks(text, start, end)
    opened, depth, done = start, 0, start
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if at < done:
            continue
        if mark not in _DOUBLE:
            close = singles.closing(at) if depth == 0 else None
            if close is not None:
                done = close
                spans.append((at, close))
        elif depth == 0 and _opens(text, start, end, at):
            opened, depth = at, 1
        elif depth == 0 and carried and not spans and _closes(text, start, at):
            spans.append((start, at + 1))
        elif depth and mark not in _CLOSE_ONLY and _before_opening(text, start, at) and _word_follows(text, end, at):
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((opened, at + 1))
    if depth:
        spans.append((opened, end))
    return [s for s in spans if s[0] < s[1]], depth > 0


def _opens(text: str, start: int, end: int, at: int) -> bool:
    if at + 1 >= end or text[at + 1].isspace():
        return False
    if text[at] in "“„«":
        return True
    return _before_opening(text, start, at)


def _closes(text: str, start: int, at: int) -> bool:
    return at > start and not text[at - 1].isspace()


def _before_opening(text: str, start: int, at: int) -> bool:
    return at == start or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING


def _word_follows(text: str, end: int, at: int) -> bool:
    return at + 1 < end and (text[at + 1].isalnum() or text[at + 1] in "'‘[$£€…")


class _SingleMarks:
    """The single marks of a paragraph, sorted into those that can open and those that can close."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        marks = [m.start() for m in re.compile(r"[‘’']").finditer(text, start, end)]
        self._openings = [at for at in marks if self._can_open(at)]
        self._closings = [at for at in marks if self._can_close(at)]

    def closing(self, at: int) -> int | None:
        """The end of the quotation that the mark at `at` opens; None if it opens none."""
        here = bisect_right(self._openings, at) - 1
        if here < 0 or self._openings[here] != at:
            return None
        # A quotation cannot reach past the next opening, so each mark is looked at once.
        limit = self._openings[here + 1] if here + 1 < len(self._openings) else self._end
        possessive = None
        for index in range(bisect_right(self._closings, at + 1), len(self._closings)):
            close = self._closings[index]
            if close >= limit:
                break
            if not self._possessive(close):
                return close + 1
            possessive = possessive if possessive is not None else close + 1
        if possessive is not None or limit != self._end:
            return possessive
        return self._end if self._begins_speech(at) else None

    def _can_open(self, at: int) -> bool:
        text = self._text
        if text[at] == "’" or not _before_opening(text, self._start, at) or at + 1 >= self._end:
            return False
        return (text[at + 1].isalnum() or text[at + 1] in '“"…[$£€') and not _ELISION.match(text, at + 1)

    def _can_close(self, at: int) -> bool:
        text = self._text
        after = text[at + 1] if at + 1 < self._end else " "
        return text[at] != "‘" and at > self._start and not text[at - 1].isspace() and not after.isalnum()

    def _possessive(self, at: int) -> bool:
        # "soldiers' pay" and "soldiers' and" look alike, and both look like the end of a quotation.
        text = self._text
        return text[at - 1] in "sS" and at + 2 < self._end and text[at + 1] == " " and text[at + 2].isalpha()

    def _begins_speech(self, at: int) -> bool:
        text = self._text
        before = text[max(self._start, at - 2) : at].strip()
        return text[at] == "‘" and text[at + 1].isupper() and (at == self._start or before in (":", ","))
