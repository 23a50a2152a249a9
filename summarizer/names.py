"""Who is who: the full name, role and kind behind each mention of a source.

Pure functions on text. `Registry` gathers the people and bodies that an article names, with the role that the article gives them; a later
"Zakharova", "the ministry" or "she" is looked up in it. Nothing is known but what the article says and the word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from summarizer import lexicon
from summarizer.lexicon.sources import bodies, titles
from summarizer.records import Kind

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_TOKEN = re.compile(r"[\w’'&.-]+")
_BEFORE_ROLE = re.compile(r"[.,;:()“”\"\n—–]")
_CUT_HEAD = frozenset("of for in at within from with who whom that which near on to by inside close about against under over and".split())
_VAGUE = frozenset(
    "some many several few other numerous certain various most two three four five six dozens multiple unnamed anonymous".split()
)
_MODIFIERS = frozenset(
    "former deputy vice acting interim chief senior junior assistant associate foreign prime defence defense interior finance health "
    "education "
    "state federal national regional local police army military company party union government general press first second research "
    "lead top veteran retired ex co-founder political human rights climate city county district town village royal supreme high".split()
)
_GENERIC = frozenset(
    "chief head director president chairman chairwoman chair leader member secretary deputy manager officer adviser advisor".split()
)
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December Today Yesterday Meanwhile However But And".split()
)
_NOUN_LIKE = re.compile(r"[a-z-]{3,}(?<!ed)(?<!ing)(?<!ly)(?<!s)")  # "harbour", not "said" or "quoting"
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


class Entity(NamedTuple):
    """A person or body that an article names: display `name` (with role), bare `core`, `kind`, and where it is first named."""

    name: str
    core: str
    kind: Kind
    human: bool
    start: int


class Registry(NamedTuple):
    """The people and bodies of an article, in order of first mention."""

    entities: tuple[Entity, ...]

    def find(self, mention: str) -> Entity | None:
        """The entity that a name means; None where two people share the surname or the phrase describes somebody else by the name."""
        wanted = _key(mention)
        named = [e for e in self.entities if e.human and _is_named(mention, e.core)]
        if not named:
            named = [e for e in self.entities if e.human and _is_named(mention, e.core.split()[-1])]
        if named:
            return named[0] if len(named) == 1 else None
        words = set(wanted.split())
        for entity in self.entities:
            core = _key(entity.core)
            if wanted and not entity.human and (core == wanted or (len(words) > 1 and words <= set(core.split()))):
                return entity
        return None


def bare(mention: str) -> str:
    """The mention without its article, possessive and outer punctuation."""
    text = re.sub(r"\s*\([^)]*\)?$", "", mention).strip(' ,;:"“”()—–')
    text = text if re.search(r"\b[A-Za-z]\.[A-Za-z]\.$", text) else text.rstrip(".")
    text = re.sub(r"[’']s?$", "", text) if re.search(r"[’']s?$", text) else text
    return _ARTICLE.sub("", text).strip()


def head(phrase: str) -> str:
    """The head noun of a noun phrase, lower-case: the last word before a preposition, comma or relative pronoun."""
    last = ""
    for match in _TOKEN.finditer(phrase):
        word = match.group().strip(".'’").lower()
        if (word in _CUT_HEAD or phrase[: match.start()].rstrip().endswith(",")) and last:
            break
        last = word
    return re.sub(r"[’']s$", "", last)


def kind_of(phrase: str, *, is_person: bool = False) -> Kind | None:
    """The kind of source that a noun phrase names (kinds as in seeds/README.md), or None if nothing in it tells.

    `is_person`: the phrase holds the name of a person.
    """
    text = bare(phrase)
    low = text.lower().replace("’", "'")
    proper = any(t[0].isupper() for t in _TOKEN.findall(text)[0 if is_person else 1 :]) or _name_kind(text) is not None
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
    noun = head(text)
    top = _noun(noun) or (("organisation", "head") if _singular(noun) in _GENERIC else None)
    if re.search(rf"(?<!^)\b{re.escape(noun.capitalize())}\b", text) and not low.startswith(noun):
        return _named_or(text, top)  # "US Customs and Border Protection" is a name, whatever its head word
    longer = next((entry for w, entry in _known(text) if " " in w and w.split()[-1] == noun and entry[1] == "head"), None)
    if longer and longer[0] == "media":
        return "media"  # "state news agency" is no public agency
    if top and top[0] == "anonymous":
        return "anonymous"
    if found and any(f == "phrase" and k == "anonymous" for k, f in found):
        return "anonymous"
    named = _name_kind(text)
    if top is None:
        return named
    kind: Kind = top[0]
    if kind == "person" or (kind in ("official", "organisation") and noun not in bodies() and _is_role(noun)):
        plural = noun != _singular(noun)
        vague = low.split(" ")[0] in _VAGUE or re.match(r"\s*an?\s", phrase.lower()) is not None
        definite = re.match(r"\s*(?:the|his|her|its|their)\s", phrase.lower()) is not None
        return "anonymous" if plural or vague or (kind == "person" and not definite and not proper) else kind
    return named if named and kind not in ("document",) else kind


def _named_or(text: str, top: tuple[Kind, lexicon.KindForm] | None) -> Kind | None:
    """The kind of a proper name: as listed, else as its head noun says, unnamed people aside."""
    kind = _name_kind(text) or (top[0] if top else None)
    return "organisation" if kind in ("anonymous", "person") else kind


def people(text: str, spans: Iterable[tuple[str, int, int]]) -> Registry:
    """The registry of an article from its named-entity spans (label, start, end): person, organisation, place."""
    humans: list[Entity] = []
    bodies_: dict[str, Entity] = {}
    named = [(label, start, end, bare(text[start:end])) for label, start, end in sorted(spans, key=lambda s: s[1])]
    named = [n for n in named if len(n[3]) > 1 and n[3][0].isupper()]
    for _, start, end, core in sorted((n for n in named if n[0] == "person"), key=lambda n: -len(n[3].split())):
        _merge(humans, _person(text, start, end, core))
    for label, start, _, core in named:
        if label == "organisation":
            bodies_.setdefault(core.lower(), Entity(core, core, kind_of(core) or "organisation", False, start))
        elif label == "place":  # a country or capital that speaks is its government
            bodies_.setdefault(core.lower(), Entity(core, core, _name_kind(core) or "official", False, start))
    return Registry(tuple(sorted((*humans, *bodies_.values()), key=lambda e: e.start)))


def _merge(humans: list[Entity], entity: Entity) -> None:
    """Add a person, or what this mention knows of one already there; a surname that two people share tells nothing."""
    words = set(_key(entity.core).split())
    same = [n for n, e in enumerate(humans) if words <= set(_key(e.core).split())]
    if not same:
        humans.append(entity)
    elif len(same) == 1:
        old = humans[same[0]]
        humans[same[0]] = _with_role(old._replace(start=min(old.start, entity.start)), entity)


def unwrap(mention: str) -> str:
    """The body behind generic papers: "data from the Prosecutor's Office" is the Office; a study or report stands for itself."""
    found = _DOCUMENT_OF.match(mention.strip(" ,"))
    return found[1].strip() if found and any(t[0].isupper() for t in _TOKEN.findall(found[1])) else mention


def _person(text: str, start: int, end: int, core: str) -> Entity:
    before = _role_before(text, start)
    after = _role_after(text, end)
    role = before or after
    if before and (
        of := re.match(
            r"\s+(?:of|from|at|with)\s+((?:the\s+)?(?:[A-Z][\w’'&-]*(?:\s+(?:of|de|and|for|[A-Z][\w’'&-]*))*))", text[end : end + 80]
        )
    ):
        role = f"{before} of {of[1].strip()}"
    kind = kind_of(role, is_person=True) if role else "person"
    return Entity(f"{core}, {role}" if role else core, core, kind or "person", True, start)


def _with_role(entity: Entity, other: Entity | None) -> Entity:
    if other is None or "," in entity.name or "," not in other.name:
        return entity
    role = other.name.partition(", ")[2]
    return entity._replace(name=f"{entity.core}, {role}", kind=other.kind)


def _role_before(text: str, start: int) -> str | None:
    """The role right before a name: "Foreign Ministry spokesperson Ana Brandt", "The chief of staff, Ana Brandt"."""
    left = text[max(0, start - 120) : start]
    if left.endswith(", "):
        phrase = re.split(r"[.,;:()“”\"\n—–]", left[:-2])[-1].strip()
        phrase = re.split(r"\b(?:and|but|while|as|by|said|told|when|after)\b", phrase)[-1].strip()
        ok = re.match(r"(?:the|its|their|a)\s", phrase, re.IGNORECASE) and _is_role(head(bare(phrase)))
        return bare(phrase) if ok else None
    tail = _BEFORE_ROLE.split(left)[-1] if not left.rstrip().endswith(".") else left.rstrip().split(" ")[-1]
    if (abbreviation := left.rstrip().split(" ")[-1]) in titles():
        return titles()[abbreviation]
    if office := re.search(
        r"((?:[A-Z][\w-]*\s+){0,3}(?:Secretary|Minister|Director|Speaker|Chief|Leader|Head|Chair)\s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+)\s+$",
        tail,
    ):
        return bare(office[1])  # "Secretary of State", whose head word stands in the middle
    tokens = tail.split()
    if not tokens or not (_is_role(tokens[-1].lower())):
        return None
    kept = [tokens[-1]]
    for token in reversed(tokens[:-1]):
        plain = re.sub(r"[’']s$", "", token)
        listed = (token[0].isupper() and token not in _CALENDAR) or plain.lower() in _MODIFIERS or _noun(plain.lower()) is not None
        if len(kept) > 6 or _function(token) or not (listed or (len(kept) <= 2 and _NOUN_LIKE.fullmatch(token))):
            break
        kept.insert(0, token)
    return bare(" ".join(kept))


def _role_after(text: str, end: int) -> str | None:
    """The role in apposition after a name: ", the mayor of Kelmar,"."""
    found = re.match(r",\s+((?:the|a|an|its|their)\s+)?([^,.;:()“”\"\n]{3,100})(?=[,.;)\n]|$)", text[end : end + 130])
    if not found:
        return None
    phrase = found[2].strip()
    if re.match(r"(?:who|whose|which|where|when|and|but|said|told|adding|speaking)\b", phrase) or not (
        _is_role(head(phrase)) or found[1] in ("a ", "an ")
    ):
        return None  # after a name, "a dockworker" is what the person is, listed or not
    return re.sub(r"\s+(?:said|told|who|that|says)\b.*$", "", phrase)


def _is_role(word: str) -> bool:
    if word in _GENERIC or _singular(word) in _GENERIC:
        return True
    entry = _noun(word)
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
    entry = _noun(noun)
    return entry[0] if entry else None


def _noun(word: str) -> tuple[Kind, lexicon.KindForm] | None:
    """What the list says of a common noun, in singular or plural."""
    words = lexicon.kind_words()
    entry = words.get(word) or words.get(_singular(word))
    return entry if entry and entry[1] == "head" else None


def _known(text: str) -> list[tuple[str, tuple[Kind, lexicon.KindForm]]]:
    """Listed words and names in a phrase, longer ones first; names only where they are capitalised as listed."""
    words = lexicon.kind_words()
    tokens = [re.sub(r"[’']s$", "", t.strip(".'’")) for t in _TOKEN.findall(text)]
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


def _name_kind(text: str) -> Kind | None:
    """The kind of a proper name: a listed name, else a capitalised head noun such as Ministry, Tribune, University."""
    for _, entry in _known(text):
        if entry[1] == "name":
            return entry[0]
    capital = [t for t in _TOKEN.findall(text) if t[0].isupper()]
    for token in reversed(capital):
        word = re.sub(r"[’']s$", "", token.strip("."))
        if noun := lexicon.kind_words().get(word) or _noun(word.lower()):
            return noun[0]
    return None


def _singular(word: str) -> str:
    for ending, ends in (("ies", "y"), ("men", "man"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + ends
    return word


def _is_named(mention: str, name: str) -> bool:
    """Whether a phrase names somebody: the name alone, after a title or role, or before an apposition.

    "Mayor Brandt" and "Brandt, the mayor" do; "a lawyer representing Brandt" and "Brandt supporters" do not.
    """
    text = bare(mention)
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    if not found:
        return False
    before, after = text[: found.start()].strip(), text[found.end() :]
    if after and not re.match(r",|\s+(?:of|from|at|with)\s|\s*\(", after):
        return False
    if not before:
        return True
    if before.endswith(","):
        return _is_role(head(before))
    last = before.split()[-1]
    return last in titles() or _is_role(last.lower().strip("."))


def _function(token: str) -> bool:
    return token.lower() in lexicon.function_words()


def _key(mention: str) -> str:
    return " ".join(t.strip(".'’").lower() for t in _TOKEN.findall(re.sub(r"[’']s\b", "", bare(mention))))
