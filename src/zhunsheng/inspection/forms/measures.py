"""Forms of what follows a visit on the spot: photos, measures, the return to work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.evidence.queries import file_fault
from zhunsheng.inspection.choices import OnSiteMeasureKind
from zhunsheng.inspection.forms.fields import Choices
from zhunsheng.inspection.models import InspectionFinding, OnSiteMeasure
from zhunsheng.inspection.rules import MeasureDraft
from zhunsheng.web import forms as fields

PHOTO_NOT_READ = "请选择 JPG 或者 PNG 格式的照片。"
PHOTO_ENDINGS = (".jpg", ".jpeg", ".png")
FINDING = "第{number}项：{text}"


class PhotoForm(fields.LateForm):
    """A photo of one finding."""

    bases: ClassVar[dict[str, str]] = {"photo": "GBF-2018-118"}

    finding = fields.UuidChoice(label="问题")
    photo = forms.FileField(
        label="照片", widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"})
    )
    on = fields.DayField(label="拍摄日期")

    def offer(self, findings: Iterable[InspectionFinding]) -> None:
        """Name the findings to choose from."""
        cast(fields.UuidChoice, self.fields["finding"]).choices = [
            (str(one.id), FINDING.format(number=one.number, text=one.description))
            for one in findings
        ]

    def clean_photo(self) -> UploadedFile[bytes]:
        """Refuse what is no photo by its name or its content."""
        file: UploadedFile[bytes] = self.cleaned_data["photo"]
        name = (file.name or "").lower()
        if not name.endswith(PHOTO_ENDINGS) or file_fault(name, file):
            raise forms.ValidationError(PHOTO_NOT_READ)
        return file


class MeasureForm(fields.LateForm):
    """Measures on the spot."""

    bases: ClassVar[dict[str, str]] = {"kinds": "SPL-2021:65.1(3)", "officers": "APL-2021:42.1"}

    kinds = forms.TypedMultipleChoiceField(
        label="措施",
        choices=OnSiteMeasureKind.pairs(),
        coerce=OnSiteMeasureKind,
        widget=forms.CheckboxSelectMultiple,
    )
    findings = forms.TypedMultipleChoiceField(
        label="针对的问题", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    scope = fields.NoteField(
        label="措施范围",
        rows=2,
        max_length=200,
        help_text="写明区域、设施、设备或者作业；只涉及一部分的不要写全厂、全店。",
    )
    unsafe = fields.NoteField(
        label="无法保证安全的情形",
        rows=2,
        max_length=200,
        required=False,
        help_text="撤出作业人员、暂时停产停业、停止使用的必填，至少10个字：重大事故隐患排除前或者排除过程中为何无法保证安全，"
        "为何较轻的措施不够。",
    )
    officers = fields.UuidChoices(
        label="决定的执法人员（至少两名，含登记人本人）",
        help_text="本次办理人员，姓名和证号印在决定书上。",
    )
    on = fields.DayField(label="决定日期")

    def offer(self, findings: Iterable[InspectionFinding], officers: Choices) -> None:
        """Name the findings to choose from, and the officers who visited."""
        cast(fields.UuidChoices, self.fields["officers"]).choices = list(officers)
        cast(forms.TypedMultipleChoiceField, self.fields["findings"]).choices = [
            (str(one.number), FINDING.format(number=one.number, text=one.description))
            for one in findings
        ]

    @property
    def draft(self) -> MeasureDraft:
        """The measures typed."""
        data = self.cleaned_data
        return MeasureDraft(
            kinds=tuple(data["kinds"]),
            scope=data["scope"],
            findings=tuple(data["findings"]),
            unsafe=data["unsafe"],
            officers=tuple(data["officers"]),
        )


class LiftingForm(fields.LateForm):
    """The return to work after review."""

    bases: ClassVar[dict[str, str]] = {"note": "SPL-2021:65.1(3)"}

    measure = fields.UuidChoice(label="现场处理措施")
    note = fields.NoteField(
        label="审查情况", rows=3, max_length=400, help_text="写明复查人员、核实情况和结论。"
    )
    on = fields.DayField(label="同意日期")

    def offer(self, measures: Iterable[OnSiteMeasure]) -> None:
        """Name the measures that still stand."""
        cast(fields.UuidChoice, self.fields["measure"]).choices = [
            (str(one.id), f"{one.kinds_label}（{one.scope}）") for one in measures
        ]
