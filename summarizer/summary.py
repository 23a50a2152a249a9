"""The summary: planned by rule, written line by line by the model, checked line by line, replaced by the rule's own line where it fails.

The plan chooses claims by salience until the length is reached, lets every side speak, and keeps a denial or doubt beside what it concerns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer import checks, likeness, prompts
from summarizer.kinds import head
from summarizer.lexicon import find_reporting, function_words
from summarizer.lexicon.sources import bodies
from summarizer.models.base import Encoder, Writer
from summarizer.neutral import neutralise
from summarizer.records import Article, Claim, Dropped, Evidence, Line, Source, Summary, Verdict
from summarizer.settings import Settings

PROMPT = "line/v1"
MOST_TOKENS = 110
MOST_JOINED_WORDS = 28
"""Two claims of one source share a line up to here: longer ones the small model garbles."""
RETRY_TEMPERATURE = 0.6
UNNAMED = "unnamed sources"
_COUNTS = frozenset("one two three four five six seven eight nine ten several many most other some".split())
_ENDING = re.compile(r"\.([”\"]?)$")
_REPEATS = 0.85
"""Cosine similarity from which a claim is left out of the summary as a repeat of one by the same source."""


class Planned(NamedTuple):
    """One line to write: its claims, whom to name (in reading form, "" for the article's own voice), and the caveat to keep beside it."""

    claims: tuple[Claim, ...]
    source: str
    names: tuple[str, ...]
    caveat: str


def plan(
    article: Article, claims: Sequence[Claim], verdicts: Sequence[Verdict], evidence: Sequence[Evidence], encoder: Encoder, most_words: int
) -> tuple[Planned, ...]:
    """The lines of the summary, in the order of the article."""
    status = {v.claim_id: v.status for v in verdicts}
    alike = likeness.matrix([c.text for c in claims], encoder)
    chosen = _choose(article, claims, status, alike, most_words)
    groups: list[list[Claim]] = []
    for claim in (c for n, c in enumerate(claims) if n in chosen):
        fits = (
            groups
            and _joins(groups[-1][-1], claim)
            and len(groups[-1]) < 2
            and sum(len(c.text.split()) for c in (*groups[-1], claim)) <= MOST_JOINED_WORDS
        )
        if fits and not _caveat(groups[-1], evidence) and not _caveat([claim], evidence):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    seen: set[str] = set()
    lines: list[Planned] = []
    for group in groups:
        names = tuple(_reading_name(s, seen) for s in group[0].sources)
        if lines and len(names) > 1 and _chain_of(lines[-1].claims) == _chain_of(group):
            same = "the same sources" if group[0].sources[-1].kind == "anonymous" else "the same source"
            names = (names[0], same)
        seen |= {s.name for s in group[0].sources}
        lines.append(Planned(tuple(group), _chain(names), names, _caveat(group, evidence)))
    return tuple(lines)


def write(article: Article, planned: Sequence[Planned], writer: Writer | None, settings: Settings) -> Summary:
    """Each planned line by the model, if it passes every check within the retries, else by rule; refused lines are listed."""
    done: dict[int, Line] = {}
    dropped: list[Dropped] = []
    open_ = [n for n, p in enumerate(planned) if p.source] if writer else []
    template = prompts.load(PROMPT)
    for attempt in range(1 + settings.retries):
        if not open_ or writer is None:
            break
        chats = [
            template.render(source=planned[n].source, statement=" ".join(c.text for c in planned[n].claims), caveat=planned[n].caveat)
            for n in open_
        ]
        replies = writer.write(
            chats, most_tokens=MOST_TOKENS, temperature=RETRY_TEMPERATURE if attempt else 0.0, seed=settings.seed + attempt
        )
        for n, reply in zip(tuple(open_), replies, strict=True):
            text, line = checks.first_line(reply), planned[n]
            results = check(text, line)
            ids = tuple(c.id for c in line.claims)
            if failed := checks.failed(results):
                dropped.append(Dropped(text=text, claim_ids=ids, failed=failed))
            else:
                done[n] = Line(text=text, claim_ids=ids, written_by="model", checks=results)
        open_ = [n for n in open_ if n not in done]
    lines = [done.get(n) or _by_rule(article, p) for n, p in enumerate(planned)]
    dropped += [Dropped(text=x.text, claim_ids=x.claim_ids, failed=failed) for x in lines if (failed := checks.failed(x.checks))]
    return Summary(lines=tuple(x for x in lines if all(x.checks.values())), dropped=tuple(dropped))


def check(text: str, planned: Planned) -> dict[str, bool]:
    """All checks of one line against its plan."""
    quotes = [c.quote.text for c in planned.claims]
    return checks.line(text, quotes, [c.text for c in planned.claims], planned.names, planned.caveat)


def rule_line(article: Article, planned: Planned) -> str:
    """The line without a model: source, plain verb, the claims in their own words, the caveat."""
    said = " and that ".join(_clause(_ENDING.sub(r"\1", c.text), article.text) for c in planned.claims)
    if not planned.source or _names_itself(planned):
        text = _ENDING.sub(r"\1", " ".join(c.text for c in planned.claims))
    elif planned.source == UNNAMED or said.startswith("“"):
        text = f"According to {planned.source.rstrip(',')}, {said}"
    else:
        comma = "," if "," in planned.source else ""
        text = f"{planned.source}{comma} said that {said}"
    text = f"{text[:1].upper()}{text[1:]}"
    return f"{text}; {planned.caveat}." if planned.caveat else f"{text}."


def _names_itself(planned: Planned) -> bool:
    """Whether the claims already begin with their speaker: "The mayor called for an inquiry"."""
    return all(
        len(c.sources) == 1 and (m := c.sources[0].mention) is not None and abs(m.start - c.quote.start) <= 4 and m.end < c.quote.end
        for c in planned.claims
    )


def _by_rule(article: Article, planned: Planned) -> Line:
    """The rule's line, or where that fails a check (a pronoun for the speaker, say) the verbatim quotes under the speaker's name."""
    ids = tuple(c.id for c in planned.claims)
    line = Line(text=(text := rule_line(article, planned)), claim_ids=ids, written_by="rule", checks=check(text, planned))
    if all(line.checks.values()) or not planned.source:
        return line
    quotes = " and ".join(
        f"“{c.quote.text.strip(' .,“”')}”" for c in planned.claims if '"' not in c.quote.text and "“" not in c.quote.text[1:]
    )
    if not quotes:
        return line
    text = f"According to {planned.source}, {quotes}{'; ' + planned.caveat if planned.caveat else ''}."
    return Line(text=text, claim_ids=ids, written_by="rule", checks=check(text, planned))


def _choose(
    article: Article, claims: Sequence[Claim], status: Mapping[str, str | None], alike: Sequence[Sequence[float]], most_words: int
) -> set[int]:
    """Greedy choice by salience; the best claim of each side comes before second claims of anyone."""
    weight = [_salience(article, c, n, status[c.id], alike) for n, c in enumerate(claims)]
    chosen: list[int] = []
    budget = most_words
    spoken: dict[str, int] = {}
    left = set(range(len(claims)))
    while left:

        def value(n: int) -> float:
            who = claims[n].sources[0].name if claims[n].sources else ""
            return weight[n] - 0.5 * spoken.get(who, 0)

        best = max(left, key=lambda n: (value(n), -n))
        left.discard(best)
        cost = len(claims[best].text.split()) + 6
        who = claims[best].sources[0].name if claims[best].sources else ""
        repeat = any(claims[m].sources[:1] and who == claims[m].sources[0].name and alike[best][m] > _REPEATS for m in chosen)
        if repeat or cost > budget or value(best) < 0.6:
            continue
        chosen.append(best)
        spoken[who] = spoken.get(who, 0) + 1
        budget -= cost
    return set(chosen)


def _salience(article: Article, claim: Claim, place: int, status: str | None, alike: Sequence[Sequence[float]]) -> float:
    """How much a reader would miss the claim: place, figures, a source, a dispute, a side's silence, closeness to the article's theme."""
    position = claim.quote.start / max(1, len(article.text))
    central = (sum(alike[place]) - 1) / max(1, len(alike) - 1)
    figures = bool(re.search(r"\d", claim.text))
    return (
        1.2 * math.exp(-3 * position)
        + 0.7 * figures
        + 0.5 * bool(claim.sources)
        + 0.8 * (status in ("disputed", "contradicted", "corroborated"))
        + 1.5 * max(0.0, central)
        - 1.2 * (not claim.checkable)
        - 0.6 * (len(claim.text.split()) > 40)
        + 0.8 * any(v.stance == "silent" for _, _, v in find_reporting(claim.text))
        - 0.8 * bool(re.match(r"(?:he|she|it|they|this|these|those|some|his|her|their|its)\b", claim.text.lower()))
    )


def _chain_of(group: Sequence[Claim]) -> list[str]:
    return [s.name for s in group[0].sources]


def _joins(a: Claim, b: Claim) -> bool:
    return bool(a.sources) and _chain_of([a]) == _chain_of([b]) and not a.text.startswith("“") and not b.text.startswith("“")


def _caveat(group: Sequence[Claim], evidence: Sequence[Evidence]) -> str:
    """Who denies or doubts the claims of a line, in plain words; "" if nobody."""
    said: dict[str, str] = {}
    for e in evidence:
        if e.claim_id not in {c.id for c in group} or e.stance not in ("opposes", "doubts"):
            continue
        denied = any(v.stance == "denies" for _, _, v in find_reporting(e.quote.text))
        verb = "doubted this" if e.stance == "doubts" else "denied this" if denied else "said otherwise"
        # the last link of a chain is who denies; its relayer only passes the denial on
        who = neutralise(e.sources[-1].name.partition(",")[0]) if e.sources else ""
        said.setdefault(who, verb if who else "the article calls this false")
    return " and ".join(f"{who} {verb}".strip() for who, verb in said.items())


def _reading_name(source: Source, seen: set[str]) -> str:
    """The name as a reader should meet it: full with role at first, short after; "the" where the article has it."""
    if source.kind == "anonymous" and re.match(r"(?:it is|it was|reportedly|allegedly)\b", source.name):
        return UNNAMED
    core, _, role = source.name.partition(", ")
    name = (core.split()[-1] if role or source.kind == "person" else core) if source.name in seen else source.name
    mention = source.mention.text if source.mention else ""
    the = re.match(r"(the|an?)\s", mention, re.IGNORECASE)
    if name.split()[0].lower() in function_words() | _COUNTS:
        return name[0].lower() + name[1:]  # "One teacher" had its capital from the sentence
    noun = head(core)
    if the and not role and core.lower() in mention.lower():
        return f"{the[1].lower()} {name}"
    if not role and not the and core[:1].isupper() and noun in bodies() and noun.capitalize() in core and source.kind == "official":
        return f"the {name}"
    return name


def _chain(names: Sequence[str]) -> str:
    return ", citing ".join(names)


def _clause(text: str, article: str) -> str:
    """The text with its first letter lowered, unless the first word is a name: capitalised within a sentence of the article too."""
    first = re.match(r"[^\W_]+", text)
    if not first or not first[0][0].isupper() or first[0] == "I" or (len(first[0]) > 1 and first[0][1].isupper()):
        return text
    if first[0].lower() in function_words():
        return text[0].lower() + text[1:]
    inside = re.search(rf"[a-z,;] {re.escape(first[0])}\b", article)
    return text if inside else text[0].lower() + text[1:]
