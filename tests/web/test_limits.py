from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.web import limits
from summarizer.web.limits import Limits

SMALL = Limits(characters=10, size=10, documents=2)


def test_what_is_within_the_limits_passes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    assert limits.text("0123456789", SMALL) == "0123456789"
    assert limits.text(None, SMALL) == ""
    assert limits.model("none") == "none"
    assert limits.words(160) == 160
    assert limits.format("csv") == "csv"
    assert limits.file(tmp_path / "a.txt", SMALL) == b"0123456789"
    assert limits.documents(None, SMALL) == ()
    assert limits.documents([str(tmp_path / "a.txt")], SMALL) == (tmp_path / "a.txt",)


@pytest.mark.parametrize("value", ["01234567890", 7, ["a"], {"text": "x"}, b"x"])
def test_a_text_too_long_or_none_at_all_is_refused(value: object) -> None:
    with pytest.raises(UsageError):
        limits.text(value, SMALL)


@pytest.mark.parametrize("value", ["server:http://127.0.0.1:1/v1#x", "transformers:a/b", "replay:/etc", "", None, ["none"], 1])
def test_a_visitor_cannot_open_other_models(value: object) -> None:
    with pytest.raises(UsageError):
        limits.model(value)


@pytest.mark.parametrize("value", [19, 1001, "160", 160.5, True, None, 10**30])
def test_a_length_beyond_the_limits_is_refused(value: object) -> None:
    with pytest.raises(UsageError):
        limits.words(value)


@pytest.mark.parametrize("value", ["exe", "", None, ["csv"]])
def test_a_format_that_does_not_exist_is_refused(value: object) -> None:
    with pytest.raises(UsageError):
        limits.format(value)


def test_a_file_too_large_is_refused_and_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"0" * 11)
    with pytest.raises(UsageError, match=r"b\.txt is larger"):
        limits.file(tmp_path / "b.txt", SMALL)


@pytest.mark.parametrize("value", [["a", "b", "c"], [1], 7, {"a": 1}])
def test_too_many_documents_are_refused(value: object) -> None:
    with pytest.raises(UsageError):
        limits.documents(value, SMALL)


@pytest.mark.parametrize("name", ["library.db", "library.sqlite", "b.exe", "b"])
def test_a_document_of_another_sort_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(UsageError, match="of a sort that is not read here"):
        limits.documents([str(tmp_path / name)], SMALL)


def test_a_document_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"0" * 11)
    with pytest.raises(UsageError, match="larger"):
        limits.documents([str(tmp_path / "b.txt")], SMALL)
