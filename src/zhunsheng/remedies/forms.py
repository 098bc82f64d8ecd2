"""Forms of remedies: strings become values; nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from zhunsheng.cases.choices import QuashGround
from zhunsheng.evidence.queries import file_fault
from zhunsheng.lawbook.choices import Measure
from zhunsheng.remedies import rules
from zhunsheng.remedies.choices import (
    OUTCOMES,
    Attendance,
    ExecutionStop,
    LetterKind,
    Outcome,
    RemedyKind,
    RemedyScope,
)
from zhunsheng.remedies.queries import Material
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

#: That a change leaves no kind of penalty beside warning and fine.
#: From how many decisions on it is asked which one is meant.
SEVERAL: Final = 2
NO_KIND: Final = ("NONE", "不保留其他处罚种类")


def proof_field(label: str) -> forms.FileField:
    """Return the field of the scan of a paper of body or court."""
    return forms.FileField(label=label, required=False, help_text="扫描件，PDF、JPEG或者PNG")


class RemedyFilter(tables.FilterForm):
    """What the list of remedies is narrowed to."""

    q = forms.CharField(label="编号、申请人", max_length=60)
    kind = fields.EnumField(RemedyKind, label="种类")
    year = forms.IntegerField(label="年份", min_value=1990, max_value=2100)
    scope = fields.EnumField(RemedyScope, label="进展")


def decision_label(row: Any) -> str:  # noqa: ANN401 # a row of decisions
    """Return a decision as it is chosen: paper, party, case, day."""
    case, day = row.case, row.decided_on.isoformat()
    return "　".join(filter(None, (row.document.number, case.party_label, case.number, day)))


class ReceiptForm(fields.DatedForm):
    """A copy that arrived."""

    bases: ClassVar[dict[str, str]] = {
        "on": "ARL-2023:48",
        "simplified": "ARL-2023:53",
        "accepted_on": "ARL-2023:62",
    }

    kind = fields.EnumField(RemedyKind, label="种类")
    case_number = forms.CharField(
        label="原案件", max_length=60, help_text="填写案号、决定书文号或者当事人名称。"
    )
    case = forms.ChoiceField(label="选择原决定", widget=forms.RadioSelect)
    number = forms.CharField(label="复议或者诉讼案件编号", max_length=80)
    body = forms.CharField(label="复议机关或者人民法院", max_length=120)
    applicant = forms.CharField(label="申请人或者原告", max_length=120)
    claims = fields.NoteField(label="请求和理由")
    simplified = forms.BooleanField(
        label="复议机关适用简易程序",
        required=False,
        help_text="当场作出、警告、通报批评、三千元以下等案件可以适用，书面答复期限为五个工作日。",
    )

    accepted_on = fields.DayField(
        label="复议机关受理日期",
        required=False,
        help_text="按受理通知书填写，用于推算审理期限；诉讼案件和不知道的留空。",
    )
    late = fields.NoteField(
        label="副本迟到的情况",
        rows=2,
        required=False,
        help_text="受理后超过七个工作日才收到副本的填写，并上传受理通知书（期限未核实）。",
    )
    proof = proof_field("受理通知书或者应诉通知书（补记的上传）")

    def __init__(self, *args: Any, found: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "收到副本日期"
        case = self.fields["case"]
        assert isinstance(case, forms.ChoiceField)
        case.choices = [(str(one.case_id), decision_label(one)) for one in found]
        case.error_messages["required"] = f"查到{len(found)}份处罚决定，请选择被复议、起诉的一份"
        if len(found) < SEVERAL:
            del self.fields["case"]

    def clean_proof(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("proof"), fault_of=file_fault)

    def draft(self, case: UUID) -> rules.ReceiptDraft:
        """Return the copy, about this case."""
        said = ("kind", "number", "body", "applicant", "claims", "simplified")
        names = (*said, "accepted_on", "late")
        return rules.ReceiptDraft(case=case, **{name: self.value(name) for name in names})


class StepForm(fields.DatedForm):
    """A form of one step of a remedy; ``draft`` gives what the act takes."""

    def __init__(self, *args: Any, kind: RemedyKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        outcome = self.fields.get("outcome")
        if isinstance(outcome, forms.ChoiceField):
            known = [(one.value, one.label) for one in OUTCOMES[kind]]
            outcome.choices = [("", fields.EMPTY_CHOICE), *known]

    @property
    def draft(self) -> Any:  # noqa: ANN401 # the draft of any step
        """What the act takes beside the day."""
        raise NotImplementedError


class AnswerForm(StepForm):
    """The written answer or defence with the material that is handed in."""

    facts = fields.NoteField(label="作出决定的事实", rows=4)
    reasons = fields.NoteField(label="依据和理由", rows=4)
    request = forms.CharField(label="请求", max_length=200)
    material = forms.MultipleChoiceField(
        label="随附的证据和文书",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只列可以对外提交的材料，法制审核、集体讨论等内部材料不在其中；法律要求事先批准的审批表用以证明程序合法，列在其中。",
    )

    def __init__(self, *args: Any, offered: tuple[Material, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["material"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.key, one.name) for one in offered]

    @property
    def draft(self) -> rules.AnswerDraft:
        """The answer."""
        chosen = tuple(self.value("material"))
        return rules.AnswerDraft(
            self.value("facts"), self.value("reasons"), self.value("request"), chosen
        )


class StopForm(StepForm):
    """Whether execution is stopped."""

    stop = fields.EnumField(ExecutionStop, label="决定或者裁定")
    reason = fields.NoteField(label="理由")

    @property
    def draft(self) -> rules.StopDraft:
        """Whether execution is stopped, and why."""
        return rules.StopDraft(self.value("stop"), self.value("reason"))


class AttendanceForm(StepForm):
    """Who stood for the bureau."""

    attendance = fields.EnumField(Attendance, label="出庭情况")
    people = forms.CharField(label="出庭人员", max_length=200, help_text="写明姓名和职务。")
    reason = fields.NoteField(
        label="负责人不能出庭的理由", required=False, help_text="负责人没有出庭的必须填写。"
    )
    summary = fields.NoteField(label="庭审（听证）情况", required=False)

    @property
    def draft(self) -> rules.AttendanceDraft:
        """The attendance."""
        return rules.AttendanceDraft(
            self.value("attendance"),
            self.value("people"),
            self.value("summary"),
            self.value("reason"),
        )


class ResultForm(StepForm):
    """How it ended, by which paper."""

    outcome = fields.EnumField(Outcome, label="结果")
    number = forms.CharField(label="文书号", max_length=80)
    proof = proof_field("复议决定书、裁判文书")
    fine_fen = fields.YuanField(
        label="变更后的罚款（元）",
        required=False,
        help_text="结果为变更的填写，没有罚款的填写0；其他结果留空。",
    )
    kinds = forms.MultipleChoiceField(
        label="变更后的其他处罚种类",
        choices=[*((one.value, one.label) for one in Measure if one.is_penalty), NO_KIND],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="结果为变更、原决定除警告、罚款外还有其他处罚的，选择保留的和改处的较轻种类；其他结果留空。",
    )
    gains_fen = fields.YuanField(
        label="变更后的没收违法所得（元）",
        required=False,
        help_text="保留没收违法所得而数额有变更的填写。",
    )
    lighter = forms.CharField(
        label="改处较轻种类的内容和期限",
        max_length=200,
        required=False,
        help_text="如由吊销改为暂扣的，写明证件名称、编号和暂扣期限（种类的轻重次序未核实）。",
    )
    warning = forms.BooleanField(label="变更为警告或者并处警告", required=False)
    no_warning = forms.BooleanField(label="撤销原决定的警告", required=False)
    ground = fields.EnumField(
        QuashGround,
        label="撤销的理由",
        required=False,
        help_text="撤销的按文书选择，载明几项的选择违反法定程序以外的一项；其他结果留空。",
    )
    anew_until = fields.DayField(
        label="重新作出的期限届满日",
        required=False,
        help_text="文书责令在一定期限内重新作出的，按载明的期限推算；没有载明的留空。",
    )
    summary = fields.NoteField(label="主要理由", required=False)

    made: ClassVar[type[rules.ResultDraft]] = rules.ResultDraft

    @property
    def draft(self) -> rules.ResultDraft:
        """The result."""
        names = ("outcome", "number", "summary", "fine_fen", "ground", "anew_until")
        chosen = self.value("kinds")
        kinds = tuple(Measure(one) for one in chosen if one != NO_KIND[0]) if chosen else None
        said = self.made(*(self.value(name) for name in names))
        return replace(
            said,
            kinds=kinds,
            gains_fen=self.value("gains_fen"),
            lighter=self.value("lighter"),
            warning=self.value("warning"),
            no_warning=self.value("no_warning"),
        )

    def clean_proof(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read, or is not what its name says."""
        return fields.checked_file(self.cleaned_data.get("proof"), fault_of=file_fault)

    def clean_kinds(self) -> list[str]:
        """Refuse to keep a kind and none at once."""
        chosen: list[str] = self.cleaned_data["kinds"]
        if NO_KIND[0] in chosen and len(chosen) > 1:
            raise forms.ValidationError("选择了保留的种类，又选择了不保留。请按文书选择一项。")
        return chosen


