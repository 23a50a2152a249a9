"""A library that is kept: nothing is stored twice, nothing by halves, and what is asked for is found."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.library import Given, Passage, Several, SqliteLibrary, open_library
from summarizer.library.base import fused
from summarizer.records import Document
from tests.fakes import BagEncoder

WORDS = ("pier", "mayor", "closed", "boats", "sank", "harbour", "wolves", "sheep")


class FixedEncoder(BagEncoder):
    """One dimension a word, so that vectors of different calls can be compared."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        bags = [[float(w in t.lower()) for w in WORDS] for t in texts]
        return [[x / (sum(b) ** 0.5 or 1.0) for x in b] for b in bags]


def document(text: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=sha256[:12], outlet="Halden Times", date="2025-05-05", sha256=sha256, text=text)


def lines(text: str) -> list[Passage]:
    out, at = [], 0
    for line in text.split("\n"):
        out.append(Passage(at, at + len(line), line))
        at += len(line) + 1
    return out


def add(library: SqliteLibrary, *texts: str) -> list[bool]:
    return [library.add(document(t), lines(t)) for t in texts]


PIER, BOATS, WOLVES = "The mayor closed the pier.", "Twelve boats sank.\nThe harbour is full.", "Wolves took sheep."


def test_what_is_stored_is_found_with_its_place(tmp_path: Path) -> None:
    library = open_library(tmp_path / "a.sqlite", FixedEncoder(), create=True)
    assert add(library, PIER, BOATS, WOLVES) == [True, True, True]
    (hits,) = library.search(["Boats sank in the harbour"], 2)
    assert [h.passage.text for h in hits] == ["Twelve boats sank.", "The harbour is full."]
    assert all(h.document.text[h.passage.start : h.passage.end] == h.passage.text for h in hits)
    assert hits[0].document == document(BOATS)
    assert library.find(["The pier was closed"], 5) == (document(PIER),)


def test_a_text_is_stored_once_and_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    library = open_library(path, FixedEncoder(), create=True)
    assert add(library, PIER, PIER) == [True, False]
    library.close()
    again = open_library(path, FixedEncoder())
    assert add(again, PIER, WOLVES) == [False, True]
    assert len(again) == 2


def test_documents_stored_together_are_as_those_stored_one_by_one_and_no_sentence_is_read_twice(tmp_path: Path) -> None:
    read: list[str] = []

    class CountingEncoder(FixedEncoder):
        def embed(self, texts: Sequence[str]) -> list[list[float]]:
            read.extend(texts)
            return super().embed(texts)

    together = open_library(tmp_path / "a.sqlite", CountingEncoder(), create=True)
    texts = (PIER, WOLVES, f"{PIER}\n{BOATS}", PIER, WOLVES)
    assert together.add_all([(document(t), lines(t)) for t in texts]) == 3
    assert sorted(read) == sorted([PIER, WOLVES, *BOATS.split("\n")])
    one_by_one = open_library(None, FixedEncoder())
    add(one_by_one, *texts)
    asked = ["The mayor closed the pier", "Boats sank", "Wolves"]
    assert together.search(asked, 5) == one_by_one.search(asked, 5)
    assert together.add_all([(document(PIER), lines(PIER))]) == together.add_all([]) == 0


def test_a_document_that_fails_halfway_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    library = open_library(path, FixedEncoder(), create=True)
    add(library, WOLVES)
    broken = [*lines(BOATS), Passage(0, "none", "x")]  # type: ignore[arg-type]
    with sqlite3.connect(path) as other:
        other.execute("create trigger stop before insert on passages when new.\"end\" = 'none' begin select raise(fail, 'full'); end")
    with pytest.raises(sqlite3.Error):
        library.add(document(BOATS), broken)
    assert len(library) == 1
    assert library.find(["Boats sank"], 5) == ()
    with sqlite3.connect(path) as other:
        other.execute("drop trigger stop")
    assert add(library, BOATS) == [True]


@pytest.mark.parametrize("statement", ['pier" OR "', "pier NEAR boats", "text:pier*", "-pier ^boats (", "'; drop table words; --", ""])
def test_no_statement_is_taken_for_a_query(statement: str) -> None:
    library = open_library(None, FixedEncoder())
    add(library, PIER, BOATS)
    library.search([statement], 3)
    assert len(library) == 2


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(statement: str) -> None:
    library = open_library(None, FixedEncoder())
    add(library, PIER)
    assert len(library.search([statement], 3)) == 1
    library.close()


def test_an_empty_library_finds_nothing_and_so_does_an_unrelated_statement() -> None:
    library = open_library(None, FixedEncoder())
    assert library.search(["The pier is closed"], 3) == [[]]
    assert library.find(["The pier is closed"], 3) == ()
    add(library, WOLVES)
    assert library.find(["The pier is closed"], 3) == ()


def test_what_is_no_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="library build"):
        open_library(tmp_path / "none.sqlite", FixedEncoder())
    (tmp_path / "text.sqlite").write_text("this is no database " * 100, encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be used"):
        open_library(tmp_path / "text.sqlite", FixedEncoder())
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("create table mine (a)")
    with pytest.raises(UsageError, match="other data"):
        open_library(tmp_path / "other.sqlite", FixedEncoder())


def test_documents_given_one_by_one_are_all_found_each_text_once() -> None:
    given_ = Given([document(PIER), document(PIER), document(WOLVES)])
    assert given_.find(["anything"], 5) == (document(PIER), document(WOLVES))
    assert Several([given_, Given([document(PIER), document(BOATS)])]).find(["anything"], 5) == tuple(map(document, (PIER, WOLVES, BOATS)))


def test_two_rankings_become_one() -> None:
    scores = fused((["a", "b"], ["b", "c"]))
    assert sorted(scores, key=lambda k: -scores[k]) == ["b", "a", "c"]
