"""A library outlives a kill at any moment: a real process is killed while it builds, and another one goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.library import open_library
from tests.library.test_sqlite import FixedEncoder, document, lines

ROOT = Path(__file__).parent.parent.parent
MANY = 400
BUILDER = f"""
import sys
from pathlib import Path
from tests.library.test_kill import build
build(Path(sys.argv[1]), {MANY})
"""


def text(number: int) -> str:
    return "\n".join(f"Boat {number} of the harbour sank near pier {line}." for line in range(40))


def build(path: Path, many: int) -> None:
    """Add documents one by one, and say so after each."""
    library = open_library(path, FixedEncoder(), create=True)
    for number in range(many):
        library.add(document(text(number)), lines(text(number)))
        print(number, flush=True)
    library.close()


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", [0, 3, 20])
def test_a_killed_build_leaves_whole_documents_and_is_gone_on_with(tmp_path: Path, after: int) -> None:
    path = tmp_path / "library.sqlite"
    with subprocess.Popen([sys.executable, "-c", BUILDER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) == after:
                child.send_signal(signal.SIGKILL)
                break
    assert child.returncode == -signal.SIGKILL
    library = open_library(path, FixedEncoder())
    stored = len(library)
    assert after < stored < MANY
    assert whole(path) == (stored, stored * 40, stored * 40)
    assert not library.add(document(text(0)), lines(text(0)))
    for number in range(stored + 2):
        library.add(document(text(number)), lines(text(number)))
    assert len(library) == stored + 2
    assert whole(path) == (stored + 2, (stored + 2) * 40, (stored + 2) * 40)
    ((hit, *_),) = library.search([f"Boat {stored} of the harbour sank near pier 7."], 1)
    assert hit.passage.text in hit.document.text


def whole(path: Path) -> tuple[int, int, int]:
    """How many documents, passages and indexed passages there are; the file must be sound."""
    with sqlite3.connect(path) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        base.execute("insert into words(words) values ('integrity-check')")
        counts = "select (select count(*) from documents), (select count(*) from passages), (select count(*) from words)"
        documents, passages, words = base.execute(counts).fetchone()
    base.close()
    return documents, passages, words
