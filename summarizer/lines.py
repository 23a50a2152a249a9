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
from summarizer.naming import UNNAMED, bearer, surname
from summarizer.records import Article, Claim, Line
from summarizer.sides import ENDING, SPEECH, clause, denies, opening, rest_of
from summarizer.wording import DENIED

_PAPERS = frozenset(
    "average poll polls survey surveys data analysis study studies narrative figures statistics census index tweets".split()
)
"""Heads of sources that nobody speaks for, whatever kind they were taken for."""
MOST_IN_SENTENCE = 36
"""Words that a statement and what is said against it may have together to stand in one sentence."""
_PRONOUN = re.compile(r"(?:he|she|it|they)", re.IGNORECASE)
_HOUR = re.compile(r"\b([ap]\.m)(?= and )")
_OWNED = re.compile(r"(?:its|his|her|their)\s", re.IGNORECASE)


Telling = Literal["said", "added", "last"]
"""said: "X said that ..."; added: "X added that ..."; last: "..., X said" or "..., according to X"."""


class Planned(NamedTuple):
    """One line to write: its claims, whom to name (in reading form, "" for the article's own voice), and the denial to keep beside it.

    `beside` is what others say against these claims, and `sides` how the line tells each. `form` is what the claims' statements are by
    their grammar.
    """

    claims: tuple[Claim, ...]
    source: str
    names: tuple[str, ...]
    caveat: str
    beside: tuple[Claim, ...] = ()
    sides: tuple[str, ...] = ()
    form: Form = "clause"
    telling: Telling = "said"

    @property
    def against(self) -> str:
        """All that is said against the line's claims, as it stands in the line; "" for nothing."""
        said = [x for x in (*self.sides, self.caveat) if x]
        return ". ".join((*said[:1], *(f"{x[:1].upper()}{x[1:]}" for x in said[1:])))


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
    lost = [planned._replace(claims=(c,), caveat="", beside=(), sides=(), form=forms[c.id]) for c in planned.claims if c not in told]
    kept: list[tuple[Claim, str]] = []
    for claim, said in zip(planned.beside, planned.sides, strict=True):
        personal = checks.first_person(claim.text)
        speech = SPEECH.match(claim.text) and forms[claim.id] != "broken"
        if opening(claim) or speech or (forms[claim.id] == "clause" and not personal):
            kept.append((claim, said))
        elif forms[claim.id] == "nominal" and not personal:
            kept.append((claim, said.replace(" said that ", " spoke of ", 1)))
        else:
            name = claim.sources[0].name
            lost.append(Planned((claim,), name, (name,), "", form="broken"))
    beside, sides = tuple(c for c, _ in kept), tuple(s for _, s in kept)
    return (planned._replace(claims=told, form=forms[told[0].id], beside=beside, sides=sides), *lost)


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
    told, frame = ENDING.sub(r"\1", told), framing(planned)
    if frame == "speech":
        said = told.strip("“” ")
        told = f"“{said[:1].upper()}{said[1:]}”"
    comma = "," if "," in planned.source else ""
    verb = "added" if planned.telling == "added" else "said"
    before = {
        "said": f"{planned.source}{comma} {verb} that ",
        "speech": f"{planned.source}{comma} {verb}: ",
        "thing": f"{planned.source}{comma} spoke of ",
        "according": f"According to {planned.source}, ",
    }.get(frame, "")
    text = f"{planned.source}{comma} {denies(told)}" if frame == "denied" else before + told
    if planned.telling == "last" and frame == "according":
        text = f"{told}, according to {planned.source}"
    elif planned.telling == "last" and frame in ("said", "speech"):
        said = f"{told[:-1]},”" if frame == "speech" else f"{told},"
        text = f"{said} said {planned.source}" if comma else f"{said} {planned.source} said"
    return with_caveat(f"{text[:1].upper()}{text[1:]}.", planned.against)


def told(article: Article, planned: Planned) -> str:
    """What a line tells, in the words of its claims; those that name their speaker themselves stand as sentences of their own."""
    texts = [ENDING.sub(r"\1", t) for t in statements(planned)]
    frame = framing(planned)
    if frame in ("bare", "none"):
        return ". ".join(texts)
    own = sum(opening(c) > 0 for c in planned.claims)
    joint = " and that " if frame == "said" else " and "
    inside = _HOUR.sub(r"\1.", joint.join(clause(t, article.text) for t in texts[: len(texts) - own]))
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
    return _checked(with_caveat(f"According to {planned.source}, {said}.", planned.against), planned)


def _checked(text: str, planned: Planned) -> Line:
    return Line(text=text, claim_ids=ids(planned), written_by="rule", checks=check(text, planned) | {"clause": framing(planned) != "none"})


def stated_in(reply: str, planned: Planned) -> str | None:
    """What a model's line states within its frame, a clause as it stands behind "that"; None if the frame is not the source's."""
    return checks.stated(reply, statements(planned), planned.names, "")


def check(text: str, planned: Planned) -> dict[str, bool]:
    """All checks of one line against its plan, but for the one of its grammar, which needs an encoder."""
    quotes = [c.quote.text for c in planned.claims]
    return checks.line(text, quotes, statements(planned), planned.names, planned.against)


def statements(planned: Planned) -> list[str]:
    """The wordings of a line's claims; last those that begin with their own speaker, by the name that the line has for them."""
    if not planned.source:
        return [c.text for c in planned.claims]
    own = [c for c in planned.claims if opening(c)]
    out = [c.text for c in planned.claims if c not in own]
    for c in own:
        out.append(f"{_begins(_short(planned) if out else planned.source)} {rest_of(c)}" if _takes_name(c) else c.text)
    return out


def _takes_name(claim: Claim) -> bool:
    """Whether the speaker at the beginning of a statement is a pronoun or a bare surname, for which the line's name can stand."""
    begins = claim.text[: opening(claim)]
    name = claim.sources[0].name
    owned = _OWNED.match(begins) is not None and begins.endswith(bearer(name))
    short = re.fullmatch(r"(?:the )?([a-z]+|[A-Z][\w’'-]+)", begins, re.IGNORECASE)
    part = short is not None and len(name.split()) > 1 and short[1].lower() in name.lower().split(",")[0].split()
    return owned or part or _PRONOUN.fullmatch(begins) is not None


def _begins(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}{',' if ',' in name else ''}"


def _short(planned: Planned) -> str:
    """A name as it is taken up in the same line."""
    return surname(planned.claims[0].sources[0].name) or planned.source


def needs_writing(planned: Planned) -> bool:
    """Whether a model has something to write: a statement under a frame, or two to be joined."""
    return framing(planned) in ("said", "speech", "according") and not any(opening(c) for c in planned.claims)


def ids(planned: Planned) -> tuple[str, ...]:
    """The ids of all claims that a line tells."""
    return tuple(c.id for c in (*planned.claims, *planned.beside))


def with_caveat(text: str, caveat: str) -> str:
    """A line with what is said against it, which must stand in it word for word and so is nothing for a model to write.

    A short "but" goes on in the sentence, all else is a sentence of its own.
    """
    if not caveat:
        return text
    bare = text if text.endswith((" a.m.", " p.m.")) else text.removesuffix(".")
    goes_on = caveat.startswith("but ") and bare[-1:] not in '”"' and len(f"{bare} {caveat}".split()) <= MOST_IN_SENTENCE
    return f"{bare}, {caveat}." if goes_on else f"{bare.removesuffix('.')}. {caveat[:1].upper()}{caveat[1:]}."
