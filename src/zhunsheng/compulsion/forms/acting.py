"""Forms of the acts on a measure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.compulsion.choices import HandlingKind, ItemStanding, ReleaseGround
from zhunsheng.compulsion.forms.base import Known, StepForm
from zhunsheng.compulsion.rules import (
    HandlingDraft,
    ItemDraft,
    ReceiptDraft,
    SceneDraft,
    TestPeriod,
)
from zhunsheng.documents import choices as documents
from zhunsheng.evidence.queries import file_fault
from zhunsheng.web import forms as fields
from zhunsheng.web.rows import RowForm, Rows
from zhunsheng.web.uploads import uploaded

ROW_UNREAD = "清单第{number}项未填写完整。"
ROWS_AT_FIRST = 3
MORE_ROWS = 3
MOST_ROWS = 60
#: Columns of the record of the spot that a form fills as they are.
SAME = (
    *("place", "attendant", "recording", "party_present", "certificates_shown", "rights_told"),
    *("party_heard", "statement", "signed", "refusal_note", "witness"),
)


class OpinionForm(StepForm):
    """The head's opinion on a request."""

    opinion = forms.CharField(label="审批意见", max_length=200, initial="同意。")

    @property
    def values(self) -> dict[str, object]:
        """The opinion."""
        return {"opinion": self.cleaned_data["opinion"]}


class ReasonForm(StepForm):
    """An act that needs its reasons alone."""

    reason = fields.NoteField(label="理由", rows=2, max_length=1000)

    @property
    def values(self) -> dict[str, object]:
        """The reasons."""
        return {"reason": self.cleaned_data["reason"]}


class ReportForm(StepForm):
    """To whom an urgent measure was reported."""

    people: ClassVar[dict[str, str]] = {"head": "heads"}
    bases: ClassVar[dict[str, str]] = {"time": "ACL-2011:19"}

    head = forms.ChoiceField(label="报告的负责人")

    @property
    def values(self) -> dict[str, object]:
        """The name of the head."""
        return {"head": self.cleaned_data["head"]}


class SceneForm(StepForm):
    """The record of the spot (行政强制法 18)."""

    leading = ("on", "time", "ended")
    bases: ClassVar[dict[str, str]] = {
        "certificates_shown": "ACL-2011:18",
        "rights_told": "ACL-2011:18",
        "party_heard": "ACL-2011:18",
    }

    time = fields.TimeField("开始时间")
    place = forms.CharField(label="实施地点", max_length=200)
    ended = fields.TimeField("结束时间")
    attendant = forms.CharField(label="在场人员及职务", max_length=120)
    recording = forms.CharField(
        label="音像记录", max_length=200, help_text="写明设备和记录的过程，未记录的写明原因。"
    )
    party_present = forms.BooleanField(label="通知当事人到场，当事人已到场", required=False)
    certificates_shown = forms.BooleanField(label="出示了行政执法证件", required=False)
    rights_told = forms.BooleanField(
        label="当场告知了理由、依据以及当事人的权利、救济途径", required=False
    )
    party_heard = forms.BooleanField(label="听取了当事人的陈述和申辩", required=False)
    statement = fields.NoteField(label="陈述和申辩的内容", rows=2, required=False, max_length=1000)
    signed = forms.BooleanField(label="当事人已在现场笔录上签名", required=False)
    refusal_note = forms.CharField(
        label="拒绝签名的情况", max_length=200, required=False, help_text="未签名时填写。"
    )
    witness = forms.CharField(
        label="见证人", max_length=60, required=False, help_text="当事人不到场时应当邀请。"
    )

    def starting(self, known: Known) -> dict[str, object]:
        """Return the entity's address."""
        place = known.file.measure.party.address if known.file else ""
        return {"place": place, "ended": known.now.strftime("%H:%M")}

    def needs(self, rows: ItemRows) -> None:
        """Let the form hold only where every row of the list can be read."""
        for label in rows.unread:
            self.add_error(None, label)

    def scene(self, items: tuple[ItemDraft, ...]) -> SceneDraft:
        """Return the record with its list."""
        data = self.cleaned_data
        return SceneDraft(
            ended_at=fields.instant_of(data["on"], data["ended"]),
            still_defied=data.get("still_defied", True),
            items=items,
            **{name: data[name] for name in SAME},
        )

    @property
    def values(self) -> dict[str, object]:
        """The record without a list."""
        return {"draft": self.scene(())}


class CutSceneForm(SceneForm):
    """The record of a cut: the order has to be defied still."""

    bases: ClassVar[dict[str, str]] = {**SceneForm.bases, "still_defied": "SPL-2021:70"}

    still_defied = forms.BooleanField(label="当事人仍未履行决定，现实危险仍然存在", required=False)


class ItemForm(RowForm):
    """One row of the list; a row that says nothing is left out, so no star stands."""

    needed = ("name", "quantity", "unit", "features", "place", "keeper")

    name = forms.CharField(label="名称", max_length=120, required=False)
    quantity = forms.DecimalField(
        label="数量",
        max_digits=12,
        decimal_places=3,
        min_value=Decimal("0.001"),
        required=False,
        error_messages={
            "min_value": "数量应当大于零。",
            "invalid": "数量应为数字。",
            "max_digits": "数量过大。",
            "max_decimal_places": "数量最多三位小数。",
            "max_whole_digits": "数量过大。",
        },
    )
    unit = forms.CharField(label="单位", max_length=20, required=False)
    features = forms.CharField(label="规格、型号或者特征", max_length=200, required=False)
    place = forms.CharField(label="存放或者保管地点", max_length=200, required=False)
    keeper = forms.CharField(label="保管人", max_length=60, required=False)
    standing = forms.TypedChoiceField(
        label="与违法行为的关系",
        choices=ItemStanding.pairs(),
        coerce=ItemStanding,
        initial=ItemStanding.CONNECTED.value,
        required=False,
        empty_value=ItemStanding.CONNECTED,
    )
    another = forms.CharField(
        label="与以前查封、扣押的物品的区别",
        max_length=200,
        required=False,
        help_text="同名、同地点或者同特征的物品以前查封、扣押过的填写；同一物品不得重新起算期限。",
    )

    def draft(self) -> ItemDraft:
        """Return the item that was typed."""
        return ItemDraft(**{**self.cleaned_data, "quantity": str(self.cleaned_data["quantity"])})


