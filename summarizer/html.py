"""HTML -> the text that a reader of the page sees, and the page's own statements about itself.

Hidden text is taken out first: it is the usual way to slip words to a machine that no reader meets. Nothing is fetched and no style sheet
outside the page is looked at, so text hidden by other files or by scripts stays.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS = 60_000
MOST_CHILDREN = 8_000
"""Pages with more elements, or more in one parent, are not read: extraction takes time by the square of the latter."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CONTROL_REFERENCE = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));?(?![0-9a-f])", re.IGNORECASE)
"""Control characters, written out or as references: one of them makes the extractor give up the whole page."""
_READER_CLASSES = frozenset(
    ("sr-only", "sr_only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "screenreader", "offscreen")
)
_STYLES_LIMIT = 500_000
_MOST_COMPOUND = 500
_BOX_WORDS = 60
_SHEET_TOKEN = re.compile(r"[{}]")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<rest>(?:[.#][\w-]+)+)", re.IGNORECASE)
_ZERO = r"[-+]?0*\.?0*(?:px|em|rem|%|pt|vw|vh)?"
_HIDDEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:^|;)display:none",
        r"(?:^|;)visibility:(?:hidden|collapse)",
        rf"(?:^|;)opacity:{_ZERO}(?:;|$)",
        rf"(?:^|;)font-size:(?:{_ZERO}|0?\.\d+(?:px|pt)|1(?:\.0+)?(?:px|pt))(?:;|$)",
        r"(?:^|;)text-indent:-\d{3,}",
        r"(?:^|;)(?:left|top|right|bottom|margin-left|margin-top):-\d{3,}(?:\.\d+)?(?:px|em|rem|%|vw|vh|pt)",
        r"(?:^|;)clip:rect\((?:0|1)(?:px)?[,;]?(?:0|1)(?:px)?[,;]?(?:0|1)(?:px)?[,;]?(?:0|1)(?:px)?\)",
        r"(?:^|;)clip-path:inset\((?:50|100)%",
        r"(?:^|;)transform:[^;]*(?:scale\(0(?:,0)?\)|translate[xy]?\(-\d{4,})",
        r"(?:^|;)(?:color|-webkit-text-fill-color):(?:transparent|rgba\([\d,]+,0?\.?0+\)|#[0-9a-f]{6}00)(?:;|$)",
    )
)
_NO_SIZE = re.compile(rf"(?:^|;)(?:max-)?(?:height|width):(?:{_ZERO}|1px)(?:;|$)")
_COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;]+)")
_NAMED = {"white": "#ffffff", "black": "#000000", "rgb(255,255,255)": "#ffffff", "rgb(0,0,0)": "#000000"}
# Scripts bring the page to life; what they hold is no text. JSON-LD stays for the page's title and date.
_NO_TEXT = ("script", "style", "svg", "math", "iframe", "object", "canvas", "select", "textarea", "input", "button")


class Hidden(NamedTuple):
    """A piece of text that a reader of the page does not see; a comment is hidden by its nature."""

    text: str
    comment: bool


class Rules(NamedTuple):
    """What the page's own style sheets hide: simple selectors (".a", "#b", "p.a") and sets of classes (".a.b") of a tag ("": any)."""

    simple: frozenset[str]
    compound: tuple[tuple[str, frozenset[str]], ...]


class Page(NamedTuple):
    """What a page says. `text` is its running text; `visible` all the words it shows, menus included.

    `teasers` are the lines that lead to other pages: headlines that are links, and what stands in the same small box. `date` is an ISO
    date. Null: the page does not say.
    """

    text: str
    visible: str
    teasers: frozenset[str]
    hidden: tuple[Hidden, ...]
    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None


def is_html(text: str) -> bool:
    """Whether `text` is HTML, judged by its first 3,000 characters."""
    head = re.sub(r"<!--.{0,2000}?-->|<\?[^>]{0,200}\?>", "", text[:3000], flags=re.DOTALL).lstrip("\ufeff \t\r\n\f").lower()
    if re.match(r"<(?:!doctype html|html|head|body)\b", head):
        return True
    tags = re.findall(r"</?(?:p|div|h[1-6]|article|section|main|br|ul|li|table|span|meta)\b", head)
    return bool(re.match(r"<[a-z]", head)) and len(tags) > 2


