"""Forms of the scheme of a visit and of the notice of its result."""

from __future__ import annotations

from typing import ClassVar, cast

from django import forms

from zhunsheng.inspection.choices import HandingManner
from zhunsheng.inspection.rules import ResultDraft, SchemeDraft
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import forms as fields


class SchemeForm(fields.LateForm):
    """How a visit is to be made."""

    bases: ClassVar[dict[str, str]] = {"emphasis": "GBF-2024-54"}

    checklists = forms.MultipleChoiceField(
        label="使用的检查表", required=False, widget=forms.CheckboxSelectMultiple
    )
    emphasis = fields.NoteField(
        label="检查重点", rows=3, max_length=400, help_text="写明重点查看的部位、设备、作业和资料。"
    )
    division = fields.NoteField(
        label="人员分工", rows=2, max_length=400, help_text="写明每名执法人员负责什么。"
    )
    on = fields.DayField(label="编制日期")

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)
        named = [(one.key, one.label) for one in lawbook.checklists().values()]
        cast(forms.MultipleChoiceField, self.fields["checklists"]).choices = named

    @property
    def draft(self) -> SchemeDraft:
        """The scheme typed."""
        data = self.cleaned_data
        return SchemeDraft(data["emphasis"], data["division"], tuple(data["checklists"]))


class ResultForm(fields.LateForm):
    """What the entity is told of a visit."""

    bases: ClassVar[dict[str, str]] = {"recipient": "GBF-2024-54"}

    manner = fields.EnumField(HandingManner, label="告知方式")
    recipient = forms.CharField(label="接收人", max_length=60)
    advice = fields.NoteField(
        label="意见和建议", rows=3, max_length=400, required=False, help_text="没有的不填写。"
    )
    on = fields.DayField(label="告知日期")

    @property
    def draft(self) -> ResultDraft:
        """The notice typed."""
        data = self.cleaned_data
        return ResultDraft(data["manner"], data["recipient"], data["advice"])
