"""A paper that a step declares is issued by a service of that room, and nothing else is."""

from __future__ import annotations

import ast
import re

import pytest

from tests.guards.house import SOURCE
from tools.docs import procedures
from zhunsheng.documents import queries as documents


def issued(room: str) -> set[str]:
    """Return the kinds of documents that stand as an argument of a call in the room's services."""
    folder = SOURCE / room / "services"
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    found: set[str] = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                given = (*node.args, *(keyword.value for keyword in node.keywords))
                found |= {str(one.value) for one in given if isinstance(one, ast.Constant)}
    return found & documents.kinds().keys()


def declared() -> dict[str, set[str]]:
    """Return the kinds that the steps of each room's procedures declare."""
    found: dict[str, set[str]] = {}
    for room, procedure in procedures.declared().values():
        kinds = {kind for step in procedure.steps for kind in step.documents}
        found.setdefault(room, set()).update(kinds)
    return found


@pytest.mark.parametrize("room", sorted(room for room, kinds in declared().items() if kinds))
def test_every_document_that_a_step_declares_is_issued_by_a_service_of_that_room(room: str):
    assert sorted(declared()[room] - issued(room)) == []


def test_every_kind_of_document_is_declared_by_a_step():
    every = set().union(*declared().values())
    assert sorted(documents.kinds().keys() - every) == []


#: Where papers and publications are filled, and what there names an entry as it was registered:
#: an entry that was merged into another is named as that one (``kept``, ``party``, ``named``).
AS_REGISTERED = {
    "inspection/services/contents*.py": r"\.entity\b",
    "compulsion/services/contents.py": r"\.entity\b",
    "cases/documents/*.py": r"case\.party\b|: file\.case\.(party_name|cause)\b",
    "publication/queries/*.py": r"\.entity\.(?!kept)|case\.(party_name|cause)\b|case\.party\.",
}


@pytest.mark.parametrize("files", AS_REGISTERED)
def test_papers_name_what_was_merged_as_the_entry_that_is_kept(files: str):
    found = {
        f"{path.name}: {one}"
        for path in SOURCE.glob(files)
        for one in path.read_text("utf-8").splitlines()
        if re.search(AS_REGISTERED[files], one)
    }
    assert (sorted(found), any(SOURCE.glob(files))) == ([], True)