def read_page(markup: str) -> Page | None:
    """The visible article of a page; null where it holds no element at all.

    Raises:
        ValueError: the page has too many elements.
    """
    from lxml import etree, html

    markup = _CONTROL.sub(" ", _CONTROL_REFERENCE.sub(" ", markup))
    # Bytes, because lxml refuses text that declares an encoding of its own.
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    count = sum(1 for _ in root.iter())
    if count > MOST_ELEMENTS:
        raise ValueError(f"the page has {count:,} elements, {MOST_ELEMENTS:,} can be read")
    widest = max(Counter(parent for e in root.iter() if (parent := e.getparent()) is not None).values(), default=0)
    if widest > MOST_CHILDREN:
        raise ValueError(f"the page has {widest:,} elements in one, {MOST_CHILDREN:,} can be read")
    hidden = tuple(_take_out_hidden(root))
    body = root.find("body")
    visible = " ".join(_flat(t) for t in (root if body is None else body).itertext() if t.strip())
    return _extracted(root)._replace(visible=visible, teasers=_teasers(root), hidden=hidden)


def _extracted(root: HtmlElement) -> Page:
    from trafilatura import bare_extraction

    # The extensive search for a date guesses from footers and file names; no date is better than a wrong one.
    dates = {"original_date": True, "extensive_search": False}
    found = bare_extraction(root, include_comments=False, with_metadata=True, date_extraction_params=dates)
    if found is None or isinstance(found, dict):
        return Page("", "", frozenset(), ())
    text = found.text or ""
    # The headline is the page's title, not its first sentence.
    first, _, rest = text.partition("\n")
    if found.title and _flat(first.lstrip("# ")) == _flat(found.title):
        text = rest
    return Page(text, "", frozenset(), (), found.title, found.sitename, found.date, found.url)


def _teasers(root: HtmlElement) -> frozenset[str]:
    lines: set[str] = set()
    sizes: dict[HtmlElement, int] = {}
    for link in root.iter("a"):
        parent = link.getparent()
        # A link within a sentence is no headline.
        if parent is None or link.getprevious() is not None or link.getnext() is not None:
            continue
        text = _flat(link.text_content())
        if len(text.split()) < 4 or (parent.text or "").strip() or (link.tail or "").strip():
            continue
        box = link
        for above in islice(link.iterancestors(), 4):
            size = sizes.get(above)
            if size is None:
                size = sizes[above] = len(above.text_content().split())
            if size > _BOX_WORDS:
                break
            box = above
        lines.add(text)
        lines.update(_flat(piece) for piece in box.itertext())
    return frozenset(lines)


def _take_out_hidden(root: HtmlElement) -> Iterator[Hidden]:
    from lxml import etree

    for comment in list(root.iter(etree.Comment)):
        yield Hidden(_flat(comment.text or ""), comment=True)
    etree.strip_elements(root, etree.Comment, with_tail=False)
    rules = _sheet_rules(root)
    plain = _has_plain_background(root)
    for element in list(root.iter(*_NO_TEXT)):
        if element.get("type") == "application/ld+json":
            element.text = _without_body(element.text or "")
        else:
            element.drop_tree()
    gone: set[HtmlElement] = set()
    for element in list(root.iter(etree.Element)):
        # In document order a parent comes before its children.
        if element.getparent() in gone:
            gone.add(element)
        elif element.tag not in ("html", "head", "body", "script", "meta", "title", "link") and _is_hidden(element, rules, plain=plain):
            gone.add(element)
            yield Hidden(_flat(element.text_content()), comment=False)
            element.drop_tree()


def _is_hidden(element: HtmlElement, rules: Rules, *, plain: bool) -> bool:
    if element.tag in ("template", "noscript") or (element.tag == "dialog" and element.get("open") is None):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden", "").strip().lower() == "true":
        return True
    classes = element.get("class", "").split()
    if any(c.lower() in _READER_CLASSES for c in classes) or _hidden_by_sheet(element, classes, rules):
        return True
    style = element.get("style")
    if style is None:
        return element.tag == "font" and plain and _colour(element.get("color", "")) == "#ffffff"
    css = _css(style)
    return _hides(css) or _same_colour(element, css, plain=plain)


