"""Pages of acts on entities: add, amend, further facts, sites, merging, import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.evidence import queries as files
from zhunsheng.evidence import services as keeping
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.registry import forms, imports, queries, services
from zhunsheng.registry.models import BusinessEntity
from zhunsheng.registry.rules import CLASSED_SUPERVISION, name_is_shared
from zhunsheng.registry.views.reading import EDITORS, home, streets
from zhunsheng.web import clock, pages, parts, streams, uploads
from zhunsheng.web.importing import ImportPages

ADD = "登记单位"
AMEND = "变更单位信息"
CLOSE = "登记停业或者注销"
RESUME = "登记恢复营业"
CLOSED_MEANS = "登记后不再列入随机抽查的名录，以前的检查、案件和信用记录照样保留。"
PARTICULARS = "补充登记事项"
ADD_SITE = "登记场所"
CLOSE_SITE = "停用场所"
MERGE = "合并重复单位"
UNDO = "撤销合并"
LINKS_STOP = (
    "有{count}个企业账户关联本记录；两条记录代码不同的，合并后关联暂停，"
    "账户看不到任何企业，由系统管理员核实后重新关联。"
)
NOT_FOUND = "没有找到该单位。请填写统一社会信用代码或者完整名称。"


def _emerging() -> list[tuple[str, str]]:
    version = queries.emerging_sectors(on=clock.today())
    return [(one.key, f"{one.label}（{one.lead}）") for one in version.sectors.values()]


@pages.allow(*EDITORS)
def add(request: HttpRequest) -> HttpResponse:
    """Register one entity by hand."""
    form = forms.EntityForm(
        request.POST or None,
        request.FILES or None,
        streets=streets(pages.viewer_of(request)),
        emerging=_emerging(),
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.add_entity(
                ctx=ctx, facts=forms.facts_of(data), **_proof(data), on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "registry:detail", outcome.result.id, label=ADD)
    context = {
        "title": ADD,
        "crumbs": (home(), parts.Crumb(ADD)),
        "form": form,
        "back": reverse("registry:list"),
        "button": ADD,
        "basis": CLASSED_SUPERVISION,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _proof(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form names to show a new name or code."""
    return {"proof": forms.proof_of(data), "scan": uploads.uploaded(data["scan"])}


