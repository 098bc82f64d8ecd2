"""The columns of a benchmark table, in the manner of the national one, and what fits into them."""

from __future__ import annotations

from typing import Final

from zhunsheng.lawbook.choices import Degree, Fact, FineModel, Liable, Stage
from zhunsheng.web.sheets import Column

NUMBER: Final = "序号"
CODE: Final = "违法行为编码"
MODEL: Final = "模式"
TIER: Final = "裁量阶次"
#: A row so marked is an example and is not read.
EXAMPLE: Final = "示例"
#: Stands in place of a code where the rows hold for every violation.
EVERY: Final = "全部"
BANDS: Final = "区间"
WEIGHTS: Final = "权重"
#: How often a condition may be stated in a row.
CONDITIONS: Final = (1, 2)

MODELS: Final = {**{one.label: one for one in FineModel}, BANDS: BANDS, WEIGHTS: WEIGHTS}
#: The facts by the name before their note.
FACTS: Final = {one.label.partition("（")[0]: one for one in Fact}
WHO: Final = {one.label: one for one in Liable}
STAGES: Final = {Stage.FIRST.label: Stage.FIRST, Stage.SECOND.label: Stage.SECOND}
DEGREES: Final = {one.label: one for one in Degree if one is not Degree.MITIGATED}


def _condition(number: int) -> tuple[Column, ...]:
    word = "一二"[number - 1]
    return (
        Column(
            f"fact{number}",
            f"条件{word}",
            choices=tuple(FACTS),
            hint="事实的名称；权重模式下填写选项的名称（只用条件一）",
        ),
        Column(f"from{number}", f"条件{word}自", hint="含本数；金额以元计，是填1，否填0"),
        Column(f"below{number}", f"条件{word}不满", hint="不含本数；没有上界的留空"),
    )


COLUMNS: Final = (
    Column("number", NUMBER, hint="印在“第几项”；填“示例”的行不导入"),
    Column("violation", CODE, required=True, hint="见“填写说明”；对全部违法行为适用的填“全部”"),
    Column("label", "违法行为", hint="供阅读，以编码为准"),
    Column("breach", "法律规定", hint="供阅读，以编码为准"),
    Column("penalty", "处罚依据", hint="供阅读，以编码为准"),
    Column("model", MODEL, required=True, choices=tuple(MODELS), hint="下限、上限的计算方式"),
    Column(
        "tier",
        TIER,
        required=True,
        hint="如A、B、C；区间模式填从轻、一般情形、从重；权重模式填因素的名称",
    ),
    *(column for number in CONDITIONS for column in _condition(number)),
    Column("who", "对象", choices=tuple(WHO), hint="区间、权重模式留空"),
    Column("stage", "阶段", choices=tuple(STAGES), hint="法律不分阶段的留空"),
    Column("least", "下限", required=True, hint="元、倍或者百分数，整数；权重模式留空"),
    Column("most", "上限", required=True, hint="元、倍或者百分数，整数；权重模式填所占百分数"),
    Column("note", "备注", hint="不导入"),
)
HEADINGS: Final = {column.key: column.heading for column in COLUMNS}
