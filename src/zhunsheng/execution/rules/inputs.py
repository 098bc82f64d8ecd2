"""What speaks against values of a form, honest or forged: sums, days, papers that are missing."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.cases.choices import ExecutionOutcome
from zhunsheng.cases.rules import Debt, Due, earliest_day
from zhunsheng.execution.choices import CourtAnswer, CourtRuling, DeferralResult
from zhunsheng.execution.rules import guards as g
from zhunsheng.execution.rules.drafts import (
    AgreementDraft,
    CourtAnswerDraft,
    DeferralDraft,
    EndDraft,
    RequestDraft,
    RulingDraft,
)
from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.days import DayUnit, calendar_end
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains, says

Findings = tuple[Finding, ...]


def said(text: str, code: str, message: str, basis: Citation, step: str) -> Findings:
    """Refuse a text without a word."""
    return () if says(text) else (Finding(code, message, basis, step),)


def explained(text: str, code: str, message: str, basis: Citation, step: str) -> Findings:
    """Refuse a reason that says nothing."""
    return () if explains(text) else (Finding(code, message, basis, step),)


def request_findings(draft: RequestDraft, *, told_on: date | None, on: date) -> Findings:
    """Refuse a request of nobody, without hardship, or before the party was told (66)."""
    found = [
        *said(draft.by, "request.of_nobody", "没有写明申请人", g.DEFERRAL, "请填写申请人"),
        *explained(
            draft.reason,
            "request.no_hardship",
            "没有写明确有经济困难的情况",
            g.DEFERRAL,
            "请照当事人的书面申请填写",
        ),
        *explained(draft.wish, "request.no_wish", "没有写明申请内容", g.DEFERRAL, "请照申请填写"),
    ]
    if told_on is not None and on < told_on:
        found.append(
            Finding("request.too_early", "申请日期早于决定书送达日期", g.DEFERRAL, "请核对日期")
        )
    return tuple(found)


def latest_day(on: date, months: int) -> date:
    """Return the last day up to which payment may be put off on a day."""
    return calendar_end(start=on, length=months, unit=DayUnit.MONTH)


def deferral_findings(draft: DeferralDraft, *, debt: Debt, on: date, months: int) -> Findings:
    """
    Refuse a plan whose sums or days do not fit; a refusal needs its reason.

    The longest term is counted once, from the day of the first approval: a further plan does not
    begin it anew.
    """
    reason = explained(
        draft.opinion, "deferral.no_opinion", "没有写明审批意见", g.DEFERRAL, "请写明理由"
    )
    if draft.result is DeferralResult.REFUSED:
        return (*reason, *_planned_findings(draft.dues))
    since = min((one.since for one in debt.timetables[1:]), default=on)
    latest = latest_day(since, months)
    plan = plan_findings(draft.dues, unpaid_fen=debt.unpaid_fen, on=on, latest=latest)
    return (*reason, *plan, *sooner_findings(draft.dues, debt))


def _planned_findings(dues: tuple[Due, ...]) -> Findings:
    """Refuse a refusal that carries a plan: what is refused puts nothing off (66)."""
    if not dues:
        return ()
    return (
        Finding(
            "deferral.refused_with_plan",
            "不同意延期、分期，却填写了各期的日期和数额",
            g.DEFERRAL,
            "不同意的，各期留空；同意的，选择同意",
        ),
    )


def sooner_findings(dues: tuple[Due, ...], debt: Debt) -> Findings:
    """
    Refuse a part that falls due before the dates that hold: 66 puts payment off, never forward.

    These are the fifteen days of article 67, or an earlier plan that was approved.
    """
    asked = debt.paid_fen
    for due in sorted(dues, key=lambda one: one.on):
        asked += due.amount_fen
        held = earliest_day(debt, asked)
        if held is not None and due.on < held:
            return (
                Finding(
                    "plan.too_soon",
                    f"{due.on.isoformat()}到期的一期早于现行的缴款期限{held.isoformat()}",
                    g.DEFERRAL,
                    f"延期、分期只能推后，不能提前，请填写不早于{held.isoformat()}的日期；"
                    "当事人自愿提前缴款的，按实际缴款登记",
                ),
            )
    return ()


def plan_findings(dues: tuple[Due, ...], *, unpaid_fen: int, on: date, latest: date) -> Findings:
    """Refuse days out of order or too late, amounts of nothing, a sum that is not what is owed."""
    if not dues:
        return (
            Finding(
                "plan.empty", "没有写明各期的日期和数额", g.DEFERRAL, "请逐期填写，延期的写一期"
            ),
        )
    found: list[Finding] = []
    days = [due.on for due in dues]
    if days != sorted(set(days)) or days[0] <= on:
        found.append(
            Finding(
                "plan.days_out_of_order",
                "各期的日期应当晚于批准之日，并且依次在后",
                g.DEFERRAL,
                "请核对各期日期",
            )
        )
    if days[-1] > latest:
        found.append(
            Finding(
                "plan.too_long",
                f"最后一期{days[-1].isoformat()}超过最长期限{latest.isoformat()}",
                g.DEFERRAL,
                "请在该日以前安排；最长期限自第一次批准之日起一并计算，再次批准不重新起算"
                "（该上限为内部控制，依据未核实）",
            )
        )
    if any(due.amount_fen <= 0 for due in dues):
        found.append(
            Finding("plan.empty_part", "有一期的数额不大于零", g.DEFERRAL, "请核对各期数额")
        )
    total = sum(due.amount_fen for due in dues)
    if total != unpaid_fen:
        found.append(
            Finding(
                "plan.sum_differs",
                f"各期合计{yuan_text(total)}元，与未缴的罚款{yuan_text(unpaid_fen)}元不符",
                g.DEFERRAL,
                "延期、分期不改变罚款数额，请核对各期数额",
            )
        )
    return tuple(found)


def demand_findings(pay_by: date, *, on: date) -> Findings:
    """Refuse a demand whose day to pay does not lie ahead."""
    if pay_by > on:
        return ()
    return (
        Finding("demand.no_time", "催告的履行期限应当晚于催告之日", g.DEMAND, "请核对履行期限"),
    )


#: The fewest characters that name remedial measures; no law says, the house does.
LEAST_MEASURES: Final = 6


def agreement_findings(
    draft: AgreementDraft, *, owed_fen: int, on: date, has_proof: bool, latest: date
) -> Findings:
    """
    Refuse to forgo without proven measures, more than the surcharge, or into the past (42).

    ``has_proof`` tells that the signed agreement came with what shows the measures, ``latest`` is
    the last day by which an agreement may let the rest be paid.
    """
    found: list[Finding] = []
    if not says(draft.measures, LEAST_MEASURES):
        found.append(
            Finding(
                "agreement.no_measures",
                "没有写明当事人采取的补救措施，不能减免加处罚款",
                g.AGREEMENT,
                f"请写明采取了什么补救措施，不少于{LEAST_MEASURES}字",
            )
        )
    if not has_proof:
        found.append(
            Finding(
                "agreement.no_proof",
                "没有上传当事人签名的执行协议和补救措施的证明材料",
                g.AGREEMENT,
                "请将执行协议和证明补救措施的材料扫描成一个文件后上传",
            )
        )
    if not 0 < draft.waived_fen <= owed_fen:
        found.append(
            Finding(
                "agreement.amount",
                f"减免数额应当大于零，不超过待缴的加处罚款{yuan_text(owed_fen)}元",
                g.AGREEMENT,
                "罚款本金不能减免，请核对数额",
            )
        )
    if draft.pay_by < on:
        found.append(
            Finding("agreement.past", "履行期限早于协议日期", g.AGREEMENT, "请核对履行期限")
        )
    if draft.pay_by > latest:
        found.append(
            Finding(
                "agreement.too_long",
                f"缴清期限{draft.pay_by.isoformat()}晚于执行协议的最长期限{latest.isoformat()}",
                g.AGREEMENT,
                "请约定在该日以前缴清（该上限为内部控制，依据未核实）",
            )
        )
    return tuple(found)


def court_answer_findings(draft: CourtAnswerDraft) -> Findings:
    """Refuse an answer without the paper's number, or a refusal without its reason."""
    found = said(
        draft.number, "court.no_number", "没有填写法院文书号", g.COURT_ANSWER, "请照法院文书填写"
    )
    if draft.answer is CourtAnswer.ACCEPTED:
        return found
    more = explained(
        draft.reason,
        "court.no_reason",
        "没有写明法院不予受理的理由",
        g.COURT_ANSWER,
        "请照裁定填写；对裁定有异议的，可以依法申请复议",
    )
    return (*found, *more)


