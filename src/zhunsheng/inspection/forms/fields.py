"""Fields, choices and sentences that the forms of inspections share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

Choices = Iterable[tuple[str, str]]

ALL = ("", "全部")
NO_CAMPAIGN = ("", "不属于年度计划中的专项检查")
CAMPAIGNS_ARE_FEW = "从已批准的年度计划中选择；专项检查实行数量控制，不能自行填写名称。"
DEPLOYED = "任务来源为上级部署的专项检查时填写，并写明部署文件的文号。"
DEPLOYER = "任务来源为上级部署的专项检查时填写部署文件的发文机关全称和成文日期。"
NO_DRAW = ("", "不是双随机抽查")
DRAWN_GO = "任务来源是双随机的选择；由抽取的人员检查，不必再勾选检查人员。"
NO_OFFICERS = "请选择检查人员。"
NOT_THE_DRAW = "选择了双随机抽取的，任务来源应当选择该次抽取的方式。"
NO_UNIT = ("", "本局直接实施")
NOT_A_MONTH = "月份应写作 2026-01 的样式。"
HOURS = "按实际到场时间填写；不能与复查人员的其他检查、复查重叠。"
NO_APPLICATION = "请填写单位申请提前复查的日期。"
NO_RESULT = "请选择第{number}项的复查结果。"
URGENCY = "{label}（{basis}）"
UNVERIFIED_URGENCY = "{label}（{basis}，未核实）"
URGENCY_HINT = "国办发〔2024〕54号没有列举紧急情形，所列为归纳；任务多、时间紧不是紧急情形。"
ONE_ENTITY = "紧急检查一次办理一家单位，请只选择一家。"
NO_ENTITY = "请至少选择一家被检查单位。"
VISITS = "{name}（本年已检查{count}次{cap}）"
CAP_LEFT = "；上限{cap}次－已检查计入{counted}次－已批准待检查{waiting}次＝尚余{left}次"
CAP_UNUSED = "；上限{cap}次，尚余{left}次"
CAP_PASSED = "；上限{cap}次，已检查计入{counted}次、已批准待检查{waiting}次，超出上限{over}次"
NO_CAP = "，未公布年度上限"
CROWDED = "{name}——再安排一次，{windows}"
WINDOW = "{window}达{visits}次，超过提醒的{most}次"
ROW_UNREAD = "第{number}项问题未填写完整。"
SITUATION = "复查情况"
STANDARD = "判定标准"
STANDARD_HINT = "重大事故隐患必填：判定标准的名称和条款。"
OWN_TERMS = "没有另填期限的问题都用这个期限。"
OWN_TERM = "第{number}项另定期限：{description}"
TERM_OF = "{number}．{description}（期限至{due_on}）"
A_HAZARD = ("", "一般隐患（不属于所列违法行为）")
CHECK_UNREAD = "检查表第{number}项未填写完整。"
PERSON_UNREAD = "第{number}名人员未填写完整。"
CARS_NEED_A_TIME = "填写车辆或者返回时间的，请同时填写出发时间。"
CARS_HINT = "车牌号，多辆用顿号分开。"
NO_CHECKLIST = ("", "不使用检查表")
COMPANIONS_AT_FIRST = 2
ATTENDEES_AT_FIRST = 3
MOST_PEOPLE = 6
ROWS_AT_FIRST = 3
MORE_ROWS = 3
MOST_ROWS = 40
#: Years whose months a list may be narrowed to; the day after a month has to lie in one too.
YEARS = range(1900, 2200)


class MonthField(forms.CharField):
    """A month written as 2025-09 that becomes its first day."""

    widget = forms.TextInput(attrs={"type": "month"})

    def to_python(self, value: object) -> date | None:  # type: ignore[override]  # text to a day
        """Return the first day of the month, or nothing for an empty field."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            year, month = text.split("-")
            first = date(int(year), int(month), 1)
            if first.year not in YEARS:
                raise ValueError(text)
            return first
        except ValueError:
            raise ValidationError(NOT_A_MONTH, code="month") from None

    def validate(self, value: object) -> None:
        """Accept any month."""

    def run_validators(self, value: object) -> None:
        """Skip the validators of texts: the value is a day already."""