class ItemRows(Rows[ItemForm]):
    """The rows of the list."""

    form = ItemForm
    letter = "i"
    most = MOST_ROWS
    unread_text = ROW_UNREAD

    @property
    def drafts(self) -> tuple[ItemDraft, ...]:
        """The items typed."""
        return tuple(row.draft() for row in self.said)


class TestingForm(StepForm):
    """A test of sealed things and its days."""

    __test__ = False
    bases: ClassVar[dict[str, str]] = {"last": "ACL-2011:25"}

    matter = forms.CharField(label="检测、检验、检疫或者技术鉴定事项", max_length=200)
    first = fields.DayField(label="起始日期")
    last = fields.DayField(label="终止日期")
    in_writing = forms.BooleanField(label="书面告知当事人", required=False)

    @property
    def values(self) -> dict[str, object]:
        """The matter and its days."""
        data = self.cleaned_data
        period = TestPeriod(data["first"], data["last"])
        return {"matter": data["matter"], "period": period, "in_writing": data["in_writing"]}


class TestingResultForm(StepForm):
    """The end of a test."""

    __test__ = False

    result = forms.CharField(label="结论", max_length=200)

    @property
    def values(self) -> dict[str, object]:
        """What the test found."""
        return {"result": self.cleaned_data["result"]}


class ExtensionForm(ReasonForm):
    """A longer term, with its reasons."""

    bases: ClassVar[dict[str, str]] = {"days": "ACL-2011:25"}

    days = forms.IntegerField(label="延长天数", min_value=1, max_value=365, initial=30)

    @property
    def values(self) -> dict[str, object]:
        """The days and the reasons."""
        return {"days": self.cleaned_data["days"], **super().values}


class HandlingForm(StepForm):
    """What becomes of sealed things."""

    bases: ClassVar[dict[str, str]] = {"kind": "ACL-2011:27", "ground": "ACL-2011:28"}

    kind = fields.EnumField(HandlingKind, label="处理方式")
    ground = fields.EnumField(ReleaseGround, label="解除的情形", required=False)
    paper = forms.ChoiceField(
        label="所依据的文书",
        required=False,
        help_text="没收、销毁、移送时选择本案已经送达的处罚决定书或者已经登记的移送书。",
    )
    note = forms.CharField(
        label="退还或者处置情况",
        max_length=400,
        required=False,
        help_text="销毁的，写明规定应当销毁的法律、行政法规条款。",
    )
    receiver = forms.CharField(label="接收人", max_length=60, required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, known=known, **kwargs)
        empty = fields.EMPTY_CHOICE if known.outcomes else "没有"
        fields.offer(self.fields["paper"], [("", empty), *known.outcomes])

    @property
    def values(self) -> dict[str, object]:
        """The decision."""
        names = ("kind", "ground", "paper", "note", "receiver")
        return {"draft": HandlingDraft(**{name: self.cleaned_data[name] for name in names})}


class ReceiptForm(StepForm):
    """How the notice of a cut reached the party."""

    bases: ClassVar[dict[str, str]] = {
        "time": "SPL-2021:70",
        "relation": "CPL-2023:88",
        "scan": "CPL-2023:88",
    }
    leading = ("on", "time")

    time = fields.TimeField("送达时间", hint="提前二十四小时自送达时起算。")
    receiver = forms.CharField(label="签收人", max_length=60, required=False)
    relation = fields.EnumField(
        documents.ReceivedBy,
        label="签收人与当事人的关系",
        required=False,
        help_text=documents.RECEIVED_BY,
    )
    place = forms.CharField(
        label="送达地点", max_length=200, required=False, help_text="不填写的为当事人地址。"
    )
    refusal = forms.CharField(
        label="拒收事由", max_length=200, required=False, help_text="留置送达时填写。"
    )
    witness = forms.CharField(
        label="见证人", max_length=60, required=False, help_text="留置送达时填写。"
    )

    scan = forms.FileField(label="送达回证扫描件", required=False, help_text=documents.LATE_RECEIPT)

    def clean_scan(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("scan"), fault_of=file_fault)

    @property
    def values(self) -> dict[str, object]:
        """The receipt, and the scan of it."""
        names = ("receiver", "relation", "place", "refusal", "witness")
        draft = ReceiptDraft(**{name: self.cleaned_data[name] for name in names})
        return {"draft": draft, "scan": uploaded(self.cleaned_data.get("scan"))}


class NoticeForm(StepForm):
    """From when on the supply stops."""

    bases: ClassVar[dict[str, str]] = {"planned_time": "SPL-2021:70"}

    planned_on = fields.DayField(label="停止日期")
    planned_time = fields.TimeField("停止时间", hint="停止供电的，应当提前二十四小时通知。")

    @property
    def values(self) -> dict[str, object]:
        """The instant at which the supply is to stop."""
        data = self.cleaned_data
        return {"planned_at": fields.instant_of(data["planned_on"], data["planned_time"])}
