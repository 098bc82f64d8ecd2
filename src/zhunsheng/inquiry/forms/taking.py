"""Forms of the acts by which evidence is taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, cast
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.evidence.queries import file_fault
from zhunsheng.inquiry.choices import Capacity, PreservationStage
from zhunsheng.inquiry.forms.rows import Rows
from zhunsheng.inquiry.rules import (
    CallDraft,
    CommissionDraft,
    InterviewDraft,
    OnTheSpot,
    Person,
    ResultDraft,
    SamplingDraft,
    SceneDraft,
)
from zhunsheng.web import forms as fields
from zhunsheng.web import tables
from zhunsheng.web.uploads import uploaded
from zhunsheng.workforce.rules import Offered

Choices = Sequence[tuple[str, str]]
NO_CALL = ("", "未经书面通知（现场或者自行到场）")
#: Who takes evidence investigates: what follows is said before the choice is made.
TAKERS_ARE_BARRED = (
    "参加取证的人员不能再审核本案（《行政处罚法》第五十八条），"
    "也不能主持本案听证（第六十四条第四项）"
)
REVIEWERS_TAKE = "其中{names}是法制审核人员"
GENDERS = [("", "未记录"), ("男", "男"), ("女", "女")]


class DatedForm(fields.DatedForm):
    """A form with the day of the act and, at the end, why it is entered late."""

    at_the_end: ClassVar[tuple[str, ...]] = ("late_reason",)

    on = fields.DayField(label="日期")

    def offer(
        self, *, officers: Offered, calls: Choices = (), reviewers: Sequence[str] = ()
    ) -> None:
        """Name the people and the calls to choose from, and those of them who review cases."""
        if "officers" in self.fields:
            named = REVIEWERS_TAKE.format(names="、".join(reviewers)) if reviewers else ""
            said = "；".join(filter(None, (TAKERS_ARE_BARRED, named)))
            note = "。".join(filter(None, (said, officers.note)))
            fields.offer(self.fields["officers"], officers.choices, note)
        if "call" in self.fields:
            cast(forms.ChoiceField, self.fields["call"]).choices = [NO_CALL, *calls]

    def needs(self, rows: Rows | None) -> None:
        """Let the form hold only where every row can be read."""
        for fault in rows.faults if rows else ():
            self.add_error(None, fault)


class CallForm(DatedForm):
    """A call to an interview."""

    bases: ClassVar[dict[str, str]] = {"person": "APL-2021:55.2", "officers": "APL-2021:42.1"}

    person = forms.CharField(label="被询问人", max_length=60)
    called_on = fields.DayField(label="询问日期")
    called_at = fields.TimeField("询问时间")
    place = forms.CharField(label="询问地点", max_length=200)
    bring = fields.NoteField(label="需要携带的材料", rows=2, required=False, max_length=400)
    officers = fields.UuidChoices(label="询问人员")

    def draft(self, _rows: Rows | None = None) -> CallDraft:
        """Return the call."""
        return CallDraft(
            person=self.value("person"),
            called_to=fields.instant_of(self.value("called_on"), self.value("called_at")),
            place=self.value("place"),
            officers=tuple(self.value("officers")),
            bring=self.value("bring"),
        )


class SpotForm(DatedForm):
    """What every record made on the spot has."""

    bases: ClassVar[dict[str, str]] = {
        "officers": "APL-2021:42.1",
        "certificates_shown": "APL-2021:55.1",
        "recusal_told": "APL-2021:43",
        "proves": "APL-2021:59.1(2)",
        "signed": "APL-2021:47",
    }

    started = fields.TimeField("开始时间")
    ended = fields.TimeField("结束时间")
    place = forms.CharField(label="地点", max_length=200)
    officers = fields.UuidChoices(label="执法人员")
    proves = fields.NoteField(
        label="证明内容",
        rows=2,
        max_length=400,
        help_text="写明证明哪一项事实，例如“证明三名电工无证作业”；处罚决定书照此列明证据。",
    )
    recording = forms.CharField(
        label="音像记录", max_length=200, required=False, help_text="写明设备，未记录的写明原因。"
    )
    certificates_shown = forms.BooleanField(label="主动出示了行政执法证件", required=False)
    recusal_told = forms.BooleanField(label="告知了申请回避的权利", required=False)
    signed = forms.BooleanField(label="本人（在场当事人）已核对签名", required=False)
    refusal_note = forms.CharField(
        label="拒签情况", max_length=200, required=False, help_text="未签名时填写。"
    )
    witness = forms.CharField(
        label="见证人", max_length=60, required=False, help_text="未签名或者当事人不在场时填写。"
    )

    #: What was told and how it was signed stands below what was found.
    at_the_end: ClassVar[tuple[str, ...]] = (
        "proves",
        "recording",
        "certificates_shown",
        "recusal_told",
        "rights_told",
        "recusal_reply",
        "read_back",
        "copy_left",
        "signed",
        "refusal_note",
        "witness",
        "scan",
        "photos",
        "late_reason",
    )

    def spot(self) -> OnTheSpot:
        """Return place, times, people, what was told, how it was signed."""
        day = self.value("on")
        same = (
            *("place", "certificates_shown", "recusal_told", "signed"),
            *("refusal_note", "witness", "recording", "proves"),
        )
        return OnTheSpot(
            officers=tuple(self.value("officers")),
            started_at=fields.instant_of(day, self.value("started")),
            ended_at=fields.instant_of(day, self.value("ended")),
            **{name: self.value(name) for name in same},
        )


class InterviewForm(SpotForm):
    """An interview; its questions are rows."""

    bases: ClassVar[dict[str, str]] = {
        **SpotForm.bases,
        "rights_told": "APL-2021:45.1",
        "read_back": "APL-2021:55.2",
    }

    call = forms.TypedChoiceField(label="询问通知书", coerce=UUID, empty_value=None, required=False)
    person = forms.CharField(label="被询问人", max_length=60)
    capacity = fields.EnumField(Capacity, label="身份")
    gender = forms.ChoiceField(label="性别", choices=GENDERS, required=False)
    age = forms.IntegerField(
        label="年龄",
        min_value=1,
        max_value=120,
        required=False,
        help_text="证件号码可知出生日期的，按出生日期计算，不必填写。",
    )
    id_number = forms.CharField(
        label="证件号码",
        max_length=40,
        required=False,
        help_text="居民身份证填写18位号码，其他证件写明种类、号码和出生日期。",
    )
    employer = forms.CharField(label="工作单位", max_length=120, required=False)
    post = forms.CharField(label="职务", max_length=60, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    address = forms.CharField(label="住址", max_length=200, required=False)
    recorder = forms.CharField(
        label="记录人", max_length=60, required=False, help_text="不填写的为登记人。"
    )
    rights_told = forms.BooleanField(label="告知了如实回答的义务和陈述、申辩的权利", required=False)
    recusal_reply = forms.CharField(
        label="对申请回避的回答",
        max_length=200,
        required=False,
        help_text="不填写的为“不申请回避”。",
    )
    read_back = forms.BooleanField(label="笔录已宣读或者交其核对", required=False)
    scan = forms.FileField(
        label="签名原件的扫描件", required=False, help_text="没有的，登记本笔录的校验值。"
    )

    def clean_scan(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read."""
        return _checked(self.cleaned_data["scan"])

    def draft(self, rows: Rows | None = None) -> InterviewDraft:
        """Return the interview."""
        own = ("gender", "age", "id_number", "employer", "post", "phone", "address")
        person = Person(
            name=self.value("person"),
            capacity=self.value("capacity"),
            **{name: self.value(name) for name in own},
        )
        return InterviewDraft(
            spot=self.spot(),
            person=person,
            answers=rows.values if rows else (),
            rights_told=self.value("rights_told"),
            read_back=self.value("read_back"),
            recusal_reply=self.value("recusal_reply"),
            recorder=self.value("recorder"),
            call=self.value("call"),
        )


