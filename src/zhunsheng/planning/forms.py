"""Forms of planning: strings become values; nothing is saved."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from zhunsheng.planning.choices import DayItem, ItemClass, KeyCriterion, PartKind
from zhunsheng.planning.services import PartDraft, PlanDraft
from zhunsheng.registry.choices import Sector
from zhunsheng.web import forms as fields

MOST_DAYS = 1_000_000
MONTHS = [(str(month), f"{month}月") for month in range(1, 13)]


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
        help_text="留空时按执法证件当日有效的人数计算。",
    )
    staff = CountField(label="在册人员数", required=False, least=1, most=9999)
    stated_units = CountField(
        label="载明的单位总数",
        required=False,
        help_text="上级下达或者正文载明总数的填写，系统与各部分之和核对。",
    )
    goals = fields.NoteField(label="目标任务", required=False)

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
        )


class BasicsForm(fields.DatedForm):
    """Number of officers, stated total and goals of a draft."""

    bases: ClassVar[dict[str, str]] = {"officers": "PLAN-2017:7"}
    officers = CountField(label="行政执法人员数", least=1, most=9999)
    staff = CountField(label="在册人员数", required=False, least=1, most=9999)
    stated_units = CountField(label="载明的单位总数", required=False)
    goals = fields.NoteField(label="目标任务", required=False)


class DaysForm(fields.DatedForm):
    """Officer-days of each fixed item."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in DayItem:
            self.fields[item.value] = CountField(
                label=f"{item.value} {item.label}", required=False, initial=0
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
    }
    number = CountField(label="序号", least=1, most=999)
    label = forms.CharField(label="检查任务", max_length=60)
    kind = fields.EnumField(PartKind, label="检查方式")
    sector = fields.EnumField(Sector, label="行业领域", required=False)
    unit_count = CountField(label="单位数", least=0)
    visits_per_unit = CountField(label="每家次数", least=0, most=366, initial=1)
    days = CountField(
        label="工作日",
        required=False,
        help_text="留空时由系统按检查家次分配其余的监督检查工作日。",
    )

    @property
    def draft(self) -> PartDraft:
        """The part that was typed."""
        said = self.cleaned_data
        return PartDraft(
            number=said["number"],
            label=said["label"].strip(),
            kind=said["kind"],
            unit_count=said["unit_count"],
            visits_per_unit=said["visits_per_unit"],
            sector=said["sector"],
            days=said["days"],
        )


class UnitsForm(fields.DatedForm):
    """Units to be listed by name: by their codes, or all of a sector."""

    bases: ClassVar[dict[str, str]] = {"reasons": "PLAN-2017:6"}
    codes = fields.NoteField(
        label="统一社会信用代码",
        rows=6,
        required=False,
        max_length=40_000,
        help_text="每行一个。",
    )
    whole_sector = forms.BooleanField(label="列入该行业领域的全部单位", required=False)
    reasons = forms.MultipleChoiceField(
        label="列入理由",
        choices=KeyCriterion.pairs(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    months = forms.MultipleChoiceField(
        label="检查月份", choices=MONTHS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        """Ask for units in one of the two ways."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("whole_sector") and not said.get("codes", "").split():
            self.add_error("codes", "请填写统一社会信用代码，或者选择列入全部单位。")
        return said

    @property
    def typed_codes(self) -> list[str]:
        """The codes that were typed, once each."""
        return list(dict.fromkeys(self.cleaned_data["codes"].upper().split()))


class ApprovalForm(fields.DatedForm):
    """The approval of the government."""

    bases: ClassVar[dict[str, str]] = {"approval_number": "PLAN-2017"}
    approval_number = forms.CharField(label="批准文号", max_length=80)


class FilingForm(fields.DatedForm):
    """Filing with another body."""

    receipt = forms.CharField(label="备案回执或者收文号", max_length=80, required=False)


class PublicationForm(fields.DatedForm):
    """Where the plan can be read."""

    place = forms.CharField(label="公布处所", max_length=200)


class ReasonForm(fields.DatedForm):
    """A reason that must be given."""

    reason = fields.NoteField(label="理由", max_length=400)
