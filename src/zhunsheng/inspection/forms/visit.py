"""Forms of the visit and its findings."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict

from zhunsheng.inspection.choices import AttendeeRole, HazardGrade
from zhunsheng.inspection.forms.catalogue import Groups
from zhunsheng.inspection.forms.checks import CheckRows
from zhunsheng.inspection.forms.fields import (
    A_HAZARD,
    CARS_HINT,
    CARS_NEED_A_TIME,
    MOST_PEOPLE,
    MOST_ROWS,
    PERSON_UNREAD,
    ROW_UNREAD,
    STANDARD,
    STANDARD_HINT,
    Choices,
)
from zhunsheng.inspection.forms.photos import PHOTOS_LEFT, RowPhotos
from zhunsheng.inspection.rules import (
    AttendeeDraft,
    DispatchDraft,
    FindingDraft,
    VisitRecord,
)
from zhunsheng.web import forms as fields
from zhunsheng.web.rows import RowForm, Rows

SENT_GO = "批准派出的人员；换人的，先由负责人改派。"
WITHIN_THE_ITEMS = "检查事项以批准的为准；查了哪些内容、看到什么，写在这里。"
OTHER_DAY = "检查通知书载明的日期是{day}；在另一日检查的必须填写，记入检查记录。"
CODE_AT = "{at:%H:%M}亮码入企，开始时间不早于它。"
STANDS_AT = "演示时间固定在{at:%H:%M}，结束时间可以晚于它，但要在当日。"


class VisitForm(fields.LateForm):
    """The record of a visit; its findings are ``FindingForm`` rows."""

    bases: ClassVar[dict[str, str]] = {
        "notice_shown": "GBF-2024-54",
        "certificates_shown": "APL-2021:55.1",
        "recusal_told": "APL-2021:43",
        "signed": "SPL-2021:68",
    }

    on = fields.DayField(label="检查日期")
    other_day_reason = forms.CharField(label="改期理由", max_length=120, required=False)
    started = fields.TimeField("开始时间")
    ended = fields.TimeField("结束时间")
    officers = fields.UuidChoices(label="到场执法人员", help_text=SENT_GO)
    place = forms.CharField(label="检查场所", max_length=200)
    situation = fields.NoteField(label="检查情况", rows=3, help_text=WITHIN_THE_ITEMS)
    site_head = forms.CharField(label="现场负责人", max_length=60)
    site_head_post = forms.CharField(label="现场负责人职务", max_length=60, required=False)
    companions = fields.UuidChoices(label="到场的专家和辅助人员")
    cars = forms.CharField(label="出动车辆", max_length=120, required=False, help_text=CARS_HINT)
    left = fields.TimeField("出发时间")
    returned = fields.TimeField("返回时间")
    no_code_reason = forms.CharField(
        label="未亮码的原因",
        max_length=120,
        help_text="没有亮码入企的必须填写，例如现场无信号、情况紧急；记入检查记录。",
    )
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

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)
        for name in ("companions", "left", "returned"):
            self.fields[name].required = False

    def offer(
        self,
        *,
        officers: Choices,
        companions: Choices = (),
        pinned: datetime | None = None,
        shown_at: datetime | None = None,
        planned_on: date | None = None,
    ) -> None:
        """Name the people to choose from, when the code was shown, and when a demo stands."""
        self.fields["other_day_reason"].help_text = OTHER_DAY.format(day=planned_on)
        if planned_on is None:
            del self.fields["other_day_reason"]
        if shown_at is not None:
            del self.fields["no_code_reason"]
            self.fields["started"].help_text = CODE_AT.format(at=shown_at)
        cast(fields.UuidChoices, self.fields["companions"]).choices = list(companions)
        if not companions:
            del self.fields["companions"]
        if pinned is not None:
            self.fields["ended"].help_text = STANDS_AT.format(at=pinned)
        cast(fields.UuidChoices, self.fields["officers"]).choices = list(officers)

    def needs(self, *several: FindingRows | CheckRows | AttendeeRows) -> None:
        """Let the form hold only where every row below it can be read."""
        for label in (label for rows in several for label in rows.unread):
            self.add_error(None, label)

    def needs_photos(self, *several: FindingRows | CheckRows) -> None:
        """Let the form hold only where every photo that was sent was taken."""
        if any(row.photos.faults for rows in several for row in rows.rows):
            self.add_error(None, PHOTOS_LEFT)

    def clean(self) -> dict[str, Any]:
        """Ask for the time of leaving where cars or the time of return are named."""
        said: dict[str, Any] = super().clean() or {}
        if (said.get("cars") or said.get("returned")) and not said.get("left"):
            self.add_error("left", CARS_NEED_A_TIME)
        return said

    def _dispatch(self) -> DispatchDraft | None:
        data = self.cleaned_data
        if not data["left"]:
            return None
        back = data["returned"]
        return DispatchDraft(
            left_at=fields.instant_of(data["on"], data["left"]),
            cars=tuple(filter(None, (one.strip() for one in re.split("[、，,]", data["cars"])))),
            returned_at=fields.instant_of(data["on"], back) if back else None,
        )

    @property
    def ended_at(self) -> datetime:
        """When the visit ended."""
        return fields.instant_of(self.cleaned_data["on"], self.cleaned_data["ended"])

    def visit(
        self, findings: FindingRows, checks: CheckRows, attendees: AttendeeRows
    ) -> VisitRecord:
        """Return the visit with its findings, what was checked, and who was there."""
        data = self.cleaned_data
        same = {
            name: data[name]
            for name in (
                *("place", "situation", "site_head", "site_head_post", "recording"),
                *("notice_shown", "certificates_shown", "recusal_told", "signed"),
                *("refusal_note", "witness"),
            )
        }
        return VisitRecord(
            started_at=fields.instant_of(data["on"], data["started"]),
            ended_at=self.ended_at,
            officers=tuple(data["officers"]),
            companions=tuple(data.get("companions", ())),
            findings=(*checks.findings(data["place"]), *findings.drafts),
            checked=checks.drafts,
            unanswered=checks.unanswered,
            attendees=attendees.drafts,
            dispatch=self._dispatch(),
            no_code_reason=data.get("no_code_reason", ""),
            other_day_reason=data.get("other_day_reason", ""),
            **same,
        )


def photos_of(findings: FindingRows, checks: CheckRows) -> tuple[tuple[int, str, bytes], ...]:
    """Return the photos of a visit, each with the number that its finding gets in the record."""
    numbered = enumerate((*checks.photos, *findings.photos), start=1)
    return tuple(one for number, photos in numbered for one in photos.of_finding(number))


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
    standard = forms.CharField(
        label=STANDARD, max_length=200, required=False, help_text=STANDARD_HINT
    )
    requirement = forms.CharField(label="整改要求", max_length=200, required=False)
    immediate_fix = forms.BooleanField(label="当场改正，不列入责令整改", required=False)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.photos = RowPhotos(str(self.prefix))

    def has_changed(self) -> bool:
        """Return whether the row says something: a photo alone does, so that none is lost."""
        return super().has_changed() or bool(self.photos.held)

    def offer(self) -> None:
        """Name the grades, and limit the texts."""
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
        """Return the row of a number."""
        row = super().row(data, number)
        row.offer()
        return row

    def offer(self, groups: Groups) -> None:
        """Name the violations of the catalogue in their groups, the near ones first."""
        for row in self.rows:
            field = cast(forms.ChoiceField, row.fields["violation_key"])
            field.choices = [A_HAZARD, *groups.near, *groups.far]
            field.widget.attrs["data-near"] = str(len(groups.near))

    @property
    def drafts(self) -> tuple[FindingDraft, ...]:
        """The findings typed."""
        return tuple(row.draft() for row in self.said)

    @property
    def photos(self) -> tuple[RowPhotos, ...]:
        """The photos of the findings typed, in their order."""
        return tuple(row.photos for row in self.said)


class AttendeeForm(RowForm):
    """Somebody of the entity who was there."""

    needed = ("role", "name")

    role = fields.EnumField(AttendeeRole, label="身份", required=False)
    name = forms.CharField(label="姓名", max_length=60, required=False)
    post = forms.CharField(label="职务或者岗位", max_length=60, required=False)


class AttendeeRows(Rows[AttendeeForm]):
    """Who of the entity was there during one visit."""

    form = AttendeeForm
    letter = "a"
    most = MOST_PEOPLE
    unread_text = PERSON_UNREAD

    @property
    def drafts(self) -> tuple[AttendeeDraft, ...]:
        """The people named."""
        return tuple(AttendeeDraft(**row.cleaned_data) for row in self.said)
