"""Any input -> an Article, and what the reader should know about the text itself.

The format is found from the content. Input that cannot be used is refused with a reason; nothing is left out in silence: what was not
read, what was hidden and what tries to steer a machine stands in the notices.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml

from summarizer import decoding, html, pdf, screening
from summarizer.errors import AbstainError, UsageError
from summarizer.records import Article, Notice
from summarizer.settings import Settings

MOST_BYTES = 20_000_000
FEWEST_WORDS = 40
_MOST_ORDERS = 20
_FRONT_MATTER_LIMIT = 10_000
_FIELDS = {"title": 500, "outlet": 200, "date": 40, "url": 2000}
_EXCERPT = 80

_HEADLINE = re.compile(r"\s*(?:#+ )?(?P<title>[^\n]{12,160}?)[ \t]*\n[ \t]*\n\s*(?=[^\n]*[.!?][\"”’)]?(?:\s|$))")
"""A first line that stands alone above a paragraph of sentences."""
_NO_HEADLINE = re.compile(r"[.:;,!…][\"”’)]?$|^(?:by|updated?|published)\b|—\s", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?(?=\s)")


class Reading(NamedTuple):
    """An article and what the reader should know about its text."""

    article: Article
    notices: tuple[Notice, ...]


class _Body(NamedTuple):
    text: str
    fields: dict[str, str | None]
    notices: list[Notice]


def read_file(path: Path, settings: Settings, fewest: int = FEWEST_WORDS) -> Reading:
    """The article in a text, HTML or PDF file, of at least `fewest` words.

    Raises:
        UsageError: the file is missing, a directory, unreadable, or larger than 20 MB.
        AbstainError: it holds no English news article that can be judged.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a directory; give the path of a file")
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UsageError(f"{path} does not exist; check the path") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be opened: {getattr(error, 'strerror', None) or error}; check the path and its rights") from error
    return read_bytes(raw, name=str(path), settings=settings, fewest=fewest)


def read_page(raw: bytes, *, url: str, charset: str | None, settings: Settings) -> Reading:
    """The article in what a web server sent for `url`, in the encoding that it declared; errors as for `read_bytes`."""
    article, notices = read_bytes(raw, name=url, settings=settings, charset=charset)
    # Where it was fetched from is known; what the page says of its own address is only a claim.
    outlet = article.outlet or (urlsplit(url).hostname or "").removeprefix("www.") or None
    return Reading(article.model_copy(update={"url": url, "outlet": outlet}), notices)


def read_bytes(raw: bytes, *, name: str, settings: Settings, charset: str | None = None, fewest: int = FEWEST_WORDS) -> Reading:
    """The article in a text, HTML or PDF file that was read elsewhere, of at least `fewest` words.

    `name` stands in messages; `charset` is the declared encoding.

    Raises:
        UsageError: it is larger than 20 MB.
        AbstainError: it is empty, binary, a scan, not English, too short, an index page or a paywall stub.
    """
    if len(raw) > MOST_BYTES:
        raise UsageError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB; give one article a file")
    guessed: list[Notice] = []
    if pdf.is_pdf(raw):
        body = _from_pdf(raw, name)
    else:
        text, guessed = decoding.decoded(raw, name=name, charset=charset)
        body = _from_html(text, name) if html.is_html(text) else _from_text(text)
    text, cut = _cut(body.text, settings.max_characters)
    if not text.strip():
        raise AbstainError(f"{name} is empty; give a text, HTML or PDF file with an article in it")
    notices = [*guessed, *body.notices, *cut, *_judged(text, name, fewest), *_steering(text)]
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
    return Reading(Article(id=digest, language="en", text=text, **body.fields), tuple(notices))


def _from_text(text: str) -> _Body:
    fields: dict[str, str | None] = dict.fromkeys(_FIELDS)
    found = re.match(r"---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", text[:_FRONT_MATTER_LIMIT], re.DOTALL)
    if not found:
        return _headed(text, fields)
    try:
        values = yaml.safe_load(found.group(1) or "") or {}
        fields = {key: _field(values.get(key), limit) for key, limit in _FIELDS.items()}
    except (yaml.YAMLError, ValueError, ArithmeticError, RecursionError, LookupError, TypeError, AttributeError):
        message = "the lines between --- at the start are no YAML fields and are read as text"
        return _Body(text, fields, [Notice(kind="front-matter", message=message)])
    return _headed(text[found.end() :], fields)


def _headed(text: str, fields: dict[str, str | None]) -> _Body:
    """The text without its headline, where that stands above it as a line of its own and no field names it: pasted articles begin so."""
    found = _HEADLINE.match(text)
    title = found["title"].strip() if found else ""
    if fields["title"] or not found or not 3 <= len(title.split()) <= 25 or _NO_HEADLINE.search(title):
        return _Body(text, fields, [])
    return _Body(text[found.end() :], fields | {"title": _field(title, _FIELDS["title"])}, [])


def _field(value: object, limit: int) -> str | None:
    if value is None or isinstance(value, (dict, list, set, tuple, bytes, bool)):
        return None
    text = value.isoformat() if isinstance(value, date) else str(value)
    # Blanks and control characters have no place in a field.
    return " ".join(decoding.tidy(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text)).split())[:limit] or None


def _from_html(text: str, name: str) -> _Body:
    try:
        page = html.read_page(text)
    except ValueError as error:
        raise AbstainError(f"{name} cannot be read: {error}; save the article alone as text") from error
    body = decoding.tidy(page.text) if page else ""
    asks = screening.paywall_words(page.visible, screening.word_count(body)) if page else None
    if asks:
        raise _paywall(name, asks)
    if page is None or not body.strip():
        raise AbstainError(f"{name} shows no article text; open the page in a browser and save the article as text")
    if _is_link_list(body, page.teasers):
        raise _index(name)
    fields = {key: _field(getattr(page, key), length) for key, length in _FIELDS.items()}
    return _Body(body, fields, _hidden_notice(page.hidden))


