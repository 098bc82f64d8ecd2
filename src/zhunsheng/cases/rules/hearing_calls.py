"""What speaks against the call of a hearing, and against what is recorded of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.cases.choices import HearingOutcome
from zhunsheng.cases.rules.meeting import HearingDraft, HearingNoticeDraft
from zhunsheng.documents.rules.terms import term_text
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, visible

#: Hours of a working day within which a hearing needs no word on its hour.
OPENS: Final = 8
CLOSES: Final = 18
_BETWEEN: Final = re.compile(r"[、，,；;：:/（）()]+")

#: Roles whose holders the bureau may name to preside over a hearing (行政处罚法 64(4)).
MAY_PRESIDE: Final = frozenset(
    role.value
    for role in HEADS
    | {Role.LEGAL_REVIEWER, Role.CASE_SECRETARY, Role.TEAM_HEAD, Role.ENFORCEMENT_OFFICER}
)


@dataclass(frozen=True, slots=True)
class Chair:
    """
    Who is to preside: roles of an active account of the bureau, whether it investigated, and
    whether it has an interest in the party.

    Without such an account there are no roles.
    """

    roles: frozenset[str] = frozenset()
    investigated: bool = False
    has_interest: bool = False


def hearing_notice_findings(
    draft: HearingNoticeDraft,
    *,
    latest_notice_day: date | None,
    on: date,
    chair: Chair,
    ahead: int,
    earliest: date | None = None,
    is_workday: bool = True,
) -> tuple[Finding, ...]:
    """
    Return what speaks against this hearing notice.

    ``latest_notice_day`` is the last day on which it may be given for that hearing, nothing where
    the working days before the hearing cannot be counted; ``earliest`` is the first day for which
    it may still be given, ``ahead`` the working days before it. ``is_workday`` tells whether the
    day of the hearing is one, as the days before it are (85).
    """
    term = term_text(ahead, "工作日")
    found: list[Finding] = []
    if latest_notice_day is None and draft.hearing_on > on:
        found.append(
            Finding(
                "hearing.day_unknown",
                f"{draft.hearing_on.year}年放假安排尚未公布，不能核算举行前的{term}",
                cite("APL-2021:64(2)"),
                "请核对听证日期，或者在放假安排公布之后再定",
            )
        )
    elif latest_notice_day is None or on > latest_notice_day:
        found.append(
            Finding(
                "hearing.notice_too_late",
                f"听证通知应当在举行{term}前送达",
                cite("APL-2021:64(2)"),
                f"当日通知的，最早可以定在{earliest.isoformat()}" if earliest else "请推后听证日期",
            )
        )
    if not is_workday:
        found.append(
            Finding(
                "hearing.rest_day",
                f"{draft.hearing_on.isoformat()}不是工作日，不能定为听证日期",
                cite("APL-2021:85"),
                f"请定在工作日，最早{earliest.isoformat()}" if earliest else "请定在工作日",
            )
        )
    if not draft.is_public and not explains(draft.closed_ground):
        found.append(
            Finding(
                "hearing.closed_without_ground",
                "听证不公开举行，没有写明涉及国家秘密、商业秘密或者个人隐私的理由",
                cite("APL-2021:64(3)"),
                "请写明理由，或者公开举行",
            )
        )
    return (*found, *chair_findings(chair))


def hour_findings(draft: HearingNoticeDraft, *, at: datetime | None) -> tuple[Finding, ...]:
    """Return that a hearing has no hour, or an odd one for which no reason is given."""
    if at is None:
        return (
            Finding(
                "hearing.no_hour",
                "听证时间没有写明时、分",
                cite("APL-2021:64(2)"),
                "请填写时间，如“9时”“下午2时30分”",
            ),
        )
    if OPENS <= at.hour < CLOSES or explains(draft.odd_time):
        return ()
    return (
        Finding(
            "hearing.odd_time",
            f"听证定在工作时间以外（{at:%Y-%m-%d %H:%M}），没有写明理由",
            cite("APL-2021:64(2)"),
            f"请改在{OPENS}时至{CLOSES}时举行，或者写明理由",
        ),
    )


def chair_findings(chair: Chair) -> tuple[Finding, ...]:
    """Return why somebody may not preside: 64(4) bars who investigated or has an interest."""
    found: list[Finding] = []
    if not chair.roles & MAY_PRESIDE:
        found.append(
            Finding(
                "hearing.chair_unfit",
                "听证主持人不是本机关在职的负责人、法制审核人员、案审会秘书或者执法人员",
                cite("APL-2021:64(4)"),
                "请指定本机关非本案调查人员主持听证",
            )
        )
    if chair.investigated:
        found.append(
            Finding(
                "hearing.chair_investigated",
                "听证主持人是本案调查人员",
                cite("APL-2021:64(4)"),
                "请指定非本案调查人员主持听证",
            )
        )
    if chair.has_interest:
        found.append(
            Finding(
                "hearing.chair_interest",
                "听证主持人与当事人有利害关系，应当回避",
                cite("APL-2021:64(4)"),
                "请指定没有利害关系的人员主持听证",
            )
        )
    return tuple(found)


def seat_findings(
    draft: HearingNoticeDraft,
    *,
    chair: str,
    investigators: Collection[str],
    people: Collection[str],
) -> tuple[Finding, ...]:
    """
    Return why those named may not sit at the hearing: 64(4) keeps it from who investigated.

    ``chair`` and ``investigators`` are names, since members and recorder are given by name only:
    each is that of one of the ``people`` with an account, so that nobody hides behind a word.
    """
    barred = {visible(name) for name in investigators}
    known = {visible(name) for name in people}
    found: list[Finding] = []
    for seat, said in (("听证员", draft.members), ("记录人", draft.recorder)):
        if strangers := sorted(_strangers(said, known)):
            found.append(
                Finding(
                    "hearing.seat_unknown",
                    f"{seat}不是本机关有账号的在职人员：{'、'.join(strangers)}",
                    cite("APL-2021:64(4)"),
                    f"请填写{seat}的姓名，多人用顿号分隔；没有账号的先请系统管理员建立",
                )
            )
        if names := sorted(_named(said) & barred):
            found.append(
                Finding(
                    "hearing.seat_investigated",
                    f"{seat}是本案调查人员：{'、'.join(names)}",
                    cite("APL-2021:64(4)"),
                    f"请指定非本案调查人员担任{seat}，并填写姓名",
                )
            )
    if visible(chair) in _named(draft.recorder):
        found.append(
            Finding(
                "hearing.recorder_presides",
                "记录人与听证主持人是同一人",
                cite("APL-2021:64(8)"),
                "请另行指定记录人，并填写姓名",
            )
        )
    return tuple(found)


def _strangers(said: str, known: Collection[str]) -> Iterator[str]:
    """Yield what stands in a line and is nobody's name, as a whole or word by word."""
    for part in _BETWEEN.split(said):
        if visible(part) and visible(part) not in known:
            yield from (one for one in map(visible, part.split()) if one not in known)


