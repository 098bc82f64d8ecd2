"""Cover (案卷首页), catalogue (卷内目录), reference sheet (备考表) and the sheet of an object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.archive.models import FiledPaper, Volume
from zhunsheng.documents.choices import Folder
from zhunsheng.documents.rendering import Column, Fields, Note, Paper, Signatures, Table, date_text

CATALOGUE, REFERENCE, COVER = "卷内目录", "备考表", "案卷首页"


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What the cover says of the case."""

    bureau: str
    cause: str
    case_number: str
    procedure: str
    party: str
    handlers: str
    opened_on: date | None
    closed_on: date | None
    outcome: str
    decision: str


def cover(volume: Volume, folder: Folder, facts: CoverFacts) -> Paper:
    """Make the first page of a folder."""
    pages = volume.main_pages if folder is Folder.MAIN else volume.inner_pages
    return Paper(
        title=f"行政处罚案卷\n（{folder.label}）",
        number=f"{volume.number}　{volume.label}",
        issuer=facts.bureau,
        date=volume.filed_on,
        blocks=(
            Fields((("案由", facts.cause),)),
            Fields(
                (
                    ("当事人", facts.party),
                    ("办案程序", facts.procedure),
                    ("立案编号", facts.case_number),
                    ("决定书编号", facts.decision or "无"),
                    ("立案日期", _day(facts.opened_on)),
                    ("结案日期", _day(facts.closed_on)),
                ),
                columns=2,
            ),
            Fields((("处理结果", facts.outcome),)),
            Fields(
                (
                    ("承办人", facts.handlers or "无"),
                    ("立卷人", volume.filed_by),
                    ("归档日期", date_text(volume.filed_on)),
                    ("保管期限", volume.retention_text),
                    ("档案号", volume.number),
                    ("本卷页数", f"{pages}页"),
                ),
                columns=2,
            ),
            Note(_WARNING[folder]),
        ),
        style="form",
    )


_WARNING = {
    Folder.MAIN: "本卷归档后材料不得增减；后到的材料归入续卷。",
    Folder.INNER: "副卷为本机关内部材料，不对外提供；查阅须逐次登记。",
}


def catalogue(volume: Volume, folder: Folder, rows: Sequence[FiledPaper], *, bureau: str) -> Paper:
    """Make the list of what is in a folder."""
    columns = (
        Column("顺序号", 9, "center"),
        Column("文号", 31),
        Column("责任者", 11),
        Column("题名", 25),
        Column("日期", 13, "center"),
        Column("页号", 11, "center"),
    )
    lines = tuple(
        (
            str(row.place),
            row.number,
            row.author,
            row.title,
            row.dated_on.isoformat(),
            row.page_text,
        )
        for row in rows
    )
    return Paper(
        title=f"{CATALOGUE}（{folder.label}）",
        number=f"{volume.number}　{volume.label}",
        issuer=bureau,
        date=volume.filed_on,
        blocks=(Table(columns, lines),),
        style="form",
        masthead=False,
    )


def reference(volume: Volume, folder: Folder, rows: Sequence[FiledPaper], *, bureau: str) -> Paper:
    """Make the sheet that says what is in the folder, and who answers for it."""
    pages = sum(row.pages for row in rows)
    scanned = sum(1 for row in rows if row.original)
    return Paper(
        title=f"{REFERENCE}（{folder.label}）",
        number=f"{volume.number}　{volume.label}",
        issuer=bureau,
        date=volume.filed_on,
        blocks=(
            Fields(
                (
                    (
                        "本卷情况",
                        f"本卷共{len(rows)}件、{pages}页，其中存有签章原件扫描件{scanned}件。",
                    ),
                    ("说明", volume.remark or "无"),
                    ("目录校验值", volume.digest),
                )
            ),
            Signatures((("立卷人", volume.filed_by), ("检查人", ""))),
        ),
        style="form",
        masthead=False,
    )


def object_sheet(row: FiledPaper, *, bureau: str) -> Paper:
    """Make the sheet that stands for what cannot be bound: an object, a recording, a data file."""
    kept = row.sha256 and not row.has_file
    where = "本系统存有该文件，请按校验值调取" if row.has_file else "实物或者载体另行保管"
    return Paper(
        title="证据材料说明页",
        number=row.number,
        issuer=bureau,
        date=row.dated_on,
        blocks=(
            Fields(
                (
                    ("证据名称", row.title),
                    ("证据编号", row.number),
                    ("取得日期", date_text(row.dated_on)),
                    ("取证人", row.author or "未填写"),
                    ("校验值（SHA-256）", row.sha256 or "无"),
                    ("存放", "仅登记校验值，文件由来源单位保存" if kept else where),
                )
            ),
        ),
        style="form",
        masthead=False,
    )


def _day(day: date | None) -> str:
    return date_text(day) if day else "无"


def of_parties(rows: Sequence[tuple[str, str]]) -> str:
    """
    Say of each party of a case what holds for it; of one alone without its name.

    >>> of_parties([("甲公司", "无")]), of_parties([("甲公司", "给予行政处罚"), ("乙", "无")])
    ('无', '甲公司：给予行政处罚；乙：无')
    """
    if len(rows) == 1:
        return rows[0][1]
    return "；".join(f"{name}：{text}" for name, text in rows)


def names(parties: Sequence[str]) -> str:
    """Return the names of the parties of a case."""
    return "、".join(parties)


def outcome(kind: str, fine: str, since: tuple[str, str] = ("", "")) -> str:
    """Say how a case ended: what was decided, and what was made of it with the fine left."""
    if not kind:
        return "没有作出处罚决定"
    said = _fined(kind, fine)
    return f"{said}；{_fined(*since)}" if since[0] else said


def _fined(kind: str, fine: str) -> str:
    return f"{kind}，罚款{fine}元" if fine not in {"", "0.00"} else kind
