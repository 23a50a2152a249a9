"""Wrong versions of right texts: each mutation is one way in which a written line goes wrong, made from a gold row by rule.

A mutation gives the wrong text, or None where the row has nothing that it could change. Numbers, dates, names, hedges and negations are
looked up by plain patterns of its own and not by those of the checks, or a mutation would change only what the checks can see. What it
draws is fixed by article, claim and mutation, so that a row's wrong version does not depend on the other rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from eval import matching
from eval.mutation import spoiling
from eval.mutation.goldrows import GoldRow, as_claim, line, plain, planned
from eval.mutation.spoiling import Place
from eval.seeds import GoldSource
from summarizer import summary

ADJECTIVES = ("brutal", "shocking", "disgraceful", "heroic", "notorious", "reckless", "cowardly", "so-called")
VERBS = ("admitted", "claimed", "boasted", "conceded", "raged")
PLACES = ("Varnholt", "Quessby", "Dremmerin")
"""Names that no article has."""
DETAILS = ("after a bitter quarrel", "in front of cheering crowds", "against the wishes of local fishermen")
OPPOSITES = {"before": "after", "after": "before", "all": "some", "most": "few", "until": "after", "every": "hardly any", "only": "even"}
LEAST_CUT = 9
"""Words from which a statement is long enough to be cut."""
STRETCH = (6, 5, 4)
"""So many words of a paraphrase are put in quotation marks."""
_TURNING = re.compile(rf"\b(?:{'|'.join(OPPOSITES)})\b(?! of\b)")
_FEW_QUOTED = re.compile(r"“([^”.]{2,40}?)”")
_SAID = " said that "
_ENDING = re.compile(r"[.]?([”\"]?)[.]?$")
_BEFORE_NOUN = re.compile(r"\b(?:[Tt]he|[Aa]) (?=[a-z])")


class Mutation(NamedTuple):
    """One way to go wrong. `whole`: it makes the whole line, source and all; else only the wording, and the line is made of that."""

    name: str
    title: str
    make: Callable[[GoldRow, Random], str | None]
    whole: bool = False


def spoiled(mutation: Mutation, row: GoldRow) -> str | None:
    """The wrong version of the row's line (`whole`) or wording; None where the mutation does not apply."""
    draw = Random(f"{row.scene.seed.slug}/{row.claim.id}/{mutation.name}")
    made = mutation.make(row, draw)
    return None if made == (line(row) if mutation.whole else row.text) else made


def another_number(row: GoldRow, draw: Random) -> str | None:
    """A number of the wording becomes another number of the article."""
    here = spoiling.numbers(row.text)
    values = {spoiling.value(row.text[a:b]) for a, b in here}
    others = [n for n in row.scene.numbers if spoiling.value(n) not in values]
    return spoiling.replaced(row.text, draw.choice(here), draw.choice(others)) if here and others else None


def near_number(row: GoldRow, draw: Random) -> str | None:
    """A number of the wording becomes the next one in its second digit or so: 61 -> 62, 21,600 -> 21,610, 4.8 -> 4.9."""
    here = spoiling.numbers(row.text)
    if not here:
        return None
    place = draw.choice(here)
    return spoiling.replaced(row.text, place, spoiling.next_to(row.text[place[0] : place[1]]))


def crossed_numbers(row: GoldRow, draw: Random) -> str | None:
    """Two numbers of the wording change places."""
    pairs = _pairs(row.text, spoiling.numbers(row.text), lambda a, b: spoiling.value(a) != spoiling.value(b))
    return spoiling.crossed(row.text, *draw.choice(pairs)) if pairs else None


def another_date(row: GoldRow, draw: Random) -> str | None:
    """A day, weekday, month or year of the wording becomes another."""
    dates = spoiling.dates(row.text)
    if not dates:
        return None
    place, others = draw.choice(dates)
    return spoiling.replaced(row.text, place, draw.choice(others))


def another_name(row: GoldRow, draw: Random) -> str | None:
    """A name within the wording becomes another name of the article that shares no word with the wording."""
    here = spoiling.names(row.text)
    known = _words(row.text)
    others = [n for n in row.scene.names if not _words(n) & known]
    return spoiling.replaced(row.text, draw.choice(here), draw.choice(others)) if here and others else None


def crossed_names(row: GoldRow, draw: Random) -> str | None:
    """Two names of the wording change places: who did it to whom."""
    pairs = _pairs(row.text, spoiling.names(row.text), lambda a, b: not _words(a) & _words(b))
    return spoiling.crossed(row.text, *draw.choice(pairs)) if pairs else None


