"""Forms of decision and execution, and the filters of the list."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from zhunsheng.cases import queries, rules
from zhunsheng.cases.choices import (
    CaseProcedure,
    CollectionWay,
    NoPenaltyGround,
    PaymentKind,
    SpotGround,
    Stage,
)
from zhunsheng.cases.forms.base import (
    Known,
    ScanForm,
    StepForm,
    choice_field,
    correct_until_field,
    note_field,
    scan_field,
    text_field,
)
from zhunsheng.cases.queries import booked, owing
from zhunsheng.cases.rules.fining import GROUNDS
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.queries import file_fault
from zhunsheng.lawbook.choices import Waiver
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

FILE_HINT = "除物证外应当上传文件；纸质证据上传扫描件或者照片"
NO_FILE = "请上传证据文件。"


class CaseFilter(tables.FilterForm):
    """Filters of the list of cases."""

    q = forms.CharField(label="案号、决定书文号、当事人")
    procedure = fields.EnumField(CaseProcedure, label="程序")
    stage = fields.EnumField(Stage, label="阶段")
    handler = forms.UUIDField(label="承办人", widget=forms.Select)
    year = forms.IntegerField(label="发现或者决定的年份", min_value=2000, max_value=2100)

    def __init__(self, data: QueryDict, *, handlers: list[tuple[str, str]]) -> None:
        super().__init__(data)
        known = {
            "procedure": CaseProcedure.pairs(),
            "stage": Stage.pairs(),
            "handler": handlers,
        }
        for name, choices in known.items():
            widget = self.fields[name].widget
            assert isinstance(widget, forms.Select)
            widget.choices = [("", "全部"), *choices]


class DecisionForm(StepForm):
    """A decision to punish."""

    bases = {"fine": "APL-2021:57.1", "note": "APL-2021:34", "correct_until": "APL-2021:28.1"}

    fine = fields.YuanField(label="罚款金额（元）", required=False)
    note = note_field(
        "补充说明的理由",
        required=False,
        rows=2,
        hint="数额与拟处罚款不同的必填：写明改变数额所依据的事实和情节，写入决定书的裁量理由",
    )
    correct_until = correct_until_field()

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the amount that was reviewed or discussed."""
        return {"fine": known.file.resolved_fen} if known.file else {}

    @property
    def draft(self) -> rules.DecisionDraft:
        """The decision."""
        return rules.DecisionDraft(
            self.value("fine") or 0, self.value("note"), self.value("correct_until")
        )


def spared_rows(known: Known) -> list[dict[str, Any]]:
    """Return the derivations of a proposal that spares the party, nothing of another."""
    found = known.file.data("proposal") if known.file else {}
    return list(found.get("derivations", [])) if found.get("spares") else []


def spared_by(known: Known) -> dict[str, object]:
    """Return the ground on which the submission or the proposal spares the party, if one does."""
    if known.file and (said := known.file.reviewed_doubt or known.file.proposed_ground):
        return {"ground": said}
    rows = spared_rows(known)
    if not rows:
        return {}
    if any(row.get("elsewhere") for row in rows):
        return {"ground": NoPenaltyGround.FINED_ELSEWHERE}
    waiver = Waiver(rows[0]["waiver"])
    elsewhere = NoPenaltyGround.FINED_ELSEWHERE
    fitting = [one for one, known in GROUNDS.items() if waiver in known and one is not elsewhere]
    return {"ground": fitting[0]} if len(fitting) == 1 else {}  # a list may bear either of two


class NoPenaltyForm(StepForm):
    """A decision not to punish."""

    bases = {"ground": "APL-2021:57.1", "education": "APL-2021:33.3"}

    ground = fields.EnumField(NoPenaltyGround, label="不予处罚的情形")
    reason = note_field("理由", hint="逐项说明符合的条件")
    education = note_field(
        "教育情况", rows=2, required=False, hint="违法事实不能成立的不填，其余情形必填"
    )

    def starting(self, known: Known) -> dict[str, object]:
        """Start from why the proposal spares the party."""
        reason = "".join(row["paragraph"] for row in spared_rows(known))
        if known.file and known.file.proposed_ground:
            reason = known.file.data("proposal")["discretion"]
        return {**spared_by(known), "reason": reason} if reason else {}

    @property
    def draft(self) -> rules.NoPenaltyDraft:
        """The decision."""
        return rules.NoPenaltyDraft(
            self.value("ground"), self.value("reason"), self.value("education")
        )


#: What is asked of one way of paying alone.
OF_A_WAY: Final = {
    CollectionWay.BANK: ("payer", "reference", "surplus"),
    CollectionWay.ON_SPOT: ("ground", "request"),
}