def ruling_findings(draft: RulingDraft) -> Findings:
    """Refuse a ruling without the paper's number, or a refusal without its reason."""
    found = said(
        draft.number, "court.no_number", "没有填写裁定书文号", g.COURT_RULING, "请照裁定书填写"
    )
    if draft.ruling is CourtRuling.GRANTED:
        return found
    more = explained(
        draft.reason,
        "court.no_reason",
        "没有写明裁定不准予执行的理由",
        g.COURT_RULING,
        "请照裁定书填写；有异议的，可以依法申请复议",
    )
    return (*found, *more)


def end_findings(
    draft: EndDraft,
    facts: ExecutionFacts,
    *,
    owed_fen: int,
    gains_left_fen: int = 0,
    has_proof: bool,
) -> Findings:
    """
    Refuse an end that the record does not bear out: by a court that never ruled, and so on.

    ``owed_fen`` is all that is owed, ``gains_left_fen`` the confiscated gains in it;
    ``has_proof`` tells that the paper on which the execution ends came with the act.
    """
    found = list(
        explained(draft.reason, "end.no_reason", "没有写明终结的事实和依据", g.ENDED, "请写明")
    )
    granted = facts.ruled == CourtRuling.GRANTED.value or facts.is_for_reviewer
    refused = facts.ruled == CourtRuling.NOT_GRANTED.value or facts.is_for_reviewer
    held = {
        ExecutionOutcome.COURT_PERFORMED: granted,
        ExecutionOutcome.COURT_TERMINATED: granted,
        ExecutionOutcome.COURT_REFUSED: refused,
        ExecutionOutcome.NOTHING_LEFT: not facts.is_annulled,
    }
    if draft.outcome is ExecutionOutcome.NOTHING_LEFT:
        found += nothing_left_findings(draft, facts)
    if not has_proof:
        found.append(
            Finding(
                "end.no_scan",
                "没有上传据以终结执行的材料",
                g.ENDED,
                "请上传法院的裁定书或者执行结果，或者当事人死亡、终止以及没有财产和义务承受人的证明材料",
            )
        )
    if not held[draft.outcome]:
        found.append(
            Finding(
                "end.not_borne_out",
                f"案卷没有“{draft.outcome.label}”所依据的记录",
                g.ENDED,
                "请先登记法院裁定，或者在案件中登记决定失效",
            )
        )
    court = draft.outcome in {ExecutionOutcome.COURT_PERFORMED, ExecutionOutcome.COURT_TERMINATED}
    if court:
        found += said(draft.number, "end.no_number", "没有填写法院文书号", g.ENDED, "请照文书填写")
    if draft.amount_fen < 0 or (draft.amount_fen and not court):
        found.append(
            Finding("end.amount", "只有法院执行的才填写执行到位的数额", g.ENDED, "请核对数额")
        )
    if draft.outcome is ExecutionOutcome.COURT_PERFORMED and draft.amount_fen != owed_fen:
        found.append(
            Finding(
                "end.amount_differs",
                f"执行完毕的数额应当等于待缴的{yuan_text(owed_fen)}元",
                g.ENDED,
                "没有全部执行到位的，按法院裁定终结执行登记",
            )
        )
    most = min(gains_left_fen, max(0, draft.amount_fen))
    least = min(most, max(0, gains_left_fen - owed_fen + draft.amount_fen))
    if not least <= draft.gains_fen <= most:
        found.append(
            Finding(
                "end.gains",
                f"执行到位的没收违法所得应当在{yuan_text(least)}元至{yuan_text(most)}元之间",
                g.PERFORMED,
                "请按法院的执行结果填写没收违法所得的部分；其余部分不超过待缴的罚款和加处罚款",
            )
        )
    return tuple(found)


