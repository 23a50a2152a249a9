"""The summary: planned by rule, written line by line by the model, checked line by line, replaced by the rule's own line where it fails.

The plan chooses claims by salience until the length is reached, lets every side speak, and keeps a denial or doubt beside what it concerns.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from summarizer import checks, grouping, likeness, prompts, references, salience, screening
from summarizer.forms import Form, form
from summarizer.grounds import FRAME, ground
from summarizer.lexicon import function_words
from summarizer.lines import Planned, by_rule, check, formed, framed, ids, needs_writing, rule_line, stated_in, with_caveat
from summarizer.models.base import Encoder, Ground, Tag, Writer
from summarizer.neutral import set_apart
from summarizer.records import Article, Claim, Dropped, Evidence, Line, Summary, Verdict
from summarizer.settings import Settings
from summarizer.sides import answers, clause, counterparts, opponents
from summarizer.telling import once, varied

__all__ = ["Planned", "check", "plan", "rule_line", "write"]

PROMPT = "line/v2"
MOST_TOKENS = 110
RETRY_TEMPERATURE = 0.6
FOR_SIDES = 0.25
"""Share of the length asked for that the other sides of what is told may take on top of it."""
LEAST = -0.5
"""Salience below which a claim is left out even where there is room."""
KEY = 1.0
"""Salience from which a claim is told even past the length asked for: on the dev seeds 42% of such claims are key, of all 24%."""
FOR_KEY = 0.5
"""Share of the length asked for that such claims may take on top of it."""
AGAIN = 0.3
"""What each line that a speaker has already takes off the salience of the next one."""
AGAIN_NAMED = 3
"""Words that a later claim of the same sources takes beside its own: a short name and what joins it."""
_SMALL_ABROAD = frozenset(
    "de la el los las del que una por con para no le les des du une est et pour dans der das und den von ist il che gli di sono".split()
)
"""Small words of the languages that most often stand in quotations: Spanish, French, German, Italian."""
LEAST_ABROAD = 3
_REPEATS = 0.85
"""Cosine similarity from which a claim is left out of the summary as a repeat of one by the same source."""

_HALF = re.compile(
    r"“?(?:(?:are|is|was|were|has|have|had|will|would|could|can|may|might|did|does|do)\b"
    r"|(?:the|this|that|these|those|such|their|his|her|its) (?:claims?|assertions?|allegations?|accusations?|denials?)\b)",
    re.IGNORECASE,
)
"""A statement that has lost who it is about, or that is about another one: it stands in the table, and a caveat tells it."""


def plan(
    article: Article, claims: Sequence[Claim], verdicts: Sequence[Verdict], evidence: Sequence[Evidence], encoder: Encoder, most_words: int
) -> tuple[Planned, ...]:
    """The lines of the summary, in the order of the article; nothing that stands in words meant for machines is told."""
    planted = screening.addressed(article.text)
    claims = [c for c in claims if not any(a <= c.quote.start < b for a, b in planted)]
    status = {v.claim_id: v.status for v in verdicts}
    alike = likeness.matrix([c.text for c in claims], encoder)
    against = opponents(claims, evidence)
    facing = counterparts(claims, alike, against)
    both_ways = {o.id: (c,) for c in claims for o in facing.get(c.id, ())} | facing
    weight = salience.weigh(article, claims, status, alike)
    printable = _printable(article, claims, encoder)
    weight = [w if n in printable else -math.inf for n, w in enumerate(weight)]
    chosen = _choose(claims, weight, alike, most_words, both_ways | against)
    claims = _set_apart(claims, encoder)
    claims = [once(article, c) for c in claims]
    claims = _named(article, claims, sorted(chosen), encoder)
    sides = opponents(claims, evidence)
    told = {claims[n].id: claims[n] for n in chosen}
    place = {c.id: n for n, c in enumerate(claims)}
    pairs = [(i, o.id) for i, (o,) in facing.items() if i in told and o.id in told]
    both = {i: (told[o],) for i, o in pairs if answers(told[i], told[o], alike[place[i]][place[o]])}
    groups = grouping.led(grouping.grouped(article, [claims[n] for n in sorted(chosen)], sides | both, evidence))
    return grouping.lined(article, groups, sides, both, evidence)


def _named(article: Article, claims: Sequence[Claim], chosen: Sequence[int], encoder: Encoder) -> tuple[Claim, ...]:
    """The claims, with a name for the pronoun with which a chosen one begins where nothing told right before has its antecedent."""
    found = {n: references.before(article, claims[n]) for n in chosen}
    last = {n: claims[m].quote.start for m, n in pairwise(chosen)}
    open_ = {n: sentence for n, sentence in found.items() if sentence and last.get(n, -1) < sentence.start}
    words = dict(zip(open_, encoder.tag([b.text for b in open_.values()], "words"), strict=True))
    return tuple(references.named(article, c, open_[n], words[n]) if n in open_ else c for n, c in enumerate(claims))


def _set_apart(claims: Sequence[Claim], encoder: Encoder) -> tuple[Claim, ...]:
    """The claims with the loaded words that only the tagger knows in quotation marks: the list has no other word to offer for them."""
    tags = encoder.tag([c.text for c in claims], "loaded")
    spans = [[(t.start, t.end) for t in found if t.label in ("emotive", "label")] for found in tags]
    return tuple(c.model_copy(update={"text": set_apart(c.text, s)}) for c, s in zip(claims, spans, strict=True))


def write(article: Article, planned: Sequence[Planned], writer: Writer | None, settings: Settings, encoder: Encoder) -> Summary:
    """Each planned line by the model, if it passes every check within the retries, else by rule; refused lines are listed."""
    planned = varied(_formed(article, planned, encoder))
    done: dict[int, Line] = {}
    dropped: list[Dropped] = []
    open_ = [n for n, p in enumerate(planned) if needs_writing(p)] if writer else []
    for attempt in range(1 + settings.retries):
        if not open_ or writer is None:
            break
        replies = _replies(article, [planned[n] for n in open_], writer, settings, attempt)
        for n, line in zip(tuple(open_), _read(replies, [planned[n] for n in open_], encoder), strict=True):
            if failed := checks.failed(line.checks):
                dropped.append(Dropped(text=checks.readable(line.text), claim_ids=line.claim_ids, failed=failed))
            else:
                done[n] = line
        open_ = [n for n in open_ if n not in done]
    lines = [done.get(n) or by_rule(article, p) for n, p in enumerate(planned)]
    dropped += [Dropped(text=x.text, claim_ids=x.claim_ids, failed=failed) for x in lines if (failed := checks.failed(x.checks))]
    return Summary(lines=tuple(x for x in lines if all(x.checks.values())), dropped=tuple(dropped))


def _formed(article: Article, planned: Sequence[Planned], encoder: Encoder) -> tuple[Planned, ...]:
    """The lines with the form of their statements, all read at once."""
    words = iter(_parts_of_speech(article, [c for p in planned for c in (*p.claims, *p.beside)], encoder))
    return tuple(line for p in planned for line in formed(p, [next(words) for _ in (*p.claims, *p.beside)]))


def _parts_of_speech(article: Article, claims: Sequence[Claim], encoder: Encoder) -> list[list[Tag]]:
    """The part-of-speech spans of each claim's text; none where it is a whole sentence of the article, whose grammar is its author's."""
    tags = encoder.tag([c.text for c in claims], "words")
    return [[] if _is_whole(article.text, c) else found for c, found in zip(claims, tags, strict=True)]


def _is_whole(text: str, claim: Claim) -> bool:
    """Whether a claim tells, in its own words, a sentence of the article from its beginning to its end."""
    before, after = text[: claim.quote.start].rstrip(" "), text[claim.quote.end :]
    begins = not before or (before.endswith(("\n", ".", "!", "?", ".”", '."')) and claim.quote.text[:1].isupper())
    ends = claim.quote.text.endswith(".") or after.startswith(".")
    return begins and ends and claim.text.strip(" .") == claim.quote.text.strip(" .")


def _printable(article: Article, claims: Sequence[Claim], encoder: Encoder) -> set[int]:
    """The places of the claims of which a line can be made: no fragments, and nobody's "I" without a speaker to quote."""
    forms = [form(c.text, w) for c, w in zip(claims, _parts_of_speech(article, claims, encoder), strict=True)]
    return {n for n, (c, f) in enumerate(zip(claims, forms, strict=True)) if _fits(c, f)}