class PaymentForm(ScanForm):
    """A payment."""

    bases = {"amount": "APL-2021:67", "ground": "APL-2021:68", "surplus": "SCL-2012:36"}

    kind = fields.EnumField(PaymentKind, label="款项")
    amount = fields.YuanField(label="缴款金额（元）", least=1)
    receipt = text_field(
        "票据号",
        required=False,
        most=60,
        hint="电子缴款书或者财政电子票据的号码，没有的填写下两项；当场收缴的填写专用票据的号码",
    )
    payer = text_field("缴款人", required=False, most=120, hint="没有票据的，按银行回单填写")
    reference = text_field(
        "银行流水号",
        required=False,
        most=60,
        hint="没有票据的必填；一笔转账含几项款项的，按同一流水号分项登记",
    )
    voucher_on = fields.DayField(
        label="凭证载明的日期",
        required=False,
        help_text="补记以前的缴款必填，与缴款日期一致；当场收缴的为专用票据存根的日期",
    )
    scan = forms.FileField(
        label="票据或者银行回单",
        required=False,
        help_text="补记以前的缴款必填，扫描件；当场收缴的为专用票据存根",
    )
    way = fields.EnumField(CollectionWay, label="缴款方式")
    ground = fields.EnumField(
        SpotGround, label="当场收缴的情形", required=False, help_text="当场收缴的必填"
    )
    request = text_field(
        "当场收缴的事实",
        required=False,
        hint="事后难以执行的写明具体事实；边远、水上、交通不便地区的写明当事人提出的经过",
    )
    surplus = text_field(
        "多缴的情况", required=False, hint="当事人向银行缴款多于待缴数额的必填，多缴的部分依法退还"
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        if known.viewer is not None:  # who fines is apart from who collects (67)
            ways = rules.ways_open_to(known.viewer.by.roles)
            self.fields["way"] = fields.EnumField(CollectionWay, only=ways, label="缴款方式")
            self.initial["way"] = ways[0]
            for way in set(CollectionWay) - set(ways):
                for name in OF_A_WAY[way]:
                    del self.fields[name]
        if known.file is not None:
            debt = queries.debt(known.file, on=known.on)
            self.fields["amount"].help_text = rules.reckoned(debt, until=known.on)
            if asked := owing.asked_kinds(known.file.acts, debt, until=known.on):
                self.fields["kind"] = fields.EnumField(
                    PaymentKind, only=asked, label=self.fields["kind"].label
                )

    def starting(self, known: Known) -> dict[str, object]:
        """Start from what is to be paid next: the fine or its part first, then what delay added."""
        start: dict[str, object] = {"kind": PaymentKind.FINE, "way": CollectionWay.BANK}
        if known.file is None:
            return start
        debt = queries.debt(known.file, on=known.on)
        late = rules.surcharge_owed_fen(debt, until=known.on)
        if debt.unpaid_fen:
            start["amount"] = rules.due_now_fen(debt, on=known.on)
        elif late:
            start |= {"kind": PaymentKind.SURCHARGE, "amount": late}
        elif left := owing.gains_left_fen(known.file.acts):
            start |= {"kind": PaymentKind.GAINS, "amount": left}
        return start

    @property
    def draft(self) -> rules.PaymentDraft:
        """The payment."""
        texts = {
            name: self.cleaned_data.get(name, "")  # what is asked of one way alone
            for name in ("request", "surplus", "payer", "reference")
        }
        voucher_on = self.cleaned_data.get("voucher_on")
        return rules.PaymentDraft(
            self.value("amount"),
            self.value("receipt"),
            self.value("kind"),
            self.value("way"),
            self.cleaned_data.get("ground"),
            **texts,
            voucher_on=voucher_on,
        )


class PaperForm(ScanForm):
    """A bill, or a bank's reference, that came in after its payment was booked."""

    bases = {"payment": "APL-2021:67"}

    payment = choice_field("缴款")
    number = text_field("补登的号码", most=60, hint="所选缴款缺少的票据号或者银行流水号")
    amount = fields.YuanField(
        label="凭证金额（元）", least=1, help_text="与所选缴款或者该笔转账的总额一致"
    )
    scan = scan_field("票据")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        held = booked.payments(known.file.acts) if known.file else ()
        choices = [(str(one.number), f"{one.label}，缺{one.lacks}") for one in held if one.lacks]
        fields.offer(self.fields["payment"], choices, "")

    @property
    def draft(self) -> rules.PaperDraft:
        """The paper."""
        return rules.PaperDraft(
            int(self.value("payment")), self.value("number"), self.value("amount")
        )


class EvidenceForm(StepForm):
    """A piece of evidence that joins the file."""

    bases = {"kind": "APL-2021:46"}

    name = text_field("证据名称")
    kind = fields.EnumField(EvidenceKind, label="证据种类")
    content = forms.FileField(label="文件", required=False, help_text=FILE_HINT)
    proves = text_field("证明内容")
    obtained_on = fields.DayField(label="取得日期")
    sender = text_field(
        "提供人",
        required=False,
        hint="举报人、移送机关等提供的材料写明是谁提供的，来函写明文号；本局自行收集的不填写。",
    )

    def clean_content(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("content"), fault_of=file_fault)

    def clean(self) -> dict[str, Any]:
        """Ask for the file of anything but an object."""
        given = super().clean() or {}
        needs_file = given.get("kind") not in {None, EvidenceKind.PHYSICAL}
        if needs_file and not given.get("content") and "content" not in self.errors:
            self.add_error("content", NO_FILE)
        return given

    def starting(self, known: Known) -> dict[str, object]:
        """Start on the day of the act."""
        return {"obtained_on": known.on}
