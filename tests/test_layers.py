"""The walls of the house: who may import whom, read from the source, imports inside functions included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "summarizer"
HARNESS = ROOT / "eval"
LAYERS = (
    {"records", "errors", "version"},
    {"settings", "prompts", "lexicon", "comparison"},
    {"models.base"},
    {
        "quantities",
        "kinds",
        "neutral",
        "stances",
        "names",
        "roles",
        "registry",
        "history",
        "phrasings",
        "carrying",
        "contents",
        "opinions",
        "entailment",
        "answers",
        "judging",
        "speakers",
        "quotations",
        "clauses",
        "tails",
        "rivals",
        "rebuffs",
        "replies",
        "sides",
        "frames",
        "wording",
        "loops",
        "lines",
        "naming",
        "owners",
        "grouping",
        "references",
        "telling",
        "forms",
        "stretches",
        "statements",
        "referents",
        "likeness",
        "checks",
        "exchanged",
        "grounds",
        "salience",
        "origins",
        "families",
        "copies",
        "contrast",
        "provenance",
        "sameness",
        "voices",
        "screening",
        "html",
        "pdf",
        "pdf_child",
        "decoding",
        "fetching",
        "silence",
        "headlines",
    },
    {"reading", "sentences", "attribution", "claims", "extracting", "evidence", "crossing", "merging", "verdicts", "bias", "summary"},
    {"models", "exporters", "library"},
    {"documents", "matrix"},
    {"pipeline", "digest"},
    {"comparing"},
    {"cli", "cli_library", "cli_tools", "cli_compare", "inputs", "output", "doctor", "progress", "web", "__main__", "__init__"},
)
RULES, STAGES, ADAPTERS = LAYERS[3:6]
"""Plain helpers of the stages: they may build on one another, as long as there is no circle."""
LOADERS = {"models.__init__", "__init__", "inputs"}
"""Where a module of ours may be imported late, for its weight."""
LONGEST = 300
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 6


class Import(NamedTuple):
    """`importer` takes `imported` in; `late` tells that it does so inside a function. Names without the leading `summarizer.`."""

    importer: str
    imported: str
    late: bool


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def all_files() -> list[Path]:
    """The package and the harness beside it, which is a door of its own."""
    return [*files(), *sorted(HARNESS.rglob("*.py"))]


def label(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def room(module: str) -> str:
    """The room that a module stands in: `quantities.dates` is in `quantities`, `models.base` is one of its own."""
    return module if module == "models.base" else module.split(".")[0]


def layer(module: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if room(module) in rooms)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports() -> list[Import]:
    modules = {name_of(p) for p in files()}
    return [Import(name_of(p), to, late) for p in files() for to, late in _imports(tree(p), modules, late=False)]


def _imports(node: ast.AST, modules: set[str], *, late: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue  # never run
        names: list[str] = []
        if isinstance(child, ast.Import):
            names = [a.name for a in child.names]
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            whole = [f"{child.module}.{a.name}" for a in child.names]
            names = [n if _module(n, modules) else str(child.module) for n in whole]
        for name in names:
            if name == "summarizer" or name.startswith("summarizer."):
                yield _module(name, modules) or name.removeprefix("summarizer").lstrip("."), late
        yield from _imports(child, modules, late=late or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)))


def _module(name: str, modules: set[str]) -> str | None:
    short = name.removeprefix("summarizer").lstrip(".")
    return short if short in modules else f"{short}.__init__" if short and f"{short}.__init__" in modules else None


def test_every_module_has_its_place_in_a_layer() -> None:
    rooms = {r for rooms in LAYERS for r in rooms}
    assert {name_of(p) for p in files() if room(name_of(p)) not in rooms} == set()


def test_imports_point_downward_only() -> None:
    wrong = [
        i
        for i in imports()
        if layer(i.imported) >= layer(i.importer)
        and room(i.imported) != room(i.importer)
        and not (room(i.imported) in RULES and room(i.importer) in RULES)
        and layer(i.importer) != len(LAYERS) - 1
    ]
    assert wrong == []


def test_stages_never_import_one_another() -> None:
    assert [
        i for i in imports() if room(i.importer) in STAGES and room(i.imported) in STAGES and room(i.importer) != room(i.imported)
    ] == []


def test_adapters_know_neither_stages_nor_one_another() -> None:
    beyond = STAGES | ADAPTERS
    assert [
        i for i in imports() if room(i.importer) in ADAPTERS and room(i.imported) in beyond and room(i.importer) != room(i.imported)
    ] == []


def test_nothing_imports_the_package_root() -> None:
    assert [i for i in imports() if i.imported in {"", "__init__"}] == []


def test_the_tool_knows_nothing_of_the_harness() -> None:
    for path in files():
        for node in ast.walk(tree(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert not {n.split(".")[0] for n in names} & {"eval", "training", "scripts", "tests"}, path


def test_there_is_no_circle_of_imports_late_ones_included() -> None:
    graph: dict[str, set[str]] = {}
    for i in imports():
        graph.setdefault(i.importer, set()).add(i.imported)
    circles: list[list[str]] = []
    safe: set[str] = set()

    def walk(module: str, way: list[str]) -> None:
        if module in way:
            circles.append([*way[way.index(module) :], module])
        elif module not in safe:
            for to in sorted(graph.get(module, ())):
                walk(to, [*way, module])
            safe.add(module)

    for module in sorted(graph):
        walk(module, [])
    assert circles == []


def test_our_own_modules_are_imported_late_only_by_the_loaders() -> None:
    assert [i for i in imports() if i.late and i.importer not in LOADERS] == []


@pytest.mark.parametrize("path", all_files(), ids=label)
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", all_files(), ids=label)
def test_no_function_is_too_long_or_asks_for_too_much(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name
            if not node.decorator_list:  # a command's parameters are the options of the command line
                asked = [a.arg for a in (*node.args.args, *node.args.kwonlyargs) if a.arg != "self"]
                assert len(asked) <= MOST_PARAMETERS, node.name


@pytest.mark.parametrize("path", all_files(), ids=label)
def test_nothing_is_unpickled_run_or_trusted(path: Path) -> None:
    dangerous = {"eval", "exec", "compile", "__import__", "torch.load", "yaml.load", "yaml.unsafe_load", "yaml.full_load", "os.system"}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in dangerous, f"line {node.lineno}"
            for word in node.keywords:
                value = word.value.value if isinstance(word.value, ast.Constant) else None
                assert not (word.arg in {"trust_remote_code", "shell"} and value is not False), f"line {node.lineno}"
        names = [a.name for a in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
        names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        assert not {n.split(".")[0] for n in names} & {"pickle", "marshal", "shelve", "dill", "joblib"}


def test_the_rules_of_this_file_catch_what_they_are_for() -> None:
    source = "def f():\n    from summarizer.cli import run\n    import summarizer\n"
    found = list(_imports(ast.parse(source), {"cli", "__init__"}, late=False))
    assert found == [("cli", True), ("", True)]
    assert layer("cli") > layer("pipeline") > layer("reading") > layer("html") > layer("models.base") > layer("errors")
