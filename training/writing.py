"""Examples for the writer from pairs: what the model will be asked, and an answer that passes the checks it will be held to."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from summarizer import checks, claims, prompts, summary
from summarizer.prompts import Message
from summarizer.sides import ENDING, chain, clause
from summarizer.wording import by_rule

HELD_OUT = 20
"""One sentence of so many is held out, chosen by its hash, so that it stays held out whatever is added."""
MOST_JOINED_WORDS = 48


class Example(NamedTuple):
    """A chat and the answer to learn; `task` is "claim" or "line"."""

    task: str
    chat: tuple[Message, ...]
    answer: str


class Pair(NamedTuple):
    """A news sentence, one claim of it in neutral words, and the summary line that reports it (`training/pairs/README.md`)."""

    sentence: str
    context: str
    sources: tuple[str, ...]
    quote: str
    caveat: str
    claim: str
    line: str


def read(folders: Iterable[Path]) -> list[Pair]:
    """All pairs of the folders' JSONL files, in a fixed order."""
    files = [f for folder in folders for f in sorted(folder.glob("*.jsonl"))]
    return [_pair(json.loads(row)) for f in files for row in f.read_text("utf-8").splitlines()]


def held_out(pair: Pair) -> bool:
    """Whether a pair is kept for measuring; all pairs of one sentence are, or none."""
    return int(hashlib.sha256(pair.sentence.encode()).hexdigest(), 16) % HELD_OUT == 0


def examples(pairs: Sequence[Pair]) -> list[Example]:
    """What to learn from pairs: each line, each wording that the checks would let pass, and lines of two claims of one sentence."""
    lines = [e for n, p in enumerate(pairs) for e in (line_of((p,)),) if e and (n % 3 == 0 or not _copies(e))]
    wordings = [e for p in pairs for e in (wording_of(p),) if e]
    twins: dict[tuple[str, tuple[str, ...]], list[Pair]] = defaultdict(list)
    for p in pairs:
        twins[(p.sentence, p.sources)].append(p)
    both = [e for group in twins.values() if len(group) > 1 for e in (line_of(tuple(group[:2])),) if e]
    return [*wordings, *lines, *both]


def _copies(example: Example) -> bool:
    """Whether the answer only repeats a line of what was given; of those a third is enough."""
    return example.answer in example.chat[-1].content


def context_of(pair: Pair) -> str:
    """What stands around the quote: the sentence before, and its own sentence where it is only a part of that."""
    return " ".join(x for x in (pair.context, pair.sentence if len(pair.quote) < 0.8 * len(pair.sentence) else "") if x)


def wording_of(pair: Pair) -> Example | None:
    """The claim's wording, if the checks would let it pass."""
    if checks.failed(checks.wording(pair.claim, pair.quote, f"{pair.context} {pair.sentence}")):
        return None
    chat = prompts.load(claims.PROMPT).render(context=context_of(pair), quote=pair.quote)
    return Example("claim", chat, pair.claim)


def line_of(group: tuple[Pair, ...]) -> Example | None:
    """A line for one claim or two: the pair's own where it passes the checks, else the plain frame around the claims.

    Caveats are left out: they stand verbatim in a line, so the product puts them there itself.
    """
    first = group[0]
    names = tuple(f"the {n}" if re.search(rf"\b[Tt]he {re.escape(n)}", first.line) else n for n in first.sources)
    own = re.sub(rf"[;,] (?:but )?{re.escape(first.caveat)}\.$", ".", first.line) if first.caveat else first.line
    rough = [by_rule(p.quote, in_quotes=False, denied=False) for p in group]
    for texts in (rough, [p.claim for p in group]):
        answers = [own] if len(group) == 1 else []
        for answer in (*answers, framed(names, [p.claim for p in group], f"{first.sentence} {first.claim}")):
            short = len(answer.split()) <= MOST_JOINED_WORDS or len(group) == 1
            if short and not checks.failed(checks.line(answer, [p.quote for p in group], texts, names, "")):
                chat = prompts.load(summary.PROMPT).render(source=chain(names), statement=" ".join(texts))
                return Example("line", chat, answer)
    return None


def framed(names: Sequence[str], texts: Sequence[str], article: str) -> str:
    """The claims in the plain frame that the checks look for: "X, citing Y, said that A and that B."."""
    bare = [ENDING.sub(r"\1", t) for t in texts]
    if names:
        source = chain(names)
        said = " and that ".join(clause(b, article) for b in bare)
        text = f"{source}{',' if ',' in source else ''} said that {said}"
    else:
        text = " and ".join([bare[0], *(clause(b, article) for b in bare[1:])])
    return f"{text[:1].upper()}{text[1:]}."


def _pair(row: dict[str, Any]) -> Pair:
    names = tuple(s["name"] for s in row["sources"])
    return Pair(row["sentence"], row["context"], names, row["quote"], row["caveat"], row["claim"], row["line"])