_checked = partial(fields.checked_file, fault_of=file_fault)


class PresentForm(SpotForm):
    """A record in the presence of the party or of a witness."""

    present = forms.CharField(
        label="在场的当事人",
        max_length=60,
        required=False,
        help_text="当事人不在场的不填写，由见证人见证。",
    )
    present_post = forms.CharField(label="职务", max_length=60, required=False)


class SceneForm(PresentForm):
    """An examination of a scene."""

    matter = forms.CharField(label="勘验事由", max_length=200)
    findings = fields.NoteField(label="勘验情况", rows=6)
    photos = fields.FilesField(
        fault_of=file_fault,
        label="现场照片",
        required=False,
        help_text="可以选择多个文件，逐个列入证据目录。",
    )

    def draft(self, _rows: Rows | None = None) -> SceneDraft:
        """Return the examination."""
        own = ("matter", "findings", "present", "present_post")
        return SceneDraft(spot=self.spot(), **{name: self.value(name) for name in own})


class SamplingForm(PresentForm):
    """A sampling; its samples are rows."""

    method = forms.CharField(label="抽样方法", max_length=200)
    institution = forms.CharField(label="检验检测机构", max_length=120, required=False)
    copy_left = forms.BooleanField(label="凭证已交当事人（在场人）一份", required=False)

    def draft(self, rows: Rows | None = None) -> SamplingDraft:
        """Return the sampling."""
        own = ("method", "present", "present_post", "institution", "copy_left")
        return SamplingDraft(
            spot=self.spot(),
            samples=rows.values if rows else (),
            **{name: self.value(name) for name in own},
        )


