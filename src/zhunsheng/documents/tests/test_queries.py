"""Reading documents, and their files."""

import os
from pathlib import Path
from uuid import UUID

import pytest

from zhunsheng.documents import queries
from zhunsheng.documents.choices import FileFormat
from zhunsheng.documents.models import Document
from zhunsheng.documents.tests.builders import (
    CASE,
    DAY,
    OTHER,
    ctx,
    found,
    found_other,
    issue_one,
)


@pytest.fixture
def document(db: None) -> Document:
    found()
    return issue_one(ctx=ctx("a"), kind="prior_notice", on=DAY)


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    settings.ZHUNSHENG_FILES_DIR = tmp_path / "files"  # type: ignore[attr-defined]
    return tmp_path / "files"


class TestDocuments:
    def test_are_found_by_their_subject(self, document: Document):
        assert queries.documents_of(ctx("x"), CASE) == [document]
        other = UUID(int=7)
        assert queries.documents_of_many(ctx("x"), [("case", other), CASE]) == [document]
        # The same id under another kind is another record.
        assert queries.documents_of_many(ctx("x"), [("inspection", CASE[1])]) == []

    def test_are_filtered_by_kind_and_year(self, document: Document):
        viewer = ctx("x").viewer
        assert list(queries.documents(viewer, kind="prior_notice", year=2026)) == [document]
        assert list(queries.documents(viewer, kind="penalty_decision")) == []
        assert list(queries.documents(viewer, year=2025)) == []
        assert queries.years(viewer) == [2026]

    def test_stay_inside_their_bureau(self, document: Document):
        found_other()
        stranger = ctx("x", bureau=OTHER).viewer
        assert queries.documents_of(stranger, CASE) == []
        with pytest.raises(Document.DoesNotExist):
            queries.document(stranger, document.id)


class TestRendered:
    def test_is_made_once_and_kept_by_its_hash(self, document: Document, folder: Path):
        path = queries.rendered(document, FileFormat.PDF)
        assert path.read_bytes().startswith(b"%PDF-1.7")
        made = path.stat().st_mtime_ns
        assert queries.rendered(document, FileFormat.PDF) == path
        assert path.stat().st_mtime_ns == made
        assert [p.name for p in path.parent.iterdir()] == [path.name]
        assert folder in path.parents

    def test_is_made_again_when_the_kept_file_was_changed(self, document: Document, folder: Path):
        path = queries.rendered(document, FileFormat.DOCX)
        right = path.read_bytes()
        path.write_bytes(right + b"x")
        assert queries.rendered(document, FileFormat.DOCX).read_bytes() == right
        assert Path(f"{path}.damaged").read_bytes() == right + b"x"

    def test_is_refused_when_the_content_lost_its_hash(self, document: Document, folder: Path):
        document.content = document.content.replace("示例乙", "示例丙")
        with pytest.raises(queries.ContentChanged):
            queries.rendered(document, FileFormat.PDF)
        assert not folder.exists()

    def test_leaves_nothing_behind_when_the_disk_is_full(
        self, document: Document, folder: Path, monkeypatch: pytest.MonkeyPatch
    ):
        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            queries.rendered(document, FileFormat.PDF)
        assert [path for path in folder.rglob("*") if path.is_file()] == []
