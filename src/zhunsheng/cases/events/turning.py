"""Events of the acts by which a case turns."""

from dataclasses import dataclass

from zhunsheng.journal.registry import event


@event(key="cases.urgent_inquiry", label="先行调查", sentence="情况紧急，先行调查：{reason}")
@dataclass(frozen=True, slots=True)
class UrgentInquiryBegun:
    """An inquiry began before the opening."""

    reason: str


@event(
    key="cases.handlers_changed",
    label="更换承办人",
    sentence="{what}：{leaves}不再承办，承办人为{handlers}",
)
@dataclass(frozen=True, slots=True)
class HandlersChanged:
    """A handler left a case."""

    what: str
    leaves: str
    handlers: str


@event(key="cases.recusal_requested", label="申请回避", sentence="{by}申请回避：{reason}")
@dataclass(frozen=True, slots=True)
class RecusalRequested:
    """Somebody who takes part in a case asked to stand aside."""

    by: str
    reason: str


@event(
    key="cases.recusal_refused",
    label="不予回避",
    sentence="决定{officer}不予回避：{reason}",
    inner=True,
)
@dataclass(frozen=True, slots=True)
class RecusalRefused:
    """It was decided that a handler stays."""

    officer: str
    reason: str


@event(
    key="cases.leader_recusal",
    label="负责人回避",
    sentence="{members}集体讨论，决定负责人{leader}{outcome}：{reason}",
    inner=True,
)
@dataclass(frozen=True, slots=True)
class LeaderRecusalDecided:
    """The other persons in charge decided whether one of them stands aside."""

    leader: str
    outcome: str
    members: str
    reason: str


@event(key="cases.suspended", label="中止调查", sentence="中止调查{number}：{ground}", inner=True)
@dataclass(frozen=True, slots=True)
class CaseSuspended:
    """The investigation stands still."""

    number: str
    ground: str


@event(key="cases.resumed", label="恢复调查", sentence="恢复调查{number}：{reason}", inner=True)
@dataclass(frozen=True, slots=True)
class CaseResumed:
    """The investigation goes on."""

    number: str
    reason: str


@event(key="cases.terminated", label="终止调查", sentence="终止调查{number}：{ground}")
@dataclass(frozen=True, slots=True)
class CaseTerminated:
    """The case ended without a decision."""

    number: str
    ground: str


@event(key="cases.transferred", label="移送", sentence="案件移送{body}，{number}")
@dataclass(frozen=True, slots=True)
class CaseTransferred:
    """The case went to another authority."""

    body: str
    number: str


@event(
    key="cases.crime_reported",
    label="报告涉嫌犯罪",
    sentence="专案组提出移送涉嫌犯罪案件的报告{number}：{crime}",
)
@dataclass(frozen=True, slots=True)
class CrimeReported:
    """A suspected crime was reported to the chief."""

    number: str
    crime: str


@event(key="cases.crime_decided", label="决定移送", sentence="{outcome}：{reason}", inner=True)
@dataclass(frozen=True, slots=True)
class CrimeTransferDecided:
    """The chief decided whether the case goes to the police."""

    outcome: str
    reason: str


@event(key="cases.crime_handed_over", label="移送公安", sentence="案件移送{police}，{number}")
@dataclass(frozen=True, slots=True)
class CrimeHandedOver:
    """The case was handed over to the police."""

    police: str
    number: str


@event(key="cases.crime_replied", label="移送答复", sentence="{body}{outcome}（{number}）")
@dataclass(frozen=True, slots=True)
class CrimeReplied:
    """Police or procuratorate replied."""

    body: str
    outcome: str
    number: str


@event(key="cases.checked", label="内部审核", sentence="{what}：{outcome}{opinion}", inner=True)
@dataclass(frozen=True, slots=True)
class ProposalChecked:
    """A proposal or a submission was checked inside of the bureau."""

    what: str
    outcome: str
    opinion: str


@event(key="cases.submitted", label="案件处理呈批", sentence="案件处理呈批{number}")
@dataclass(frozen=True, slots=True)
class CaseSubmitted:
    """A case was submitted for decision."""

    number: str


@event(key="cases.filed", label="重大处罚备案", sentence="向{body}备案，回执{receipt}")
@dataclass(frozen=True, slots=True)
class PenaltyFiled:
    """A heavy penalty was filed."""

    body: str
    receipt: str


@event(
    key="cases.party_renamed",
    label="登记当事人名称变更",
    sentence="当事人名称由“{before}”变更为“{after}”（{number}）",
)
@dataclass(frozen=True, slots=True)
class PartyRenamed:
    """The party has another name, by a paper."""

    before: str
    after: str
    number: str


@event(
    key="cases.address_confirmed",
    label="确认送达地址",
    sentence="当事人确认送达地址{number}，{electronic}电子送达",
)
@dataclass(frozen=True, slots=True)
class AddressConfirmed:
    """The party confirmed where it wants its papers."""

    number: str
    electronic: str
