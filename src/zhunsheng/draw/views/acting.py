"""Pages of the draw itself, of a change of officers, and of what a department reports."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from zhunsheng.draw import queries, rules, services
from zhunsheng.draw.choices import DrawStep
from zhunsheng.draw.forms import ChangeForm, ClosedForm, PartnerForm
from zhunsheng.draw.procedure import RANDOM_DRAW
from zhunsheng.draw.views.common import WRITE, act_page, taking, today
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import pages
from zhunsheng.web.forms import DatedForm
from zhunsheng.workforce import queries as workforce


@pages.allow(*WRITE)
def run(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """Run the draw."""

    return act_page(
        request,
        queries.draw(pages.viewer_of(request), draw_id),
        title=RANDOM_DRAW.step(DrawStep.RUN.value).label,
        form=DatedForm(request.POST or None, initial=today()),
        service=taking(services.run_draw, draw_id),
        consequence="结果由名录和种子唯一确定，任何人都可以重新计算。",
        basis=rules.DRAWS,
    )


def _pair(viewer: Viewer, draw_id: UUID, entity: UUID) -> tuple[UUID, UUID]:
    """Return who goes to a drawn unit now; a unit that was not drawn is not there."""
    for drawn, pair in queries.drawn(viewer, draw_id):
        if drawn == entity:
            return pair
    raise Http404


@pages.allow(*WRITE)
def change(request: HttpRequest, draw_id: UUID, entity_id: UUID) -> HttpResponse:
    """Send the officer with the next ticket where one who was drawn cannot go."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    pair = _pair(viewer, draw_id, entity_id)
    form = ChangeForm(request.POST or None, initial=today())
    names = workforce.names_apart(viewer)
    form.offer((one, names[one]) for one in pair)

    return act_page(
        request,
        row,
        title=RANDOM_DRAW.step(DrawStep.CHANGE.value).label,
        form=form,
        service=taking(
            partial(services.change_officer, unit=entity_id), draw_id, "out", "ground", "reason"
        ),
        consequence="由下一签的人员递补，不得指定；原抽取结果照样保留和公布。",
        basis=rules.RECUSAL,
        more_facts=(("检查对象", registry.entity(viewer, entity_id).name),),
    )


@pages.allow(*WRITE)
def partner_result(request: HttpRequest, draw_id: UUID, entity_id: UUID) -> HttpResponse:
    """Note what a department of a joint draw reports of one unit."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    _pair(viewer, draw_id, entity_id)
    form = PartnerForm(request.POST or None, initial=today())
    form.offer(queries.head(row).partners)

    return act_page(
        request,
        row,
        title=RANDOM_DRAW.step(DrawStep.RESULT.value).label,
        form=form,
        service=taking(
            partial(services.note_partner_result, unit=entity_id),
            draw_id,
            "partner",
            "kind",
            "result",
            "visited_on",
        ),
        consequence="各部门对自己的检查事项负责；检查结束之日起二十个工作日内公示。",
        basis=rules.DRAWS,
        more_facts=(("检查对象", registry.entity(viewer, entity_id).name),),
    )


@pages.allow(*WRITE)
def closed_unit(request: HttpRequest, draw_id: UUID, entity_id: UUID) -> HttpResponse:
    """Note that a drawn unit has closed, or is at its cap."""
    viewer = pages.viewer_of(request)
    row = queries.draw(viewer, draw_id)
    _pair(viewer, draw_id, entity_id)

    return act_page(
        request,
        row,
        title=RANDOM_DRAW.step(DrawStep.CLOSED.value).label,
        form=ClosedForm(request.POST or None, initial=today()),
        service=taking(partial(services.note_closed_unit, unit=entity_id), draw_id, "words"),
        consequence="登记为本机关对该单位的结果，二十个工作日内公示；不再安排检查。",
        basis=rules.DRAWS,
        more_facts=(("检查对象", registry.entity(viewer, entity_id).name),),
    )
