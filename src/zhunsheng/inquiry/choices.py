"""Who takes evidence and who approves, kinds of people asked, ends of a preservation."""

from __future__ import annotations

from enum import Enum
from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.choices import Labelled

#: Who takes evidence: officers, and heads of teams that handle themselves (行政处罚法 42).
TAKERS: Final = frozenset({Role.ENFORCEMENT_OFFICER, Role.TEAM_HEAD})
#: Who approves a preservation, or a later day of an expert: 行政机关负责人 (行政处罚法 56).
APPROVERS: Final = HEADS


class Taking(Enum):
    """Keys of the acts by which evidence is taken."""

    CALL = "interview_notice"
    INTERVIEW = "interview"
    SCENE = "scene_examination"
    SAMPLING = "sampling"
    COMMISSION = "expert_commission"
    RESULT = "expert_result"
    EXTENSION = "expert_extension"
    END = "expert_end"


#: What is done on a commission that was given, not on a case or an inspection.
ON_A_COMMISSION: Final = frozenset({Taking.RESULT, Taking.EXTENSION, Taking.END})


class Keeping(Enum):
    """Keys of the steps of an advance preservation."""

    REQUEST = "preservation_request"
    APPROVAL = "preservation_approval"
    REFUSAL = "preservation_refusal"
    WITHDRAWAL = "preservation_withdrawal"
    NOTICE = "preservation_notice"
    PROPOSAL = "disposal_proposal"
    DISPOSAL = "disposal"


class Capacity(Labelled):
    """As what somebody is asked."""

    PARTY = ("PARTY", "当事人")
    LEGAL_REPRESENTATIVE = ("LEGAL_REPRESENTATIVE", "法定代表人")
    EMPLOYEE = ("EMPLOYEE", "从业人员")
    WITNESS = ("WITNESS", "证人")
    OTHER_PERSON = ("OTHER_PERSON", "其他有关人员")

    @property
    def evidence(self) -> EvidenceKind:
        """What the record of the interview is as evidence (行政处罚法 46)."""
        own = self in {Capacity.PARTY, Capacity.LEGAL_REPRESENTATIVE}
        return EvidenceKind.PARTY_STATEMENT if own else EvidenceKind.WITNESS


class KeepingPlace(Labelled):
    """Where preserved things stay."""

    IN_PLACE = ("IN_PLACE", "就地保存")
    ELSEWHERE = ("ELSEWHERE", "异地保存")


class DisposalKind(Labelled):
    """
    What becomes of a preserved thing (行政处罚法 56).

    Confiscation is a penalty (9): earlier records may name it, no disposal orders it any more.
    """

    GIVEN_BACK = ("GIVEN_BACK", "返还当事人")
    TESTED = ("TESTED", "送交鉴定")
    CONFISCATED = ("CONFISCATED", "依法没收")
    HANDED_OVER = ("HANDED_OVER", "移送有关部门")
    SEALED = ("SEALED", "转为查封、扣押")
    RELEASED = ("RELEASED", "解除先行登记保存")


#: What an officer may propose: no confiscation, which the penalty decision alone orders.
PROPOSABLE: Final = tuple(one for one in DisposalKind if one is not DisposalKind.CONFISCATED)
#: What may still be decided after the term: the thing is free by then.
FREES: Final = frozenset({DisposalKind.GIVEN_BACK, DisposalKind.RELEASED})


class PreservationStage(Labelled):
    """Where a preservation stands on a day; computed."""

    REQUESTED = ("REQUESTED", "待批准")
    REFUSED = ("REFUSED", "未批准")
    WITHDRAWN = ("WITHDRAWN", "已撤回")
    APPROVED = ("APPROVED", "待通知")
    RUNNING = ("RUNNING", "保存中")
    LAPSED = ("LAPSED", "到期自动解除")
    DISPOSED = ("DISPOSED", "已作出处理")


class DutyKind(Labelled):
    """What may be due in this room."""

    APPROVE = ("APPROVE", "审批先行登记保存")
    NOTIFY = ("NOTIFY", "通知并登记保存证据")
    PROPOSE = ("PROPOSE", "提出保存证据的处理意见")
    DISPOSE = ("DISPOSE", "对保存的证据作出处理决定")
    FREE = ("FREE", "保存期限已过，登记解除")
    AWAIT = ("AWAIT", "收取鉴定意见")


class Phrase(Labelled):
    """Fixed wording of papers and lines."""

    COMMA = ("COMMA", "、")
    STOP = ("STOP", "；")
    HANDLE = ("HANDLE", "办理")
    LOOK = ("LOOK", "查看")
    NONE = ("NONE", "无")
    NOT_GIVEN = ("NOT_GIVEN", "未提供")
    ROUND = ("ROUND", "第{round}次")
    SHOWN = (
        "SHOWN",
        "执法人员{officers}主动出示了行政执法证件，被询问人核对无误",
    )
    SHOWN_ON_SITE = (
        "SHOWN_ON_SITE",
        "执法人员主动出示了行政执法证件，告知了申请回避的权利",
    )
    RIGHTS = (
        "RIGHTS",
        "已告知：应当如实回答询问、协助调查；有权陈述和申辩；"
        "认为执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避",
    )
    NO_RECUSAL = ("NO_RECUSAL", "不申请回避")
    READ_BACK = ("READ_BACK", "本笔录已向被询问人宣读或者交其阅读，核对无误")
    SIGNED = ("SIGNED", "已签名")
    REFUSED = ("REFUSED", "{note}，见证人{witness}")
    ABSENT = ("ABSENT", "当事人未到场，由见证人{witness}见证")
    COPY_LEFT = ("COPY_LEFT", "本凭证已交当事人或者在场人一份")
    ASKING = ("ASKING", "询问{who}")
    EXAMINING = ("EXAMINING", "勘验{at}")
    SAMPLING = ("SAMPLING", "在{at}抽样取证")
    RECORD_NAME = ("RECORD_NAME", "{title}（{person}，第{round}次）")
    PAPER_NAME = ("PAPER_NAME", "{title}（{place}）")
    PHOTO = ("PHOTO", "勘验照片")
    PROVES_OPINION = ("PROVES_OPINION", "鉴定结论")
    OPINION_NAME = ("OPINION_NAME", "鉴定意见（{institution}）")
    AGREED = ("AGREED", "同意")
    NOT_YET = ("NOT_YET", "待收到鉴定意见")
    TERM = ("TERM", "{days}个工作日，至{until}止")
    TERM_OPEN = ("TERM_OPEN", "{days}个工作日")
    DISPOSAL_LINE = ("DISPOSAL_LINE", "{name}{quantity}：{kind}")
    DUTY_SUBJECT = ("DUTY_SUBJECT", "{party} {items}")
