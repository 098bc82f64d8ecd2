"""Forms of the acts by which a case turns, and of the checks inside of the bureau."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from zhunsheng.cases.choices import (
    Checked,
    FilingBody,
    NoPenaltyGround,
    RecusalOutcome,
    RecusalSource,
    SuspensionGround,
    TerminationGround,
)
from zhunsheng.cases.forms.base import (
    Known,
    ScanForm,
    StepForm,
    choice_field,
    many_field,
    note_field,
    scan_field,
    spoken_lines,
    text_field,
    time_field,
)
from zhunsheng.cases.forms.deciding import spared_by
from zhunsheng.cases.forms.extending import article_choices
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import once, standing
from zhunsheng.cases.queries.limits import stopping_on
from zhunsheng.cases.rules import filing, turning
from zhunsheng.cases.rules.address import AddressDraft
from zhunsheng.cases.rules.aside import LeaderRecusalDraft
from zhunsheng.cases.rules.sparing import SparingDraft
from zhunsheng.web import forms as fields


class ReasonForm(StepForm):
    """An act that needs nothing but a reason."""

    reason = note_field("理由")

    @property
    def draft(self) -> turning.ReasonDraft:
        """The reason."""
        return turning.ReasonDraft(self.value("reason"))


class HandlersForm(StepForm):
    """A form that chooses among the handlers of the case, and who takes over."""

    people: ClassVar = {"officer": "handlers", "replacement": "officers"}

    officer = choice_field("承办人")
    replacement = choice_field("接替人员", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        field = self.fields["replacement"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "不接替，由其余承办人继续办理"), *known.officers]

    @property
    def joins(self) -> UUID | None:
        """Who takes over."""
        return UUID(self.value("replacement")) if self.value("replacement") else None


class RecusalForm(HandlersForm):
    """A decision on the recusal of a handler."""

    bases = {"outcome": "APL-2021:43.3"}

    source = fields.EnumField(RecusalSource, label="提出的方式")
    reason = note_field("理由", hint="写明与案件的利害关系或者可能影响公正执法的情形")
    outcome = fields.EnumField(RecusalOutcome, label="决定", initial=RecusalOutcome.GRANTED)

    @property
    def draft(self) -> turning.RecusalDraft:
        """The decision."""
        return turning.RecusalDraft(
            UUID(self.value("officer")),
            self.value("source"),
            self.value("reason"),
            self.value("outcome"),
            self.joins,
        )


class LeaderRecusalForm(StepForm):
    """What the other persons in charge decided on the recusal of one of them."""

    bases: ClassVar[dict[str, str]] = {"outcome": "APL-2021:43.3"}
    people: ClassVar = {"leader": "leaders", "members": "leaders"}

    leader = choice_field("被申请回避的负责人")
    source = fields.EnumField(RecusalSource, label="提出的方式")
    reason = note_field("理由", hint="写明与案件的利害关系或者可能影响公正执法的情形")
    members = many_field("参加集体讨论的其他负责人")
    outcome = fields.EnumField(RecusalOutcome, label="决定", initial=RecusalOutcome.GRANTED)

    @property
    def draft(self) -> LeaderRecusalDraft:
        """The decision."""
        return LeaderRecusalDraft(
            UUID(self.value("leader")),
            self.value("source"),
            self.value("reason"),
            tuple(UUID(one) for one in self.value("members")),
            self.value("outcome"),
        )


class ReassignmentForm(HandlersForm):
    """A handler who leaves for another reason."""

    reason = note_field("理由", rows=2, hint="如工作调动、休假")

    def clean_replacement(self) -> str:
        """Ask who takes over."""
        given: str = self.cleaned_data["replacement"]
        if not given:
            raise forms.ValidationError("请选择接替人员。")
        return given

    @property
    def draft(self) -> turning.ReassignmentDraft:
        """The change."""
        officer, joins = UUID(self.value("officer")), UUID(self.value("replacement"))
        return turning.ReassignmentDraft(officer, joins, self.value("reason"))


class SuspensionForm(StepForm):
    """Standing still."""

    bases = {"basis": "APL-2021:60"}

    ground = fields.EnumField(SuspensionGround, label="中止的情形")
    reason = note_field("理由")
    basis = forms.ChoiceField(
        label="办案期限停止计算的依据",
        required=False,
        help_text="只能选择规定中止期间不计入办案期限的条文；没有的，期限继续计算",
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        field = self.fields["basis"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "没有依据，期限继续计算"), *article_choices(stopping_on(known.on))]

    @property
    def draft(self) -> turning.SuspensionDraft:
        """The suspension."""
        return turning.SuspensionDraft(
            self.value("ground"), self.value("reason"), self.value("basis")
        )


class TerminationForm(ScanForm):
    """The end of a case without a decision."""

    bases: ClassVar = {"harmless": "APL-2021:36.1"}

    ground = fields.EnumField(
        TerminationGround,
        label="终止的情形",
        help_text="以办案期限届满终止的，法律没有写明期满的后果，依据未核实；理由中写明未在期限内决定、延长的原因",
    )
    reason = note_field("理由")
    harmless = note_field(
        "查明没有危害后果的情况",
        required=False,
        rows=2,
        hint="以超过追责期限终止，而是否涉及公民生命健康安全且有危害后果尚未认定的填写",
    )

    other = forms.ChoiceField(
        label="另案",
        required=False,
        help_text="以同一行为已另案处理终止的必填；两案都在办理的，终止后立案的一件",
    )
    scan = scan_field("死亡证明等据以终止的材料")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        others: tuple[PenaltyCase, ...] = ()
        if known.viewer is not None and known.file is not None:
            others = once.handling(known.viewer, known.file, known.on)
        choices = [("", "没有另案"), *((str(one.id), one.number) for one in others)]
        fields.offer(self.fields["other"], choices)

    @property
    def draft(self) -> turning.TerminationDraft:
        """The end."""
        other = self.cleaned_data.get("other")
        return turning.TerminationDraft(
            self.value("ground"),
            self.value("reason"),
            self.value("harmless"),
            UUID(other) if other else None,
        )


class TransferForm(StepForm):
    """A transfer to another authority."""

    body = text_field("受移送机关", most=100)
    reason = note_field("移送理由")
    materials = note_field("随函附送的材料", required=False, rows=2, hint="不填写的列出全部证据")

    @property
    def draft(self) -> turning.TransferDraft:
        """The transfer."""
        return turning.TransferDraft(
            self.value("body"), self.value("reason"), self.value("materials")
        )


class CheckForm(StepForm):
    """A check inside of the bureau."""

    outcome = fields.EnumField(Checked, label="意见", initial=Checked.AGREED)
    opinion = note_field("说明", required=False, hint="退回的写明补正要求")

    @property
    def draft(self) -> turning.CheckDraft:
        """The check."""
        return turning.CheckDraft(self.value("outcome"), self.value("opinion"))


class CommitteeForm(StepForm):
    """A meeting of the case committee."""

    people: ClassVar = {"members": "staff"}

    members = many_field("参加人员")
    views = note_field("各人意见", required=False, hint="每行一人，如“示例辛：同意”")
    conclusion = note_field("研究意见")
    outcome = fields.EnumField(Checked, label="结果", initial=Checked.AGREED)
    time = time_field("时间")
    place = text_field("地点", required=False)

    @property
    def draft(self) -> turning.CommitteeDraft:
        """The meeting."""
        return turning.CommitteeDraft(
            self.value("outcome"),
            tuple(UUID(one) for one in self.value("members")),
            self.value("conclusion"),
            spoken_lines(self.value("views")),
            self.value("place"),
            self.value("time"),
        )


class SubmissionForm(StepForm):
    """The submission of a case for decision."""

    opinion = note_field("承办人意见", required=False, hint="不填写的为建议按拟处理意见作出决定")

    @property
    def draft(self) -> turning.SubmissionDraft:
        """The submission."""
        return turning.SubmissionDraft(self.value("opinion"))


class SparingForm(StepForm):
    """The submission of a case in which the handlers see no penalty."""

    bases: ClassVar[dict[str, str]] = {"ground": "APL-2021:57.1"}

    ground = fields.EnumField(NoPenaltyGround, label="不予处罚的情形")
    opinion = note_field("承办人意见和不予处罚的理由")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from why the party is spared; what was reviewed is signed in the same words."""
        known_by = spared_by(known)
        if known.file and known.file.reviewed_doubt:
            known_by["opinion"] = known.file.data("sparing_submission")["opinion"]
        return known_by

    @property
    def draft(self) -> SparingDraft:
        """The submission."""
        return SparingDraft(self.value("ground"), self.value("opinion"))


