"""A decision that reconsideration quashes, and the matter that is taken up anew."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.cases.choices import CaseProcedure, DecisionKind, QuashGround, RemedyKind
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.demo.scenario import YEAR
from zhunsheng.demo.stories import scans
from zhunsheng.remedies import queries, rules, services
from zhunsheng.remedies.choices import Outcome

DECIDED: Final = (date(YEAR, 11, 1), date(YEAR, 12, 10))
RECEIVED: Final = date(YEAR + 1, 1, 5)
ANSWERED: Final = date(YEAR + 1, 1, 7)
QUASHED: Final = date(YEAR + 1, 1, 12)
REMADE: Final = date(YEAR + 1, 1, 13)
OPENED: Final = date(YEAR + 1, 1, 14)
UNTIL: Final = date(YEAR + 1, 3, 13)
PAPER: Final = f"示复决〔{YEAR + 1}〕1号"


def story(world: World) -> Story:
    """Tell of the first penalty of the last weeks of the year that was paid and closed, if any."""
    yield instant(RECEIVED, 15)
    since, until = DECIDED
    made = cases.decisions(
        world.viewer,
        since=since,
        until=until,
        procedure=CaseProcedure.ORDINARY,
        kind=DecisionKind.PENALTY,
    )
    closed = (
        one.case
        for one in made
        if cases.facts_of(world.viewer, one.case_id, on=RECEIVED).done("closing")
    )
    first = next(closed, None)
    if first is None:
        return
    lawyer = world.who("fazhi1")
    copy = rules.ReceiptDraft(
        kind=RemedyKind.RECONSIDERATION,
        case=first.id,
        number=f"示复〔{YEAR + 1}〕2号",
        body="示例区人民政府",
        applicant=first.party_name,
        claims="认定的事实没有充分证据，请求撤销处罚决定。",
        simplified=False,
    )
    ctx = world.year.act(lawyer, instant(RECEIVED, 15))
    remedy = services.receive(ctx=ctx, draft=copy, on=RECEIVED).id
    yield instant(ANSWERED, 15)
    answer = rules.AnswerDraft(
        facts=first.facts,
        reasons="决定认定事实清楚，依据正确，程序合法。",
        request="请求依法维持原行政处罚决定",
        material=tuple(one.key for one in queries.material_of(world.viewer, first.id, on=ANSWERED)),
    )
    ctx = world.year.act(lawyer, instant(ANSWERED, 15))
    services.answer(ctx=ctx, remedy=remedy, draft=answer, on=ANSWERED)
    yield instant(QUASHED, 15)
    result = rules.ResultDraft(
        Outcome.QUASHED,
        PAPER,
        "主要事实的证据不足，撤销原决定，责令六十日内重新作出处理决定。",
        ground=QuashGround.EVIDENCE,
        anew_until=UNTIL,
    )
    ctx = world.year.act(lawyer, instant(QUASHED, 15))
    services.record_result(
        ctx=ctx, remedy=remedy, draft=result, proof=scans.reconsidered(), on=QUASHED
    )
    yield instant(REMADE, 15)
    handlers = cases.file_of(world.viewer, first.id, on=REMADE).handlers
    draft = case_rules.AnewDraft(
        violations=tuple(first.violation_keys),
        facts=first.facts,
        ground=QuashGround.EVIDENCE,
        until=UNTIL,
    )
    ctx = world.year.act(world.who("duizhang"), instant(REMADE, 15))
    case = case_acts.remake(ctx=ctx, case=first.id, draft=draft, on=REMADE)
    yield instant(OPENED, 15)
    opening = case_rules.OpeningDraft(
        tuple(one.id for one in handlers),
        approval_opinion="同意立案，围绕复议决定指出的问题补充调查",
    )
    ctx = world.year.act(world.who("fujuzhang"), instant(OPENED, 15))
    case_acts.open_case(ctx=ctx, case=case.id, draft=opening, on=OPENED)
