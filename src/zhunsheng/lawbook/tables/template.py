"""The template of a benchmark table: an example of every model, and all that may be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from zhunsheng.lawbook import queries
from zhunsheng.lawbook.choices import FactUnit
from zhunsheng.lawbook.tables.columns import (
    COLUMNS,
    EVERY,
    EXAMPLE,
    FACTS,
    MODELS,
    STAGES,
    WHO,
)

SHEET: Final = "裁量基准"
GUIDE: Final = "填写说明"
LIST: Final = "违法行为编码表"
FILE: Final = "裁量基准导入模板.xlsx"
LAST_ROW: Final = 5000
#: A list that is typed into a cell's rule may not be longer.
LONGEST_LIST: Final = 255
TOP: Final = (
    "逐行填写：一行写明一个违法行为在一个阶次、对一类对象、在一个阶段的罚款下限和上限。"
    "灰色的示例行不导入，填写时可以删除；合并的单元格按上一行的内容读取；带*的列必填。"
)
#: Examples in the order of the columns that they fill; tiers of one conduct, then other models.
EXAMPLES: Final[tuple[dict[str, object], ...]] = (
    {"violation": "safety.97-7", "model": "幅度", "tier": "A", "fact1": "涉及人次", "from1": 1,
     "below1": 3, "who": "单位", "stage": "责令限期改正并处罚", "least": 0, "most": 30000,
     "note": "阶次：涉及1至2人次，责令改正并处罚款"},
    {"violation": "safety.97-7", "model": "幅度", "tier": "A", "who": "单位",
     "stage": "逾期未改正", "least": 100000, "most": 130000, "note": "同一阶次，条件只填第一行"},
    {"violation": "safety.97-7", "model": "幅度", "tier": "B", "fact1": "涉及人次", "from1": 3,
     "who": "单位", "stage": "责令限期改正并处罚", "least": 30000, "most": 100000,
     "note": "没有上界的，“不满”留空"},
    {"violation": "safety.103-1", "model": "违法所得的倍数", "tier": "A", "fact1": "违法所得",
     "from1": 100000, "below1": 300000, "who": "单位", "least": 2, "most": 3,
     "note": "下限、上限为倍数；条件中的金额以元计"},
    {"violation": "accident.36-1", "model": "上一年年收入的比例", "tier": "A", "fact1": "死亡人数",
     "from1": 1, "below1": 3, "who": "主要负责人", "least": 60, "most": 80,
     "note": "下限、上限为年收入的百分数"},
    {"violation": EVERY, "model": "区间", "tier": "从轻", "least": 0, "most": 30,
     "note": "法定幅度的前百分之三十"},
    {"violation": EVERY, "model": "权重", "tier": "安全风险", "fact1": "较大", "most": 20,
     "note": "因素“安全风险”的选项“较大”占最高额的百分之二十"},
)  # fmt: skip


def template() -> bytes:
    """Return the template as .xlsx."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001  # no instant: a constant of the format
        _write_blank(book)
        _write_guide(book)
        _write_list(book)
    return buffer.getvalue()


def _write_blank(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(SHEET)
    top = book.add_format({"text_wrap": True, "valign": "vcenter", "bg_color": "#FFF9EF"})
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EDF4", "border": 1, "valign": "vcenter", "text_wrap": True}
    )
    text = book.add_format({"num_format": "@", "valign": "top"})
    grey = book.add_format({"italic": True, "font_color": "#7A8599", "valign": "top"})
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, TOP, top)
    sheet.set_row(0, 34)
    for at, column in enumerate(COLUMNS):
        marked = column.heading + ("*" if column.required else "")
        sheet.write_string(1, at, marked, head)
        sheet.write_comment(1, at, column.hint, {"x_scale": 1.4})
        sheet.set_column(at, at, _width(column.key), text)
        if column.choices:
            _offer(sheet, at, column.choices, is_free=column.key.startswith("fact"))
    for line, example in enumerate(EXAMPLES, start=2):
        _write_example(sheet, line, example, grey)
    sheet.freeze_panes(2, 2)


