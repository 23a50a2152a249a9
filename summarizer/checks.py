"""The checks that stand between a model's words and the reader. Pure; each answers one question about one line; all must pass.

They run both ways: nothing may be added (numbers, names, quotations, any content word) and nothing may be lost (numbers, negation, hedges,
most of the content, the source).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from summarizer import lexicon, quantities
from summarizer.exchanged import exchanged
from summarizer.forms import form
from summarizer.lexicon.matching import content_words, lemma, stem, words
from summarizer.loops import repeats
from summarizer.models.base import Tag
from summarizer.neutral import QUOTATION, bared, loaded_words, neutralise

LEAST_KEPT = 0.6
"""Share of a quote's content words that a line must keep; the rest may be asides and loaded words."""
_WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*")
LEAST_REWORDED = 0.8
"""The same for a rewording, which may only resolve a pronoun or replace a loaded word."""
LEAST_ORDERED = 0.8
"""Share of the shared content words that must stand in the order of the quote; a date may move to the front."""
_TURNS = frozenset(
    "before after if unless until only all most few without against never will would hardly barely unlikely "
    "some many several others any each every both none nobody everybody everyone another".split()
)
_WHEN = re.compile(r"(?:on|in|at|last|this|next|during|since|yesterday|today|from|for)\b", re.IGNORECASE)
"""A time or place right behind the verb, no "that" between: it would tell when something was said, not when it happened."""
_BREAK = re.compile(r"(\w[\w’'-]*)(?:\s[–—-]+\s|[—;:]\s)(\w+)")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|[Mm]yself|[Oo]urselves)\b")
_END = re.compile(r"\.*([”\"]?)\.*$")
_PRONOUNS = frozenset("he she it they his her its their him them this that these those".split())
_OPENERS = frozenset("a an the and but yet also still however that so then had".split())
"""Small words that may go with a loaded word, that tied the statement to the one before, or to its frame ("had lost")."""
_JOINTS = frozenset({"and", "that", "while", "also"})
_ASSERTS = r"(?:said|says|reported|stated|wrote|announced|added|told reporters)"
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
    return _content(text, [quote], LEAST_REWORDED) | {
        "complete": _is_sentence(text),
        "numbers": not quantities.missing(text, quote) and not quantities.lost(text, quote) and not quantities.bounds_changed(text, quote),
        "names": names_stand(text, [around]),
        "quotations": quotations_verbatim(text, [quote]),
        "grounded": not unknown_words(text, [quote], names=[around]),
        "loaded": not loaded_words(text),
        "reworded": only_mended(text, quote),
    }


def only_mended(text: str, quote: str) -> bool:
    """Whether a rewording leaves all words of the quote in place but what it is there to mend: loaded words, and pronouns for names."""
    ours, theirs = words(text), words(quote)
    mended = _PRONOUNS | {w for match in lexicon.find_loaded(quote) for w in words(match.text)} | _OPENERS
    for kind, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        given, put = set(theirs[a:b]), set(ours[c:d])
        if kind == "insert" or not (kind == "equal" or given <= mended) or (kind == "replace" and put & _PRONOUNS):
            return False
        if kind == "delete" and given & _PRONOUNS - _OPENERS:
            return False
    return True


def line(text: str, quotes: Sequence[str], texts: Sequence[str], sources: Sequence[str], caveat: str) -> dict[str, bool]:
    """Check one summary line against the quotes and wordings of its claims, the names of its sources and its caveat.

    `sources` are the names as the plan gives them to the reader, nearest first; `caveat` is "" or the denial or doubt that must stand
    in the line. The frame is checked by its form ("X, citing Y, said that ...; Z denied this."), everything else on what the frame holds,
    so that no check can be satisfied by the frame's own words.
    """
    core = stated(text, texts, sources, caveat)
    inner = text if core is None else core
    return _content(inner, texts) | {
        "complete": _is_sentence(text),
        "source": core is not None,
        "caveat": not caveat or re.search(rf"[;,.] {re.escape(caveat)}\.$", text, re.IGNORECASE) is not None,
        "numbers": not quantities.missing(inner, " ".join(texts))
        and not quantities.lost(inner, " ".join(texts))
        and not quantities.bounds_changed(inner, " ".join(texts)),
        "names": names_stand(inner, [*texts, *quotes]),
        "quotations": quotations_verbatim(inner, quotes),
        # what the wording left out of its quote, a loaded word above all, may not come back but in quotation marks
        "grounded": not unknown_words(QUOTATION.sub(" ", inner), texts, free=_JOINTS),
        "loaded": not loaded_words(inner) and not bared(inner, texts),
        "voice": not first_person(inner),
        "loops": not repeats(inner),
        "breaks": breaks_kept(inner, texts),
    }


