"""Who is said not to speak: "the ministry declined to comment", "no immediate comment from Acme", "X could not be reached"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.records import Sentence

_ADVERBS = r"(?:(?:immediately|publicly|directly|officially|formally|yet|so far|repeatedly|also|still|specifically) )*"
_NOT = rf"(?:has|have|had|did|does|do)(?: not|n['’]t) {_ADVERBS}"
_ASKED = (
    r"(?:[\w'’-]+ ){0,5}?(?:requests?|questions?|calls?|e-?mails?|messages?|inquir\w+|enquir\w+|allegations?|accusations?|claims?"
    r"|criticism|invitations?)"
)
_MATTER = (
    r"(?:[\w'’-]+ ){0,4}?(?:claims?|allegations?|accusations?|reports?|figures?|questions?|issues?|matter|criticism|concerns?|incident)"
)
_REST = r"(?=[.,;:]|$| to comment| by | when | on | for | until | before | about | after | at the time| in time| as of )"
_CUE = re.compile(
    r"\b(?:"
    rf"{_NOT}(?:comment(?:ed)?\b|(?:respond|repl(?:y|ied))(?:ed)?(?: to {_ASKED}|{_REST})|address(?:ed)? {_MATTER}"
    rf"|return(?:ed)? {_ASKED}|answer(?:ed)? {_ASKED}|(?:make|made|issued?) (?:a |any )(?:public )?(?:statement|comment))"
    rf"|(?:(?:has|have|had) )?{_ADVERBS}(?:declined|refused|declines|refuses) "
    r"(?:to (?:comment|be interviewed|discuss|answer|respond|speak to)\b|comment\b)"
    r"|(?:could|can)(?: not|not|n['’]t) (?:immediately )?be (?:immediately )?(?:reached|contacted)"
    r"|(?:was|were|is|are)(?: not|n['’]t) (?:immediately )?(?:available|reachable) (?:for|to) comment"
    r"|(?:was|were|is|are) (?:immediately )?unavailable (?:for|to) comment"
    rf"|(?:has|have|had) yet to {_ADVERBS}(?:comment|respond|reply|address)\b"
    r"|(?:(?:has|have|had) )?(?:remained|stayed|kept) (?:publicly )?silent\b"
    r"|(?:made|offered|gave|had|has|have|issued) no (?:public |immediate |official |further )*(?:comment|statement|response)\b"
    r")",
    re.IGNORECASE,
)
_NO_WORD = re.compile(
    r"\bno (?:public |immediate |official |further )*(?:comment|word|response|reply|reaction|statement) "
    r"(?:was (?:immediately )?available |came )?from ",
    re.IGNORECASE,
)
_UNREACHED = re.compile(
    r"\b(?:efforts|attempts) to (?:reach|contact) (.{2,120}?) "
    r"(?:were (?:not (?:immediately )?successful|unsuccessful)|failed|did not succeed)"
    r"|\b(?:requests?|messages?|calls?|e-?mails?|questions?) (?:for comment |seeking comment )?(?:sent |made |left )?"
    r"(?:to|for|with|by) (.{2,120}?) "
    r"(?:was|were|went) (?:not (?:immediately )?(?:returned|answered)|unanswered|unreturned)",
    re.IGNORECASE,
)
_NAME_END = re.compile(r"[.,;:!?()\n]| (?:on|about|regarding|when|after|before|as|by|over|since|until|and neither|but) ")
_CLAUSE_START = re.compile(
    r"[,;:—–()\n]|[\"“”]|\b(?:but|while|although|though|because|whereas|whether|nor)\b"
    r"|\b(?:said|says|added|reported|wrote|noted|confirmed|announced)(?: that)?\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:and|but|so|yet|still|meanwhile|however|also|because|while|then|that|on \w+day) ", re.IGNORECASE)
_TRAILING = re.compile(r"(?: (?:also|both|all|each|has|have|had|so far|repeatedly|itself|themselves|himself|herself))+$", re.IGNORECASE)
_PRONOUNS = frozenset("i you he she it we they this that these those who which there both neither none all some many others one".split())
_LONGEST = 25
_REACH = 400


def silences(text: str, sentences: Sequence[Sentence]) -> tuple[tuple[int, str], ...]:
    """The sides that `text` says did not speak: (offset of the words that say so, the side as named there), in order.

    A pronoun ("she declined to comment") names no one and is left out, unless the sentence says whom it stands for.
    """
    found: list[tuple[int, str]] = []
    for sentence in sentences:
        # Line ends become blanks one for one, so that offsets stay.
        flat = re.sub(r"\s", " ", text[sentence.start : sentence.end])
        found += [(sentence.start + start, name) for start, name in sorted(_in_sentence(flat)) if name]
    return tuple(found)


def _in_sentence(sentence: str) -> list[tuple[int, str]]:
    names = [(m.start(), _subject(sentence[max(0, m.start() - _REACH) : m.start()])) for m in _CUE.finditer(sentence)]
    for match in _NO_WORD.finditer(sentence):
        rest = sentence[match.end() : match.end() + _REACH]
        end = _NAME_END.search(rest)
        names.append((match.start(), _name(rest[: end.start()] if end else rest)))
    names += [(m.start(), _name(m.group(1) or m.group(2))) for m in _UNREACHED.finditer(sentence)]
    return names


def _subject(before: str) -> str:
    """The noun phrase that ends `before`, an inserted clause ("Acme, which runs the site,") left out."""
    before = before.rstrip()
    if before.endswith(","):
        body, comma, _ = before[:-1].rpartition(",")
        before = body if comma else before[:-1]
    starts = list(_CLAUSE_START.finditer(before))
    name = _name(before[starts[-1].end() :] if starts else before)
    if name or not starts:
        return name
    # "Acme said it had no comment": the pronoun stands for the one who said so.
    last = starts[-1]
    return _subject(before[: last.start()]) if last.group()[0].isalpha() and before[last.end() :].strip().lower() in _PRONOUNS else ""


def _name(phrase: str) -> str:
    name = phrase.strip()
    while (shorter := _TRAILING.sub("", _LEADING.sub("", name)).strip()) != name:
        name = shorter
    words = name.split()
    if not words or len(words) > _LONGEST or name.lower() in _PRONOUNS or words[0].lower() in ("who", "which"):
        return ""
    return name
