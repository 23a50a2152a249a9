"""The README says what is so. `make check` compares its report and help with the program's; this looks at the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import readme

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_help_in_the_readme_is_what_the_program_prints() -> None:
    assert readme.help_block().strip() in TEXT


def test_the_tree_in_the_readme_names_every_room_with_its_purpose() -> None:
    tree = readme.tree_block()
    assert tree in TEXT
    assert [line for line in tree.splitlines() if len(line.split()) < 3] == []


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", TEXT)) <= targets


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXT) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_a_block_is_put_between_its_marks_and_nothing_else_changes() -> None:
    text = "before\n<!-- begin help -->\nold\n<!-- end help -->\nafter\n"
    new = readme.filled(text, {"help": "\\1 new"})
    assert new == "before\n<!-- begin help -->\n\\1 new\n<!-- end help -->\nafter\n"
    assert readme.filled(new, {"help": "\\1 new"}) == new


def test_the_table_of_results_is_that_of_the_committed_report() -> None:
    block = readme.results_block()
    assert block in TEXT
    assert len([line for line in block.splitlines() if line.startswith("| ")]) == len(readme.SHOWN) + 2


def test_a_block_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        readme.filled("nothing here", {"help": "new"})
