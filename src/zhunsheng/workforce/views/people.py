"""Pages of workforce: officers, one officer, trainings, delegations."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, READERS, Role, UnitKind
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.workforce import forms, queries, services
from zhunsheng.workforce.choices import CredentialState
from zhunsheng.workforce.models import Credential, Interest
from zhunsheng.workforce.rules import (
    DELEGATION,
    QUALIFIED_OFFICERS,
    CredentialTerm,
    OfficerFact,
    credential_state,
)

TITLE = "执法队伍"
DELEGATIONS = "委托执法"
ADD = "登记执法人员"
RENEW = "登记执法证"
TRAIN = "登记培训"
GRANT = "登记委托书"

EDITORS = (Role.SYSTEM_ADMIN, Role.TEAM_HEAD, Role.WINDOW_CLERK)
GRANTORS = (Role.SYSTEM_ADMIN, Role.DEPUTY_HEAD, Role.CHIEF)

#: Who leads the officers of the bureau: relations of an officer are told them, and who keeps them.
LEADERS = HEAD_CODES


def may(viewer: Viewer, roles: tuple[Role, ...]) -> bool:
    """Return whether the viewer holds one of the roles."""
    return viewer.by.holds(frozenset(role.value for role in roles))


def home() -> parts.Crumb:
    """Return the place above every page of the room."""
    return parts.Crumb(TITLE, reverse("workforce:list"))


def _tabs(active: str) -> tuple[parts.Tab, ...]:
    places = (("workforce:list", "执法人员"), ("workforce:delegations", DELEGATIONS))
    return tuple(parts.Tab(label, reverse(name), active=name == active) for name, label in places)


def _units(viewer: Viewer, kind: UnitKind | None = None) -> list[tuple[UUID, str]]:
    return [(unit.id, unit.name) for unit in accounts.units(viewer, kind=kind)]


@pages.allow(*READERS)
@require_GET
def officer_list(request: HttpRequest) -> HttpResponse:
    """Show the officers with the state of their credentials today and this year's training."""
    viewer = pages.viewer_of(request)
    lines = queries.officer_lines(viewer, on=clock.today())
    chosen = forms.OfficerFilter(request.GET, units=_units(viewer))
    shown = queries.narrowed(lines, queries.OfficerFilters(**chosen.chosen))
    context = {
        "title": TITLE,
        "tabs": _tabs("workforce:list"),
        "filters": chosen,
        "page": tables.paginate(shown, request),
        "tiles": _tiles(lines),
        "may_edit": may(viewer, EDITORS),
    }
    return pages.show(request, "workforce/list.html", context)


def _tiles(lines: list[queries.OfficerLine]) -> tuple[parts.Tile, ...]:
    tones = {CredentialState.EXPIRING: parts.Tone.ORANGE, CredentialState.EXPIRED: parts.Tone.RED}
    here = reverse("workforce:list")
    return tuple(
        parts.Tile(
            label=state.label,
            value=str(count),
            unit="人",
            url=f"{here}?state={state.value}",
            tone=tones.get(state, parts.Tone.PLAIN) if count else parts.Tone.PLAIN,
        )
        for state, count in queries.counted(lines)
    )


