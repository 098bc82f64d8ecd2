"""Pages of the seed: parties commit, then open; dice or a public event are written down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import DrawStep
from zhunsheng.draw.forms import (
    CommitmentForm,
    OpeningForm,
    OutcomeForm,
    SeedForm,
    WithdrawalForm,
)
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.views.common import CHECK, PARTY, SCRIBE, act_page, taking, today
from zhunsheng.kernel.canonical import sha256_hex
from zhunsheng.web import pages


@pages.allow(*PARTY)
def commitment(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Take down what a party commits to; its value stays in the browser of the party."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    pool = queries.head(row)
    form = CommitmentForm(request.POST or None, request.FILES or None, initial=today())
    parties, rule_hash = queries.parties(row, pool.seed_plan), sha256_hex(pool.rule)
    form.offer(
        one.name
        for one in parties
        if not one.commitment and rules.speaks_for(one.name, viewer.by.roles)
    )

    return act_page(
        request,
        row,
        title=RANDOM_DRAW.step(DrawStep.COMMITMENT.value).label,
        form=form,
        service=taking(
            services.commit_contribution, draw_id, "contributor", "commitment", "witness", "paper"
        ),
        consequence="各方公开以前，承诺值有误的可以说明理由撤回；以后不能更换。",
        basis=rules.DRAWS,
        template="draw/commitment.html",
        more={"parties": parties, "rule_hash": rule_hash},
        more_facts=(("名录校验值", row.pool_hash), ("抽取规则校验值", rule_hash)),
    )


@pages.allow(*PARTY)
def opening(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Take down what a party opens."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    pool = queries.head(row)
    form = OpeningForm(request.POST or None, initial=today())
    parties = queries.parties(row, pool.seed_plan)
    form.offer(one.name for one in parties if not one.value and one.entered_by == viewer.by.id)

    return act_page(
        request,
        row,
        title=RANDOM_DRAW.step(DrawStep.OPENING.value).label,
        form=form,
        service=taking(services.open_contribution, draw_id, "contributor", value="content"),
        consequence="最后一方公开时，种子随即由各方内容和名录校验值算出，不能更换。",
        basis=rules.DRAWS,
        template="draw/opening.html",
        more={"parties": parties},
    )


@pages.allow(*PARTY)
def withdrawal(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Take a wrong commitment back while nobody has opened."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    form = WithdrawalForm(request.POST or None, initial=today())
    parties = queries.parties(row, queries.plan_of(row))
    form.offer(one.name for one in parties if one.entered_by == viewer.by.id)

    return act_page(
        request,
        row,
        title=RANDOM_DRAW.step(DrawStep.WITHDRAWAL.value).label,
        form=form,
        service=taking(services.withdraw_commitment, draw_id, "contributor", "reason"),
        consequence="撤回的承诺值和理由照样保留、公开；撤回以后请重新提交。",
        basis=rules.DRAWS,
    )


@pages.allow(*SCRIBE)
def outcome(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Write the points of dice, or the outcome of a public event, down."""
    form = OutcomeForm(request.POST or None, request.FILES or None, initial=today())
    fields = ("numbers", "witnesses", "source", "proof")

    return act_page(
        request,
        queries.draw(pages.viewer_of(request), draw_id),
        title=RANDOM_DRAW.step(DrawStep.OUTCOME.value).label,
        form=form,
        service=taking(services.enter_outcome, draw_id, *fields),
        consequence="由司法行政部门另行核对，核对一致才确定种子；在此以前录入有误的可以重新录入。",
        basis=rules.DRAWS,
    )


@pages.allow(*CHECK)
def seed(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Check the outcome that was written down, and bind the seed to it."""
    form = SeedForm(request.POST or None, initial=today())
    row = queries.draw(pages.viewer_of(request), draw_id)
    written = queries.outcome_of(row)

    return act_page(
        request,
        row,
        title=RANDOM_DRAW.step(DrawStep.SEED.value).label,
        form=form,
        service=taking(services.bind_seed, draw_id, "numbers"),
        consequence=(
            "请按现场照片或者公布的结果自己读出数字填写，与录入的一致才确定种子，确定后不能更换。"
            "公众可以由公布的数字重新算出种子和全部结果；骰子点数是否如实，只能以照片和见证人核对。"
        ),
        basis=rules.DRAWS,
        more_facts=tuple(_written(written)) if written else (),
    )


def _written(row: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 # a row of outcomes
    """Yield what was written down beside the numbers, which who checks reads from the photo."""
    yield "见证人", "、".join(row.witnesses)
    yield "地点或者出处", row.source
    if row.proof:
        photo = f"{reverse('draw:paper', args=[row.draw_id])}?party=seed"
        yield "掷骰现场照片", format_html('<a href="{}" target="_blank">打开照片</a>', photo)
