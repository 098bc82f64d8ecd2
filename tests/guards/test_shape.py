"""Every room looks the same, stays small, and keeps its private files to itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.guards.house import (
    OWN_LISTS,
    PRIVATE,
    PUBLIC,
    SOURCE,
    height,
    is_of,
    python_files,
    rooms,
)

FILES = {
    "__init__", "apps", "choices", "rules", "events", "procedure", "models", "queries", "records",
    "services", "imports", "exports", "tasks", "api", "forms", "views", "urls",
}  # fmt: skip
FOLDERS = {
    "templates", "templatetags", "static", "documents", "data", "migrations", "tests", "rendering",
    "__pycache__",
}  # fmt: skip
REQUIRED = {"__init__", "apps", "urls"}
LONGEST = 400


@pytest.mark.parametrize(
    "room", [r for r in rooms() if r.name not in OWN_LISTS], ids=lambda r: r.name
)
class TestRoom:
    def test_holds_only_the_files_of_the_plan(self, room: Path):
        names = {p.stem for p in room.glob("*.py")} | {p.name for p in room.iterdir() if p.is_dir()}
        assert names <= FILES | FOLDERS, sorted(names - FILES - FOLDERS)
        assert names >= REQUIRED

    def test_says_what_it_is_for(self, room: Path):
        doc = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
        assert len(doc) > 60, "the docstring tells purpose, legal basis, public face"


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_keeps_within_its_length(path: Path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_private_files_are_imported_by_their_own_room_only():
    strangers = []
    for path in python_files():
        own = path.relative_to(SOURCE).parts[0]
        if own == "config" or "tests" in path.parts:
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "zhunsheng" or len(parts) < 3 or parts[1] in {own, "kernel", "web"}:
                continue
            hidden = parts[2] in PRIVATE if parts[1] in OWN_LISTS else parts[2] not in PUBLIC
            if hidden:
                strangers.append(f"{path.relative_to(SOURCE)} imports {name}")
    assert strangers == []


def test_pure_files_know_no_framework():
    pure = [p for p in python_files() if is_of(p, "rules", "procedure", "choices")]
    assert any(p.parent.name == "guards" for p in pure), "a package counts with all its files"
    pure += [p for p in python_files() if "kernel" in p.parts and "tests" not in p.parts]
    found = [
        f"{p.relative_to(SOURCE)} imports {n}"
        for p in pure
        for n in imports(p)
        if n.startswith("django")
    ]
    assert found == []


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("zhunsheng.")]


def test_foreign_keys_point_down_the_stack():
    heights = height()
    upward = []
    for model in own_models():
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and not field.auto_created else None
            if isinstance(target, type) and target.__module__.startswith("zhunsheng."):
                here, there = model._meta.app_label, target._meta.app_label
                if here != there and heights[here] <= heights[there]:
                    upward.append(f"{model.__name__}.{field.name} -> {target.__name__}")
    assert upward == []


def test_rows_are_never_deleted_with_their_parents():
    cascades = [
        f"{m.__name__}.{f.name}"
        for m in own_models()
        for f in m._meta.concrete_fields
        if isinstance(f, models.ForeignKey) and f.remote_field.on_delete is not models.PROTECT
    ]
    assert cascades == []