def _hides(css: str) -> bool:
    return any(pattern.search(css) for pattern in _HIDDEN) or ("overflow:hidden" in css and bool(_NO_SIZE.search(css)))


def _same_colour(element: HtmlElement, css: str, *, plain: bool) -> bool:
    colour = _COLOUR.search(css)
    if not colour:
        return False
    for parent in (element, *element.iterancestors()):
        behind = _BACKGROUND.search(_css(parent.get("style", "")))
        given = behind.group(1) if behind else parent.get("bgcolor")
        if given:
            return _colour(given) == _colour(colour.group(1))
    return plain and _colour(colour.group(1)) == "#ffffff"


def _has_plain_background(root: HtmlElement) -> bool:
    # Only then is white text surely white on white.
    sheets = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    return not sheets and not any("background" in (style.text or "") for style in root.iter("style"))


def _sheet_rules(root: HtmlElement) -> Rules:
    sheet = "\n".join(style.text or "" for style in root.iter("style") if "print" not in (style.get("media") or ""))[:_STYLES_LIMIT]
    sheet = re.sub(r"/\*.*?(?:\*/|\Z)", "", sheet, flags=re.DOTALL)
    rules: dict[str, bool] = {}
    depth = begin = 0
    selector = ""
    for brace in _SHEET_TOKEN.finditer(sheet):
        piece, begin = sheet[begin : brace.start()], brace.end()
        if brace.group() == "{":
            depth += 1
            selector = piece if depth == 1 else ""
        else:
            # Rules inside @media hold on some screens or on paper only.
            if depth == 1 and selector and "@" not in selector:
                _note_rule(rules, selector.split(";")[-1], _css(piece))
            depth, selector = max(0, depth - 1), ""
    hiding = [selector for selector, hides in rules.items() if hides]
    compound = [selector for selector in hiding if selector.count(".") > 1 and "#" not in selector][:_MOST_COMPOUND]
    parts = [selector.split(".") for selector in compound]
    return Rules(frozenset(hiding), tuple((tag.lower(), frozenset(classes)) for tag, *classes in parts))


def _note_rule(rules: dict[str, bool], selector: str, css: str) -> None:
    hides = _hides(css)
    shows = bool(re.search(r"(?:^|;)(?:display|visibility|opacity|font-size):", css))
    for one in selector.split(","):
        name = one.strip()
        # The last rule for a selector wins.
        if (hides or shows) and _SELECTOR.fullmatch(name):
            rules[name] = hides


def _hidden_by_sheet(element: HtmlElement, classes: list[str], rules: Rules) -> bool:
    names = [f".{c}" for c in classes] + ([f"#{element.get('id')}"] if element.get("id") else [])
    if any(n in rules.simple or f"{element.tag}{n}" in rules.simple for n in names):
        return True
    return len(classes) > 1 and any(tag in ("", element.tag) and wanted <= set(classes) for tag, wanted in rules.compound)


def _css(style: str) -> str:
    return re.sub(r"/\*[^*]*\*/|!important|\s+", "", style[:20_000].lower())


def _colour(value: str) -> str:
    value = value.strip().lower().replace(" ", "")
    value = _NAMED.get(value, value)
    return "#" + "".join(c * 2 for c in value[1:]) if re.fullmatch(r"#[0-9a-f]{3}", value) else value


def _without_body(raw: str) -> str:
    """JSON-LD without the article's text, which no reader sees and which the extractor would fall back on."""
    try:
        return json.dumps(_pruned(json.loads(raw[:1_000_000])))
    except (ValueError, RecursionError):
        return ""


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _pruned(v) for k, v in value.items() if k.lower() not in ("articlebody", "text")}
    return [_pruned(v) for v in value] if isinstance(value, list) else value


def _flat(text: str) -> str:
    return " ".join(text.split())
