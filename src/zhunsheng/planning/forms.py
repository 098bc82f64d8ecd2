"""Forms of planning: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from zhunsheng.planning import rules
from zhunsheng.planning.choices import DayItem, ItemClass, PartKind
from zhunsheng.planning.rules import Proposal
from zhunsheng.planning.services import PartDraft, PlanDraft
from zhunsheng.registry.choices import RiskClass, Sector
from zhunsheng.web import forms as fields

MOST_DAYS = 1_000_000
MONTHS = [(str(month), f"{month}月") for month in rules.MONTHS]
CRITERIA = [(code.value, one.label) for code, one in rules.criteria().items()]
RATE = "按比例抽取：{risk}（%）"
PROPOSED = "建议值：{formula}"


class CountField(forms.IntegerField):
    """A whole number that is not negative."""

    def __init__(self, *, least: int = 0, most: int = MOST_DAYS, **rest: Any) -> None:
        widget = forms.NumberInput(attrs={"class": "num", "min": least, "step": 1})
        rest.setdefault("widget", widget)
        messages = {"invalid": "请填写整数。", **rest.pop("error_messages", {})}
        super().__init__(error_messages=messages, **rest)
        self.validators += [
            MinValueValidator(least, f"不得小于{least}。"),
            MaxValueValidator(most, f"不得大于{most}。"),
        ]


class DraftForm(fields.DatedForm):
    """What a plan begins with."""

    bases: ClassVar[dict[str, str]] = {"year": "SPL-2021:62", "officers": "PLAN-2017:7"}
    year = CountField(label="年度", least=2018, most=2100)
    officers = CountField(
        label="行政执法人员数",
        required=False,
        least=1,
        most=9999,
        help_text="留空时按执法队伍中证件当日有效的人员分机构计数；往年计划按当年文本填写。",
    )
    staff = CountField(label="在册人员数", required=False, least=1, most=9999)
    stated_units = CountField(
        label="载明的单位总数",
        required=False,
        help_text="上级下达或者正文载明总数的填写，系统与各部分之和核对。",
    )
    goals = fields.NoteField(label="目标任务", required=False)
    safeguards = fields.NoteField(label="保障措施", required=False)

    @property
    def draft(self) -> PlanDraft:
        """The plan that was typed."""
        said = self.cleaned_data
        return PlanDraft(
            year=said["year"],
            officers=said["officers"],
            staff=said["staff"],
            stated_units=said["stated_units"],
            goals=said["goals"].strip(),
            safeguards=said["safeguards"].strip(),
        )


class BasicsForm(fields.DatedForm):
    """Number of officers, stated total, goals and safeguards of a draft."""

    bases: ClassVar[dict[str, str]] = {"officers": "PLAN-2017:7"}
    officers = CountField(label="行政执法人员数", least=1, most=9999)
    staff = CountField(label="在册人员数", required=False, least=1, most=9999)
    stated_units = CountField(label="载明的单位总数", required=False)
    goals = fields.NoteField(label="目标任务", required=False)
    safeguards = fields.NoteField(label="保障措施", required=False)


class DaysForm(fields.DatedForm):
    """Officer-days of each fixed item; what earlier plans gave to it is proposed."""

    def __init__(
        self, *args: Any, proposals: Mapping[DayItem, Proposal] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for item in DayItem:
            proposed = (proposals or {}).get(item)
            self.fields[item.value] = CountField(
                label=f"{item.value} {item.label}",
                required=False,
                initial=proposed.days if proposed else 0,
                help_text=PROPOSED.format(formula=proposed.formula) if proposed else "",
            )
        for name in ("on", "late_reason"):
            self.fields[name] = self.fields.pop(name)

    @property
    def days(self) -> tuple[tuple[DayItem, int], ...]:
        """The officer-days of every item."""
        return tuple((item, self.cleaned_data[item.value] or 0) for item in DayItem)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the items by class."""
        return [
            (kind.label, [self[item.value] for item in DayItem if item.item_class is kind])
            for kind in ItemClass
        ]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields that are not items."""
        return [self["on"], self["late_reason"]]


class PartForm(fields.DatedForm):
    """A part of the plan."""

    bases: ClassVar[dict[str, str]] = {
        "visits_per_unit": "MEM-2025-11",
        "days": "PLAN-2017:8",
        "cap": "GBF-2024-54",
        "special_ground": "MEM-2025-11",
    }
    label = forms.CharField(label="检查任务", max_length=60)
    kind = fields.EnumField(PartKind, label="检查方式")
    sector = fields.EnumField(Sector, label="行业领域", required=False)
    unit_count = CountField(
        label="载明的单位数",
        required=False,
        help_text="留空时由系统按名单或者抽取比例计数。",
    )
    visits_per_unit = CountField(label="每家次数", least=0, most=366, initial=1)
    cap = CountField(
        label="检查频次上限",
        required=False,
        most=366,
        help_text="每家每年最多检查次数，以公布的为准；没有公布的留空。",
    )
    days = CountField(
        label="工作日",
        required=False,
        help_text="留空时由系统按检查家次分配其余的监督检查工作日。",
    )
    special_ground = forms.CharField(
        label="专项检查事由",
        required=False,
        max_length=200,
        help_text="专项检查才填写；任务名称与检查时填写的专项行动一致，完成情况自动归集。",
    )
    months = forms.MultipleChoiceField(
        label="检查月份", choices=MONTHS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, pools: Mapping[RiskClass, int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for risk in RiskClass:
            self.fields[f"rate_{risk.value}"] = CountField(
                label=RATE.format(risk=risk.label),
                required=False,
                most=100,
                help_text=f"名录中现有{(pools or {}).get(risk, 0)}家。" if pools else "",
            )
        self.order_fields(None)

    def clean(self) -> dict[str, Any]:
        """Take a number of units or rates to draw by, not both."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("unit_count") is not None and any(
            said.get(f"rate_{risk.value}") for risk in RiskClass
        ):
            self.add_error("unit_count", "按比例抽取的，单位数由系统计算，请留空。")
        return said

    def draft(self, number: int) -> PartDraft:
        """Return the part that was typed, under its number."""
        said = self.cleaned_data
        rates = [(risk, said[f"rate_{risk.value}"]) for risk in RiskClass]
        return PartDraft(
            number=number,
            label=said["label"].strip(),
            kind=said["kind"],
            unit_count=said["unit_count"],
            visits_per_unit=said["visits_per_unit"],
            sector=said["sector"],
            days=said["days"],
            cap=said["cap"],
            months=tuple(int(month) for month in said["months"]),
            rates=tuple((risk, rate) for risk, rate in rates if rate),
            special_ground=said["special_ground"].strip(),
        )