class FilingForm(StepForm):
    """A heavy penalty filed."""

    body = fields.EnumField(FilingBody, label="备案机关")
    receipt = text_field("备案回执", most=80)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        due = standing.facts_of(known.file, on=known.on).unfiled if known.file else frozenset()
        bodies = tuple(one for one in FilingBody if one.value in due)
        self.fields["body"] = fields.EnumField(FilingBody, only=bodies, label="备案机关")

    @property
    def draft(self) -> filing.FilingDraft:
        """The filing."""
        return filing.FilingDraft(self.value("body"), self.value("receipt"))


class AddressForm(ScanForm):
    """Where the party wants its papers."""

    bases = {"electronic": "APL-2021:61.2", "scan": "APL-2021:61.2"}

    receiver = text_field("受送达人或者代收人", most=60)
    address = text_field("送达地址")
    phone = text_field("联系电话", most=40)
    electronic = forms.BooleanField(label="同意电子送达", required=False)
    electronic_address = text_field(
        "电子送达地址", required=False, hint="电子邮箱，或者手机、传真号码"
    )
    scan = scan_field("当事人签订的送达地址确认书（同意电子送达的上传）")

    def starting(self, known: Known) -> dict[str, object]:
        """Start from what is known of the party."""
        if known.file is None:
            return {}
        party = known.file.case.entity
        return {
            "receiver": party.legal_representative,
            "address": party.address,
            "phone": party.phone,
        }

    @property
    def draft(self) -> AddressDraft:
        """The address."""
        names = ("receiver", "address", "phone", "electronic", "electronic_address")
        return AddressDraft(*(self.value(name) for name in names))
