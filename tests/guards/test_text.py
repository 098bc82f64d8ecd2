"""Chinese is written as Chinese and stands where it belongs."""

from __future__ import annotations

import ast
import re

from tests.guards.house import ROOT, SOURCE, is_of, python_files

HAN = r"[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN}[,;:!?]{HAN}|{HAN}\({HAN}|{HAN}\)[，。；：]")
HAN_TEXT = re.compile(HAN)


def strings(tree: ast.AST):
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documented
        ):
            yield node


def test_chinese_text_uses_full_width_punctuation():
    found = []
    for path in [*python_files(), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.yaml")]:
        if "tests" in path.parts or "checker" in path.parts:
            continue  # the checker's rules and tests hold faults on purpose
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if HALF_WIDTH.search(line) and not line.lstrip().startswith("#"):
                found.append(f"{path.relative_to(SOURCE)}:{number} {line.strip()[:60]}")
    assert found == []


def test_services_and_queries_hold_no_chinese():
    own_refusals = {"journal/services.py"}  # @act refuses for every room
    found = []
    for path in python_files():
        if not is_of(path, "services", "queries") or str(path.relative_to(SOURCE)) in own_refusals:
            continue
        for node in strings(ast.parse(path.read_text("utf-8"))):
            if HAN_TEXT.search(node.value):
                found.append(f"{path.relative_to(SOURCE)}:{node.lineno} {node.value[:30]}")
    assert found == []


def test_no_real_bureau_and_no_path_of_a_machine_is_named():
    bodies = ("天心区", "长宁区", "南岸区", "竹溪", "南开区")
    paths = re.compile(r"(?<![\w.])/(?:work|root|farm)/")
    found = []
    files = [
        p for f in ("src", "docs", "tests", "tools") for p in (ROOT / f).rglob("*") if p.is_file()
    ]
    for path in [*files, *ROOT.glob("*.md"), ROOT / "run.py"]:
        if path.suffix not in {".py", ".md", ".yaml", ".html", ".typ", ".js", ".css", ".txt"}:
            continue
        if path.name == "test_text.py" or "vendor" in path.parts:
            continue
        text = path.read_text("utf-8")
        found += [f"{path.relative_to(ROOT)}: {name}" for name in bodies if name in text]
        found += [f"{path.relative_to(ROOT)}: {m}" for m in paths.findall(text)]
    assert found == []
