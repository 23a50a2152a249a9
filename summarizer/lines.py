"""One line of the summary: what it is to tell, the frame that names its source, its caveat, and its checks. Pure.

The frame is the code's: which one fits depends on what the statement is (a clause, a thing, speech) and on who says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from summarizer import checks
from summarizer.forms import Form, form
from summarizer.kinds import head
from summarizer.models.base import Tag
from summarizer.records import Article, Claim, Line
from summarizer.sides import ENDING, SPEECH, UNNAMED, clause, denies, opening, rest_of
from summarizer.wording import DENIED

_PAPERS = frozenset(
    "average poll polls survey surveys data analysis study studies narrative figures statistics census index tweets".split()
)
"""Heads of sources that nobody speaks for, whatever kind they were taken for."""
_PRONOUN = re.compile(r"(?:he|she|it|they)", re.IGNORECASE)


class Planned(NamedTuple):
    """One line to write: its claims, whom to name (in reading form, "" for the article's own voice), and the caveat to keep beside it.

    `beside` is what others say against these claims; the caveat tells it. `form` is what the claims' statements are by their grammar.
    """

    claims: tuple[Claim, ...]
    source: str
    names: tuple[str, ...]
    caveat: str
    beside: tuple[Claim, ...] = ()
    form: Form = "clause"


Framing = Literal["bare", "said", "denied", "speech", "thing", "according", "none"]
"""bare: no frame; said: "X said that ..."; denied: "X denied that ..."; speech: "X said: “...”"; thing: "X spoke of ...";
according: "According to X, ..."; none: nothing makes a sentence of it."""


def formed(planned: Planned, words: Sequence[Sequence[Tag]]) -> tuple[Planned, ...]:
    """The line with the form of its statements told; `words` are the part-of-speech spans of its claims' texts, then of those beside.

    What another says is left out of the line where it makes no sentence: it comes back as a line of its own, which none can frame.
    """
    forms = dict(zip((c.id for c in (*planned.claims, *planned.beside)), (form(c.text, w) for c, w in _pairs(planned, words)), strict=True))
    fit = [c for c in planned.claims if forms[c.id] == "clause"]
    told = tuple(c for c in fit if not c.text.startswith(DENIED)) or tuple(fit[:1]) or planned.claims[:1]
    lost = [planned._replace(claims=(c,), caveat="", beside=(), form=forms[c.id]) for c in planned.claims if c not in told]
    caveat = planned.caveat.replace("; while ", ", while ")
    for claim in planned.beside:
        said = re.escape(ENDING.sub(r"\1", claim.text)[1:])
        if opening(claim) or SPEECH.match(claim.text) or (forms[claim.id] == "clause" and not checks.first_person(claim.text)):
            continue
        if forms[claim.id] == "nominal" and not checks.first_person(claim.text):
            caveat = re.sub(rf"said that (?=.{said})", "spoke of ", caveat)
        elif cut := re.search(rf"(?:^|[;,] )while (?:[^;]*? said that |according to [^;]*?, ).{said}", caveat):
            caveat = f"{caveat[: cut.start()]}{caveat[cut.end() :]}".lstrip("; ")
            lost.append(Planned((claim,), claim.sources[0].name, (claim.sources[0].name,), "", form="broken"))
    beside = tuple(c for c in planned.beside if (c,) not in [p.claims for p in lost])
    return (planned._replace(claims=told, form=forms[told[0].id], caveat=caveat, beside=beside), *lost)


def _pairs(planned: Planned, words: Sequence[Sequence[Tag]]) -> Iterator[tuple[Claim, Sequence[Tag]]]:
    return zip((*planned.claims, *planned.beside), words, strict=True)


def framing(planned: Planned) -> Framing:
    """The frame that fits a line; none where no frame makes a sentence of it."""
    if planned.form == "broken":
        return "none"
    if not planned.source or all(opening(c) for c in planned.claims):
        return "bare" if planned.form == "clause" else "none"
    if planned.form == "nominal":
        return "thing" if len(planned.claims) == 1 and planned.source != UNNAMED else "none"
    if all(SPEECH.match(c.text) for c in planned.claims):
        return "speech"
    if planned.claims[0].text.startswith(DENIED):
        return "denied"
    spoken = planned.claims[0].sources[:1]
    paper = any(s.kind == "document" or head(s.name.partition(",")[0]) in _PAPERS for s in spoken)
    return "according" if planned.source == UNNAMED or paper else "said"


def framed(planned: Planned, told: str) -> str:
    """What a line tells in its frame and with its caveat: "the pier is lost" -> "The mayor said that the pier is lost."."""
    told = ENDING.sub(r"\1", told)
    if framing(planned) == "speech":
        said = told.strip("“” ")
        told = f"“{said[:1].upper()}{said[1:]}”"
    comma = "," if "," in planned.source else ""
    before = {
        "said": f"{planned.source}{comma} said that ",
        "speech": f"{planned.source}{comma} said: ",
        "thing": f"{planned.source}{comma} spoke of ",
        "according": f"According to {planned.source}, ",
    }.get(framing(planned), "")
    text = f"{planned.source}{comma} {denies(told)}" if framing(planned) == "denied" else before + told
    return with_caveat(f"{text[:1].upper()}{text[1:]}.", planned.caveat)


def told(article: Article, planned: Planned) -> str:
    """What a line tells, in the words of its claims; those that name their speaker themselves stand as sentences of their own."""
    texts = [ENDING.sub(r"\1", t) for t in statements(planned)]
    frame = framing(planned)
    if frame in ("bare", "none"):
        return ". ".join(texts)
    own = sum(opening(c) > 0 for c in planned.claims)
    joint = " and that " if frame == "said" else " and "
    inside = joint.join(clause(t, article.text) for t in texts[: len(texts) - own])
    return ". ".join((inside, *texts[len(texts) - own :]))


def rule_line(article: Article, planned: Planned) -> str:
    """The line without a model: source, plain verb, the claims in their own words, the caveat."""
    return framed(planned, told(article, planned))


def by_rule(article: Article, planned: Planned) -> Line:
    """The rule's line and its checks; where it fails them, the verbatim quotes under the speaker's name, if these pass."""
    line = _checked(rule_line(article, planned), planned)
    if all(line.checks.values()) or not planned.source or framing(planned) == "none":
        return line
    quotes = [c.quote.text.strip(" .,“”") for c in planned.claims]
    if any(mark in quote for quote in quotes for mark in '“”"'):
        return line
    said = " and ".join(f"“{quote}”" for quote in quotes)
    return _checked(with_caveat(f"According to {planned.source}, {said}.", planned.caveat), planned)


def _checked(text: str, planned: Planned) -> Line:
    return Line(text=text, claim_ids=ids(planned), written_by="rule", checks=check(text, planned) | {"clause": framing(planned) != "none"})


def stated_in(reply: str, planned: Planned) -> str | None:
    """What a model's line states within its frame, a clause as it stands behind "that"; None if the frame is not the source's."""
    return checks.stated(reply, statements(planned), planned.names, "")


def check(text: str, planned: Planned) -> dict[str, bool]:
    """All checks of one line against its plan, but for the one of its grammar, which needs an encoder."""
    quotes = [c.quote.text for c in planned.claims]
    return checks.line(text, quotes, statements(planned), planned.names, planned.caveat)


def statements(planned: Planned) -> list[str]:
    """The wordings of a line's claims; last those that begin with their own speaker, by the name that the line has for them."""
    if not planned.source:
        return [c.text for c in planned.claims]
    own = [c for c in planned.claims if opening(c)]
    out = [c.text for c in planned.claims if c not in own]
    for c in own:
        out.append(c.text if not _takes_name(c) else f"{_begins(planned.source if not out else _short(planned.source))} {rest_of(c)}")
    return out


def _takes_name(claim: Claim) -> bool:
    """Whether the speaker at the beginning of a statement is a pronoun or a bare surname, for which the line's name can stand."""
    begins = claim.text[: opening(claim)]
    return _PRONOUN.fullmatch(begins) is not None or (" " not in begins and ", " in claim.sources[0].name)


def _begins(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}{',' if ',' in name else ''}"


def _short(source: str) -> str:
    """A name as it is taken up in the same line."""
    core, _, role = source.partition(", ")
    return core.split()[-1] if role else core


def needs_writing(planned: Planned) -> bool:
    """Whether a model has something to write: a statement under a frame, or two to be joined."""
    return framing(planned) in ("said", "speech", "according") and not any(opening(c) for c in planned.claims)


def ids(planned: Planned) -> tuple[str, ...]:
    """The ids of all claims that a line tells."""
    return tuple(c.id for c in (*planned.claims, *planned.beside))


def with_caveat(text: str, caveat: str) -> str:
    """A line with its caveat, which must stand in it word for word and so is nothing for a model to write."""
    bare = text if text.endswith((" a.m.", " p.m.")) else text.removesuffix(".")
    return f"{bare}{',' if caveat.startswith('while ') else ';'} {caveat}." if caveat else text
