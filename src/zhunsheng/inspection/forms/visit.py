"""Forms of the visit and its findings."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict

from zhunsheng.inspection.choices import (
    HazardGrade,
)
from zhunsheng.inspection.forms.fields import (
    A_HAZARD,
    MOST_ROWS,
    ROW_UNREAD,
    Choices,
)
from zhunsheng.inspection.rules import (
    FindingDraft,
    VisitRecord,
)
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import clock
from zhunsheng.web import forms as fields
from zhunsheng.web.rows import RowForm, Rows

STANDS_AT = "系统时间固定在{at:%Y-%m-%d %H:%M}，结束时间不能晚于它。"


class VisitForm(fields.LateForm):
    """The record of a visit; its findings are ``FindingForm`` rows."""

    bases: ClassVar[dict[str, str]] = {
        "notice_shown": "GBF-2024-54",
        "certificates_shown": "APL-2021:55.1",
        "recusal_told": "APL-2021:43",
        "signed": "SPL-2021:68",
    }

    on = fields.DayField(label="检查日期")
    started = fields.TimeField("开始时间")
    ended = fields.TimeField("结束时间")
    officers = fields.UuidChoices(label="到场执法人员")
    place = forms.CharField(label="检查场所", max_length=200)
    items = fields.NoteField(label="检查事项", rows=2, max_length=400)
    situation = fields.NoteField(label="检查情况", rows=3)
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

    def offer(self, *, officers: Choices, pinned: datetime | None = None) -> None:
        """Name the people to choose from, and the time at which a demo stands."""
        if pinned is not None:
            self.fields["ended"].help_text = STANDS_AT.format(at=pinned)
        cast(fields.UuidChoices, self.fields["officers"]).choices = list(officers)

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
            started_at=fields.instant_of(data["on"], data["started"]),
            ended_at=fields.instant_of(data["on"], data["ended"]),
            officers=tuple(data["officers"]),
            findings=findings,
            **same,
        )


class FindingForm(RowForm):
    """One problem found on the spot; a row that says nothing is left out, so no star stands."""

    needed = ("place", "description")

    violation_key = forms.ChoiceField(label="违法行为", required=False)
    place = forms.CharField(label="部位", max_length=120, required=False)
    description = forms.CharField(
        label="存在的问题",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    grade = fields.EnumField(HazardGrade, label="等级", initial=HazardGrade.GENERAL, required=False)
    requirement = forms.CharField(label="整改要求", max_length=200, required=False)
    immediate_fix = forms.BooleanField(label="当场改正，不列入责令整改", required=False)

    def offer(self) -> None:
        """Name the violations of the catalogue."""
        catalogue = [(key, one.label) for key, one in lawbook.violations(on=clock.today()).items()]
        cast(forms.ChoiceField, self.fields["violation_key"]).choices = [A_HAZARD, *catalogue]
        cast(forms.ChoiceField, self.fields["grade"]).choices = HazardGrade.pairs()
        fields.limit_texts(self.fields.values())

    def clean(self) -> dict[str, Any]:
        """Take a hazard whose grade was left open for a general one."""
        said = super().clean()
        said["grade"] = said.get("grade") or HazardGrade.GENERAL
        return said

    def draft(self) -> FindingDraft:
        """Return the finding that was typed."""
        return FindingDraft(**self.cleaned_data)


class FindingRows(Rows[FindingForm]):
    """The rows of findings of one visit."""

    form = FindingForm
    letter = "f"
    most = MOST_ROWS
    unread_text = ROW_UNREAD

    def row(self, data: QueryDict | None, number: int) -> FindingForm:
        """Return the row of a number, with the violations of the catalogue."""
        row = super().row(data, number)
        row.offer()
        return row

    @property
    def drafts(self) -> tuple[FindingDraft, ...]:
        """The findings typed."""
        return tuple(row.draft() for row in self.said)
