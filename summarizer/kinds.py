"""Kinds: what sort of source a noun phrase names, from its head noun, its names and the word lists. Pure; knows no article."""

from __future__ import annotations

import re

from summarizer import lexicon
from summarizer.lexicon.sources import bodies, titles
from summarizer.records import Kind

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
TOKEN = re.compile(r"[\w’'&.-]+")
_CUT_HEAD = frozenset("of for in at within from with who whom that which near on to by inside close about against under over and".split())
_PARTICIPLE = re.compile(r"\w{3,}ed|first|recently|newly|made|left|sent|held|given|seen|written|led|shown|put")
_VAGUE = frozenset(
    "some many several few other numerous certain various most two three four five six dozens multiple unnamed anonymous".split()
)
_GENERIC = frozenset(
    "chief head director president chairman chairwoman chair leader member secretary deputy manager officer adviser advisor".split()
)
_PUBLIC: tuple[Kind, ...] = ("official", "organisation")
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)
_HIDDEN = re.compile(
    r"condition of anonymity|not be named|not to be named|asked not to be|declined to be named|familiar with", re.IGNORECASE
)
_DOCUMENT_OF = re.compile(
    r"^(?:the |a |an |new |recent |latest |official )*(?:data|figures|numbers|statistics|information|statement|press release|account)"
    r"\s+(?:released |published |issued |provided |compiled |gathered )?(?:from|by|of)\s+(.+)$",
    re.IGNORECASE,
)


def bare(mention: str) -> str:
    """The mention without its article, possessive and outer punctuation."""
    text = re.sub(r"\s*\([^)]*\)?$", "", mention).strip(' ,;:"“”()—–')
    text = text if re.search(r"\b[A-Za-z]\.[A-Za-z]\.$", text) else text.rstrip(".")
    text = re.sub(r"[’']s?$", "", text) if re.search(r"[’']s?$", text) else text
    return _ARTICLE.sub("", text).strip()


def head(phrase: str) -> str:
    """The head noun of a noun phrase, lower-case: the last word before a preposition, comma or relative pronoun."""
    last = ""
    for match in TOKEN.finditer(phrase):
        word = match.group().strip(".'’").lower()
        if (word in _CUT_HEAD or phrase[: match.start()].rstrip().endswith(",")) and last:
            break
        if noun_kind(last) and _PARTICIPLE.fullmatch(word):
            break  # "a report released on Thursday" is a report
        last = word
    return re.sub(r"[’']s$", "", last)


def kind_of(phrase: str, *, is_person: bool = False) -> Kind | None:
    """The kind of source that a noun phrase names (kinds as in seeds/README.md), or None if nothing in it tells.

    `is_person`: the phrase holds the name of a person.
    """
    text = bare(phrase)
    low = text.lower().replace("’", "'")
    proper = any(t[0].isupper() for t in TOKEN.findall(text)[0 if is_person else 1 :]) or name_kind(text) is not None
    if _HIDDEN.search(low):
        return "anonymous"
    found = [entry for _, entry in _known(text)]
    if role := next((titles()[t] for t in text.split() if titles().get(t)), None):
        return _role_kind(role) or "person"
    if text.split() and text.split()[0] in titles() and len(text.split()) > 1:
        return "person"
    if _SPOKES.search(low):
        return "official" if any(k == "official" for k, _ in found) or (not proper and "company" not in low) else "organisation"
    if is_person:
        role = _role_kind(text)
        return role if role in ("official", "organisation") else "person"
    return _kind_of_noun(phrase, text, proper=proper)