def _fits(claim: Claim, form_: Form) -> bool:
    if _foreign(claim.text):
        return False
    if not claim.sources:
        return form_ == "clause" and not checks.first_person(claim.text)
    return form_ != "broken"


def _foreign(text: str) -> bool:
    """Whether a statement has more small words of other languages than of English."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    abroad = sum(w in _SMALL_ABROAD for w in words)
    return abroad >= LEAST_ABROAD and abroad > sum(w in function_words() for w in words)


def _replies(article: Article, planned: Sequence[Planned], writer: Writer, settings: Settings, attempt: int) -> list[str]:
    template = prompts.load(PROMPT)
    return writer.write(
        [template.render(source=p.source, statement=" ".join(c.text for c in p.claims)) for p in planned],
        most_tokens=MOST_TOKENS,
        temperature=RETRY_TEMPERATURE if attempt else 0.0,
        seed=settings.seed + attempt,
        grounds=[_ground(article, p) for p in planned],
    )


def _read(replies: Sequence[str], planned: Sequence[Planned], encoder: Encoder) -> list[Line]:
    """The model's lines and their checks: what each states, in the frame that fits it; as it was written if it states nothing."""
    stated = [stated_in(checks.first_line(reply), p) for reply, p in zip(replies, planned, strict=True)]
    words = encoder.tag([s or "" for s in stated], "words")
    out = []
    for reply, p, core, tags in zip(replies, planned, stated, words, strict=True):
        text = framed(p, core) if core else with_caveat(checks.first_line(reply), p.against)
        results = check(text, p) | {"clause": core is not None and checks.clause(core, tags)}
        out.append(Line(text=text, claim_ids=ids(p), written_by="model", checks=results))
    return out


