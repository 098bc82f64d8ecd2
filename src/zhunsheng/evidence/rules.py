"""What may be admitted into the catalogue of evidence. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Final

from zhunsheng.documents.choices import ScanFormat
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

KINDS_OF_EVIDENCE: Final = cite("APL-2021:46")
WHOLE_RECORD: Final = cite("APL-2021:47")
MOST_BYTES: Final = 200 * 1024 * 1024
TOO_LARGE: Final = "上传的文件超过200兆字节。请压缩或者分成几个文件"
NOT_AS_NAMED: Final = "文件内容与文件名的格式不一致。请核对是否选错文件，改文件名不能改变文件内容"
NOT_TAKEN: Final = (
    "不接收这种格式的文件。证据材料请用PDF，jpg、png图片，docx、xlsx、ofd文件，"
    "mp4、mov、3gp、avi录像，mp3、m4a、wav、amr录音；其他格式请先转换，或者打印后扫描成PDF"
)
WITH_MACROS: Final = "文件带有宏，可能含有程序。请另存为不带宏的文件，或者PDF"
UNREADABLE: Final = "{fault}。请重新导出或者扫描后上传"
#: Names of files whose content can be opened and read.
SCANNED: Final = {
    "pdf": ScanFormat.PDF,
    "jpg": ScanFormat.JPEG,
    "jpeg": ScanFormat.JPEG,
    "png": ScanFormat.PNG,
}
#: What a packed file of an office program must hold.
PACKED: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
PACK: Final = b"PK\x03\x04"
#: How a recording begins: one of these marks at a place.
_MARKS: Final = {
    "mp4": (4, (b"ftyp",)),
    "m4a": (4, (b"ftyp",)),
    "3gp": (4, (b"ftyp",)),
    "mov": (4, (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")),
    "avi": (8, (b"AVI ",)),
    "wav": (8, (b"WAVE",)),
    "amr": (0, (b"#!AMR",)),
    "mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3")),
}
HEAD_BYTES: Final = 16
#: How a scan begins, and which brand of a container of recordings has which ending.
_BEGINS: Final = {b"%PDF": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
_BRANDS: Final = {b"M4A": "m4a", b"qt": "mov", b"3g": "3gp"}
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
#: What a browser is told of a file of an ending.
MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "ofd": "application/ofd",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
    "3gp": "video/3gpp",
    "mov": "video/quicktime",
    "avi": "video/x-msvideo",
    "wav": "audio/wav",
    "amr": "audio/amr",
    "mp3": "audio/mpeg",
}
UNKNOWN_TYPE: Final = "application/octet-stream"
#: As of a signed original: a file is printed page by page when it is put away.
MOST_PAGES: Final = 500
TOO_MANY_PAGES: Final = "文件有{pages}页，一件证据最多{most}页。请按内容分成几件登记"
#: Files that are pictures, and how their content begins.
PICTURES: Final = frozenset({"jpg", "jpeg", "png"})
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
#: Names that programs of phones give in Chinese.
_BY_MACHINE: Final = re.compile("微信图片|微信截图|屏幕截图|截图|照片[0-9_]*$|图片[0-9_]*$")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def caption_of(filename: str, general: str) -> str:
    """
    Return how catalogue and papers name a picture: as somebody named it, else in general.

    What a camera or a program named says nothing; a file that is no picture keeps its name.

    >>> caption_of("IMG_0231.jpg", "现场照片"), caption_of("微信图片_2025.png", "现场照片")
    ('现场照片', '现场照片')
    >>> caption_of("配电间.PNG", "现场照片"), caption_of("回执.pdf", "现场照片")
    ('配电间', '回执.pdf')
    """
    if ending_of(filename) not in PICTURES:
        return filename
    stem = filename.rpartition(".")[0].strip()
    return stem if _CHINESE.search(stem) and not _BY_MACHINE.match(stem) else general


def number_of(place: int) -> str:
    """
    Return the number of the item at a place of the catalogue, from 1.

    >>> number_of(1), number_of(112)
    ('E01', 'E112')
    """
    return f"E{place:02d}"


def place_of_number(number: str) -> int:
    """
    Return the place in the catalogue that a number tells.

    >>> place_of_number("E01"), place_of_number("E112")
    (1, 112)
    """
    return int(number.removeprefix("E"))


def ending_of(filename: str) -> str:
    """
    Return how a name ends, in small letters; empty where it has no ending.

    >>> ending_of("笔录.PDF"), ending_of("笔录")
    ('pdf', '')
    """
    return filename.rpartition(".")[2].lower() if "." in filename else ""


def ending_by_content(head: bytes, members: Collection[str] = ()) -> str:
    r"""
    Return the ending that the content of an admitted file calls for, empty where none is known.

    ``head`` are its first bytes, ``members`` the list of contents of a packed file.

    >>> ending_by_content(b"%PDF-1.7"), ending_by_content(b"\x89PNG\r\n"), ending_by_content(b"?")
    ('pdf', 'png', '')
    >>> ending_by_content(PACK, ["OFD.xml"]), ending_by_content(b"\0\0\0 ftypqt")
    ('ofd', 'mov')
    """
    if head.startswith(PACK):
        return next((key for key, member in PACKED.items() if member in members), "")
    if head[4:8] == b"ftyp":
        return next((key for brand, key in _BRANDS.items() if head[8:].startswith(brand)), "mp4")
    begun = (key for mark, key in _BEGINS.items() if head.startswith(mark))
    marked = (key for key, (at, marks) in _MARKS.items() if head[at:].startswith(marks))
    return next(begun, "") or next(marked, "")


def saved_name(name: str, ending: str) -> str:
    """
    Return the name under which a file is saved: with the ending of its content, once.

    >>> saved_name("E01 笔录", "pdf"), saved_name("E01 笔录.PDF", "pdf"), saved_name("E01 物", "")
    ('E01 笔录.pdf', 'E01 笔录.PDF', 'E01 物')
    """
    own = ending_of(name).replace("jpeg", "jpg")
    return name if own == ending or not ending else f"{name}.{ending}"


def recording_fault(ending: str, head: bytes) -> str:
    """Say why a file is no recording of the ending of its name, from its first bytes."""
    if ending not in _MARKS:
        return NOT_TAKEN
    place, marks = _MARKS[ending]
    return "" if head[place:].startswith(marks) else NOT_AS_NAMED


def packed_fault(ending: str, members: Collection[str]) -> str:
    """Say why a packed file is not what the ending of its name says, from its list of contents."""
    if PACKED[ending] not in members:
        return NOT_AS_NAMED
    return WITH_MACROS if any(one.endswith("vbaProject.bin") for one in members) else ""


def known_file(number: str, name: str) -> tuple[Finding, ...]:
    """Refuse a file that is a piece of the same file already: one thing proves once (46)."""
    return (
        Finding(
            "evidence.same_file",
            f"该文件与已登记的证据{number}“{name}”完全相同",
            KINDS_OF_EVIDENCE,
            f"不必重复登记，可以直接引用证据{number}；选错文件的，请重新选择",
        ),
    )


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


def unfit_file(fault: str) -> Finding:
    """Return the refusal of a file for its fault, which ends in what to do."""
    said, _, next_step = fault.partition("。")
    return Finding("evidence.file_unfit", said, KINDS_OF_EVIDENCE, next_step)


def list_of(words: tuple[str, ...]) -> str:
    """Return words as a Chinese list."""
    return "、".join(words)
