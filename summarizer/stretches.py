"""Stretches: where a statement begins and ends within its sentence, and what of a sentence lies outside its attributions."""

from __future__ import annotations

import re

from summarizer import lexicon
from summarizer.records import Attribution, Sentence, Span, span
from summarizer.wording import OPENING

_SUBORDINATE = re.compile(
    r"(?:and |but )?(?:when|as|if|while|after|because|since|once|although|though|even as|even though)\s+", re.IGNORECASE
)
_CONJOINED = re.compile(r"[\s,.”\"]*(?:;|[—–]|,?\s*(?:and|but|while|yet|although|though|however|whereas)\b)", re.IGNORECASE)
_TRAILING = re.compile(r",\s+(?:raising|sparking|fuell?ing|prompting|underscoring|highlighting|stoking|reigniting)\b[^.,]*$", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,24}(?:,\s*[\w.'’ ]{2,24}){0,3}\s*(?:\([\w .]{2,24}\)\s*)?[-–—]{1,2}\s+(?=[A-Z])"
    r"|(?:[A-Z][A-Za-z.,’' -]{1,40})?\([A-Z][\w .’']{1,24}\)\s*(?:[-–—]+\s*)?"
)


def joined(text: str, attribution: Attribution) -> list[Span]:
    """Contents as whole statements: two pieces with the speaker in between are one, unless the first ends as a sentence."""
    out: list[Span] = []
    for piece in attribution.contents:
        between = text[out[-1].end : piece.start] if out else ""
        if out and len(between) < 120 and not re.search(r"[.?!][”\"’]?\s", between) and piece.text[:1].islower():
            out[-1] = span(text, out[-1].start, piece.end)
        else:
            out.append(piece)
    return out


def rests(text: str, sentence: Sentence, here: list[Attribution]) -> list[Span]:
    """What a sentence says outside its attributions: before the first and after the last."""
    if not here:
        return [span(text, sentence.start, sentence.end)]
    marks = [
        (p.start, p.end) for a in here for p in (*a.contents, *([a.cue] if a.cue else []), *(s.mention for s in a.sources if s.mention))
    ]
    inside = [(a, b) for a, b in marks if sentence.start <= a < sentence.end]
    first, last = min(a for a, _ in inside), max(b for _, b in inside)
    outer = [_main_clause(text, span(text, sentence.start, first))]
    if _CONJOINED.match(text, last, sentence.end):  # what merely hangs on the statement ("a move that ...") is none of its own
        outer.append(span(text, last, sentence.end))
    outer += [told for a in here if (told := _before_cue(text, a))]
    whole = [span(text, r.start + len(r.text) - len(r.text.lstrip(' ,;:.”"')), r.end) for r in outer if len(r.text.split()) >= 5]
    return [_undangled(text, r, sentence.end) for r in whole if not _is_frame(r.text)]


def _before_cue(text: str, attribution: Attribution) -> Span | None:
    """What the speaker did before speaking: "It raised that to 240, saying ...", "He thanked them and said ..."."""
    cue, mention = attribution.cue, attribution.sources[0].mention if attribution.sources else None
    if not cue or not mention or not mention.end < cue.start:
        return None
    joint = re.search(r",?\s+(?:and\s+|but\s+)$" if not cue.text.split()[0].endswith("ing") else r",\s+$", text[mention.end : cue.start])
    return span(text, mention.start, mention.end + joint.start()) if joint else None


def _main_clause(text: str, rest: Span) -> Span:
    """An opening clause without its conjunction: "After two people died, police said" tells that two people died."""
    opening = None if "," in rest.text else _SUBORDINATE.match(rest.text)  # "As months went by, he ..." goes on to its own main clause
    return span(text, rest.start + opening.end(), rest.end) if opening else rest


def _is_frame(rest: str) -> bool:
    """Whether a rest is the frame of another attribution, not a statement: "an official told the paper", "Ana Brandt, the mayor, said"."""
    verbs = lexicon.find_reporting(rest)
    return bool(verbs) and (
        (len(rest.split()) <= 10 and not re.search(r"\d", rest)) or verbs[0][0] == 0 or verbs[-1][1] >= len(rest.rstrip(" ,.:")) - 1
    )


def _undangled(text: str, rest: Span, end: int) -> Span:
    """A rest that breaks off before what it governs: read to the end of the sentence, or without the loose conjunction."""
    if re.search(r"\b(?:after|before|since|because|until|than)\W*$", rest.text):
        return span(text, rest.start, end)
    loose = re.search(r"[\s,]+(?:and|but|while|as|that|which|who|when|where|with|although|though|whereas|amid)\W*$", rest.text)
    return span(text, rest.start, rest.start + loose.start()) if loose else rest


def tight(text: str, quote: Span) -> Span:
    """The quote without outer punctuation and connectives."""
    start, end = quote.start, quote.end
    while start < end and (text[start] in " ,;:.“”\"'‘—–-" and not text[start:end].startswith("'s")):
        start += 1
    while end > start and text[end - 1] in ' ,;:.“"”—–':
        end -= 1
    if (dateline := _DATELINE.match(text[start:end])) and not text[start + dateline.end() :][:1].islower():
        start += dateline.end()
    if trailing := _TRAILING.search(text, start, end):
        end = trailing.start()
    opening = OPENING.match(text[start:end])
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