def clause(stated: str, words: Sequence[Tag]) -> bool:
    """Whether what a line states can stand behind "that": a clause by its part-of-speech spans, no frame within the frame."""
    return form(stated, words) == "clause" and re.match(rf"(?:according to|that|{_ASSERTS})\b", stated, re.IGNORECASE) is None


def breaks_kept(text: str, texts: Iterable[str]) -> bool:
    """Whether no two words run together that a dash, colon or semicolon parts in the claims: "one is real – the sentence stands"."""
    plain = f" {' '.join(text.split()).lower()}"
    return not any(f" {m[1]} {m[2]}".lower() in plain for t in texts for m in _BREAK.finditer(t))


def first_person(text: str) -> bool:
    """Whether somebody says "I" or "we" outside quotation marks: a summary has no such voice."""
    return _FIRST_PERSON.search(QUOTATION.sub(" ", text)) is not None


def readable(text: str) -> str:
    """A refused reply as a reader may see it: "" for one that went round or broke off, which would tell nothing."""
    return text if _is_sentence(text) and not repeats(text) else ""


def stated(text: str, texts: Sequence[str], sources: Sequence[str], caveat: str) -> str | None:
    """What a line states within its frame, or None where the frame is not the source's: another name, verb, order or addition.

    A line without a source, or one that is the claims' own wording, has no frame.
    """
    whole = re.sub(rf"[;,.] {re.escape(caveat)}\.$", ".", text, flags=re.IGNORECASE) if caveat else text
    if not sources:
        return whole
    if _END.sub(r"\1", whole) == _END.sub(r"\1", " ".join(texts)):
        return whole if re.search(_name_forms(sources[0]), whole, re.IGNORECASE) else None
    chain = ",? citing ".join(_name_forms(s) for s in sources)
    if last := re.match(rf"(.+),([”\"]?) (?:(?:said|according to) (?:{chain})|(?:{chain}) said)\.$", whole, re.IGNORECASE):
        return f"{last[1]}{last[2]}."
    verb = rf"(?:{_ASSERTS}(?P<that> that|:)?,?|spoke of|(?P<denied>denied that))"
    found = re.match(rf"(?:according to (?:{chain}),? (?P<told>.+)|(?:{chain})(?P<comma>,?) {verb} (?P<said>.+))$", whole, re.IGNORECASE)
    if found is None or (found["said"] and found["comma"] and len(sources) == 1 and "," not in sources[0]):
        return None
    stated = found["told"] or found["said"]
    if found["denied"]:
        return f"it is denied that {stated}"
    return None if found["said"] and not found["that"] and _WHEN.match(stated) else stated


def _content(text: str, quotes: Sequence[str], least: float = LEAST_KEPT) -> dict[str, bool]:
    """The checks that nothing is lost or turned around."""
    whole = " ".join(quotes)
    return {
        "kept": all(kept_share(text, q) >= least and names_kept(text, q) for q in quotes),
        "order": in_order(text, whole) and not exchanged(text, whole),
        "turns": turns_kept(text, whole),
        "negation": negated(text) == negated(whole),
        "hedges": hedges_kept(text, quotes),
    }


