"""What the pages of the room share: who may open them, tabs, timeline, the form of a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role, UnitKind
from zhunsheng.jointwork.choices import HANDLERS, RECEIVERS, REPORTERS, SEERS, SIGNERS
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import SHANGHAI, Act, Viewer
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import Step
from zhunsheng.registry import queries as registry
from zhunsheng.registry.rules import name_is_shared
from zhunsheng.web import clock, pages, parts
from zhunsheng.web.forms import LateForm


def _codes(roles: Iterable[Role]) -> tuple[str, ...]:
    return tuple(sorted(role.value for role in roles))


ROOM: Final = "联合执法"
REFERRALS: Final = "线索移送"
LETTERS: Final = "督办和提醒"
READ: Final = _codes(READERS)
SEE: Final = _codes(SEERS)
HANDLE: Final = _codes(HANDLERS)
RECEIVE: Final = _codes(RECEIVERS)
DRAFT_TASK: Final = _codes(HANDLERS | SIGNERS)
ACT: Final = _codes(HANDLERS | SIGNERS)
ACT_STREET: Final = _codes(REPORTERS | SIGNERS)


@dataclass(frozen=True, slots=True)
class ActPage:
    """The form of a step, what it does with record and version, what pressing the button does."""

    form: type[LateForm]
    run: Callable[[Act, UUID, int, Any], object]
    consequence: str


def taking(
    record: str, service: Callable[..., object], *, drafted: bool = False, **fields: str
) -> Callable[[Act, UUID, int, Any], object]:
    """
    Return what a form of a step does: call the service of its record.

    ``fields`` names for each argument of the service the field that it is read from; ``drafted``
    gives the draft of the form.
    """

    def run(ctx: Act, one: UUID, version: int, form: Any) -> object:  # noqa: ANN401 # each its own
        said = {name: form.value(field) for name, field in fields.items()}
        if drafted:
            said["draft"] = form.draft
        return service(ctx=ctx, **{record: one}, **said, version=version, on=form.value("on"))

    return run


def tabs(viewer: Viewer, active: str) -> tuple[parts.Tab, ...]:
    """Return the sides of the room that the reader may open."""
    sides = (
        ("联合执法任务", "jointwork:tasks"),
        (REFERRALS, "jointwork:referrals"),
        (LETTERS, "jointwork:letters"),
    )
    return tuple(
        parts.Tab(label, url, active=name == active)
        for label, name in sides
        if (url := pages.open_to(viewer.by, name))
    )


def crumbs(label: str, *above: tuple[str, str]) -> tuple[parts.Crumb, ...]:
    """Return the places above a page: the room, then what is named, then the page itself."""
    room = parts.Crumb(ROOM, reverse("jointwork:tasks"))
    return (room, *(parts.Crumb(text, url) for text, url in above), parts.Crumb(label))


def timeline(viewer: Viewer, subject: tuple[str, UUID]) -> tuple[parts.TimelineEntry, ...]:
    """Return what happened with a record."""
    return tuple(
        parts.TimelineEntry(
            at=f"{e.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
            text=e.sentence + (f"（补记：{e.late_reason}）" if e.late_reason else ""),
            by=e.actor,
        )
        for e in journal.timeline(viewer, [subject])
    )


def street_choices(viewer: Viewer) -> dict[UUID, str]:
    """Return the streets of the bureau by id."""
    return {one.id: one.name for one in accounts.units(viewer, kind=UnitKind.STREET)}


def entity_of(viewer: Viewer, typed: str) -> UUID | None:
    """
    Return the entity of a whole name or credit code, nothing where there is none.

    :raises StepRefused: if several share the name
    """
    found = registry.entities_named(viewer, typed)
    if len(found) > 1:
        refuse_if((name_is_shared(typed, registry.units_of_name(found)),))
    return found[0].id if found else None


def new_page(
    request: HttpRequest,
    *,
    form: LateForm,
    step: Step[Any],
    act: Callable[[Act], Any],
    here: tuple[tuple[str, str], ...],
    to: str,
    consequence: str,
    facts: tuple[tuple[str, str], ...] = (),
    back: str = "",
) -> HttpResponse:
    """Show the form that begins a record, or begin it and go there."""
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(request, form=form, act=lambda ctx, _data: act(ctx))
        if outcome.done:
            return pages.go(request, to, outcome.result.pk, label=step.label)
    context = {
        "title": step.label,
        "crumbs": crumbs(step.label, *here),
        "form": form,
        "back": back or (here[-1][1] if here else reverse("jointwork:tasks")),
        "button": step.label,
        "consequence": consequence,
        "basis": step.basis,
        "facts": facts,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def act_page(
    request: HttpRequest,
    *,
    record: UUID,
    version: int,
    page: ActPage,
    form: LateForm,
    step: Step[Any],
    subtitle: str,
    here: tuple[tuple[str, str], ...],
    facts: tuple[tuple[str, str], ...],
) -> HttpResponse:
    """Show the form of a step on a record, or take it and go back to the record."""
    outcome: pages.Outcome[Any] | None = None
    back = here[-1][1]
    if request.method == "POST":
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: page.run(ctx, record, data["version"], form),
        )
        if outcome.done:
            return pages.go(request, back, label=step.label)
    context = {
        "title": step.label,
        "subtitle": subtitle,
        "crumbs": crumbs(step.label, *here),
        "form": form,
        "version": version,
        "back": back,
        "button": step.label,
        "consequence": page.consequence,
        "basis": step.basis,
        "facts": facts,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def today() -> dict[str, object]:
    """Return the day that forms start with."""
    return {"on": clock.today()}