def _width(key: str) -> int:
    wide = {"violation": 16, "label": 24, "tier": 12, "model": 18, "who": 16, "stage": 20}
    return wide.get(key, 34 if key == "note" else 12)


def _offer(sheet: Any, at: int, choices: tuple[str, ...], *, is_free: bool) -> None:  # noqa: ANN401 - published without types
    """Offer the choices of a column; a condition of weights is named freely."""
    rule: dict[str, Any] = {"validate": "list", "source": list(choices)}
    if len(",".join(choices)) > LONGEST_LIST:
        return
    if is_free:
        rule |= {"error_type": "information", "error_title": "不是事实的名称"}
        rule |= {"error_message": "只有权重模式可以在这里填写选项的名称。"}
    sheet.data_validation(2, at, LAST_ROW, at, rule)


def _write_example(sheet: Any, line: int, example: dict[str, object], grey: object) -> None:  # noqa: ANN401 - published without types
    law = queries.newest().get(str(example["violation"]))
    known = {
        "number": EXAMPLE,
        "label": law.label if law else "",
        "breach": queries.cite_label(law.breach) if law else "",
        "penalty": queries.cite_label(law.penalty) if law else "",
        **example,
    }
    for at, column in enumerate(COLUMNS):
        value = known.get(column.key, "")
        if isinstance(value, int):
            sheet.write_number(line, at, value, grey)
        elif value:
            sheet.write_string(line, at, str(value), grey)


def _write_guide(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(GUIDE)
    head = book.add_format({"bold": True, "bg_color": "#E8EDF4", "border": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for at, width in enumerate((16, 30, 70)):
        sheet.set_column(at, at, width, wrap)
    for at, heading in enumerate(("内容", "可以填写", "说明")):
        sheet.write_string(0, at, heading, head)
    for line, row in enumerate(_guide(), start=1):
        for at, value in enumerate(row):
            sheet.write_string(line, at, value, wrap)
    sheet.freeze_panes(1, 0)


def _guide() -> Iterator[tuple[str, str, str]]:
    for column in COLUMNS:
        yield f"列：{column.heading}", "必填" if column.required else "选填", column.hint
    explained = {
        "幅度": "下限、上限为元",
        "区间": "把法定幅度按百分数分为从轻、一般情形、从重三段",
        "权重": "各因素选项所占百分数相加，乘以法定最高额",
    }
    for name in MODELS:
        yield "模式", name, explained.get(name, "下限、上限为倍数或者百分数")
    for name, fact in FACTS.items():
        unit = "以元计" if fact.unit is FactUnit.FEN else ""
        unit = "是填1，否填0" if fact.unit is FactUnit.YES_NO else unit
        unit = "以百分数计" if fact.unit is FactUnit.PERCENT else unit
        yield "条件", name, unit or fact.label.removeprefix(name).strip("（）") or "填整数"
    for name in WHO:
        yield "对象", name, "与处罚条款写明的对象一致"
    for name in STAGES:
        yield "阶段", name, "法律把改正前后分开处罚的，逐个阶段填写"


def _write_list(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(LIST)
    head = book.add_format({"bold": True, "bg_color": "#E8EDF4", "border": 1})
    for at, (heading, width) in enumerate(
        (("编码", 18), ("名称", 50), ("违反条款", 40), ("处罚条款", 40), ("处罚对象", 40))
    ):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, heading, head)
    rows = sorted(queries.newest().values(), key=lambda one: one.penalty)
    for line, law in enumerate(rows, start=1):
        who = "、".join(one.label for one in law.liable)
        cited = (queries.cite_label(law.breach), queries.cite_label(law.penalty))
        for at, value in enumerate((law.key, law.label, *cited, who)):
            sheet.write_string(line, at, value)
    sheet.freeze_panes(1, 0)