def _name_forms(source: str) -> str:
    """A pattern for the ways to name a source: as the plan has it, or for somebody with a role by name or surname alone."""
    core, _, role = source.partition(", ")
    forms = [source, re.sub(r"^(?:the|an?) ", "", source), *((core, core.split()[-1]) if role else ())]
    return "(?:" + "|".join(re.escape(f) for f in forms) + ")"


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
    for match in QUOTATION.finditer(text):
        said = _plain(match[1] or match[2]).strip(" .,;")
        if not any(said in q or said[:1].lower() + said[1:] in q or said[:1].upper() + said[1:] in q for q in whole):
            return False
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def unknown_words(text: str, allowed: Iterable[str], names: Iterable[str] = (), free: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Content words of `text` that neither stand in `allowed` nor replace a loaded word of it nor are plain reporting language.

    Inflection is set aside. Words of `names` count only where they are capitalised there; `free` ones stand anywhere.
    """
    allowed = tuple(allowed)
    known = {w.lower() for a in allowed for w in _parts(a)} | {
        w.lower() for a in names for w in _parts(a) if w[:1].isupper() or w[:1].isdigit()
    }
    for a in allowed:
        for match in lexicon.find_loaded(a):
            known |= {w.lower() for alternative in match.neutral for w in _parts(alternative)}
    free = lexicon.function_words() | free
    return tuple(
        w
        for w in (m.group().lower() for m in _WORD.finditer(text))
        if w not in free and not _parts_known(w, known) and not _stem_in(w, known)
    )


def kept_share(text: str, quote: str) -> float:
    """The share of the quote's content words, loaded ones aside, that `text` keeps, in [0, 1]; 1 where there are none."""
    wanted = _essence(quote)
    have = {w.lower() for w in _parts(text)}
    return sum(_stem_in(w, have) for w in wanted) / len(wanted) if wanted else 1.0


@lru_cache(maxsize=2048)
def _essence(quote: str) -> frozenset[str]:
    """The content words of a quote, loaded ones aside. Kept, because evidence holds each statement against all others."""
    return content_words(neutralise(quote))


def in_order(text: str, quote: str) -> bool:
    """Whether the content words that both share stand in the same order: "A attacked B" is not "B attacked A"."""
    ours, theirs = ([stem(lemma(w)) for w in words(t) if w in content_words(t)] for t in (text, quote))
    shared = [w for w in ours if w in theirs]
    if Counter(shared) - Counter(theirs):
        return False  # a word told once must not serve twice ("the Budget Office ... the White House ... the White House")
    best = [0] * (len(theirs) + 1)
    for word in shared:  # longest common subsequence
        row = [0]
        for n, other in enumerate(theirs):
            row.append(best[n] + 1 if word == other else max(best[n + 1], row[n]))
        best = row
    return best[-1] >= LEAST_ORDERED * len(shared)


def turns_kept(text: str, quote: str) -> bool:
    """Whether the small words that turn a sentence around ("after", "unless", "all", "without") are the same in both."""
    return sorted(w for w in words(text) if w in _TURNS) == sorted(w for w in words(neutralise(quote)) if w in _TURNS)


def negated(text: str) -> bool:
    """Whether the text holds an odd number of negations."""
    return len(_NEGATION.findall(text)) % 2 == 1


def hedges_kept(text: str, quotes: Iterable[str]) -> bool:
    """Whether each modal hedge of the quotes ("may", "at least", "allegedly") has a hedge in the text, and the text adds none."""
    need, have = (sum(len(lexicon.find_hedges(t)) for t in ts) for ts in ([neutralise(q) for q in quotes], [text]))
    return have == need or (need > 0 and have > 0 and abs(have - need) <= 1)


def _is_sentence(text: str) -> bool:
    words = text.split()
    return 3 <= len(words) <= 70 and text[-1:] in '.”"' and (text[:1].isupper() or not text[:1].isalpha()) and "\n" not in text


def names_kept(text: str, quote: str) -> bool:
    """Whether no name of the quote is lost (its first word aside, which may only begin a sentence)."""
    names = {w.lower() for w in _parts(quote)[1:] if w[:1].isupper() and w.lower() not in lexicon.function_words()}
    have = {w.lower() for w in _parts(text)}
    return all(_stem_in(n, have) for n in names)


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
