"""Items are read whole or refused in one line that says what to fetch."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from eval.benchmarks import items
from summarizer.errors import UsageError

HINT = "give the folder of org/name"


def test_items_are_the_same_from_json_lines_a_table_and_a_zip(tmp_path: Path) -> None:
    expected = [{"a": "1", "b": "x, “y”"}, {"a": "2", "b": "z"}]
    (tmp_path / "list.json").write_text('[{"a": "1", "b": "x, “y”"}, {"a": "2", "b": "z"}]', encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text('{"a": "1", "b": "x, “y”"}\n\n{"a": "2", "b": "z"}\n', encoding="utf-8")
    (tmp_path / "table.csv").write_text('\ufeffa,b\n1,"x, “y”"\n2,z\n', encoding="utf-8")
    (tmp_path / "object.json").write_text('{"samples": [{"a": "1", "b": "x, “y”"}, {"a": "2", "b": "z"}]}', encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "list.json", "top/data/list.json")
    fields = ("a", "b")
    assert items.from_json(tmp_path / "list.json", fields, HINT) == expected
    assert items.from_lines(tmp_path / "lines.jsonl", fields, HINT) == expected
    assert items.from_csv(tmp_path / "table.csv", fields, HINT) == expected
    assert items.within(tmp_path / "object.json", "samples", fields, HINT) == expected
    assert items.from_zip(tmp_path / "all.zip", "data/list.json", fields, HINT) == expected


@pytest.mark.parametrize("text", ["not json", "{}", "[]", "[1]", '[{"a": 1}, {"b": 2}]', '[{"a": null}]'])
def test_what_is_no_list_of_items_with_the_fields_is_refused_with_the_hint(tmp_path: Path, text: str) -> None:
    (tmp_path / "data.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=HINT):
        items.from_json(tmp_path / "data.json", ("a",), HINT)


def test_a_missing_file_a_folder_and_a_zip_that_is_none_are_refused(tmp_path: Path) -> None:
    for read in (items.from_json, items.from_lines, items.from_csv):
        for path in (tmp_path / "none", tmp_path):
            with pytest.raises(UsageError, match=HINT):
                read(path, ("a",), HINT)
    (tmp_path / "a.zip").write_text("text", encoding="utf-8")
    with pytest.raises(UsageError, match="no zip archive"):
        items.from_zip(tmp_path / "a.zip", "dev.json", (), HINT)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("other.json", "[]")
    with pytest.raises(UsageError, match="holds no dev"):
        items.from_zip(tmp_path / "b.zip", "dev.json", (), HINT)


def test_an_unknown_class_or_key_is_named() -> None:
    assert items.code("b", ("a", "b"), "label") == 1.0
    with pytest.raises(UsageError, match="label 'c'; known are a, b"):
        items.code("c", ("a", "b"), "label")
    with pytest.raises(UsageError, match="no body '7'"):
        items.known("7", {"8"}, "body", HINT)


def test_an_inner_folder_is_found_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert items.inside(tmp_path, "data") == tmp_path / "data"
    assert items.inside(tmp_path / "data", "data") == tmp_path / "data"
