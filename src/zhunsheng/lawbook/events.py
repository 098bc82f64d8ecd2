"""Events of the lawbook: what a bureau does with its own benchmark tables."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(
    key="lawbook.benchmarks_imported",
    label="导入裁量基准表",
    sentence="由文件“{filename}”导入“{title}”：读取{rows}行，涉及违法行为{violations}项",
)
@dataclass(frozen=True, slots=True)
class BenchmarksImported:
    """A table was imported; the digests are the SHA-256 of the file and of what is kept."""

    title: str
    filename: str
    rows: int
    violations: int
    file_digest: str
    content_digest: str


@event(
    key="lawbook.benchmarks_adopted",
    label="施行裁量基准表",
    sentence="决定施行“{title}”，自{since}起适用{replacing}",
)
@dataclass(frozen=True, slots=True)
class BenchmarksAdopted:
    """A table was put in force; ``replacing`` names what it takes the place of."""

    title: str
    since: str
    replacing: str
    content_digest: str


@event(
    key="lawbook.benchmarks_withdrawn",
    label="撤回裁量基准表",
    sentence="撤回“{title}”，理由：{reason}",
)
@dataclass(frozen=True, slots=True)
class BenchmarksWithdrawn:
    """A table decides no more."""

    title: str
    reason: str