def no_hedge(row: GoldRow, draw: Random) -> str | None:
    """A hedge like "allegedly", "suspected" or "may" is dropped."""
    del draw  # the first one goes
    return spoiling.without_hedge(row.text)


def no_bound(row: GoldRow, draw: Random) -> str | None:
    """The hedge of a number is dropped: "about 40" -> "40"."""
    del draw
    return spoiling.without_bound(row.text)


def not_negated(row: GoldRow, draw: Random) -> str | None:
    """A negation is dropped."""
    del draw
    return spoiling.without_negation(row.text)


def negated(row: GoldRow, draw: Random) -> str | None:
    """A negation is added after an auxiliary verb."""
    del draw
    return spoiling.with_negation(row.text)


def quotation(row: GoldRow, draw: Random) -> str | None:
    """Quotation marks are put around four to six words that stand nowhere in the article in this order."""
    if re.search(r"[“”\"]", row.text):
        return None
    said = plain(row.scene.article.text)
    words = [m.span() for m in re.finditer(r"[^\s,;]+", row.text.rstrip("."))]
    for size in STRETCH:
        places = [(words[n][0], words[n + size - 1][1]) for n in range(len(words) - size + 1)]
        own = [(a, b) for a, b in places if plain(row.text[a:b]) not in said]
        if own:
            a, b = draw.choice(own)
            return f"{row.text[:a]}“{row.text[a:b]}”{row.text[b:]}"
    return None


def loaded_adjective(row: GoldRow, draw: Random) -> str | None:
    """A judging adjective is put after an article of the wording ("the notorious ...")."""
    places = [m.end() for m in _BEFORE_NOUN.finditer(row.text)]
    word = draw.choice(ADJECTIVES)
    return spoiling.replaced(row.text, (p := draw.choice(places), p), f"{word} ") if places else None


def own_loaded(row: GoldRow, draw: Random) -> str | None:
    """A loaded word that can be dropped, as the labeller did, is put back before the word that it stands before in the article."""
    quote, whole = row.claim.quote, row.scene.article.text
    made = []
    for x in row.scene.seed.labels.loaded:
        following = re.match(r"\s+([^\W\d_]{4,})", whole[x.end :])
        inside = quote.start <= x.start and x.end < quote.end and x.text.lower() not in row.text.lower()
        if inside and "" in x.neutral and x.text.isalpha() and following:
            made += [spoiling.replaced(row.text, (m.start(), m.start()), f"{x.text} ") for m in _word(following[1]).finditer(row.text)]
    return draw.choice(made) if made else None


def marks_off(row: GoldRow, draw: Random) -> str | None:
    """A word or a few that stand in quotation marks, as the speaker's, lose them and so are told in our own voice."""
    places = list(_FEW_QUOTED.finditer(row.text))
    return spoiling.replaced(row.text, (m := draw.choice(places)).span(), m[1]) if places else None


def turned(row: GoldRow, draw: Random) -> str | None:
    """A small word that carries the sense becomes its opposite: "before" -> "after", "all" -> "some"."""
    places = list(_TURNING.finditer(row.text))
    return spoiling.replaced(row.text, (m := draw.choice(places)).span(), OPPOSITES[m[0]]) if places else None


def cut_short(row: GoldRow, draw: Random) -> str | None:
    """The last third of the statement is cut off."""
    del draw
    words = row.text.rstrip(".").split()
    return f"{' '.join(words[: len(words) * 2 // 3]).rstrip(',;')}." if len(words) >= LEAST_CUT else None


def added_number(row: GoldRow, draw: Random) -> str | None:
    """A figure that the article does not have is added."""
    free = [n for n in range(21, 99) if str(n) not in row.scene.article.text]
    return _with_end(row.text, f"in front of {draw.choice(free)} witnesses") if free else None


def added_name(row: GoldRow, draw: Random) -> str | None:
    """A name that the article does not have is added."""
    return _with_end(row.text, f"near {draw.choice(PLACES)}")


def added_detail(row: GoldRow, draw: Random) -> str | None:
    """A detail without figure or name is added."""
    return _with_end(row.text, draw.choice(DETAILS))


def another_speaker(row: GoldRow, draw: Random) -> str | None:
    """The line names another source of the article, one that is no link of the claim's chain."""
    others = [s for s in _speakers(row) if not any(_same(s, own) for own in row.claim.sources)]
    if not row.claim.sources or not others:
        return None
    other = draw.choice(others).name
    return summary.rule_line(row.scene.article, planned(row)._replace(source=other, names=(other,)))


