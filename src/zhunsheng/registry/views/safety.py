"""Pages of fatal accidents and trial runs of an entity: note, end, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from zhunsheng.kernel.act import Act
from zhunsheng.registry import forms, queries, services
from zhunsheng.registry.models import BusinessEntity, SafetyRecord
from zhunsheng.registry.views.acting import on_entity
from zhunsheng.registry.views.reading import EDITORS
from zhunsheng.web import pages

NOTE = "登记事故或者试生产"
END = "登记试生产结束"
WITHDRAW = "撤回登记"
NOTE_MEANS = "登记后，编制年度计划时按列入理由提出该单位；由计划编制人核对后列入。"
WITHDRAW_MEANS = "撤回后不再作为列入重点检查单位的理由，原登记和撤回理由都保留。"


@pages.allow(*EDITORS)
def note_safety(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Note a fatal accident or a trial run of one entity."""
    row = queries.visible_entity(pages.viewer_of(request), entity_id)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        draft = services.SafetyDraft(**data)
        return services.note_safety(ctx=ctx, entity=row.id, draft=draft, on=ctx.day)

    form = forms.SafetyForm(request.POST or None)
    return on_entity(request, row, form=form, label=NOTE, act=act, consequence=NOTE_MEANS)


@pages.allow(*EDITORS)
def end_trial_run(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Note that a trial run ended."""
    told, row = _told(request, record_id)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.end_trial_run(ctx=ctx, record_id=told.id, **data, on=ctx.day)

    form = forms.TrialEndForm(request.POST or None)
    return on_entity(
        request, row, form=form, label=END, act=act, shown=_shown(told), of_merged=True
    )


@pages.allow(*EDITORS)
def withdraw_safety(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Withdraw what was noted by mistake."""
    told, row = _told(request, record_id)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.withdraw_safety(ctx=ctx, record_id=told.id, **data, on=ctx.day)

    return on_entity(
        request,
        row,
        form=forms.WithdrawForm(request.POST or None),
        label=WITHDRAW,
        act=act,
        consequence=WITHDRAW_MEANS,
        of_merged=True,
        shown=_shown(told),
    )


def _told(request: HttpRequest, record_id: UUID) -> tuple[SafetyRecord, BusinessEntity]:
    viewer = pages.viewer_of(request)
    told = queries.safety_record(viewer, record_id)
    return told, queries.visible_entity(viewer, told.entity_id)


def _shown(told: SafetyRecord) -> tuple[tuple[str, str], ...]:
    return (
        ("单位", told.entity.name),
        (told.kind_label, told.since.isoformat()),
        ("来源文书", f"{told.paper}，{told.number}"),
    )