class RulingForm(ResultForm):
    """A ruling."""

    made = rules.RulingDraft


class NoteForm(StepForm):
    """A step with nothing but a remark."""

    note = fields.NoteField(label="说明", required=False)

    @property
    def draft(self) -> rules.NoteDraft:
        """The remark."""
        return rules.NoteDraft(self.value("note"))


class LetterForm(fields.DatedForm):
    """A letter that asks for a reply."""

    bases: ClassVar[dict[str, str]] = {"on": "ARL-2023:76"}

    kind = fields.EnumField(LetterKind, label="种类")
    body = forms.CharField(label="发文机关", max_length=120)
    number = forms.CharField(label="文号", max_length=80)
    content = fields.NoteField(label="指出的问题和建议", rows=5)
    stated_days = forms.IntegerField(
        label="文书载明的回复期限（日）",
        required=False,
        help_text="没有载明的留空：复议意见书六十日，检察建议两个月（未核实），司法建议没有法定期限。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "收到日期"

    def draft(self, remedy: UUID | None) -> rules.LetterDraft:
        """Return the letter, about this remedy if any."""
        names = ("kind", "body", "number", "content", "stated_days")
        return rules.LetterDraft(remedy=remedy, **{name: self.value(name) for name in names})


class ReplyForm(fields.DatedForm):
    """The reply to a letter."""

    number = forms.CharField(label="回复文号", max_length=80, required=False)
    text = fields.NoteField(label="回复内容和纠正情况", rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "回复日期"

    @property
    def draft(self) -> rules.ReplyDraft:
        """The reply."""
        return rules.ReplyDraft(self.value("number"), self.value("text"))