class CommissionForm(DatedForm):
    """A commission to an expert."""

    bases: ClassVar[dict[str, str]] = {
        "questions": "APL-2021:46",
        "officers": "APL-2021:42.1",
        "due_on": "APL-2021:60",
    }

    institution = forms.CharField(label="鉴定机构", max_length=120)
    qualification = forms.CharField(label="机构资质", max_length=200)
    questions = fields.NoteField(label="鉴定事项", rows=4)
    materials = fields.NoteField(label="送检材料", rows=3)
    due_on = fields.DayField(label="约定的完成日期")
    officers = fields.UuidChoices(label="承办人")

    def draft(self, _rows: Rows | None = None) -> CommissionDraft:
        """Return the commission."""
        own = ("institution", "qualification", "questions", "materials", "due_on")
        return CommissionDraft(
            officers=tuple(self.value("officers")), **{name: self.value(name) for name in own}
        )


class ResultForm(DatedForm):
    """An expert opinion that was received."""

    bases: ClassVar[dict[str, str]] = {"conclusion": "APL-2021:46"}

    report_number = forms.CharField(label="报告编号", max_length=60, required=False)
    conclusion = fields.NoteField(label="鉴定结论", rows=4, max_length=2000)
    report = forms.FileField(label="鉴定报告文件")

    def clean_report(self) -> UploadedFile[bytes]:
        """Refuse a file that is too large before it is read."""
        return cast("UploadedFile[bytes]", _checked(self.cleaned_data["report"]))

    def given(self) -> dict[str, object]:
        """Return the opinion and its report."""
        draft = ResultDraft(self.value("report_number"), self.value("conclusion"))
        return {"draft": draft, "report": uploaded(self.value("report"))}


class ExtensionForm(DatedForm):
    """A later day for an opinion."""

    bases: ClassVar[dict[str, str]] = {"until": "APL-2021:60"}

    until = fields.DayField(
        label="延长至", help_text="晚于已经约定的完成日期；该日期已过的，不能再延长。"
    )
    reason = fields.NoteField(label="理由", rows=3, max_length=400)

    def given(self) -> dict[str, object]:
        """Return the later day and why."""
        return {"until": self.value("until"), "reason": self.value("reason")}


class EndForm(DatedForm):
    """The end of a commission, of a request for a preservation, or its refusal."""

    reason = fields.NoteField(label="理由", rows=3, max_length=400)

    def given(self) -> dict[str, object]:
        """Return why."""
        return {"reason": self.value("reason")}


class PreservationFilter(tables.FilterForm):
    """Filters of the list of preservations."""

    q = forms.CharField(label="当事人、物品")
    stage = fields.EnumField(PreservationStage, label="状态")
