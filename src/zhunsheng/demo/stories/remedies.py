"""A reconsideration that upholds the decision, the opinion that follows it, and a suit begun."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CaseProcedure, DecisionKind
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.kernel.act import Act
from zhunsheng.remedies import queries, rules, services
from zhunsheng.remedies.choices import Attendance, LetterKind, Outcome, RemedyKind

RECEIVED: Final = date(YEAR, 10, 20)
ANSWERED: Final = date(YEAR, 10, 29)
HEARD: Final = date(YEAR, 11, 12)
UPHELD: Final = date(YEAR, 12, 10)
REPLIED: Final = date(YEAR, 12, 26)
SUED: Final = date(YEAR + 1, 1, 7)
GOVERNMENT: Final = "示例区人民政府"


def story(world: World) -> Story:
    """Tell what became of the first ordinary penalty of the year, if there is one by then."""
    yield instant(RECEIVED)
    first = cases.decisions(
        world.viewer,
        since=date(YEAR, 1, 1),
        until=RECEIVED,
        procedure=CaseProcedure.ORDINARY,
        kind=DecisionKind.PENALTY,
    ).first()
    if first is None:
        return
    party = first.case.party_name
    remedy = _received(world, RemedyKind.RECONSIDERATION, first.case_id, party, RECEIVED)
    stated = cases.facts_of_decision(world.viewer, first.case)
    yield from _answered(world, remedy, first.case_id, stated)
    yield from _concluded(world, remedy)
    yield instant(SUED)
    _received(world, RemedyKind.LITIGATION, first.case_id, party, SUED)


def _ctx(world: World, day: date) -> Act:
    return world.year.act(world.who("fazhi1"), instant(day))


def _received(world: World, kind: RemedyKind, case: UUID, party: str, day: date) -> UUID:
    in_court = kind is RemedyKind.LITIGATION
    draft = rules.ReceiptDraft(
        kind=kind,
        case=case,
        number=f"（{day.year}）示9999行初1号" if in_court else f"示复〔{day.year}〕1号",
        body="示例区人民法院" if in_court else GOVERNMENT,
        applicant=party,
        claims="处罚过重，请求撤销处罚决定。",
    )
    return services.receive(ctx=_ctx(world, day), draft=draft, on=day).id


def _answered(world: World, remedy: UUID, case: UUID, facts: str) -> Story:
    yield instant(ANSWERED)
    offered = queries.material_of(world.viewer, case, on=ANSWERED)
    draft = rules.AnswerDraft(
        facts=facts,
        reasons="决定认定事实清楚，证据确凿，适用依据正确，程序合法，裁量适当。",
        request="请求依法维持原行政处罚决定",
        material=tuple(one.key for one in offered),
    )
    services.answer(ctx=_ctx(world, ANSWERED), remedy=remedy, draft=draft, on=ANSWERED)
    yield instant(HEARD)
    attended = rules.AttendanceDraft(
        Attendance.DEPUTY, "分管负责人、承办人员", "双方发表意见，出示证据并质证。"
    )
    services.record_hearing(ctx=_ctx(world, HEARD), remedy=remedy, draft=attended, on=HEARD)


def _concluded(world: World, remedy: UUID) -> Story:
    yield instant(UPHELD)
    result = rules.ResultDraft(
        Outcome.UPHELD, f"示复决〔{YEAR}〕1号", "事实清楚，证据确凿，程序合法，内容适当。"
    )
    services.record_result(ctx=_ctx(world, UPHELD), remedy=remedy, draft=result, on=UPHELD)
    letter = rules.LetterDraft(
        LetterKind.RECONSIDERATION_OPINION,
        GOVERNMENT,
        f"示复意〔{YEAR}〕1号",
        "送达回证填写不够完整，请规范文书送达并报告纠正情况。",
        remedy=remedy,
    )
    at = instant(UPHELD, 11)
    ctx = world.year.act(world.who("fazhi1"), at)
    row = services.register_letter(ctx=ctx, draft=letter, on=UPHELD)
    yield instant(REPLIED)
    reply = rules.ReplyDraft(
        f"示应急函〔{YEAR}〕12号", "已修订文书送达工作规范，组织执法人员培训，逐件核对送达回证。"
    )
    services.reply_letter(ctx=_ctx(world, REPLIED), letter=row.id, draft=reply, on=REPLIED)
