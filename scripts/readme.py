"""Writes the README's generated blocks: the report of the seed, the help text, the tree of the house, the table of results.

    python -m scripts.readme            write them anew
    python -m scripts.readme --record   the same, after asking the embedded model for its words again
    python -m scripts.readme --check    only compare; show the difference and exit with 1 if there is one

A block stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. The report's model words are replayed, because bf16 arithmetic
differs between processors, and its seconds are masked; everything else is what the program prints.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import summarizer
from eval import agreement, seeds
from eval.metrics import METRICS
from eval.results import Figure, Result
from eval.running import REFERENCE
from summarizer import models
from summarizer.models.replay import RecordingWriter

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SEED = "seeds/volchansk/article.txt"
REPLIES = "tests/replies/volchansk"
COLUMNS = "100"
RESULT = ROOT / "eval" / "reports" / "test.json"
SHOWN = (
    "row_f1",
    "claim_f1",
    "speaker",
    "chain",
    "kind",
    "status",
    "status_macro_f1",
    "loaded_f1",
    "coverage",
    "numbers",
    "names",
    "left",
)
"""The figures of the README's table, in its order."""
_BLOCK = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
_SECONDS = re.compile(r"\b\d+(?:\.\d+)? s\b")


def main() -> int:
    """Write or compare; the exit code."""
    parser = argparse.ArgumentParser(description="The README's generated blocks.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--record", action="store_true", help="record the model's words first")
    options = parser.parse_args()
    if options.record:
        record()
    old = README.read_text(encoding="utf-8")
    blocks = {"report": _fenced(report_block()), "help": _fenced(help_block()), "tree": _fenced(tree_block()), "results": results_block()}
    new = filled(old, blocks)
    if not options.check:
        README.write_text(new, encoding="utf-8")
        return 0
    sys.stderr.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "README.md", "what the program prints"))
    if old != new:
        print("error: README.md is out of date; run make readme", file=sys.stderr)
    return int(old != new)


def record() -> None:
    """Let the embedded model write the seed's report, and keep its words for `report_block`."""
    try:
        writer = models.open_writer("embedded", say=print)
        if writer:
            summarizer.report(ROOT / SEED, writer=RecordingWriter(writer, ROOT / REPLIES))
    except summarizer.SummarizerError as error:
        sys.exit(f"error: {error}")


def filled(text: str, blocks: Mapping[str, str]) -> str:
    """`text` with each of `blocks` between its marks.

    Raises:
        ValueError: the marks in the text and the blocks are not the same, each once.
    """
    marks = sorted(m.group(2) for m in _BLOCK.finditer(text))
    if marks != sorted(blocks):
        raise ValueError(f"README has marks for {marks}, but the blocks are {sorted(blocks)}")
    return _BLOCK.sub(lambda m: f"{m.group(1)}{blocks[m.group(2)]}\n{m.group(3)}", text)


def report_block() -> str:
    """What `python -m summarizer` prints for the seed, with the recorded words of the model."""
    return _SECONDS.sub("… s", printed("--model", f"replay:{REPLIES}", "--quiet", SEED))


def help_block() -> str:
    """What `python -m summarizer --help` prints."""
    return printed("--help")


def tree_block(root: Path = ROOT) -> str:
    """One line for each room of the package: its name, and the first sentence of its docstring."""
    package = root / "summarizer"
    rooms = {p.stem: p for p in package.glob("*.py") if not p.stem.startswith("__")}
    rooms |= {f"{p.parent.name}/": p for p in package.glob("*/__init__.py")}
    return "\n".join(f"{name:<13} {_purpose(name, path)}".rstrip() for name, path in sorted(rooms.items()))


def results_block(path: Path = RESULT) -> str:
    """The committed result on the held-out articles as a table: ours, the best baseline, two labellers."""
    result = Result.model_validate_json(path.read_bytes())
    twice = agreement.agreement(seeds.load_all(seeds.ROOT))
    rows = [
        f"{result.articles} articles that nothing was tuned on, {result.claims} gold claims; 95% bootstrap intervals by article.",
        "",
        "| | this tool | best baseline | two labellers |",
        "| --- | --- | --- | --- |",
    ]
    for name in SHOWN:
        others = [(f.value, b.name) for b in result.baselines if b.name != REFERENCE and (f := b.figures.get(name)) and f.value is not None]
        best = (min if METRICS[name].better == "lower" else max)(others, default=None)
        beside = f"{best[0]:.2f} ({best[1]})" if best else ""
        human = twice.figures.get(name)
        rows.append(f"| {METRICS[name].title} | {_shown(result.system.figures[name])} | {beside} | {_value(human)} |")
    return "\n".join(rows)


def _shown(figure: Figure) -> str:
    return f"**{_value(figure)}** ({figure.low:.2f} to {figure.high:.2f})" if figure.low is not None else f"**{_value(figure)}**"


def _value(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else f"{figure.value:.2f}"


def _fenced(text: str) -> str:
    return f"```text\n{text.strip()}\n```"


def _purpose(name: str, path: Path) -> str:
    paragraph = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]
    sentence = re.split(r"\.(?:\s|$)", " ".join(paragraph.split()), maxsplit=1)[0]
    said = re.sub(rf"^(?:The )?{name.rstrip('/')}: ", "", sentence, flags=re.IGNORECASE)
    return said[:1].upper() + said[1:]


def printed(*arguments: str) -> str:
    """The stdout of the program, run with `arguments`.

    Raises:
        SystemExit: it failed; what it said on stderr is passed on.
    """
    environment = os.environ | {"COLUMNS": COLUMNS, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "summarizer", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
