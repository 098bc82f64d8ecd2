"""Pages of acts: draft a version, fill it, adopt, publish, give up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.kernel.act import Act
from zhunsheng.powers import forms, imports, queries, rules, services
from zhunsheng.powers.choices import ListOrigin, Phrase, PowerStep
from zhunsheng.powers.models import PowerListVersion
from zhunsheng.powers.procedure import POWER_LIST
from zhunsheng.powers.views.common import ADOPT, WRITE, Service, act_page, crumbs, found, lines
from zhunsheng.powers.views.reading import difference_of, item_of
from zhunsheng.web import clock, pages, uploads
from zhunsheng.web.forms import DatedForm
from zhunsheng.web.sheets import UnreadableSheet

NEW = "编制新版本"
IMPORT = "导入事项"
ADD = "添加事项"
EDIT = "修改事项"
REMOVE = "删除事项"


def _today() -> dict[str, object]:
    return {"on": clock.today()}


@pages.allow(*WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a new version."""
    viewer, day = pages.viewer_of(request), clock.today()
    named = Phrase.LABEL.label.format(bureau=accounts.bureau(viewer).name, year=day.year)
    has_one = queries.latest_adopted(viewer) is not None
    origin = ListOrigin.PREVIOUS if has_one else ListOrigin.LAWBOOK
    form = forms.DraftForm(
        request.POST or None, initial={"label": named, "origin": origin, **_today()}
    )
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.draft_list(ctx=ctx, draft=form.draft, on=data["on"]),
        )
        if outcome.done:
            return pages.go(request, "powers:detail", outcome.result.id, label=NEW)
    context = {
        "title": NEW,
        "crumbs": crumbs(None, NEW),
        "form": form,
        "back": reverse("powers:list"),
        "button": "开始编制",
        "consequence": "只是草稿：负责人通过以前可以随时修改，公布以前不生效。",
        "basis": rules.SHOWN_BEFOREHAND,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*WRITE)
