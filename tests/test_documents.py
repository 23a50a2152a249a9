"""Evidence from files, folders, JSON Lines and libraries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.documents import Left, collect, passages, read, undated
from summarizer.errors import UsageError
from summarizer.library import Given, SqliteLibrary, open_library
from summarizer.records import Document
from summarizer.settings import Settings
from tests.fakes import BagEncoder

NOTE = "The old pier of Kelmar was closed on Monday, the mayor said. Divers had found cracks in it."
FRONT = "---\noutlet: Halden Times\ndate: 2025-05-05\ntitle: Pier shut\n---\n"
ROW = {"id": 7, "outlet": "Ulmer Echo", "date": "2025-05-06", "title": "Boats", "url": "https://e.org/1", "text": NOTE + " Boats stay out."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(FRONT + NOTE, encoding="utf-8")
    (tmp_path / "sub" / "b.jsonl").write_text(f'{json.dumps(ROW)}\n\nno json\n{{"title": "x"}}\n', encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_a_folder_gives_its_documents_and_names_what_it_leaves_out(folder: Path) -> None:
    found = list(read([folder], Settings()))
    assert [(d.outlet, d.date, d.title, d.url) for d in found if isinstance(d, Document)] == [
        ("Halden Times", "2025-05-05", "Pier shut", None),
        ("Ulmer Echo", "2025-05-06", "Boats", "https://e.org/1"),
    ]
    reasons = [d.reason for d in found if isinstance(d, Left)]
    assert len(reasons) == 3
    assert "line 3 is no JSON" in reasons[1]
    assert "line 4 has no text" in reasons[2]


def test_a_short_note_is_a_document_and_its_sentences_are_passages(folder: Path) -> None:
    (document,) = read([folder / "a.txt"], Settings())
    assert isinstance(document, Document)
    assert document.text == NOTE
    assert [p.text for p in passages(document, Settings())] == [NOTE[:60], NOTE[61:]]


def test_a_path_that_is_not_there_or_holds_nothing_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(UsageError):
            list(read([path], Settings()))


def test_a_few_documents_are_all_used_and_many_are_searched(folder: Path) -> None:
    few, notices = collect([folder], Settings(), BagEncoder())
    assert isinstance(few, Given)
    assert len(notices) == 3
    many, _ = collect([folder], Settings(max_documents=1), BagEncoder())
    assert isinstance(many, SqliteLibrary)
    assert len(many) == 2


def test_files_and_a_library_are_searched_together(folder: Path) -> None:
    path = folder / "kept.sqlite"
    open_library(path, BagEncoder(), create=True).close()
    both, _ = collect([folder / "a.txt", path], Settings(), BagEncoder())
    assert [d.outlet for d in both.find(["The pier"], 3)] == ["Halden Times"]


def test_what_a_document_lacks_is_told() -> None:
    bare = Document(id="d", sha256="0", text=NOTE)
    assert [n.message for n in undated([bare])] == ["d has no outlet and no date; it is used all the same"]
    assert undated([bare.model_copy(update={"outlet": "A", "date": "2025-01-01"})]) == ()


def test_an_empty_library_is_said_to_be_empty(tmp_path: Path) -> None:
    open_library(tmp_path / "l.sqlite", BagEncoder(), create=True).close()
    library, (notice,) = collect([tmp_path / "l.sqlite"], Settings(), BagEncoder())
    assert library.find([NOTE], 5) == ()
    assert "l.sqlite holds no documents" in notice.message
