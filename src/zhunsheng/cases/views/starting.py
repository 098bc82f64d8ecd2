"""Pages where a case starts: the clue, the penalty on the spot, the party that is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import queries, services
from zhunsheng.cases.choices import SourceKind
from zhunsheng.cases.forms.opening import FIRST, ClueForm, PartyForm
from zhunsheng.cases.forms.summary import SummaryForm
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.views import fining
from zhunsheng.cases.views.knowing import known_of
from zhunsheng.cases.views.reading import (
    CLUE_ROLES,
    ROOM,
    SPOT_ROLES,
)
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts

#: What a street finds beyond its deed goes to the bureau.
HANDED_UP: Final = {"source": SourceKind.HANDED_UP.value}
#: The button that carries what was typed of a penalty on the spot over into a clue.
CARRIED: Final = "carried"
#: How many entities are offered while a name is typed.
MOST_PARTIES: Final = 12


@pages.allow(*CLUE_ROLES)
def register_clue(request: HttpRequest) -> HttpResponse:
    """Register a clue."""
    viewer = pages.viewer_of(request)
    street = registry.sees_own_street_only(viewer)
    carries = street and CARRIED in request.POST
    sent = None if carries else request.POST or None
    form = ClueForm(
        _handed_up(sent) if street and sent else sent,
        request.FILES or None,
        viewer=viewer,
        known=known_of(viewer, people=False),
        initial={
            **_referred(request, viewer),
            **(HANDED_UP if street else {}),
            **(_of_spot(viewer, request.POST) if carries else {}),
        },
    )
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST" and not carries:
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.register_clue(
                ctx=ctx, draft=form.draft, files=form.pictures, on=cast(date, data["on"])
            ),
        )
        if outcome.done:
            return pages.go(request, "cases:detail", outcome.result.id, label="登记线索")
    step = PENALTY_ORDINARY.step("clue")
    context = {
        "title": "登记线索",
        "crumbs": (parts.Crumb(ROOM, reverse("cases:list")), parts.Crumb("登记线索")),
        "form": form,
        "back": reverse("cases:list"),
        "button": "提请本局查处" if street else "登记",
        "basis": step.basis,
        "consequence": "提交后由本局负责人决定是否立案。",
        "alike": _alike_on(viewer, form),
    }
    return pages.show(request, "cases/act.html", context, outcome=outcome)


def _handed_up(given: QueryDict) -> QueryDict:
    """Return what a street typed of a clue as handed up."""
    data = given.copy()
    data["source"] = SourceKind.HANDED_UP.value
    data.setlist("violations", [one for one in given.getlist("violations") if one])
    return data


def _of_spot(viewer: Viewer, given: QueryDict) -> dict[str, object]:
    """Return a clue that starts from what a street wrote of the matter on the spot."""
    spot = SummaryForm(given, viewer=viewer, known=known_of(viewer, said=given))
    return {
        **{name: given[name] for name in (*FIRST, "on") if name in given},
        "violations": [one for one in given.getlist("violations") if one],
        "violation_ended_on": given.get("violation_ended_on"),
        "scene": "\n".join(spot.told),
    }


def _referred(request: HttpRequest, viewer: Viewer) -> dict[str, object]:
    """Take over what the page knew that sent the reader here, such as an inspection."""
    given = request.GET
    kept = ("source", "source_id", "facts", "conduct", "violation_ended_on")
    start: dict[str, object] = {name: given[name] for name in kept if name in given}
    start["violations"] = given.getlist("violation")
    if "entity" in given:
        try:
            start["party"] = registry.entity(viewer, UUID(given["entity"])).name
        except ValueError as error:
            raise Http404 from error
    return start


@pages.allow(*CLUE_ROLES, *SPOT_ROLES)
def parties(request: HttpRequest) -> HttpResponse:
    """Offer the entities whose name, code or initials hold what was typed, and name its records."""
    viewer, typed = pages.viewer_of(request), request.GET.get("party", "").strip()
    wanted = registry.EntityFilters(text=typed)
    rows = registry.entities(viewer, wanted)[:MOST_PARTIES] if typed else ()
    violations = request.GET.getlist("violations")
    context = {"rows": rows, "alike": _alike(viewer, typed, violations), "is_part": True}
    return pages.show(request, "cases/parties.html", context)


def _alike(viewer: Viewer, typed: str, violations: list[str]) -> tuple[queries.Alike, ...]:
    """Return the records on the party that was typed for the violations that were chosen."""
    found = registry.entities_named(viewer, typed) if violations else ()
    if len(found) != 1:
        return ()
    return queries.alike(viewer, entity=found[0].id, violations=violations, on=clock.today())


def _alike_on(viewer: Viewer, form: PartyForm) -> tuple[queries.Alike, ...]:
    """Return the records on what a form names, as it was sent or as it starts."""
    party, chosen = form["party"].value(), form["violations"].value() or []
    return _alike(viewer, str(party or "").strip(), [chosen] if isinstance(chosen, str) else chosen)


@pages.allow(*SPOT_ROLES)
def on_the_spot(request: HttpRequest) -> HttpResponse:
    """Decide a penalty on the spot."""
    viewer = pages.viewer_of(request)
    live = is_live(request)
    form = SummaryForm(
        request.GET if live else request.POST or None,
        viewer=viewer,
        known=known_of(viewer, said=request.POST),
        initial={**_referred(request, viewer), **_own_street(viewer)},
    )
    if live:
        return live_part(request, fining.of_spot(viewer, form, today=clock.today()))
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.decide_on_the_spot(
                ctx=ctx, draft=form.draft, on=cast(date, data["on"])
            ),
        )
        if outcome.done:
            return pages.go(request, "cases:detail", outcome.result.id, label="当场处罚决定")
        if form.errors and (draft := form.judged) is not None:
            on = cast(date, form.value("on"))
            told = services.refusals_on_the_spot(pages.act_of(request), draft, on)
            outcome = replace(outcome, refusals=told)
    context = {
        "title": "当场处罚",
        "crumbs": (parts.Crumb(ROOM, reverse("cases:list")), parts.Crumb("当场处罚")),
        "form": form,
        "back": reverse("cases:list"),
        "button": "作出决定并交付",
        "basis": PENALTY_SUMMARY.step("on_the_spot").basis,
        "consequence": "提交后制作有编号的当场处罚决定书，当场交付当事人。",
        "hand_up": registry.sees_own_street_only(viewer),
        "alike": _alike_on(viewer, form),
        "facts": (
            ("罚款上限", _ceiling(viewer)),
            ("救济途径", "当事人不服的，应当先申请行政复议"),
        ),
    }
    context["fining"] = fining.of_spot(viewer, form, today=clock.today())
    return pages.show(request, "cases/deriving.html", context, outcome=outcome)


def is_live(request: HttpRequest) -> bool:
    """Return whether the page itself asks what follows from what was typed so far."""
    return request.method == "GET" and request.headers.get("HX-Request") == "true"


def live_part(request: HttpRequest, found: fining.Fining) -> HttpResponse:
    """Show what follows from what was typed so far, alone."""
    return pages.show(request, "cases/fining.html", {"fining": found})


def _ceiling(viewer: Viewer) -> str:
    """Return the highest fine on the spot, as the lawbook holds it for the bureau today."""
    place = accounts.bureau(viewer).jurisdiction
    key = "penalty.summary_fine_ceiling"
    return lawbook.value_text(lawbook.parameter(key, on=clock.today(), jurisdiction=place))


def _own_street(viewer: Viewer) -> dict[str, object]:
    if not registry.sees_own_street_only(viewer):
        return {}
    return {"unit": accounts.user(viewer, viewer.by.id).unit_id}
