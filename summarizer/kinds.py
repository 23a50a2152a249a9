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
    "chief head director director-general president chairman chairwoman chair chairperson leader member secretary deputy manager officer "
    "adviser advisor coordinator founder co-founder boss representative negotiator treasurer convener organiser organizer sponsor "
    "commissioner administrator delegate vice-president".split()
)
"""Roles that any body may have: the body decides what kind of source speaks."""
_AGENTS = frozenset("lawyer solicitor attorney advocate barrister counsel".split())
"""Who speaks for a client."""
_PUBLIC: tuple[Kind, ...] = ("official", "organisation")
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)
_NAMED_BODY = re.compile(rf"(?:^|\s)({'|'.join(sorted(bodies()))})(?:\s+[A-Z][\w’'&-]*)+$")
"""A body by noun and name: "the consumer group Fair Ticket"."""
_OFFICE_OF = re.compile(
    r"^(.{3,60}?)[’']s?\s+(?:[a-z]+\s)?(?:service|office|desk|team|staff)$|\b(?:service|office|desk|team|staff) of (.{3,60})$"
)
_PUBLIC_NAME = re.compile(
    r"\b(?:National|Federal|State|Provincial|Regional|Municipal|County|Central|General)\b"
    r".*\b(?:Service|Office|Agency|Bureau|Board|Directorate|Inspectorate|Registry|Administration|Command)\b"
)
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
        return role_kind(role) or "person"
    if text.split() and text.split()[0] in titles() and len(text.split()) > 1:
        return "person"
    if _SPOKES.search(low):
        return "official" if any(k == "official" for k, _ in found) or (not proper and "company" not in low) else "organisation"
    if is_person:
        role = role_kind(text)
        return role if role in ("official", "organisation") else "person"
    return _kind_of_noun(phrase, text, proper=proper)


def _kind_of_noun(phrase: str, text: str, *, proper: bool) -> Kind | None:
    """The kind of a phrase that holds no person's name and no title, from its head noun."""
    low, noun, found = text.lower(), head(text), _known(text)
    if (body := _NAMED_BODY.search(text)) and head(text[: body.end(1)]) == body[1]:
        listed = _longest(text[: body.end(1)], body[1])
        return listed[0] if listed else "organisation"
    if (whose := _OFFICE_OF.search(text)) and not _head_kind(text, noun):
        return kind_of(whose[1] or whose[2]) or "official"
    top = _longest(text, noun) or (("organisation", "head") if _singular(noun) in _GENERIC else None)
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
    if re.search(r"\ws[’'] (?:Council|Assembly|Congress|Committee|Chamber)\b", text):
        return "organisation"  # "the Herders' Council" governs nobody
    kind = name_kind(text) or (top[0] if top else None)
    return "organisation" if kind in ("anonymous", "person") else kind


def unwrap(mention: str) -> str:
    """The body behind generic papers: "data from the Prosecutor's Office" is the Office; a study or report stands for itself."""
    found = _DOCUMENT_OF.match(mention.strip(" ,"))
    return found[1].strip() if found and any(t[0].isupper() for t in TOKEN.findall(found[1])) else mention


def is_role(word: str) -> bool:
    """Whether a noun names what a human is ("mayor", "spokesman", "chief"), not a body ("ministry")."""
    if _singular(word) in _GENERIC | _AGENTS:
        return True
    entry = noun_kind(word)
    return (
        entry is not None
        and word not in ("source", "sources")
        and word not in bodies()
        and entry[0] in ("official", "organisation", "person", "anonymous")
        and entry[1] == "head"
    )


def role_kind(role: str, owner: Kind | None = None) -> Kind | None:
    """The kind that a role gives to a named person; None if it gives none.

    Its head noun decides; a head that any body may have ("chief", "lawyer") by the body that the role names, else by `owner`, the body
    that somebody read beside the role.
    """
    noun = head(role)
    if role.startswith(("who ", "for ")):
        return None if role.startswith("who teaches") else _body_in(role.partition(" ")[2]) or owner
    own, near = _head_kind(role, noun), re.split(r",|\sand\s", role)[0]
    body = _body_in(near, but=noun)
    if (office := _longest(role, noun, least=2)) and office[0] == "official":
        return "official"  # "minority leader", "police chief"
    if _singular(noun) in _GENERIC or _SPOKES.search(noun) or re.search(rf"\b(?:chief|head) {re.escape(noun)}\b", role):
        return body or owner or own
    if noun in _AGENTS:
        return body or (owner if owner == "organisation" else None) or "person"
    if own in (None, "person", "anonymous") and re.search(r"\b(?:with|at|for|from)\s", near) and body == "official":
        return body
    return own


def _head_kind(role: str, noun: str) -> Kind | None:
    """The kind of a human by the longest listed phrase that ends in the head noun; a noun for a body says nothing of a human."""
    found = _longest(role, noun, least=2 if noun in bodies() else 1)
    return found[0] if found else None


def _longest(text: str, noun: str, least: int = 1) -> tuple[Kind, lexicon.KindForm] | None:
    """What the list says of the longest phrase in a text that ends in a noun, of `least` words at least."""
    ends = (noun, _singular(noun))
    fits = (entry for phrase, entry in _known(text) if entry[1] == "head" and phrase.split()[-1] in ends and len(phrase.split()) >= least)
    return next(fits, None)


def _body_in(role: str, but: str = "") -> Kind | None:
    """The kind of the body that a role names; of several a public one."""
    known = [(w.lower(), entry) for w, entry in _known(role) if w.lower() != but]
    for kind in _PUBLIC:
        if any(entry[0] == kind and (w.split()[-1] in bodies() or entry[1] == "name") for w, entry in known):
            return kind
    return None


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
    for phrase, entry in _known(text):
        if " " in phrase and entry[1] == "head" and phrase.split()[-1].capitalize() in capital:
            return entry[0]
    if _PUBLIC_NAME.search(text):
        return "official"
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
