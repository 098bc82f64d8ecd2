"""What may be admitted into the catalogue of evidence. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

KINDS_OF_EVIDENCE: Final = cite("APL-2021:46")
WHOLE_RECORD: Final = cite("APL-2021:47")
MOST_BYTES: Final = 200 * 1024 * 1024
TOO_LARGE: Final = "上传的文件超过200兆字节"
NOT_AS_NAMED: Final = "文件内容与文件名的格式不一致。请核对是否选错文件，改文件名不能改变文件内容"
#: How a file begins whose name ends so, and within how many bytes.
_BEGINNINGS: Final = {
    "pdf": (b"%PDF-", 1024),
    "jpg": (b"\xff\xd8\xff", 3),
    "jpeg": (b"\xff\xd8\xff", 3),
    "png": (b"\x89PNG\r\n\x1a\n", 8),
}
HEAD_BYTES: Final = 1024
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def number_of(place: int) -> str:
    """
    Return the number of the item at a place of the catalogue, from 1.

    >>> number_of(1), number_of(112)
    ('E01', 'E112')
    """
    return f"E{place:02d}"


def is_as_named(filename: str, head: bytes) -> bool:
    """
    Return whether a file begins as the ending of its name says; other endings say nothing.

    >>> is_as_named("笔录.PDF", b"%PDF-1.7"), is_as_named("笔录.pdf", b"MZ"), is_as_named("声", b"")
    (True, False, True)
    """
    mark, within = _BEGINNINGS.get(filename.rpartition(".")[2].lower(), (b"", 0))
    return mark in head[:within]


def is_digest(text: str) -> bool:
    """Return whether the text is a SHA-256 in lower-case hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None


def admission_findings(
    *,
    name: str,
    kind: EvidenceKind,
    has_content: bool,
    sha256: str,
    obtained_on: date,
    day: date,
) -> tuple[Finding, ...]:
    """Return every reason against admitting an item on ``day``; objects need no file."""
    has_file = has_content or is_digest(sha256)
    checks = (
        (bool(name.strip()), "name", "未填写证据名称", "请填写证据名称"),
        (
            has_file or kind is EvidenceKind.PHYSICAL,
            "file",
            "除物证外，证据应当附文件或者文件校验值",
            "请上传文件，或者填写64位SHA-256校验值",
        ),
        (not sha256 or is_digest(sha256), "digest", "文件校验值不是64位SHA-256", "请核对校验值"),
        (
            obtained_on <= day,
            "obtained_on",
            f"取得日期{obtained_on.isoformat()}晚于登记当日",
            "请填写实际取得的日期",
        ),
    )
    return tuple(
        Finding(f"evidence.{code}", message, KINDS_OF_EVIDENCE, next_step)
        for holds, code, message, next_step in checks
        if not holds
    )


def wrong_digest() -> Finding:
    """Return the refusal of a file that does not have the hash given with it."""
    return Finding(
        "evidence.digest_differs",
        "文件内容与所填校验值不一致",
        WHOLE_RECORD,
        "请重新上传原始文件",
    )


def empty_file() -> Finding:
    """Return the refusal of an empty file."""
    return Finding("evidence.file_empty", "上传的文件是空的", WHOLE_RECORD, "请重新上传原始文件")


def too_large() -> Finding:
    """Return the refusal of a file that the site does not keep."""
    return Finding("evidence.file_too_large", TOO_LARGE, WHOLE_RECORD, "请压缩或者分成几个文件")


def list_of(words: tuple[str, ...]) -> str:
    """Return words as a Chinese list."""
    return "、".join(words)