def _kind_of_noun(phrase: str, text: str, *, proper: bool) -> Kind | None:
    """The kind of a phrase that holds no person's name and no title, from its head noun."""
    low, noun, found = text.lower(), head(text), _known(text)
    top = noun_kind(noun) or (("organisation", "head") if _singular(noun) in _GENERIC else None)
    if re.search(rf"(?<!^)\b{re.escape(noun.capitalize())}\b", text) and not low.startswith(noun):
        return _named_or(text, top)  # "US Customs and Border Protection" is a name, whatever its head word
    longer = next((entry for w, entry in found if " " in w and w.split()[-1] == noun and entry[1] == "head"), None)
    if longer and longer[0] == "media":
        return "media"  # "state news agency" is no public agency
    if top and top[0] == "anonymous":
        return "anonymous"
    if any(entry == ("anonymous", "phrase") for _, entry in found):
        return "anonymous"
    named = name_kind(text)
    if top is None:
        return named
    kind: Kind = top[0]
    if kind == "person" or (kind in ("official", "organisation") and noun not in bodies() and is_role(noun)):
        plural = noun != _singular(noun)
        vague = low.split(" ")[0] in _VAGUE or re.match(r"\s*an?\s", phrase.lower()) is not None
        definite = re.match(r"\s*(?:the|his|her|its|their)\s", phrase.lower()) is not None
        return "anonymous" if plural or vague or (kind == "person" and not definite and not proper) else kind
    return named if named and kind not in ("document",) else kind


def _named_or(text: str, top: tuple[Kind, lexicon.KindForm] | None) -> Kind | None:
    """The kind of a proper name: as listed, else as its head noun says, unnamed people aside."""
    kind = name_kind(text) or (top[0] if top else None)
    return "organisation" if kind in ("anonymous", "person") else kind


def unwrap(mention: str) -> str:
    """The body behind generic papers: "data from the Prosecutor's Office" is the Office; a study or report stands for itself."""
    found = _DOCUMENT_OF.match(mention.strip(" ,"))
    return found[1].strip() if found and any(t[0].isupper() for t in TOKEN.findall(found[1])) else mention


def is_role(word: str) -> bool:
    """Whether a noun names what a human is ("mayor", "spokesman", "chief"), not a body ("ministry")."""
    if word in _GENERIC or _singular(word) in _GENERIC:
        return True
    entry = noun_kind(word)
    return (
        entry is not None
        and word not in bodies()
        and entry[0] in ("official", "organisation", "person", "anonymous")
        and entry[1] == "head"
    )


def _role_kind(role: str) -> Kind | None:
    """The kind that a role gives to a named person: its head noun decides, a generic head (chief, director) by its body."""
    noun = head(role)
    if noun in _GENERIC:
        known = [(w.lower(), entry) for w, entry in _known(role)]
        for kind in _PUBLIC:
            if any(entry[0] == kind and (w.split()[-1] in bodies() or entry[1] == "name") for w, entry in known):
                return kind
    entry = noun_kind(noun)
    return entry[0] if entry else None


def noun_kind(word: str) -> tuple[Kind, lexicon.KindForm] | None:
    """What the list says of a common noun, in singular or plural."""
    words = lexicon.kind_words()
    entry = words.get(word) or words.get(_singular(word))
    return entry if entry and entry[1] == "head" else None


def _known(text: str) -> list[tuple[str, tuple[Kind, lexicon.KindForm]]]:
    """Listed words and names in a phrase, longer ones first; names only where they are capitalised as listed."""
    words = lexicon.kind_words()
    tokens = [re.sub(r"[’']s$", "", t.strip(".'’")) for t in TOKEN.findall(text)]
    found = []
    for n in (5, 4, 3, 2, 1):
        for i in range(len(tokens) - n + 1):
            gram = " ".join(tokens[i : i + n])
            low = gram.lower()
            for form in dict.fromkeys((gram, low, _singular(low))):
                entry = words.get(form)
                if entry and (form[:1].islower() or form == gram):
                    found.append((form, entry))
                    break
    return found


def name_kind(text: str) -> Kind | None:
    """The kind of a proper name: a listed name, else a capitalised head noun such as Ministry, Tribune, University."""
    for _, entry in _known(text):
        if entry[1] == "name":
            return entry[0]
    capital = [t for t in TOKEN.findall(text) if t[0].isupper()]
    for token in reversed(capital):
        word = re.sub(r"[’']s$", "", token.strip("."))
        if noun := lexicon.kind_words().get(word) or noun_kind(word.lower()):
            return noun[0]
    return None


def _singular(word: str) -> str:
    for ending, ends in (("ies", "y"), ("men", "man"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + ends
    return word
