from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer.exporters import export
from summarizer.exporters.markdown import escape
from summarizer.exporters.view import clean
from tests.exporters.hostile import TRICKS, WHOLE_REPORTS, hostile_texts, poisoned
from tests.exporters.sample import sample
from tests.exporters.test_view import invisible

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
AUTOLINK = re.compile(r"://|www\.|@|mailto:|xmpp:|:[a-z]+:", re.IGNORECASE)
OUR_TAGS = {"h1", "h2", "h3", "p", "blockquote", "strong", "em", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "hr", "code", ""}


def tokens(markdown: str) -> list[Token]:
    return [t for block in GITHUB.parse(markdown) for t in (block, *(block.children or ()))]


def shape(markdown: str) -> list[str]:
    """The blocks, without what stands in them."""
    return [t.type for t in GITHUB.parse(markdown)]


def text_of(inline: list[Token]) -> str:
    return "".join(t.content for t in inline if t.type in ("text", "code_inline", "text_special"))


def check_escape(text: str) -> None:
    shown = clean(text)
    alone = [t for t in tokens(f"{escape(shown)}\n") if t.type == "inline"]
    assert [text_of(t.children or []) for t in alone] == ([shown] if shown else [])
    cells = [t for t in tokens(f"| a | b |\n| --- | --- |\n| {escape(shown)} | end |\n") if t.type == "inline"]
    assert [text_of(t.children or []) for t in cells] == ["a", "b", shown, "end"]
    for inline in (*alone, *cells):
        assert not [t for t in inline.children or () if t.type == "text" and AUTOLINK.search(t.content)]


@given(hostile_texts | st.text())
def test_escaped_text_renders_as_itself_with_no_link_and_stays_in_its_cell(text: str) -> None:
    check_escape(text)


@pytest.mark.parametrize("first", TRICKS)
def test_every_pair_of_tricks_renders_as_itself(first: str) -> None:
    for second in TRICKS:
        check_escape(first + second)


@WHOLE_REPORTS
@given(hostile_texts)
def test_a_hostile_report_has_only_our_own_markup(text: str) -> None:
    shown = export(poisoned(sample(), text), "markdown")
    found = tokens(shown)
    assert {t.tag for t in found} <= OUR_TAGS
    assert not [t for t in found if t.type in ("html_block", "html_inline", "fence", "code_block", "link_open", "image")]
    assert not [c for c in shown if c != "\n" and invisible(c)]


def test_a_hostile_report_has_the_same_blocks_as_one_with_harmless_words() -> None:
    hostile = "x\n\n# y | z </td> ``` <b> [a](http://b.example) \\"
    assert shape(export(poisoned(sample(), hostile), "markdown")) == shape(export(poisoned(sample(), "words"), "markdown"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("<b>*x*</b>", r"\<b\>\*x\*\</b\>"),
        ("1. one", r"1\. one"),
        ("- one", r"\- one"),
        ("7-4, said Brandt.", "7-4, said Brandt."),
        ("see https://a.example/b_c now", "see `https://a.example/b_c` now"),
        ("mail a@b.example", "mail `a@b.example`"),
    ],
)
def test_escaping_touches_only_what_would_be_markup(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_markdown_says_everything_that_the_text_says() -> None:
    words = re.findall(r"[A-Za-z0-9]+", export(sample(), "text"))
    assert set(words) <= set(re.findall(r"[A-Za-z0-9]+", export(sample(), "markdown")))