def take(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Put the items of a sheet in the place of a draft's items."""
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    try:
        return _import_page(request, list_id, form)
    except UnreadableSheet as reason:
        unread = uploads.refused(reason.message)
        return _import_page(request, list_id, unread, refused=pages.Outcome(unread))


def _import_page(
    request: HttpRequest,
    list_id: UUID,
    form: uploads.UploadForm,
    refused: pages.Outcome[PowerListVersion] | None = None,
) -> HttpResponse:
    def service(ctx: Act, data: Mapping[str, Any]) -> PowerListVersion:
        file = data["file"]
        return services.import_items(
            ctx=ctx,
            power_list=list_id,
            filename=file.name,
            content=file.read(),
            version=data["version"],
            on=ctx.day,
        )

    return act_page(
        request,
        found(request, list_id),
        title=IMPORT,
        form=form,
        service=service,
        consequence="草稿原有的事项全部由文件中的代替；有一行不符合要求的，整个文件不导入。",
        basis=rules.SHOWN_BEFOREHAND,
        template="powers/import.html",
        refused=refused,
        more={"columns": imports.COLUMNS},
    )


@pages.allow(*WRITE)
def add_item(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Add an item to a draft."""
    bureau = accounts.bureau(pages.viewer_of(request))
    form = forms.ItemForm(request.POST or None, initial={"subject": bureau.name})
    return _item_page(request, list_id, form, ADD)


@pages.allow(*WRITE)
def edit_item(request: HttpRequest, list_id: UUID, code: str) -> HttpResponse:
    """Change an item of a draft; its code stays."""
    row = found(request, list_id)
    one = item_of(queries.items_of(pages.viewer_of(request), row), code)
    form = forms.ItemForm(request.POST or None, initial=forms.initial_of(one))
    form.fields["code"].disabled = True
    return _item_page(request, list_id, form, EDIT)


def _item_page(
    request: HttpRequest, list_id: UUID, form: forms.ItemForm, title: str
) -> HttpResponse:
    def service(ctx: Act, data: Mapping[str, Any]) -> PowerListVersion:
        return services.set_item(
            ctx=ctx,
            power_list=list_id,
            item=forms.facts_of(data),
            version=data["version"],
            on=ctx.day,
        )

    return act_page(
        request,
        found(request, list_id),
        title=title,
        form=form,
        service=service,
        consequence="写入草稿；负责人通过以前可以再改。",
        basis=rules.SHOWN_BEFOREHAND,
    )


@pages.allow(*WRITE)
def remove_item(request: HttpRequest, list_id: UUID, code: str) -> HttpResponse:
    """Take an item out of a draft."""
    row = found(request, list_id)
    one = item_of(queries.items_of(pages.viewer_of(request), row), code)

    def service(ctx: Act, data: Mapping[str, Any]) -> PowerListVersion:
        return services.remove_item(
            ctx=ctx, power_list=list_id, code=code, version=data["version"], on=ctx.day
        )

    return act_page(
        request,
        row,
        title=REMOVE,
        form=forms.ConfirmForm(request.POST or None),
        service=service,
        consequence=f"从草稿中删除“{one.name}”；已经通过的旧版本不受影响。",
        basis=rules.SHOWN_BEFOREHAND,
        more={"facts": (("事项编码", one.code), ("事项名称", one.name), ("类别", one.kind.label))},
    )


@pages.allow(*ADOPT)
def adopt(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Adopt a version."""
    service = pages.filled(services.adopt_list, power_list=list_id)
    initial = {**_today(), "effective_from": clock.today()}
    form = forms.AdoptForm(request.POST or None, initial=initial)
    told = "通过后内容固定，任何人不能再改；需要调整的编制新版本。"
    facts = _what_is_adopted(request, list_id)
    return _step(request, list_id, PowerStep.ADOPT, form, service, told, {"facts": facts})


def _what_is_adopted(request: HttpRequest, list_id: UUID) -> tuple[tuple[str, str], ...]:
    """Say in numbers what a head puts in force."""
    row, viewer, day = found(request, list_id), pages.viewer_of(request), clock.today()
    items, changes = queries.items_of(viewer, row), difference_of(viewer, row)
    bases = [one for line in lines(items, on=day) for one in line.bases]
    unknown = sum(one.citation is None for one in bases)
    counted = (len(changes.added), len(changes.removed), len(changes.changed))
    return (
        ("清单", row.label),
        ("事项", f"{len(items)} 项"),
        ("较上一版", "新增 {}、取消 {}、调整 {} 项".format(*counted)),
        ("法规库未收录的依据", f"{unknown} 条"),
        ("没有对应事项的违法行为", f"{len(queries.gaps(items, on=day))} 种"),
    )


@pages.allow(*WRITE)
def publish(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Record the publication of a version."""
    service = pages.filled(services.publish_list, power_list=list_id)
    form = forms.PublishForm(request.POST or None, initial=_today())
    told = "公布后公众可以查到；自施行之日起，没有列入的违法行为不能立案处罚。"
    return _step(request, list_id, PowerStep.PUBLISH, form, service, told)


@pages.allow(*WRITE)
def give_up(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Give up a draft."""
    service = pages.filled(services.give_up_list, power_list=list_id)
    form = forms.GiveUpForm(request.POST or None, initial=_today())
    return _step(request, list_id, PowerStep.GIVE_UP, form, service, "草稿留存备查，不再继续编制。")


def _step(
    request: HttpRequest,
    list_id: UUID,
    step: PowerStep,
    form: DatedForm,
    service: Service,
    consequence: str,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    declared = POWER_LIST.step(step.value)
    return act_page(
        request,
        found(request, list_id),
        title=declared.label,
        form=form,
        service=service,
        consequence=consequence,
        basis=declared.basis,
        more=more,
    )
