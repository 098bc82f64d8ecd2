"""What may be admitted into the catalogue."""

from __future__ import annotations

from datetime import date

import pytest

from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.rules import admission_findings, is_as_named, is_digest, number_of

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


class TestFileOfEvidence:
    """行政处罚法 46: evidence is verified; a file that is not what its name says is none."""

    @pytest.mark.parametrize(
        ("name", "head", "good"),
        [
            ("笔录.pdf", b"\xef\xbb\xbf%PDF-1.4", True),
            ("笔录.PDF", b"MZ\x90", False),
            ("照片.jpg", b"\xff\xd8\xff\xe0", True),
            ("照片.jpeg", b"\x89PNG\r\n\x1a\n", False),
            ("照片.png", b"\x89PNG\r\n\x1a\n", True),
            ("空.pdf", b"", False),
            ("录像.mp4", b"anything", True),
            ("没有扩展名", b"anything", True),
        ],
    )
    def test_begins_as_its_name_says(self, name: str, head: bytes, good: bool) -> None:
        assert is_as_named(name, head) is good