class CodesForm(fields.DatedForm):
    """Units named by their credit codes."""

    codes = fields.NoteField(
        label="统一社会信用代码",
        rows=6,
        required=False,
        max_length=40_000,
        help_text="每行一个；没有代码的填写单位全称。",
    )
    #: The box that stands for many units at once.
    box: ClassVar[str]

    def clean(self) -> dict[str, Any]:
        """Ask for units in one of the two ways."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get(self.box) and not said.get("codes", "").split():
            label = self.fields[self.box].label
            self.add_error("codes", f"请填写统一社会信用代码，或者勾选“{label}”。")
        return said

    @property
    def typed_codes(self) -> list[str]:
        """The codes or names that were typed, once each."""
        return list(dict.fromkeys(self.cleaned_data["codes"].split()))


class UnitsForm(CodesForm):
    """Units to be listed by name: by their codes, or all of a sector."""

    bases: ClassVar[dict[str, str]] = {"reasons": "PLAN-2017:6"}
    box: ClassVar[str] = "whole_sector"
    whole_sector = forms.BooleanField(label="列入该行业领域的全部单位", required=False)
    risks = forms.MultipleChoiceField(
        label="其中只列入风险等级",
        choices=RiskClass.pairs(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = forms.MultipleChoiceField(
        label="列入理由", choices=CRITERIA, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label="说明", required=False, max_length=200, help_text="以⑦列入的，写明具体情形。"
    )
    months = forms.MultipleChoiceField(
        label="检查月份",
        choices=MONTHS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="留空时按检查任务的月份。",
    )


class RemoveUnitsForm(CodesForm):
    """Units to be taken out of a list: by their codes, or all."""

    box: ClassVar[str] = "everything"
    everything = forms.BooleanField(label="移出名单中的全部单位", required=False)


class ApprovalForm(fields.DatedForm):
    """The approval of the government."""

    bases: ClassVar[dict[str, str]] = {"approval_number": "PLAN-2017"}
    approval_number = forms.CharField(
        label="批准文号", max_length=80, help_text="按批准文件原文填写，如“×政函〔2025〕3号”。"
    )
    scan = forms.FileField(
        label="批准文件扫描件",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text="PDF、JPEG或者PNG。",
    )


class CorrectionForm(fields.DatedForm):
    """The right number of the approval, and why the entered one is wrong."""

    bases: ClassVar[dict[str, str]] = {"approval_number": "PLAN-2017"}
    approval_number = forms.CharField(label="正确的批准文号", max_length=80)
    reason = fields.NoteField(label="理由", max_length=400)


class FilingForm(fields.DatedForm):
    """Filing with another body."""

    receipt = forms.CharField(label="备案回执或者收文号", max_length=80, required=False)


class PublicationForm(fields.DatedForm):
    """Where the plan can be read."""

    place = forms.CharField(label="公布处所", max_length=200)


class ReasonForm(fields.DatedForm):
    """A reason that must be given."""

    reason = fields.NoteField(label="理由", max_length=400)