def _ground(article: Article, planned: Planned) -> Ground:
    """The words of a line: those of its claims, with the first letter that they have within a sentence, and of its sources."""
    return ground([*(clause(c.text, article.text) for c in planned.claims), *planned.names], free=FRAME)


def _choose(
    claims: Sequence[Claim],
    weight: Sequence[float],
    alike: Sequence[Sequence[float]],
    most_words: int,
    against: Mapping[str, tuple[Claim, ...]],
) -> set[int]:
    """Greedy choice by salience (`weight`); the best claim of each side comes before second claims of anyone.

    With a claim comes what others say beside it, as far as there is room: sides may take `FOR_SIDES` more words than the length asked for,
    and claims from `KEY` on, with their sides, `FOR_KEY` more. A claim told whole in another's words is dropped for it.
    """
    place = {c.id: n for n, c in enumerate(claims)}
    chosen: list[int] = []
    beside: set[int] = set()
    left = {n for n, c in enumerate(claims) if not _HALF.match(c.text)}
    while left:
        spoken = Counter(salience.speaker(claims[n]) for n in chosen)
        value = {n: weight[n] - AGAIN * spoken[salience.speaker(claims[n])] for n in left}
        best = max(left, key=lambda n: (value[n], -n))
        left.discard(best)
        both = [best, *(place[o.id] for o in against.get(claims[best].id, ()) if place[o.id] not in chosen)]
        kept = [n for n in chosen if not _within(claims[n], claims[best])]
        room = most_words * (1 + FOR_SIDES)
        if _words(claims[n] for n in (*kept, *both)) > room:
            both = [best]
        cost = _words(claims[n] for n in (*kept, best) if n not in beside)
        whole = _words(claims[n] for n in (*kept, *both))
        full = (cost > most_words or whole > room) and (value[best] < KEY or whole > most_words * (1 + FOR_KEY))
        told = any(_repeats(claims, best, m, alike) or _within(claims[best], claims[m]) for m in kept)
        if told or full or value[best] < LEAST:
            continue
        chosen, beside = [*kept, *both], beside | set(both[1:])
        left -= set(both)
    return set(chosen)


def _words(claims: Iterable[Claim]) -> int:
    """About how many words lines for the claims take: their own, what joins them, and the names of the sources, whole at first mention."""
    whole: dict[tuple[str, ...], int] = {}
    words = 0
    for claim in claims:
        chain_ = tuple(s.name for s in claim.sources)
        words += len(claim.text.split()) + (AGAIN_NAMED if chain_ in whole else 0)
        whole.setdefault(chain_, sum(len(n.split()) + 2 for n in chain_))
    return words + sum(whole.values())


def _repeats(claims: Sequence[Claim], a: int, b: int, alike: Sequence[Sequence[float]]) -> bool:
    return bool(claims[b].sources) and salience.speaker(claims[a]) == salience.speaker(claims[b]) and alike[a][b] > _REPEATS


def _within(a: Claim, b: Claim) -> bool:
    """Whether all of claim `a` is told in the words of `b`."""
    return a is not b and a.text.rstrip(".”").lower() in b.text.lower()
