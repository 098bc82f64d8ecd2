"""Forms of major hazards under public supervision."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from zhunsheng.hazards.choices import ListingBody
from zhunsheng.hazards.rules import Decision
from zhunsheng.web import forms as fields
from zhunsheng.workforce.rules import Offered

BASIS = "SPL-2021:41.3"
NUMBER_HINT = "按收到的文件填写，如示安委督〔2026〕1号；本局不能自行挂牌、延期或者摘牌。"


class ProposalForm(fields.DatedForm):
    """Why a hazard should be listed."""

    bases: ClassVar[dict[str, str]] = {"reason": BASIS}

    reason = fields.NoteField(
        label="提请理由",
        rows=4,
        max_length=1000,
        help_text="写明隐患的危害、整改难度和需要协调的事项。",
    )


class DecisionForm(fields.DatedForm):
    """A decision of the committee or government."""

    bases: ClassVar[dict[str, str]] = {"number": BASIS}

    body = fields.EnumField(ListingBody, label="决定机关")
    number = forms.CharField(label="文号", max_length=80, help_text=NUMBER_HINT)
    decided_on = fields.DayField(label="决定日期")

    @property
    def decision(self) -> Decision:
        """The decision typed."""
        data = self.cleaned_data
        return Decision(
            body=data["body"],
            number=data["number"],
            decided_on=data["decided_on"],
            due_on=data.get("due_on"),
            note=data.get("note", ""),
        )


class ListingForm(DecisionForm):
    """A listing with its term."""

    due_on = fields.DayField(label="治理期限")
    note = forms.CharField(label="督办要求", max_length=400, required=False)


class DeclinedForm(DecisionForm):
    """A decision not to list."""

    note = forms.CharField(label="不予挂牌的理由", max_length=400)


class ExtensionForm(DecisionForm):
    """A longer term."""

    due_on = fields.DayField(label="延至")


class FollowUpForm(fields.DatedForm):
    """How the removal goes on."""

    text = fields.NoteField(label="督办情况", rows=3, max_length=400)


class VerificationForm(fields.DatedForm):
    """What officers saw."""

    bases: ClassVar[dict[str, str]] = {"officers": "APL-2021:42.1"}

    officers = fields.UuidChoices(label="核验人员（至少两名，含登记人本人）")
    is_removed = forms.TypedChoiceField(
        label="核验结论",
        choices=[("", fields.EMPTY_CHOICE), ("yes", "隐患已消除"), ("no", "隐患尚未消除")],
        coerce=lambda text: text == "yes",
    )
    text = fields.NoteField(label="核验情况", rows=3, max_length=400)

    def offer(self, officers: Offered) -> None:
        """Name the people to choose from, and whom the day leaves out."""
        fields.offer(self.fields["officers"], officers.choices, officers.note)