def _named(said: str) -> frozenset[str]:
    """Return the names in a line, whatever divides them: a mark, or else a blank."""
    parts = _BETWEEN.split(said)
    return frozenset(filter(None, map(visible, (*parts, *said.split()))))


def hearing_findings(
    draft: HearingDraft,
    *,
    on: date,
    called_on: str,
    most_agents: int,
    called_at: datetime | None = None,
    entered_at: datetime | None = None,
) -> tuple[Finding, ...]:
    """
    Return what the record of a hearing lacks.

    ``called_on`` is the day of the notice's text and ``called_at`` its instant, ``most_agents``
    how many the party may send; ``entered_at`` is when it is recorded.
    """
    found: list[Finding] = []
    held = draft.outcome is HearingOutcome.HELD
    if held and called_on and on.isoformat() != called_on:
        found.append(
            Finding(
                "hearing.another_day",
                f"听证通知载明{called_on}举行，与所填日期不一致",
                cite("APL-2021:64(2)"),
                "请核对日期；改期的重新发出听证通知",
            )
        )
    if not held and on.isoformat() < called_on:
        found.append(
            Finding(
                "hearing.not_yet",
                f"听证通知载明{called_on}举行，尚未到期，不能认定当事人放弃",
                cite("APL-2021:64(6)"),
                "请在听证当日登记；当事人书面撤回申请的，登记“放弃听证”",
            )
        )
    if called_at and entered_at and called_on <= on.isoformat() and entered_at < called_at:
        found.append(
            Finding(
                "hearing.before_its_hour",
                f"听证通知载明{called_at:%Y-%m-%d %H:%M}举行，时间未到",
                cite("APL-2021:64(6)"),
                "到时举行之后再登记；到时当事人未到场的，才能认定放弃听证",
            )
        )
    if held:
        found += _conduct_findings(draft, most_agents)
    if held and not (draft.both_sides_spoke and draft.was_examined):
        found.append(
            Finding(
                "hearing.no_record",
                "听证笔录没有记载陈述、申辩和质证",
                cite("APL-2021:64(7)"),
                "请记录各方意见和质证情况",
            )
        )
    if not held and not explains(draft.reason):
        found.append(
            Finding(
                "hearing.no_reason",
                "没有写明当事人缺席的情况",
                cite("APL-2021:64(6)"),
                "请写明缺席、中途退场的情况",
            )
        )
    return tuple(found)


def _conduct_findings(draft: HearingDraft, most_agents: int) -> list[Finding]:
    """Return what was left out before the hearing came to its matter, and in the examination."""
    found: list[Finding] = []
    if not draft.identities_checked or not draft.rights_told:
        found.append(
            Finding(
                "hearing.not_opened",
                "没有核对参加人身份，或者没有告知权利义务并询问是否申请回避",
                cite("APL-2021:64(4)"),
                "请主持人办理后勾选；没有办理的，听证程序应当补正",
            )
        )
    if len(draft.agent_names) > most_agents:
        found.append(
            Finding(
                "hearing.too_many_agents",
                f"委托代理人{len(draft.agent_names)}人，最多{most_agents}人",
                cite("APL-2021:64(5)"),
                "请当事人确定代理人，每行填写一人",
            )
        )
    if not all(explains(said) for _, said in draft.shown):
        found.append(
            Finding(
                "hearing.not_examined",
                "有出示的证据没有记录对方的质证意见",
                cite("APL-2021:64(7)"),
                "请逐件记录质证意见；没有意见的写明“无异议”",
            )
        )
    return found
