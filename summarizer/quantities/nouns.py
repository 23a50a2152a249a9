"""What a number counts: the head noun after it, found without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.quantities.base import Token, at, glued, word_set


def plural(token: Token) -> bool:
    """Whether a word looks like a plural noun: the sign that a number before it counts."""
    w = token.low
    if token.kind != "word" or len(w) < 3 or (token.text.isupper() and len(w) < 6):
        return False
    return w in IRREGULAR or (w.endswith("s") and not w.endswith(("ss", "us", "is", "'s")) and w not in _NOT_PLURAL)


IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "police": "police",
    "servicemen": "serviceman",
    "servicewomen": "servicewoman",
    "policemen": "policeman",
    "businessmen": "businessman",
    "lawmakers": "lawmaker",
    "gunmen": "gunman",
    "fishermen": "fisherman",
    "wives": "wife",
    "lives": "life",
    "knives": "knife",
    "wolves": "wolf",
    "leaves": "leaf",
    "thieves": "thief",
    "teeth": "tooth",
    "mice": "mouse",
    "feet": "foot",
    "sheep": "sheep",
    "cattle": "cattle",
    "aircraft": "aircraft",
    "crises": "crisis",
    "series": "series",
    "species": "species",
    "data": "data",
    "criteria": "criterion",
    "killed": "killed",
    "dead": "dead",
    "injured": "injured",
    "wounded": "wounded",
    "missing": "missing",
    "arrested": "arrested",
    "detained": "detained",
    "displaced": "displaced",
    "personnel": "personnel",
    "staff": "staff",
    "movies": "movie",
    "cookies": "cookie",
    "homeless": "homeless",
}
_NOT_PLURAL = word_set(
    "was has does his its this as is us says yes plus versus always perhaps sometimes news afterwards towards besides gas bus minus"
    " thus across overseas"
)
_STATES = word_set("killed dead injured wounded missing arrested detained displaced homeless")
_STOP = word_set(
    "in on at by for from to with within without of since until till during before after between among against about around over"
    " under into onto through across behind near per via than as like and or but nor so yet if when while because although though"
    " where which who whom whose that what how is are was were be been being am has have had having do does did will would shall"
    " should can could may might must not also he she it they we you i him her them us me said says say saying told according each"
    " every a an the this these those his its their our my your no both either neither there here then now ago later earlier again"
    " already only just up down out off away back alone more less fewer total died left came went got took made"
)
_DETERMINERS = word_set("the its their his her our my all these those this that")
_ADJECTIVES = word_set(
    "new old big small large high low total main major minor young same other more most further additional extra long short full"
    " entire whole overall good bad great top key early late former current next last first second gross net popular state straight"
    " senior junior"
)
_ADJECTIVE_ENDS = ("al", "ive", "ic", "ous", "ed", "ful", "less", "ian", "ary", "able", "ible", "ese", "'s", "ern", "ish")


def singular(word: str) -> str:
    """A lower-case noun in the singular; words that only look like plurals come out whole."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2 else word


def head_noun(tokens: Sequence[Token], i: int, value_is_one: bool, unit: str | None) -> str | None:
    """The noun that the number before token `i` counts, lower case and singular; null where none can be told."""
    if at(tokens, i).text == "-" and glued(tokens, i) and glued(tokens, i + 1) and at(tokens, i + 1).kind == "word":
        return singular(tokens[i + 1].low) if unit is None and tokens[i + 1].low not in _STOP else None
    share = unit in ("percent", "percentage-point")
    of = at(tokens, i).low == "of"
    if (share and not of and not plural(at(tokens, i))) or (unit is not None and not share):
        return None
    if at(tokens, i).low in ("were", "was") and at(tokens, i + 1).low in _STATES:
        return tokens[i + 1].low
    if of:
        i += 1
    while at(tokens, i).low in _DETERMINERS:
        i += 1
    if at(tokens, i).low in ("more", "fewer") and at(tokens, i + 1).low not in ("than", "or", "and"):
        i += 1
    run = _run(tokens, i)
    for k, token in enumerate(run):
        if plural(token):
            while k + 1 < len(run) and plural(run[k + 1]) and run[k + 1].low not in _STATES:
                k += 1
            return singular(run[k].low)
    if value_is_one or (share and of):
        # A share of a named place says nothing of what is measured: "80% of Volchansk" and "of its territory" may be one.
        noun = next((t for t in run if _nounish(t)), None)
        return singular(noun.low) if noun and noun.text[0].islower() else None
    return None


def ranked_noun(tokens: Sequence[Token], i: int) -> str | None:
    """The noun that an ordinal before token `i` ranks: "57th Separate Motorized Infantry Brigade" gives brigade."""
    run = _run(tokens, i)
    names = 0
    while names < len(run) and run[names].text[0].isupper():
        names += 1
    if names:
        return singular(run[names - 1].low)
    return next((singular(t.low) for t in run if _nounish(t)), None)


def age_ahead(tokens: Sequence[Token], i: int, unit: str | None) -> bool:
    """Whether "old" stands at token `i` or behind its hyphen, after a number of years or months."""
    return unit in ("year", "month", "week", "day") and at(tokens, i + (at(tokens, i).text == "-")).low in ("old", "olds")


def _run(tokens: Sequence[Token], i: int) -> list[Token]:
    run: list[Token] = []
    while len(run) < 6 and at(tokens, i).kind == "word":
        if at(tokens, i + 1).text == "-" and glued(tokens, i + 1) and at(tokens, i + 2).kind == "word":
            i += 2
            continue
        compound = at(tokens, i - 1).text == "-" and glued(tokens, i)
        if tokens[i].low in _STOP and not compound:
            break
        if tokens[i].low not in _STOP:
            run.append(tokens[i])
        i += 1
    return run


def _nounish(token: Token) -> bool:
    return token.low not in _ADJECTIVES and not token.low.endswith(_ADJECTIVE_ENDS)
