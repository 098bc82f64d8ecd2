"""Guards of where a case turns: standing still, crime, checks inside of the bureau, its end."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.choices import FilingBody
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards.statements import BEFORE_SIGNING, DECISION, NINETY_DAYS
from zhunsheng.documents.rules.terms import term_text
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

CRIME: Final[Citation] = cite("APL-2021:27")
TRANSFER: Final[Citation] = cite("CTR-2020:5")
REPLY: Final[Citation] = cite("CTR-2020:8")
SUPERVISED: Final[Citation] = cite("APL-2021:75")


# --- statements ------------------------------------------------------------------------------


def first_check_is_due(facts: CaseFacts) -> bool:
    """Tell whether the bureau has its section check a proposal first."""
    return facts.first_check_required


def committee_is_due(facts: CaseFacts) -> bool:
    """Tell whether the bureau has its case committee form the proposal."""
    return facts.committee_required


def submission_is_due(facts: CaseFacts) -> bool:
    """Tell whether the handlers submit a case in writing before it is decided."""
    return facts.endorsement_required


def sparing_submission_is_due(facts: CaseFacts) -> bool:
    """Tell whether the handlers submit in writing before a party is spared."""
    return facts.endorsement_required and facts.spares


def endorsement_is_due(facts: CaseFacts) -> bool:
    """
    Tell whether the deputy in charge signs before the decision.

    The bureau's own rule gives way where nobody is left to sign beside who decides: a case may not
    stand still because a person in charge stands aside from it (行政处罚法 43).
    """
    return facts.endorsement_required and not facts.endorser_lacking


def sparing_is_signed(facts: CaseFacts) -> bool:
    """Tell whether the deputy in charge signs before a party is spared."""
    return endorsement_is_due(facts) and facts.spares


def closing_request_is_due(facts: CaseFacts) -> bool:
    """Tell whether the bureau has the handlers ask for the closing in writing."""
    return facts.closing_request_required


def filing_is_due(facts: CaseFacts) -> bool:
    """
    Tell whether a heavy penalty is still to be filed with one of the bodies.

    Of a decision that the bureau took back within the term to file it nothing is to be filed: no
    penalty stands of which the supervisor is to know, and no day was missed. One that was taken
    back later was to be filed before, and still is (75).
    """
    stands = facts.done("decision") and not facts.withdrawn_before_filing
    return bool(facts.unfiled) and facts.heavy_decided and stands


# --- standing still --------------------------------------------------------------------------


def not_suspended(facts: CaseFacts) -> Finding | None:
    """Refuse to go on while the investigation stands still."""
    if not facts.is_suspended:
        return None
    return Finding(
        "case.suspended",
        "本案已经中止调查，尚未恢复",
        NINETY_DAYS,
        "中止的原因消除后，由负责人批准恢复调查",
    )


def is_suspended(facts: CaseFacts) -> Finding | None:
    """Refuse to resume what does not stand still, or stands still with the whole case."""
    if facts.lead_is_suspended:
        return Finding(
            "case.suspended.with_case",
            "全案已经中止调查，不能只恢复对一个当事人的调查",
            NINETY_DAYS,
            "请在同案的第一个当事人的案卷中批准恢复调查",
        )
    if facts.is_suspended:
        return None
    return Finding(
        "case.not_suspended", "本案没有中止，不需要恢复", NINETY_DAYS, "请按现有阶段继续办理"
    )


# --- crime -----------------------------------------------------------------------------------


def not_with_police(facts: CaseFacts) -> Finding | None:
    """Refuse to go on while the police have the case."""
    if not facts.is_with_police:
        return None
    return Finding(
        "case.crime.with_police",
        "本案已经移送公安机关，不得再作出行政处罚",
        CRIME,
        "公安机关不予立案、或者不追究刑事责任退回的，先登记其答复；已经立案的，可以终止调查",
    )


def police_have_answered(facts: CaseFacts) -> Finding | None:
    """Refuse to close what the police did not answer; a penalty before it stays (移送规定 11)."""
    if not facts.is_with_police or facts.police_opened:
        return None
    return Finding(
        "case.crime.reply_awaited",
        "本案已经移送公安机关，尚未登记其是否立案的答复",
        REPLY,
        "请先登记公安机关的答复；移送之前已经作出的处罚履行完毕的，登记答复后可以结案",
    )


def crime_is_settled(facts: CaseFacts) -> Finding | None:
    """Refuse a decision while a suspected crime is undecided or not handed over."""
    if facts.crime_is_undecided:
        return Finding(
            "case.crime.undecided",
            "已经提出移送涉嫌犯罪案件的报告，尚未决定是否移送",
            TRANSFER,
            f"请主要负责人自接到报告之日起{term_text(facts.crime_decision_days, '日')}内决定",
        )
    if facts.crime_awaits_handover:
        return Finding(
            "case.crime.not_handed_over",
            "已经批准移送公安机关，尚未移送",
            TRANSFER,
            f"请在批准后{term_text(facts.crime_handover_hours, '小时')}内移送并登记",
        )
    return None


def crime_is_reported(facts: CaseFacts) -> Finding | None:
    """Refuse to decide on a transfer that nobody reported."""
    if facts.crime_is_undecided:
        return None
    return Finding(
        "case.crime.nothing_reported",
        "没有待决定的移送涉嫌犯罪案件的报告",
        TRANSFER,
        "请先由两名以上执法人员组成专案组提出书面报告",
    )


def crime_was_approved(facts: CaseFacts) -> Finding | None:
    """Refuse to hand over what the chief did not approve."""
    if facts.crime_awaits_handover:
        return None
    return Finding(
        "case.crime.not_approved",
        "没有待移送的案件：尚未批准移送，或者已经移送",
        TRANSFER,
        "请先由主要负责人决定",
    )


def crime_was_handed_over(facts: CaseFacts) -> Finding | None:
    """Refuse a reply where the police do not have the case."""
    if facts.is_with_police:
        return None
    return Finding(
        "case.crime.nothing_handed_over",
        "没有已经移送、等待答复的案件",
        REPLY,
        "批准移送以后先登记移送，再登记公安机关的答复",
    )


def replied_after_handover(facts: CaseFacts) -> Finding | None:
    """Refuse a reply that is dated before the case was handed over."""
    handed = facts.day_of("crime_handover")
    if facts.on is None or handed is None or facts.on >= handed:
        return None
    return Finding(
        "case.crime.reply_too_early",
        f"答复日期{facts.on.isoformat()}早于移送日期{handed.isoformat()}",
        REPLY,
        "请填写答复文书的日期，不得早于移送日期",
    )


# --- checks inside of the bureau -------------------------------------------------------------


def first_check_passed(facts: CaseFacts) -> Finding | None:
    """Refuse where the section has not agreed to the present proposal; ``after`` sees to none."""
    done = facts.done("first_check")
    if not facts.first_check_required or not done or facts.agreed_after("first_check", "proposal"):
        return None
    return Finding(
        "case.first_check.not_passed",
        "现有拟处理意见没有通过初审",
        DECISION,
        "请按初审意见修改后再次初审",
    )


def committee_agreed(facts: CaseFacts) -> Finding | None:
    """Refuse where the committee has not agreed to the present proposal."""
    done = facts.done("committee")
    if not facts.committee_required or not done or facts.agreed_after("committee", "proposal"):
        return None
    return Finding(
        "case.committee.not_agreed",
        "案审会没有同意现有拟处理意见",
        DECISION,
        "请按案审会意见修改拟处理意见后再次提请研究",
    )


def checks_were_made(facts: CaseFacts) -> Finding | None:
    """Refuse to spare the party before the checks that the bureau has of each proposal."""
    due = {
        "初审": facts.first_check_required and not facts.done("first_check"),
        "案审会研究拟处理意见": facts.committee_required and not facts.done("committee"),
    }
    missing = "、".join(label for label, lacks in due.items() if lacks)
    if not missing or not facts.done("proposal"):
        return None
    return Finding(
        "case.checks.missing",
        f"拟处理意见还没有经过本局规定的{missing}",
        DECISION,
        f"请先办理{missing}，再作出不予处罚决定",
    )


def submission_is_current(facts: CaseFacts) -> Finding | None:
    """Refuse to endorse a submission that looks at an older case."""
    submitted = facts.last("submission")
    is_older = "submission" in facts.signed_before
    if submitted > facts.last("endorsement", *BEFORE_SIGNING) and not is_older:
        return None
    return Finding(
        "case.submission.stale",
        "没有待审签的呈批，或者呈批之后案卷又有变化",
        DECISION,
        "请承办人就现有案卷重新呈批",
    )


def endorsement_stands(facts: CaseFacts) -> Finding | None:
    """
    Refuse a decision whose endorsement was refused or looked at an older case.

    Where nobody is left to endorse, the submission itself is of the present case.
    """
    stands = facts.agreed_after("endorsement", *BEFORE_SIGNING)
    stands = stands and "endorsement" not in facts.signed_before
    if not facts.endorsement_required or stands:
        return None
    if facts.endorser_lacking:
        return submission_is_current(facts) if facts.done("submission") else None
    if not facts.done("endorsement"):
        return None
    return Finding(
        "case.endorsement.not_standing",
        "分管负责人没有就现有案卷审签同意",
        DECISION,
        "请承办人重新呈批，由分管负责人审签",
    )


def sparing_is_submitted(facts: CaseFacts) -> Finding | None:
    """Refuse to endorse that a party is spared where nothing of the present case asks for it."""
    submitted = facts.last("sparing_submission")
    is_older = "sparing_submission" in facts.signed_before
    if submitted > facts.last("sparing_endorsement", *BEFORE_SIGNING) and not is_older:
        return None
    return Finding(
        "case.sparing.not_submitted",
        "没有待审签的不予处罚呈批，或者呈批之后案卷又有变化",
        DECISION,
        "请承办人就现有案卷办理不予处罚呈批",
    )


def sparing_is_endorsed(facts: CaseFacts) -> Finding | None:
    """Refuse to spare the party before the signatures that the bureau has before a decision."""
    stands = facts.agreed_after("sparing_endorsement", "sparing_submission", *BEFORE_SIGNING)
    stands = stands and "sparing_endorsement" not in facts.signed_before
    if not facts.endorsement_required or stands:
        return None
    if facts.endorser_lacking:
        return sparing_is_submitted(facts)
    return Finding(
        "case.sparing.not_endorsed",
        "本局规定处理决定前须经审签，分管负责人没有就现有案卷审签同意不予处罚",
        DECISION,
        "请承办人办理不予处罚呈批，由分管负责人审签后再作出决定",
    )


# --- ends ------------------------------------------------------------------------------------


def not_noticed_before(facts: CaseFacts) -> Finding | None:
    """Refuse the committee after the notice: what it forms is the proposal, not the decision."""
    if facts.last("prior_notice") < facts.last("proposal"):
        return None
    return Finding(
        "case.committee.after_notice",
        "案审会只研究拟处理意见，告知之后不再以案审会代替集体讨论",
        cite("APL-2021:57.2"),
        "听取意见、法制审核之后，由负责人集体讨论决定",
    )


def penalty_is_to_be_filed(facts: CaseFacts) -> Finding | None:
    """Refuse to file what no body is to know of, or where each body has it already."""
    if filing_is_due(facts):
        return None
    if not facts.done("decision"):
        return Finding(
            "case.filing.no_penalty",
            "本案没有作出行政处罚决定，不需要备案",
            SUPERVISED,
            "没有处罚决定的案件不备案；选错案件的，回到案件列表重新选择",
        )
    if not facts.filing_bodies:
        return Finding(
            "case.filing.not_asked",
            "法规库没有登记本局的重大行政处罚须报送备案（各地规定，未核实）",
            SUPERVISED,
            "不需要备案；当地规定须备案的，先由法制机构在法规库登记备案机关",
        )
    if not facts.heavy_decided:
        return Finding(
            "case.filing.not_heavy",
            "本案的处罚没有达到本局登记的重大行政处罚标准，不需要备案",
            SUPERVISED,
            "不需要备案，继续办理其他步骤",
        )
    if facts.withdrawn_before_filing:
        return Finding(
            "case.filing.withdrawn",
            "决定在备案期限内已经撤销，没有需要备案的处罚",
            SUPERVISED,
            "不需要备案；重新作出决定的，在新案件中备案",
        )
    return Finding(
        "case.filing.done",
        "本案已经向全部备案机关备案",
        SUPERVISED,
        "不需要再次备案，备案回执见案件经过",
    )


def filed_where_due(facts: CaseFacts) -> Finding | None:
    """Refuse to close before each body got a heavy penalty; ``after`` cannot see what is heavy."""
    if not filing_is_due(facts):
        return None
    missing = "、".join(one.label for one in FilingBody if one.value in facts.unfiled)
    return Finding(
        "case.filing.missing",
        f"本案属于本局登记的重大行政处罚，尚未向{missing}备案",
        SUPERVISED,
        f"请分别报送{missing}，并各自登记回执",
    )