def _from_pdf(raw: bytes, name: str) -> _Body:
    try:
        paper = pdf.read_pdf(raw)
    except ValueError as error:
        raise AbstainError(f"{name} is a PDF that cannot be read: {error}; save the article as text") from error
    if not paper.text.strip():
        raise AbstainError(f"{name} is a PDF without text, most likely a scan; recognise its text first, for instance with ocrmypdf")
    notices = _hidden_notice(tuple(html.Hidden(piece, comment=False) for piece in paper.hidden))
    if paper.scans:
        message = (
            f"a program recognised the words of {paper.scans} of {paper.read} pages in their pictures; compare names and figures with them"
        )
        notices.append(Notice(kind="scan", message=message))
    if paper.read < paper.of:
        notices.append(Notice(kind="cut", message=f"only the first {paper.read} of {paper.of} pages were read"))
    fields = dict.fromkeys(_FIELDS) | {"title": _field(paper.title, _FIELDS["title"])}
    return _Body(decoding.tidy(paper.text), fields, notices)


def _is_link_list(body: str, teasers: frozenset[str]) -> bool:
    lines = [" ".join(line.lstrip("-•*# ").split()) for line in body.split("\n") if line.strip()]
    leading = [line for line in lines if line in teasers]
    return len(leading) >= 5 and len(leading) >= 0.5 * len(lines)


def _hidden_notice(hidden: tuple[html.Hidden, ...]) -> list[Notice]:
    # Comments are part of every page's scaffolding; only those that speak to a machine matter.
    pieces = [h.text for h in hidden if screening.word_count(h.text) >= 5 and (not h.comment or screening.orders(h.text[:20_000]))]
    if not pieces:
        return []
    ordering = [p for p in pieces if screening.orders(p[:20_000])]
    shown = max(ordering or pieces, key=len)
    orders = ", with orders to a machine" if ordering else ""
    count = f"{len(pieces)} hidden piece{'s' if len(pieces) > 1 else ''} of text{orders}"
    return [Notice(kind="hidden-text", message=f'{count} left out; one begins "{_excerpt(shown)}"')]


def _cut(text: str, limit: int) -> tuple[str, list[Notice]]:
    if len(text) <= limit:
        return text, []
    earliest = limit - limit // 10
    ends = [text.rfind("\n\n", earliest, limit), text.rfind("\n", earliest, limit)]
    ends += [max((m.end() for m in _SENTENCE_END.finditer(text, earliest, limit)), default=-1), text.rfind(" ", earliest, limit)]
    end = next((e for e in ends if e > 0), limit)
    left = len(text) - end
    message = f"only the first {end:,} of {len(text):,} characters were read; {left:,} ({100 * left / len(text):.0f}%) were not"
    return text[:end], [Notice(kind="cut", message=message)]


def _judged(text: str, name: str, fewest: int) -> list[Notice]:
    found = screening.language(text)
    if found.main not in (None, "en"):
        raise _not_english(name, found)
    words = screening.word_count(text)
    asks = screening.paywall_words(text, words)
    if asks:
        raise _paywall(name, asks)
    if words < fewest:
        raise AbstainError(f"{name} has {words} words; a news article of at least {fewest} is needed")
    if screening.looks_like_index(text):
        raise _index(name)
    notices = []
    if found.foreign and found.first_foreign and found.foreign_share >= 0.2:
        language = screening.LANGUAGES.get(found.foreign, found.foreign)
        message = f"about {found.foreign_share:.0%} of the text is not English (mostly {language}); that part cannot be judged"
        notices.append(Notice(kind="mixed-language", message=message, start=found.first_foreign[0], end=found.first_foreign[1]))
    if screening.stops_at_paywall(text):
        notices.append(
            Notice(kind="paywall", message="the text ends where readers are asked to subscribe; the rest of the article is missing")
        )
    if screening.looks_wrapped(text):
        message = "lines are broken in the middle of sentences; join them, or each line is taken for a sentence"
        notices.append(Notice(kind="wrapped-lines", message=message))
    return notices


def _steering(text: str) -> list[Notice]:
    notices = []
    orders = screening.orders(text)
    for order in orders[:_MOST_ORDERS]:
        message = f'gives an order to a machine ("{_excerpt(order.text)}"); read as text, not followed, and left out of the summary'
        notices.append(Notice(kind="instructions", message=message, start=order.start, end=order.end))
    if len(orders) > _MOST_ORDERS:
        notices.append(Notice(kind="instructions", message=f"{len(orders) - _MOST_ORDERS} more orders to a machine are not listed"))
    invisible = screening.invisible(text)
    if invisible:
        counts = ", ".join(f"{kind} {len(places)}" for kind, places in sorted(invisible.items()))
        first = min(places[0] for places in invisible.values())
        message = f"{sum(map(len, invisible.values()))} invisible characters ({counts}) can hide or reorder words"
        notices.append(Notice(kind="invisible-characters", message=message, start=first, end=first + 1))
    return notices


def _not_english(name: str, found: screening.Language) -> AbstainError:
    code = found.main or ""
    return AbstainError(f"{name} is not English but {screening.LANGUAGES.get(code, f'language {code!r}')}; only English can be judged")


def _paywall(name: str, asks: str) -> AbstainError:
    return AbstainError(f'{name} looks like a paywall stub ("{_excerpt(asks)}"); save the full article as text')


def _index(name: str) -> AbstainError:
    return AbstainError(f"{name} looks like an index page, a list of headlines; give one article")


def _excerpt(text: str) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
