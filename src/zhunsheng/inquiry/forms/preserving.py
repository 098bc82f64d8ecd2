"""Forms of the steps of an advance preservation."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from zhunsheng.inquiry.choices import PROPOSABLE, DisposalKind, KeepingPlace
from zhunsheng.inquiry.forms.rows import Rows
from zhunsheng.inquiry.forms.taking import DatedForm
from zhunsheng.inquiry.rules import DisposalDraft, NoticeDraft, PreservationDraft
from zhunsheng.web import forms as fields

THING = "{number}. {name}{quantity}"


class RequestForm(DatedForm):
    """A request to preserve evidence; its things are rows."""

    bases: ClassVar[dict[str, str]] = {"reason": "APL-2021:56", "officers": "APL-2021:42.1"}

    reason = fields.NoteField(
        label="理由",
        rows=3,
        max_length=400,
        help_text="写明证据为什么可能灭失，或者以后难以取得。",
    )
    keeping = fields.EnumField(KeepingPlace, label="保存方式")
    place = forms.CharField(label="保存地点", max_length=200)
    keeper = forms.CharField(label="保管人", max_length=60)
    officers = fields.UuidChoices(label="承办人")

    def draft(self, rows: Rows | None = None) -> PreservationDraft:
        """Return the request."""
        own = ("reason", "keeping", "place", "keeper")
        return PreservationDraft(
            officers=tuple(self.value("officers")),
            things=rows.values if rows else (),
            **{name: self.value(name) for name in own},
        )


class OpinionForm(DatedForm):
    """An approval, or a decision as proposed."""

    opinion = fields.NoteField(
        label="审批意见", rows=2, required=False, max_length=400, help_text="不填写的为“同意”。"
    )


class NoticeForm(DatedForm):
    """The notice with its list, as it was handed over."""

    bases: ClassVar[dict[str, str]] = {
        "officers": "APL-2021:42.1",
        "certificates_shown": "APL-2021:55.1",
        "signed": "APL-2021:47",
    }

    officers = fields.UuidChoices(label="执法人员")
    certificates_shown = forms.BooleanField(label="主动出示了行政执法证件", required=False)
    receiver = forms.CharField(label="签收人", max_length=60, required=False)
    signed = forms.BooleanField(label="当事人已核对清单并签收", required=False)
    refusal_note = forms.CharField(
        label="拒收情况", max_length=200, required=False, help_text="未签收时填写。"
    )
    witness = forms.CharField(
        label="见证人", max_length=60, required=False, help_text="未签收时填写。"
    )

    def draft(self) -> NoticeDraft:
        """Return the notice."""
        own = ("receiver", "certificates_shown", "signed", "refusal_note", "witness")
        return NoticeDraft(
            officers=tuple(self.value("officers")), **{name: self.value(name) for name in own}
        )


class DisposalForm(DatedForm):
    """What shall become of each thing: one choice for each, in the order of the list."""

    bases: ClassVar[dict[str, str]] = {"reason": "APL-2021:56"}

    reason = fields.NoteField(
        label="处理理由",
        rows=3,
        max_length=400,
        help_text="写明依据和理由。没收是行政处罚，由处罚决定作出，不在此处理。",
    )

    def __init__(self, *args: Any, things: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"thing{number}" for number in range(1, len(things) + 1)]
        for number, (name, thing) in enumerate(zip(self.names, things, strict=True), start=1):
            label = THING.format(number=number, name=thing["name"], quantity=thing["quantity"])
            field = fields.EnumField(DisposalKind, only=PROPOSABLE, label=label)
            field.error_messages["required"] = fields.NOT_CHOSEN.format(label=label)
            self.fields[name] = field
        order = ["on", *self.names, "reason"]
        self.order_fields(order)

    def draft(self) -> DisposalDraft:
        """Return the proposal."""
        kinds = tuple(self.value(name) for name in self.names)
        return DisposalDraft(kinds, self.value("reason"))