def nothing_left_findings(draft: EndDraft, facts: ExecutionFacts) -> Findings:
    """
    Refuse to give up what is not due yet, without proof, or while a remedy or a stay runs (40).

    No demand is asked for: who died or was dissolved cannot be called upon.
    """
    found = list(
        said(
            draft.number,
            "end.no_proof",
            "没有填写证明当事人死亡、终止以及没有财产和义务承受人的材料",
            g.ENDED,
            "请填写死亡证明、注销登记、破产终结裁定等材料的名称和文号，材料存入案卷；"
            "当事人仍然存在的，依法催告、申请法院强制执行",
        )
    )
    on, last = facts.on, facts.last_due
    parts_left = on is not None and last is not None and on <= last
    if (parts_left or not facts.is_overdue) and not facts.is_annulled:
        found.append(
            Finding(
                "end.not_late",
                "缴纳期限（含批准的延期、分期的最后一期）尚未届满，不能终结执行",
                g.ENDED,
                "请在期限届满以后办理",
            )
        )
    if facts.remedy_runs or facts.is_stopped:
        found.append(
            Finding(
                "end.remedy_runs",
                "行政复议、行政诉讼正在进行，或者已经决定停止执行，不能终结执行",
                g.ENDED,
                "请在复议、诉讼终结以后办理",
            )
        )
    return tuple(found)
