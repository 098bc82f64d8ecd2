"""What speaks against what a form brings."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.cases.rules import until_findings
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, names_a_paper, says
from zhunsheng.remedies.choices import OUTCOMES, Attendance, Outcome, RemedyKind
from zhunsheng.remedies.rules.clocks import JUDGMENTS, ORDERS
from zhunsheng.remedies.rules.drafts import (
    AttendanceDraft,
    LetterDraft,
    ReceiptDraft,
    ReplyDraft,
    ResultDraft,
)

HEAD_ATTENDS: Final[Citation] = cite("ALP-2017:3")
HEAD_AT_HEARING: Final[Citation] = cite("ARL-2023:51")
RESULT: Final[Citation] = cite("ARL-2023:64")
JUDGED: Final[Citation] = cite("ALP-2017:69")
TWO_INSTANCES: Final[Citation] = cite("ALP-2017:85")
RECEIVED: Final[Citation] = cite("ARL-2023:48")
SERVED: Final[Citation] = cite("ALP-2017:67")
REPLY: Final[Citation] = cite("ARL-2023:76")
LONGEST_STATED: Final = 365
#: The fewest characters of the full name of a body, or of a reason; the house sets it.
LEAST_NAMED: Final = 4


def _blank(code: str, label: str, basis: Citation) -> Finding:
    return Finding(f"remedy.{code}.empty", f"没有填写{label}", basis, f"请填写{label}")


def late_copy_findings(
    draft: ReceiptDraft, *, due: date | None, on: date, has_scan: bool
) -> tuple[Finding, ...]:
    """
    Refuse an acceptance long before the copy came, unless notice and reason show it (48).

    ``due`` is the last day on which the body sends the copy. From the acceptance on no surcharge
    is added, so that the day is not said by who enters it alone.
    """
    if draft.accepted_on is None or due is None or on <= due:
        return ()
    if has_scan and says(draft.late, LEAST_NAMED):
        return ()
    return (
        Finding(
            "remedy.copy_late",
            f"受理日期{draft.accepted_on.isoformat()}，副本应当在{due.isoformat()}以前发送，"
            f"却于{on.isoformat()}收到；没有上传受理通知书，或者没有写明副本迟到的情况",
            RECEIVED,
            "请核对受理日期；无误的，上传载明受理日期的受理通知书，并写明副本迟到的情况"
            "（副本发送的期限未核实）",
        ),
    )


def late_entry_findings(
    kind: RemedyKind, *, on: date, entered_on: date, has_scan: bool
) -> tuple[Finding, ...]:
    """
    Refuse to enter later than on its day, with a reason alone, that a copy came (48; 行诉法 67).

    From that day on no surcharge is added, so that who enters it is not the only one to say it.
    """
    if has_scan or on >= entered_on:
        return ()
    return (
        Finding(
            "remedy.entered_late",
            f"补记于{on.isoformat()}收到副本，没有上传受理通知书或者应诉通知书",
            SERVED if kind is RemedyKind.LITIGATION else RECEIVED,
            "请上传载明日期的通知书的扫描件；没有的，按今天收到登记",
        ),
    )


def receipt_findings(
    draft: ReceiptDraft, *, is_known: bool, on: date, told_on: date | None = None
) -> tuple[Finding, ...]:
    """
    Return why the copy cannot be entered: a number used before, an empty field, a wrong day.

    ``told_on`` is when the decision reached the party: no remedy against it is accepted before.
    """
    wanted = (
        ("number", "案件编号", names_a_paper(draft.number)),
        ("body", "复议机关或者人民法院", says(draft.body, LEAST_NAMED)),
        ("applicant", "申请人或者原告", explains(draft.applicant)),
        ("claims", "请求和理由", explains(draft.claims)),
    )
    found = [_blank(code, label, RECEIVED) for code, label, is_said in wanted if not is_said]
    if is_known:
        found.append(
            Finding(
                "remedy.number_known",
                f"编号{draft.number.strip()}已经登记",
                RECEIVED,
                "请打开原记录办理",
            )
        )
    if draft.accepted_on is not None and draft.accepted_on > on:
        found.append(
            Finding(
                "remedy.accepted_late",
                f"受理日期{draft.accepted_on.isoformat()}晚于收到副本的日期",
                RECEIVED,
                "请按受理通知书填写；不知道的留空",
            )
        )
    if draft.accepted_on is not None and told_on is not None and draft.accepted_on < told_on:
        found.append(
            Finding(
                "remedy.accepted_early",
                f"受理日期{draft.accepted_on.isoformat()}早于决定书送达日期{told_on.isoformat()}",
                RECEIVED,
                "请按受理通知书填写；不知道的留空",
            )
        )
    if draft.simplified and draft.kind is RemedyKind.LITIGATION:
        found.append(
            Finding(
                "remedy.simplified_is_reconsideration",
                "简易程序的答复期限只适用于行政复议",
                cite("ARL-2023:54"),
                "请取消简易程序",
            )
        )
    return tuple(found)


def attendance_findings(draft: AttendanceDraft, kind: RemedyKind) -> tuple[Finding, ...]:
    """Return why an attendance cannot be entered: nobody named, no head and no reason."""
    basis = HEAD_ATTENDS if kind is RemedyKind.LITIGATION else HEAD_AT_HEARING
    found = [] if draft.people.strip() else [_blank("people", "出庭人员", basis)]
    if draft.attendance is Attendance.OFFICER and not explains(draft.reason):
        found.append(
            Finding(
                "remedy.head_absent",
                "负责人没有出庭，尚未说明理由",
                basis,
                "请填写不能出庭的理由，并委托相应的工作人员出庭",
            )
        )
    return tuple(found)


def result_findings(
    draft: ResultDraft, kind: RemedyKind, *, on: date, has_scan: bool
) -> tuple[Finding, ...]:
    """
    Return why a result cannot be entered: not one of this remedy, no paper, no amount.

    Where the decision falls or changes by it, the paper itself is filed.
    """
    basis = JUDGED if kind is RemedyKind.LITIGATION else RESULT
    found = [] if names_a_paper(draft.number) else [_blank("paper", "完整的文书号", basis)]
    if draft.outcome.change is not None and not has_scan:
        found.append(
            Finding(
                "remedy.no_scan",
                f"结果为“{draft.outcome.label}”，没有上传复议决定书或者裁判文书",
                basis,
                "原决定据此变更或者失去效力，请上传该文书的扫描件",
            )
        )
    if draft.outcome not in OUTCOMES[kind]:
        found.append(
            Finding(
                "remedy.outcome_unknown",
                f"{kind.label}没有“{draft.outcome.label}”这种结果",
                basis,
                "请按文书选择结果",
            )
        )
    changed = draft.outcome is Outcome.CHANGED
    if changed != (draft.fine_fen is not None):
        message = "没有填写变更后的罚款" if changed else "结果不是变更，不填写变更后的罚款"
        found.append(Finding("remedy.amount", message, basis, "请按文书填写"))
    kinds = draft.kinds is not None or draft.gains_fen is not None
    if not changed and (kinds or draft.lighter.strip() or draft.warning or draft.no_warning):
        message = "结果不是变更，不填写变更后的处罚种类和没收违法所得"
        found.append(Finding("remedy.kinds", message, basis, "请清除变更后的各项"))
    quashed = draft.outcome in {Outcome.QUASHED, Outcome.INVALID}
    if not quashed and (draft.ground is not None or draft.anew_until is not None):
        found.append(
            Finding(
                "remedy.not_quashed",
                "结果不是撤销或者确认无效，不填写撤销的理由和重新作出的期限",
                basis,
                "请按文书选择结果，或者清除这两项",
            )
        )
    return (*found, *until_findings(draft.anew_until, on=on, basis=basis))


def effect_findings(outcome: Outcome, *, last: date | None, on: date) -> tuple[Finding, ...]:
    """
    Refuse effect to a ruling of first instance while a party may take it further (85).

    ``last`` is the last day for that, None where it cannot be told. A suit that was withdrawn or
    mediated is over at once.
    """
    if outcome not in JUDGMENTS | ORDERS or (last is not None and on > last):
        return ()
    until = f"（至{last.isoformat()}）" if last else ""
    kind = "裁定" if outcome in ORDERS else "判决"
    return (
        Finding(
            "remedy.appealable",
            f"一审{kind}的上诉期限尚未届满{until}，{kind}没有生效",
            TWO_INSTANCES,
            "请在上诉期限届满、各方均未上诉以后登记；上诉的，登记进入二审",
        ),
    )


def letter_findings(draft: LetterDraft, *, is_known: bool) -> tuple[Finding, ...]:
    """Return why a letter cannot be entered."""
    wanted = (
        ("letter_body", "发文机关", draft.body),
        ("letter_number", "文号", draft.number),
        ("letter_content", "建议或者意见的内容", draft.content),
    )
    found = [_blank(code, label, REPLY) for code, label, text in wanted if not text.strip()]
    if is_known:
        found.append(
            Finding("remedy.letter_known", "该文书已经登记", REPLY, "请打开原记录登记回复")
        )
    stated = draft.stated_days
    if stated is not None and not 1 <= stated <= LONGEST_STATED:
        found.append(
            Finding(
                "remedy.letter_term",
                f"文书载明的回复期限应当在1日至{LONGEST_STATED}日之间",
                REPLY,
                "请按文书填写；没有载明的留空",
            )
        )
    return tuple(found)


def reply_findings(
    draft: ReplyDraft, *, received_on: date, is_answered: bool, on: date
) -> tuple[Finding, ...]:
    """Return why a reply cannot be entered: no text, twice, before the letter."""
    found = [] if explains(draft.text) else [_blank("reply", "回复内容", REPLY)]
    if is_answered:
        found.append(Finding("remedy.replied", "该文书已经回复", REPLY, "请查看原回复"))
    if on < received_on:
        found.append(
            Finding(
                "remedy.reply_early",
                f"回复日期早于收到日期{received_on.isoformat()}",
                REPLY,
                "请核对日期",
            )
        )
    return tuple(found)