@pages.allow(*EDITORS)
def amend(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Amend the facts of one entity."""
    viewer = pages.viewer_of(request)
    row = queries.visible_entity(viewer, entity_id)
    if away := merged_away(request, row):
        return away
    form = forms.AmendForm(
        request.POST or None,
        request.FILES or None,
        initial=forms.initial_of(row),
        streets=streets(viewer),
        emerging=_emerging(),
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.amend_entity(
                ctx=ctx,
                entity=entity_id,
                facts=forms.facts_of(data, queries.facts_of(row)),
                **_proof(data),
                version=pages.version_of(request),
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "registry:detail", entity_id, label=AMEND)
    return pages.show(request, "web/act.html", _amend_context(row, form), outcome=outcome)


def _amend_context(row: BusinessEntity, form: forms.EntityForm) -> dict[str, object]:
    back = reverse("registry:detail", args=[row.id])
    return {
        "title": AMEND,
        "crumbs": (home(), parts.Crumb(row.name, back), parts.Crumb(AMEND)),
        "form": form,
        "version": row.version,
        "back": back,
        "button": AMEND,
        "basis": CLASSED_SUPERVISION,
    }


def merged_away(request: HttpRequest, row: BusinessEntity) -> HttpResponse | None:
    """Lead back to an entry that was merged into another, where it says so: no form is open."""
    if not row.merged_into_id or request.method == "POST":
        return None
    return pages.go(request, "registry:detail", row.id)


def on_entity(
    request: HttpRequest,
    row: BusinessEntity,
    *,
    form: django_forms.Form,
    label: str,
    act: Callable[[Act, Mapping[str, Any]], object],
    consequence: str = "",
    shown: tuple[tuple[str, str], ...] = (),
    of_merged: bool = False,
) -> HttpResponse:
    """
    Show the form of an act on an entity, or carry it out and go back to the entity.

    ``of_merged`` acts are open on an entry that was merged into another as well.
    """
    if not of_merged and (away := merged_away(request, row)):
        return away
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(request, form=form, act=act)
        if outcome.done:
            return pages.go(request, "registry:detail", row.id, label=label)
    back = reverse("registry:detail", args=[row.id])
    context = {
        "title": label,
        "crumbs": (home(), parts.Crumb(row.name, back), parts.Crumb(label)),
        "form": form,
        "version": row.version,
        "back": back,
        "button": label,
        "basis": CLASSED_SUPERVISION,
        "consequence": consequence,
        "facts": shown,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*EDITORS)
def operation(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Note that a unit closed, or, where it is closed, that it operates again."""
    viewer = pages.viewer_of(request)
    row = queries.visible_entity(viewer, entity_id)
    since = queries.closed_units(viewer, [row.id], on=clock.today()).get(row.id)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        said = {"ctx": ctx, "entity": row.id, "reason": data["reason"], "on": data["on"]}
        if data["ended"] or not since:
            return services.close_entity(**said, ended=data["ended"])
        return services.resume_entity(**said)

    return on_entity(
        request,
        row,
        form=forms.OperationForm(request.POST or None, initial={"on": clock.today()}),
        label=RESUME if since else CLOSE,
        act=act,
        consequence="" if since else CLOSED_MEANS,
        shown=(("单位", row.name), ("登记停业或者注销", since.isoformat() if since else "")),
    )


@pages.allow(*EDITORS)
def particulars(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Amend the further facts of one entity."""
    row = queries.visible_entity(pages.viewer_of(request), entity_id)
    form = forms.ParticularsForm(
        request.POST or None, known=queries.fields(), initial=row.particulars
    )

    def act(ctx: Act, _: Mapping[str, Any]) -> object:
        return services.amend_entity(
            ctx=ctx,
            entity=row.id,
            facts=replace(queries.facts_of(row), particulars=form.particulars),
            version=pages.version_of(request),
            on=ctx.day,
        )

    return on_entity(request, row, form=form, label=PARTICULARS, act=act)


@pages.allow(*EDITORS)
def add_site(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Add a site to one entity."""
    row = queries.visible_entity(pages.viewer_of(request), entity_id)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.add_site(ctx=ctx, entity=row.id, draft=forms.site_of(data), on=ctx.day)

    form = forms.SiteForm(request.POST or None)
    return on_entity(request, row, form=form, label=ADD_SITE, act=act)


@pages.allow(*EDITORS)
def close_site(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Take a site out of use."""
    viewer = pages.viewer_of(request)
    site = queries.site(viewer, site_id)
    row = queries.visible_entity(viewer, site.entity_id)

    def act(ctx: Act, _: Mapping[str, Any]) -> object:
        return services.close_site(ctx=ctx, site=site.id, on=ctx.day)

    form = django_forms.Form(request.POST or None)
    text = f"停用“{site.name}”后不再显示在分布图上，登记经过保留。"
    return on_entity(
        request, row, form=form, label=CLOSE_SITE, act=act, consequence=text, of_merged=True
    )


@pages.allow(*EDITORS)
def merge(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Merge a duplicate into the entity that is kept."""
    viewer = pages.viewer_of(request)
    row = queries.visible_entity(viewer, entity_id)
    form = forms.MergeForm(request.POST or None)
    kept: tuple[BusinessEntity, ...] = ()
    if request.method == "POST" and form.is_valid():
        kept = queries.entities_named(viewer, form.cleaned_data["kept"])
        kept = tuple(one for one in kept if one.id != row.id) or kept
        if not kept:
            form.add_error("kept", NOT_FOUND)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        if len(kept) > 1:
            refuse_if((name_is_shared(data["kept"], queries.units_of_name(kept)),))
        return services.merge_entities(
            ctx=ctx,
            kept=kept[0].id,
            duplicate=row.id,
            reason=data["reason"],
            registration=data["registration"],
            version=pages.version_of(request),
            on=ctx.day,
        )

    text = f"“{row.name}”将并入所填单位：两条记录都保留，检查次数合并计算，可以撤销。"
    if linked := queries.links_of(viewer, row.id):
        text += LINKS_STOP.format(count=linked)
    return on_entity(request, row, form=form, label=MERGE, act=act, consequence=text)


@pages.allow(*EDITORS)
def undo_merge(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """Take a merge back."""
    row = queries.visible_entity(pages.viewer_of(request), entity_id)

    def act(ctx: Act, data: Mapping[str, Any]) -> object:
        return services.undo_merge(
            ctx=ctx,
            duplicate=row.id,
            reason=data["reason"],
            code_returns=data["code_returns"],
            version=pages.version_of(request),
            on=ctx.day,
        )

    form = forms.UndoForm(request.POST or None)
    return on_entity(request, row, form=form, label=UNDO, act=act, of_merged=True)


def _preview(viewer: Viewer, *, filename: str, content: bytes) -> uploads.Reading:
    return imports.preview(viewer, filename=filename, content=content, on=clock.today())


IMPORT = ImportPages(
    room="registry",
    title="导入单位",
    unit="家",
    template_name="监管对象导入模板.xlsx",
    errors_name="监管对象未导入的行.xlsx",
    columns=imports.COLUMNS,
    home=home,
    template=imports.template,
    preview=_preview,
    act=services.import_entities,
    run_of=queries.import_run,
    hold=keeping.hold_upload,
    held=files.held_upload,
    limits=streams.LARGE,
)
