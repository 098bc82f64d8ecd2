"""A number of the law is asked for the place of the bureau: a place may have its own."""

from __future__ import annotations

import ast

from tests.guards.house import SOURCE, python_files

#: Where the place is not at hand yet; whoever gives one of these its place takes it off.
WITHOUT = {
    "inspection/queries/sourced.py", "inquiry/documents/preserving.py",
    "inquiry/queries/pending.py", "inquiry/queries/preserved.py",
}  # fmt: skip


def test_every_parameter_is_asked_for_the_place_of_the_bureau() -> None:
    found = set()
    for path in python_files():
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "lawbook.parameter"
                and "jurisdiction" not in {word.arg for word in node.keywords}
            ):
                found.add(str(path.relative_to(SOURCE)))
    assert found <= WITHOUT