def no_speaker(row: GoldRow, draw: Random) -> str | None:
    """The line says in our own voice what a source said."""
    del draw
    return summary.rule_line(row.scene.article, planned(row)._replace(source="", names=())) if row.claim.sources else None


def no_origin(row: GoldRow, draw: Random) -> str | None:
    """The line leaves out whom the speaker cites: a chain of two becomes a source of its own."""
    del draw
    return summary.rule_line(row.scene.article, planned(row)._replace(source=row.names[0])) if len(row.names) > 1 else None


def loaded_verb(row: GoldRow, draw: Random) -> str | None:
    """A verb that judges the speaker stands for "said"."""
    right = line(row)
    return right.replace(_SAID, f" {draw.choice(VERBS)} that ", 1) if row.claim.sources and _SAID in right else None


def merged(row: GoldRow, draw: Random) -> str | None:
    """What another speaker said is told under this one's name too."""
    known = _words(f"{row.text} {row.claim.quote.text}")
    others = [
        c
        for c in row.scene.seed.labels.claims
        if c.sources and not any(_same(a, b) for a in c.sources for b in row.claim.sources) and not _words(c.text) <= known
    ]
    if not row.claim.sources or not others:
        return None
    plan = planned(row)
    both = (*plan.claims, as_claim(GoldRow(row.scene, (other := draw.choice(others)), other.text)))
    return summary.rule_line(row.scene.article, plan._replace(claims=both))


_TABLE = (
    Mutation("number", "a number for another of the article", another_number),
    Mutation("near-number", "a number slightly changed", near_number),
    Mutation("crossed-numbers", "two numbers of the claim change places", crossed_numbers),
    Mutation("date", "another day, weekday, month or year", another_date),
    Mutation("name", "a name for another of the article", another_name),
    Mutation("crossed-names", "two names of the claim change places", crossed_names),
    Mutation("hedge", "“alleged”, “may” or the like dropped", no_hedge),
    Mutation("bound", "“about”, “at least” before a number dropped", no_bound),
    Mutation("negation-dropped", "a negation dropped", not_negated),
    Mutation("negation-added", "a negation added", negated),
    Mutation("quotation", "a paraphrase in quotation marks", quotation),
    Mutation("loaded-adjective", "a loaded adjective added", loaded_adjective),
    Mutation("own-loaded", "the article's own loaded word put back", own_loaded),
    Mutation("marks-off", "a quoted word or phrase without its marks", marks_off),
    Mutation("turned", "“before” for “after”, “some” for “all”", turned),
    Mutation("cut-short", "the last third of the statement cut off", cut_short),
    Mutation("added-number", "an unsupported figure added", added_number),
    Mutation("added-name", "an unsupported name added", added_name),
    Mutation("added-detail", "an unsupported detail added", added_detail),
    Mutation("speaker", "another source of the article as speaker", another_speaker, whole=True),
    Mutation("no-speaker", "the speaker left out", no_speaker, whole=True),
    Mutation("no-origin", "the end of the chain left out", no_origin, whole=True),
    Mutation("loaded-verb", "a loaded verb for “said”", loaded_verb, whole=True),
    Mutation("merged", "another speaker's claim under this one's name", merged, whole=True),
)
MUTATIONS: Mapping[str, Mutation] = MappingProxyType({m.name: m for m in _TABLE})
"""Every mutation of a line or wording, in the order of the report."""


def _pairs(text: str, places: Sequence[Place], apart: Callable[[str, str], bool]) -> list[tuple[Place, Place]]:
    """Pairs of places whose exchange says something else: "A and B" or "15 to 18" says the same, "Ministry of Defence" is one name."""
    return [
        (a, b)
        for n, a in enumerate(places)
        for b in places[n + 1 :]
        if apart(text[a[0] : a[1]], text[b[0] : b[1]])
        and not re.fullmatch(r"(?:[\s,–-]|[’']s?(?= )|\b(?:and|or|to|of|for|the)\b)*", text[a[1] : b[0]])
    ]


def _speakers(row: GoldRow) -> list[GoldSource]:
    return list({c.sources[0].name: c.sources[0] for c in row.scene.seed.labels.claims if c.sources}.values())


def _same(a: GoldSource, b: GoldSource) -> bool:
    return matching.same_name(a.name, a.aliases, a.kind, b.name, b.kind) or matching.same_name(b.name, b.aliases, b.kind, a.name, a.kind)


def _with_end(text: str, addition: str) -> str:
    return _ENDING.sub(r"\1", text) + f" {addition}."


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}\b")
