"""Forms of inspections: strings become values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import ClassVar, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from zhunsheng.inspection.choices import (
    BasisKind,
    HazardGrade,
    InspectionKind,
    RectificationResult,
)
from zhunsheng.inspection.models import InspectionFinding
from zhunsheng.inspection.rules import (
    FindingDraft,
    InspectionRequest,
    ReinspectionLine,
    VisitRecord,
)
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

Choices = Sequence[tuple[str, str]]

ALL = ("", "全部")
NO_UNIT = ("", "本局直接实施")
NOT_A_MONTH = "月份应写作 2026-01 的样式。"
NO_RESULT = "请选择第{number}项的复查结果。"
NO_ENTITY = "请至少选择一家被检查单位。"
VISITS = "{name}（本年已检查{count}次）"
ROW_UNREAD = "第{number}项问题未填写完整。"
SITUATION = "复查情况"
A_HAZARD = ("", "一般隐患（不属于所列违法行为）")
ROWS_AT_FIRST = 3
MORE_ROWS = 3
MOST_ROWS = 40


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
            return date(int(year), int(month), 1)
        except ValueError:
            raise ValidationError(NOT_A_MONTH, code="month") from None

    def validate(self, value: object) -> None:
        """Accept any month."""

    def run_validators(self, value: object) -> None:
        """Skip the validators of texts: the value is a day already."""


class UuidChoice(forms.TypedChoiceField):
    """A choice among records by their id."""

    def __init__(self, *, label: str, required: bool = True) -> None:
        super().__init__(coerce=UUID, empty_value=None, label=label, required=required)


class UuidChoices(forms.TypedMultipleChoiceField):
    """Several records by their ids."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: str) -> None:
        super().__init__(coerce=UUID, label=label)


