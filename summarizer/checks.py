"""The checks that stand between a model's words and the reader. Pure; each answers one question about one line; all must pass.

They run both ways: nothing may be added (numbers, names, quotations, any content word) and nothing may be lost (numbers, negation, hedges,
most of the content, the source).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarizer import lexicon, quantities
from summarizer.lexicon.matching import content_words, lemma, stem
from summarizer.names import bare

LEAST_KEPT = 0.6
"""Share of a quote's content words that a line must keep; the rest may be asides and loaded words."""
_QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*")
_VOWEL = re.compile(r"[aeio]|u(?!ni|s[ea]|\.|k\b|\W)|hour|honest|heir", re.IGNORECASE)
_HOLDS_VERB = re.compile(r"(?:is|are|was|were|be|been|has|have|had)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ies|ied)|refus\w+|reject\w*|fail(?:s|ed)?|lack\w*|false|untrue)\b|n[’']t\b",
    re.IGNORECASE,
)


def first_line(reply: str) -> str:
    """The first line of a reply, without labels or surrounding quotation marks."""
    line = next((x.strip() for x in reply.splitlines() if x.strip()), "")
    line = re.sub(r"^(?:claim|line|summary|answer|output)\s*:\s*", "", line, flags=re.IGNORECASE)
    if len(line) > 1 and line[0] == line[-1] == '"' and line.count('"') == 2:
        line = line[1:-1]
    return line.strip()


def failed(results: Mapping[str, bool]) -> tuple[str, ...]:
    """The names of the checks that did not pass."""
    return tuple(name for name, passed in results.items() if not passed)


def wording(text: str, quote: str, around: str) -> dict[str, bool]:
    """Check a model's wording of one claim against its quote; `around` may lend names to pronouns, nothing else."""
    return {
        "complete": _is_sentence(text),
        "numbers": not quantities.missing(text, quote) and not quantities.lost(text, quote) and not quantities.bounds_changed(text, quote),
        "names": names_stand(text, [around]),
        "quotations": quotations_verbatim(text, [quote]),
        "grounded": not unknown_words(text, [quote], names=[around]),
        "kept": kept_share(text, quote) >= LEAST_KEPT and _names_kept(text, quote),
        "negation": negated(text) == negated(quote),
        "hedges": hedges_kept(text, [quote]),
        "loaded": not loaded_words(text),
    }


def line(text: str, quotes: Sequence[str], texts: Sequence[str], sources: Sequence[str], caveat: str) -> dict[str, bool]:
    """Check one summary line against the quotes and wordings of its claims, the names of its sources (each must be named) and its caveat.

    `sources` are the names as the plan gives them to the reader; `caveat` is "" or the denial or doubt that must stand in the line.
    """
    allowed = [*quotes, *texts, *sources, caveat]
    core = _without(text, [*sources, caveat])
    claims_text = " ".join(texts)
    return {
        "complete": _is_sentence(text),
        "numbers": not quantities.missing(text, " ".join(allowed))
        and not quantities.lost(text, claims_text)
        and not quantities.bounds_changed(core, claims_text),
        "names": names_stand(text, allowed),
        "quotations": quotations_verbatim(text, quotes),
        "source": all(names_source(text, s) for s in sources) and _speaks(text, sources),
        "grounded": not unknown_words(text, allowed),
        "kept": all(kept_share(text, t) >= LEAST_KEPT and _names_kept(text, t) for t in texts),
        "negation": negated(core) == negated(claims_text),
        "hedges": hedges_kept(core, texts),
        "caveat": not caveat or kept_share(text, caveat) >= LEAST_KEPT,
        "loaded": not loaded_words(core),  # a source that is called "some analysts" must still be named
    }


def names_stand(text: str, allowed: Iterable[str]) -> bool:
    """Whether every capitalised word of `text`, but for the first of a sentence, stands in `allowed`."""
    known = {w.lower() for a in allowed for w in _parts(a)}
    spots = {m.end() for m in re.finditer(r"(?:^|[.?!:]\s+|[“\"])", text)}
    names = [m.group() for m in _WORD.finditer(text) if m.group()[0].isupper() and m.start() not in spots]
    openers = [m.group() for m in _WORD.finditer(text) if m.start() in spots and m.group()[0].isupper()]
    unknown = [n for n in names if not _parts_known(n, known)]
    free = lexicon.function_words() | lexicon.reporting_language()
    return not unknown and all(_parts_known(o, known) or o.lower() in free or _stem_in(o.lower(), known) for o in openers)


def quotations_verbatim(text: str, quotes: Iterable[str]) -> bool:
    """Whether all that stands in quotation marks is a verbatim piece of one quote (case of the first letter aside)."""
    whole = [_plain(q) for q in quotes]
    for match in _QUOTATION.finditer(text):
        said = _plain(match[1] or match[2]).strip(" .,;")
        if not any(said in q or said[:1].lower() + said[1:] in q or said[:1].upper() + said[1:] in q for q in whole):
            return False
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def unknown_words(text: str, allowed: Iterable[str], names: Iterable[str] = ()) -> tuple[str, ...]:
    """Content words of `text` that neither stand in `allowed` nor replace a loaded word of it nor are plain reporting language.

    Inflection is set aside. Words of `names` count only where they are capitalised there.
    """
    allowed = tuple(allowed)
    known = {w.lower() for a in allowed for w in _parts(a)} | {
        w.lower() for a in names for w in _parts(a) if w[:1].isupper() or w[:1].isdigit()
    }
    for a in allowed:
        for match in lexicon.find_loaded(a):
            known |= {w.lower() for alternative in match.neutral for w in _parts(alternative)}
    free = lexicon.function_words() | lexicon.reporting_language()
    return tuple(
        w
        for w in (m.group().lower() for m in _WORD.finditer(text))
        if w not in free and not _parts_known(w, known) and not _stem_in(w, known)
    )


