"""What may be admitted into the catalogue."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

import pytest

from zhunsheng.documents.tests.scans import picture, scan
from zhunsheng.evidence import queries, rules
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.rules import admission_findings, is_digest, number_of

DAY = date(2025, 3, 3)


def codes(**changes) -> list[str]:
    values = {
        "name": "现场照片",
        "kind": EvidenceKind.AUDIOVISUAL,
        "has_content": True,
        "sha256": "",
        "obtained_on": DAY,
        "day": DAY,
    }
    return [finding.code for finding in admission_findings(**{**values, **changes})]


class TestAdmission:
    def test_needs_a_name_a_file_and_a_past_day(self):
        assert codes() == []
        assert codes(name=" ", has_content=False, obtained_on=date(2025, 3, 4)) == [
            "evidence.name",
            "evidence.file",
            "evidence.obtained_on",
        ]

    def test_of_an_object_needs_no_file(self):
        assert codes(kind=EvidenceKind.PHYSICAL, has_content=False) == []

    def test_by_hash_alone_needs_a_whole_hash(self):
        assert codes(has_content=False, sha256="a" * 64) == []
        assert codes(has_content=False, sha256="A" * 64) == ["evidence.file", "evidence.digest"]


class TestNumber:
    def test_has_two_digits_or_more(self):
        assert [number_of(n) for n in (1, 99, 100)] == ["E01", "E99", "E100"]

    def test_of_a_hash_is_exact(self):
        assert not is_digest("a" * 64 + "\n")


class TestKinds:
    def test_are_the_eight_of_the_law(self):
        assert len(EvidenceKind) == 8


def packed(*names: str) -> bytes:
    """Return a packed file that holds these names."""
    out = io.BytesIO()
    with ZipFile(out, "w") as pack:
        for name in names:
            pack.writestr(name, "x")
    return out.getvalue()


class TestFileOfEvidence:
    """行政处罚法 46: evidence is verified; a file that is not what its name says is none."""

    @pytest.mark.parametrize(
        ("name", "content", "fault"),
        [
            ("笔录.PDF", scan(1), ""),
            ("笔录.pdf", b"%PDF-1.4 garbage", rules.UNREADABLE),
            ("笔录.pdf", b"MZ\x90", rules.NOT_AS_NAMED),
            ("照片.jpg", picture("JPEG"), ""),
            ("照片.jpg", b"\xff\xd8\xff\xe0\0\0\0", rules.UNREADABLE),
            ("照片.jpeg", picture("PNG"), rules.NOT_AS_NAMED),
            ("照片.png", picture("PNG"), ""),
            ("照片.exe", picture("JPEG"), rules.NOT_TAKEN),
            ("网页.html", b"<html></html>", rules.NOT_TAKEN),
            ("没有扩展名", scan(1), rules.NOT_TAKEN),
            ("说明.docx", packed("word/document.xml"), ""),
            ("说明.docx", packed("xl/workbook.xml"), rules.NOT_AS_NAMED),
            ("说明.docx", b"MZ" + packed("word/document.xml"), rules.NOT_AS_NAMED),
            ("说明.docx", b"PK\x03\x04broken", rules.NOT_AS_NAMED),
            ("台账.xlsx", packed("xl/workbook.xml"), ""),
            ("台账.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin"), rules.WITH_MACROS),
            ("录像.mp4", b"\0\0\0\x20ftypisom", ""),
            ("录像.mp4", b"anything", rules.NOT_AS_NAMED),
            ("录音.wav", b"RIFF\0\0\0\0WAVE", ""),
            ("录音.mp3", b"ID3\x04", ""),
            ("空.mp3", b"", rules.NOT_AS_NAMED),
        ],
    )
    def test_is_what_its_name_says(self, name: str, content: bytes, fault: str) -> None:
        found = queries.file_fault(name, io.BytesIO(content))
        assert found.endswith(fault.partition("}")[2])
        assert bool(found) is bool(fault)