@pages.allow(*READERS)
@require_GET
def officer_detail(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Show one officer: credentials, trainings, interests, what was recorded."""
    viewer = pages.viewer_of(request)
    row = queries.officer(viewer, officer_id)
    (fact,) = queries.officer_facts(viewer, [officer_id])
    state = credential_state(fact.terms, clock.today())
    subjects = [("officer", row.id)]
    if row.import_run_id:
        subjects.append(("officer_import", row.import_run_id))
    entries = journal.timeline(viewer, subjects)
    is_own, is_keeper = row.user_id == viewer.by.id, viewer.by.holds(services.KEEPERS)
    context = {
        "title": row.name,
        "subtitle": row.unit.name,
        "crumbs": (home(), parts.Crumb(row.name)),
        "officer": row,
        "basis": QUALIFIED_OFFICERS,
        "state": state,
        "tone": queries.state_tone(state),
        "is_gone": row.left_on is not None and row.left_on <= clock.today(),
        "credentials": _with_terms(queries.credentials_of(viewer, officer_id), fact),
        "trainings": queries.trainings_of(viewer, officer_id),
        "hours": queries.training_hours(viewer, year=clock.today().year).get(row.id, 0),
        "interests": _with_entities(viewer, queries.interests_of(viewer, officer_id)),
        "sees_relation": is_own or is_keeper or viewer.by.holds(LEADERS),
        "may_declare": is_own or is_keeper,
        "may_end": is_keeper and not is_own,
        "entries": [
            parts.TimelineEntry(at=e.on.isoformat(), text=e.sentence, by=e.actor) for e in entries
        ],
        "may_edit": may(viewer, EDITORS),
    }
    return pages.show(request, "workforce/detail.html", context)


def _with_terms(
    rows: list[Credential], fact: OfficerFact
) -> tuple[tuple[Credential, CredentialTerm | None], ...]:
    """Return credentials with the days on which they hold for enforcement."""
    terms = {term.number: term for term in fact.terms}
    return tuple((row, terms.get(row.number)) for row in rows)


def _with_entities(viewer: Viewer, rows: list[Interest]) -> tuple[tuple[Interest, object], ...]:
    """Return interests with the entities that they are in."""
    known = registry.entities_by_ids(viewer, {row.entity_id for row in rows})
    return tuple((row, known.get(row.entity_id)) for row in rows)


@pages.allow(*EDITORS)
def add(request: HttpRequest) -> HttpResponse:
    """Register one officer by hand."""
    viewer = pages.viewer_of(request)
    users = [(user.id, user.name) for user in accounts.users(viewer)]
    form = forms.OfficerForm(request.POST or None, units=_units(viewer), users=users)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.add_officer(
                ctx=ctx, facts=forms.officer_facts_of(data), on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "workforce:detail", outcome.result.id, label=ADD)
    context = {
        "title": ADD,
        "crumbs": (home(), parts.Crumb(ADD)),
        "form": form,
        "back": reverse("workforce:list"),
        "button": ADD,
        "basis": QUALIFIED_OFFICERS,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*EDITORS)
def renew(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Add a credential to an officer."""
    row = queries.officer(pages.viewer_of(request), officer_id)
    form = forms.CredentialForm(request.POST or None)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.renew_credential(
                ctx=ctx,
                officer=officer_id,
                credential=forms.credential_facts_of(data),
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "workforce:detail", officer_id, label=RENEW)
    back = reverse("workforce:detail", args=[officer_id])
    context = {
        "title": RENEW,
        "crumbs": (home(), parts.Crumb(row.name, back), parts.Crumb(RENEW)),
        "form": form,
        "back": back,
        "button": RENEW,
        "consequence": "原有的执法证记录保留；与新证期限重叠的，自新证生效之日起以新证为准。",
        "basis": QUALIFIED_OFFICERS,
        "facts": (("姓名", row.name), ("所属机构", row.unit.name)),
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*EDITORS)
def train(request: HttpRequest) -> HttpResponse:
    """Record a training."""
    viewer = pages.viewer_of(request)
    here = queries.present(queries.officers(viewer), clock.today())
    people = [(row.id, f"{row.name}（{row.unit.name}）") for row in here]
    form = forms.TrainingForm(request.POST or None, officers=people)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.record_training(
                ctx=ctx,
                officers=tuple(form.cleaned_data["officers"]),
                topic=form.cleaned_data["topic"],
                hours=form.cleaned_data["hours"],
                held_on=form.cleaned_data["held_on"],
                on=ctx.day,
            ),
        )
        if outcome.done:
            return pages.go(request, "workforce:list", label=TRAIN)
    context = {
        "title": TRAIN,
        "crumbs": (home(), parts.Crumb(TRAIN)),
        "form": form,
        "back": reverse("workforce:list"),
        "button": TRAIN,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


@pages.allow(*READERS, Role.STREET_OFFICER)
@require_GET
def delegations(request: HttpRequest) -> HttpResponse:
    """Show the deeds by which streets enforce in the bureau's name."""
    viewer = pages.viewer_of(request)
    context = {
        "title": DELEGATIONS,
        "tabs": _tabs("workforce:delegations") if may(viewer, tuple(READERS)) else (),
        "page": tables.paginate(queries.delegations(viewer), request),
        "may_grant": may(viewer, GRANTORS),
        "own": queries.officer_of_user(viewer, viewer.by.id),
        "basis": DELEGATION,
    }
    return pages.show(request, "workforce/delegations.html", context)


@pages.allow(*GRANTORS)
def grant(request: HttpRequest) -> HttpResponse:
    """Register a deed of delegation."""
    streets = _units(pages.viewer_of(request), UnitKind.STREET)
    form = forms.DelegationForm(request.POST or None, streets=streets)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.grant_delegation(
                ctx=ctx, facts=forms.delegation_facts_of(data), on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "workforce:delegations", label=GRANT)
    context = {
        "title": GRANT,
        "crumbs": (
            home(),
            parts.Crumb(DELEGATIONS, reverse("workforce:delegations")),
            parts.Crumb(GRANT),
        ),
        "form": form,
        "back": reverse("workforce:delegations"),
        "button": GRANT,
        "basis": DELEGATION,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)
