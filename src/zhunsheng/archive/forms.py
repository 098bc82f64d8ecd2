"""Forms of the archive."""

from __future__ import annotations

from django import forms

from zhunsheng.archive.services import LoanDraft
from zhunsheng.web.forms import ActForm, DayField, NoteField
from zhunsheng.web.tables import FilterForm


class VolumeFilter(FilterForm):
    """What the list of volumes is narrowed to."""

    q = forms.CharField(label="档案号、案号、当事人")
    year = forms.IntegerField(label="归档年度", min_value=2000, max_value=2100)


class FilingForm(ActForm):
    """How long the file is kept, and what must be known of it."""

    years = forms.IntegerField(
        label="保管期限（年）",
        required=False,
        min_value=1,
        max_value=100,
        help_text="留空则按本局规定；规定没有录入的，归档后显示“未定”，不影响归档。",
    )
    remark = NoteField(label="备考说明", required=False, max_length=400, rows=2)


class SupplementForm(ActForm):
    """What must be known of a supplement."""

    remark = NoteField(label="备考说明", required=False, max_length=400, rows=2)


class ReasonForm(ActForm):
    """Why a file of the archive is opened."""

    reason = NoteField(label="开立续卷的理由", max_length=400, rows=3)


class LoanForm(ActForm):
    """Who asks for a volume, what of it, what for, until when."""

    borrower = forms.CharField(label="借阅人", max_length=60)
    purpose = forms.CharField(label="借阅用途", max_length=200)
    due_on = DayField(label="应还日期")
    outside = forms.BooleanField(label="外单位借阅", required=False)
    with_inner = forms.BooleanField(label="含副卷", required=False, help_text="副卷不对外提供。")

    @property
    def draft(self) -> LoanDraft:
        """The request."""
        data = self.cleaned_data
        return LoanDraft(
            borrower=data["borrower"],
            purpose=data["purpose"],
            due_on=data["due_on"],
            outside=data["outside"],
            with_inner=data["with_inner"],
        )


class ConfirmForm(ActForm):
    """An act that needs nothing typed."""