def kept_share(text: str, quote: str) -> float:
    """The share of the quote's content words, loaded ones aside, that `text` keeps, in [0, 1]; 1 where there are none."""
    wanted = content_words(neutralise(quote))
    have = {w.lower() for w in _parts(text)}
    return sum(_stem_in(w, have) for w in wanted) / len(wanted) if wanted else 1.0


def negated(text: str) -> bool:
    """Whether the text holds an odd number of negations."""
    return len(_NEGATION.findall(text)) % 2 == 1


def hedges_kept(text: str, quotes: Iterable[str]) -> bool:
    """Whether each modal hedge of the quotes ("may", "at least", "allegedly") has a hedge in the text, and the text adds none."""
    need, have = (sum(len(lexicon.find_hedges(t)) for t in ts) for ts in ([neutralise(q) for q in quotes], [text]))
    return have == need or (need > 0 and have > 0 and abs(have - need) <= 1)


def names_source(text: str, source: str) -> bool:
    """Whether the line names the source: its name's first part, or at least the last word of a person's name, or most words of a phrase."""
    words = [w.lower() for w in _parts(bare(source.partition(",")[0])) if w.lower() not in lexicon.function_words()]
    have = {w.lower() for w in _parts(text)}
    if not words:
        return False
    if source[:1].isupper() and words[-1] in have:
        return True
    return sum(w in have for w in words) / len(words) >= 0.5


def loaded_words(text: str) -> tuple[str, ...]:
    """Loaded words in our own voice: outside quotation marks."""
    outside = _QUOTATION.sub(lambda m: " " * len(m.group()), text)
    return tuple(m.text for m in lexicon.find_loaded(outside))


def neutralise(text: str) -> str:
    """The text with each loaded word outside quotation marks replaced by its first fitting neutral wording, or dropped."""
    inside = [(m.start(), m.end()) for m in _QUOTATION.finditer(text)]
    out, last = "", 0
    for match in lexicon.find_loaded(text):
        if any(a <= match.start < b for a, b in inside):
            continue
        neutral = _replacement(match)
        out += text[last : match.start] + neutral
        last = match.end
        following = neutral or text[last:].lstrip()
        if article := re.search(r"\b([Aa])n?\s*$", out.removesuffix(neutral)):
            out = f"{out[: article.start()]}{article[1]}{'n' if _VOWEL.match(following) else ''} {neutral}"
    done = re.sub(r"\s+([,.;:])", r"\1", re.sub(r" {2,}", " ", out + text[last:]))
    return re.sub(r"^[,\s]+|,\s*(?=,)", "", done).strip()


def _replacement(match: lexicon.Match) -> str:
    """The first neutral wording; a phrase that holds the verb of its clause ("was believed to be") is never just dropped."""
    if _HOLDS_VERB.match(match.text):
        return next((n for n in match.neutral if n), match.text)
    return match.neutral[0] if match.neutral else match.text


def _speaks(text: str, sources: Sequence[str]) -> bool:
    """Whether no comma parts a source from its verb ("Police, said"), unless the source itself closes with an aside."""
    if len(sources) != 1 or "," in sources[0]:
        return True
    return re.search(rf"{re.escape(sources[0])}, (?:said|reported|stated|told|wrote|announced|added)\b", text, re.IGNORECASE) is None


def _is_sentence(text: str) -> bool:
    words = text.split()
    return 3 <= len(words) <= 70 and text[-1:] in '.”"' and (text[:1].isupper() or not text[:1].isalpha()) and "\n" not in text


def _names_kept(text: str, quote: str) -> bool:
    """Whether no name of the quote is lost (its first word aside, which may only begin a sentence)."""
    names = {w.lower() for w in _parts(quote)[1:] if w[:1].isupper() and w.lower() not in lexicon.function_words()}
    have = {w.lower() for w in _parts(text)}
    return all(_stem_in(n, have) for n in names)


def _without(text: str, pieces: Iterable[str]) -> str:
    """The text without source names and caveat, whose negations and hedges are not the claim's."""
    for piece in pieces:
        for part in (piece, piece.partition(",")[0]):
            if part:
                text = re.sub(re.escape(part), " ", text, flags=re.IGNORECASE)
    return text


def _parts(text: str) -> list[str]:
    out = []
    for match in _WORD.finditer(text.replace("’", "'")):
        word = re.sub(r"'s$", "", match.group())
        out.append(word)
        out += [p for p in re.split(r"[-.&']", word) if p and p != word]
    return out


def _parts_known(word: str, known: set[str]) -> bool:
    plain = re.sub(r"['’]s?$", "", word.replace("’", "'").lower())
    return plain in known or plain.rstrip(".") in known or ("-" in plain and all(p in known for p in plain.split("-")))


def _stem_in(word: str, known: set[str]) -> bool:
    if word in known:
        return True
    root, base = stem(word), lemma(word)
    return any(stem(k) == root for k in known if k[:2] == word[:2]) or any(lemma(k) == base for k in known if k[:1] == word[:1])


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"'))