class InspectionFilter(tables.FilterForm):
    """Filters of the list of inspections."""

    text = forms.CharField(label="单位、信用代码")
    kind = fields.EnumField(InspectionKind, label="类别")
    basis_kind = fields.EnumField(BasisKind, label="来源")
    unit = UuidChoice(label="街道")
    month = MonthField(label="月份")

    def offer(self, *, units: Choices) -> None:
        """Name the streets to choose from, and read the address again."""
        cast(UuidChoice, self.fields["unit"]).choices = [ALL, *units]
        for name in ("kind", "basis_kind"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [ALL, *list(cast("Iterable[tuple[str, str]]", field.choices))[1:]]
        self.full_clean()


class LateForm(fields.ActForm):
    """A form that may be entered after the day of the act, with the reason."""

    late_reason = forms.CharField(
        label="补记理由",
        required=False,
        max_length=200,
        help_text="办理日期早于今天时填写。",
    )

    def order_fields(self, field_order: Iterable[str] | None) -> None:
        """Keep the order of declaration, the reason for being late at the end."""
        super().order_fields(list(field_order) if field_order else None)
        self.fields["late_reason"] = self.fields.pop("late_reason")


class EntitiesForm(forms.Form):
    """The entities of a request: a text that finds them, and boxes to choose them by."""

    use_required_attribute = False

    text = forms.CharField(
        label="查找单位",
        required=False,
        max_length=60,
        help_text="输入名称、拼音首字母或者统一社会信用代码；已勾选的单位保留在下面。",
    )
    entities = UuidChoices(label="被检查单位")

    @staticmethod
    def ids(given: Iterable[str]) -> list[UUID]:
        """Return the ids among what the address or the form names."""
        found = []
        for text in given:
            try:
                found.append(UUID(text))
            except ValueError:
                continue
        return found

    def offer(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Name the entities to choose from, with the visits of this year."""
        offered = [(one, VISITS.format(name=name, count=count)) for one, name, count in rows]
        cast(UuidChoices, self.fields["entities"]).choices = offered
        self.fields["entities"].error_messages["required"] = NO_ENTITY

    def unbound(self) -> EntitiesForm:
        """Return the same choice without a complaint that nothing is chosen yet."""
        data = cast(QueryDict, self.data)
        chosen = data.getlist("entities")
        form = EntitiesForm(initial={"text": data.get("text", ""), "entities": chosen})
        form.fields = self.fields
        return form

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The entities chosen."""
        return tuple(self.cleaned_data["entities"])


class RequestForm(LateForm):
    """What every request for an inspection names."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1", "on": "GBF-2024-54"}

    officers = UuidChoices(label="检查人员（至少两名）")
    kind = fields.EnumField(InspectionKind, label="检查类别")
    basis_kind = fields.EnumField(BasisKind, label="任务来源")
    campaign = forms.CharField(label="专项行动", required=False, max_length=60)
    unit = UuidChoice(label="实施单位", required=False)
    items = fields.NoteField(label="检查事项", rows=2, max_length=400)

    def offer(self, *, officers: Choices, units: Choices) -> None:
        """Name the people and streets to choose from."""
        cast(UuidChoices, self.fields["officers"]).choices = list(officers)
        cast(UuidChoice, self.fields["unit"]).choices = [NO_UNIT, *units]

    def needs(self, entities: EntitiesForm) -> None:
        """Let the form hold only where entities are chosen."""
        if not entities.is_valid():
            self.add_error(None, NO_ENTITY)

    def request(self, entity: UUID) -> InspectionRequest:
        """Return the request for one entity."""
        data = self.cleaned_data
        return InspectionRequest(
            entity=entity,
            officers=tuple(data["officers"]),
            kind=data["kind"],
            basis_kind=data["basis_kind"],
            campaign=data["campaign"],
            unit=data["unit"],
            items=data["items"],
            planned_on=data.get("planned_on"),
        )


class ApprovalForm(RequestForm):
    """Approval of inspections of one or more entities."""

    planned_on = fields.DayField(label="拟检查日期", required=False)
    on = fields.DayField(label="批准日期")


class UrgentForm(RequestForm):
    """Beginning of an inspection in an urgency."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1", "reason": "GBF-2024-54"}

    reason = fields.NoteField(label="紧急情况", rows=2, max_length=400)
    on = fields.DayField(label="检查日期")


class OfficersForm(LateForm):
    """Other officers for an inspection that was not made yet."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1"}

    officers = UuidChoices(label="检查人员（至少两名）")
    reason = forms.CharField(label="改派理由", max_length=200)
    on = fields.DayField(label="改派日期")

    def offer(self, *, officers: Choices) -> None:
        """Name the people to choose from."""
        cast(UuidChoices, self.fields["officers"]).choices = list(officers)


class DayForm(LateForm):
    """An act that needs its day alone."""

    on = fields.DayField(label="办理日期")


class VisitForm(LateForm):
    """The record of a visit; its findings are ``FindingForm`` rows."""

    bases: ClassVar[dict[str, str]] = {
        "notice_shown": "GBF-2024-54",
        "certificates_shown": "APL-2021:55.1",
        "recusal_told": "APL-2021:43",
        "signed": "SPL-2021:68",
    }

    on = fields.DayField(label="检查日期")
    started = forms.TimeField(label="开始时间", widget=forms.TimeInput(attrs={"type": "time"}))
    ended = forms.TimeField(label="结束时间", widget=forms.TimeInput(attrs={"type": "time"}))
    officers = UuidChoices(label="到场执法人员")
    place = forms.CharField(label="检查场所", max_length=200)
    items = fields.NoteField(label="检查事项", rows=2, max_length=400)
    situation = fields.NoteField(label="检查情况", rows=3, required=False)
    site_head = forms.CharField(label="现场负责人", max_length=60)
    site_head_post = forms.CharField(label="职务", max_length=60, required=False)
    helpers = forms.CharField(label="随同人员", max_length=200, required=False)
    recording = forms.CharField(
        label="音像记录", max_length=200, help_text="写明设备和记录的过程，未记录的写明原因。"
    )
    notice_shown = forms.BooleanField(label="进入现场时出示了行政检查通知书", required=False)
    certificates_shown = forms.BooleanField(label="出示了行政执法证件", required=False)
    recusal_told = forms.BooleanField(label="告知了申请回避的权利", required=False)
    signed = forms.BooleanField(label="现场负责人已在记录上签字", required=False)
    refusal_note = forms.CharField(
        label="拒签情况", max_length=200, required=False, help_text="未签字时填写。"
    )
    witness = forms.CharField(
        label="见证人", max_length=60, required=False, help_text="未签字时填写。"
    )

    def offer(self, *, officers: Choices) -> None:
        """Name the people to choose from."""
        cast(UuidChoices, self.fields["officers"]).choices = list(officers)

    def needs(self, rows: FindingRows) -> None:
        """Let the form hold only where every row of findings can be read."""
        for label in rows.unread:
            self.add_error(None, label)

    def visit(self, findings: tuple[FindingDraft, ...]) -> VisitRecord:
        """Return the visit with its findings."""
        data = self.cleaned_data
        same = {
            name: data[name]
            for name in (
                *("place", "items", "situation", "site_head", "site_head_post", "recording"),
                *("notice_shown", "certificates_shown", "recusal_told", "signed"),
                *("refusal_note", "witness", "helpers"),
            )
        }
        return VisitRecord(
            started_at=_moment(data["on"], data["started"]),
            ended_at=_moment(data["on"], data["ended"]),
            officers=tuple(data["officers"]),
            findings=findings,
            **same,
        )


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=SHANGHAI)


class FindingForm(forms.Form):
    """One problem found on the spot; a row that says nothing is left out."""

    use_required_attribute = False

    violation_key = forms.ChoiceField(label="违法行为", required=False)
    place = forms.CharField(label="部位", max_length=120)
    description = forms.CharField(
        label="存在的问题", max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    grade = fields.EnumField(HazardGrade, label="等级", initial=HazardGrade.GENERAL)
    requirement = forms.CharField(label="整改要求", max_length=200, required=False)
    immediate_fix = forms.BooleanField(label="当场改正，不列入责令整改", required=False)

    def offer(self) -> None:
        """Name the violations of the catalogue."""
        catalogue = [(key, one.label) for key, one in lawbook.violations().items()]
        cast(forms.ChoiceField, self.fields["violation_key"]).choices = [A_HAZARD, *catalogue]
        cast(forms.ChoiceField, self.fields["grade"]).choices = HazardGrade.pairs()
        for field in self.fields.values():
            field.error_messages["required"] = fields.MISSING.format(label=field.label or "")

    def draft(self) -> FindingDraft:
        """Return the finding that was typed."""
        return FindingDraft(**self.cleaned_data)


class FindingRows:
    """The rows of findings of one visit: as many as the page shows, empty ones left out."""

    def __init__(self, data: QueryDict | None, *, shown: int) -> None:
        self.shown = max(1, min(shown, MOST_ROWS))
        self.rows = tuple(self._row(data, number) for number in range(1, self.shown + 1))

    @staticmethod
    def _row(data: QueryDict | None, number: int) -> FindingForm:
        row = FindingForm(data, prefix=f"f{number}", empty_permitted=True)
        row.offer()
        return row

    @property
    def unread(self) -> tuple[str, ...]:
        """One sentence for each row that cannot be read."""
        numbers = [n for n, row in enumerate(self.rows, start=1) if not row.is_valid()]
        return tuple(ROW_UNREAD.format(number=number) for number in numbers)

    def unbound(self, *, more: int) -> FindingRows:
        """Return the rows as typed, with more of them, without a complaint yet."""
        wider = FindingRows(None, shown=self.shown + more)
        for old, new in zip(self.rows, wider.rows, strict=False):
            new.initial = {
                name: field.widget.value_from_datadict(old.data, {}, old.add_prefix(name))
                for name, field in old.fields.items()
            }
        return wider

    @property
    def drafts(self) -> tuple[FindingDraft, ...]:
        """The findings typed."""
        return tuple(row.draft() for row in self.rows if row.has_changed())


class OrderForm(LateForm):
    """The term of an order to put right."""

    bases: ClassVar[dict[str, str]] = {"due_on": "SPL-2021:65.1(2)"}

    due_on = fields.DayField(label="整改期限")
    on = fields.DayField(label="责令日期")


class ExtensionForm(LateForm):
    """A longer term."""

    until = fields.DayField(label="延至")
    reason = forms.CharField(label="延期理由", max_length=200)
    on = fields.DayField(label="批准日期")


class ReinspectionForm(LateForm):
    """What a re-inspection found of every ordered matter."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1"}

    on = fields.DayField(label="复查日期")
    site_head = forms.CharField(label="现场负责人", max_length=60)
    officers = UuidChoices(label="复查人员（至少两名）")

    def offer(self, *, officers: Choices, findings: Iterable[InspectionFinding]) -> None:
        """Name the people to choose from and the matters to report on."""
        cast(UuidChoices, self.fields["officers"]).choices = list(officers)
        self._findings = tuple(findings)
        for one in self._findings:
            result = fields.EnumField(RectificationResult, label=f"{one.number}．{one.description}")
            result.error_messages["required"] = NO_RESULT.format(number=one.number)
            self.fields[f"result_{one.number}"] = result
            self.fields[f"situation_{one.number}"] = forms.CharField(
                label=SITUATION, max_length=400, required=False
            )
        self.order_fields(None)

    @property
    def lines(self) -> tuple[ReinspectionLine, ...]:
        """The results typed, one for each ordered matter."""
        return tuple(
            ReinspectionLine(
                finding=one.id,
                result=self.cleaned_data[f"result_{one.number}"],
                situation=self.cleaned_data[f"situation_{one.number}"],
            )
            for one in self._findings
        )
