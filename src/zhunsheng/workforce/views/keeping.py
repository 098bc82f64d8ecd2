"""Pages of what changes of officers and deeds: interests, withdrawals, entries, ended deeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.citation import Citation
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts
from zhunsheng.workforce import forms, queries, services
from zhunsheng.workforce.rules import DELEGATION, QUALIFIED_OFFICERS, RECUSAL
from zhunsheng.workforce.views.people import DELEGATIONS, EDITORS, GRANTORS, home

LOSE = "登记执法证收回、注销"
AMEND = "变更登记"
DECLARE = "登记利害关系"
END_INTEREST = "解除利害关系"
END_DELEGATION = "提前终止委托"

#: Everybody who can be an officer declares his own; the service says whose else.
DECLARERS: Final = (*sorted(READERS - {Role.JUSTICE_SUPERVISOR}), Role.STREET_OFFICER)
KEEPERS: Final = tuple(sorted(Role(code) for code in services.KEEPERS))

Did = Callable[[Act, Mapping[str, Any]], object]


def _page(
    request: HttpRequest,
    title: str,
    form: Form,
    act: Did,
    *,
    back: tuple[str, ...],
    above: tuple[parts.Crumb, ...],
    basis: Citation,
    facts: tuple[tuple[str, object], ...],
    consequence: str = "",
) -> HttpResponse:
    """Show the form of an act, and carry it out where it was sent; then go ``back``."""
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(request, form=form, act=act)
        if outcome.done:
            return pages.go(request, *back, label=title)
    context = {
        "title": title,
        "crumbs": (home(), *above, parts.Crumb(title)),
        "form": form,
        "back": reverse(back[0], args=back[1:]),
        "button": title,
        "basis": basis,
        "facts": facts,
        "consequence": consequence,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _today(service: Callable[..., object], **known: object) -> Did:
    """Return the act that gives a service what is known, the fields and the day of recording."""
    return lambda ctx, data: pages.filled(service, **known, on=ctx.day)(ctx, data)


def _above(name: str, officer_id: UUID) -> tuple[parts.Crumb, ...]:
    return (parts.Crumb(name, reverse("workforce:detail", args=[officer_id])),)


@pages.allow(*EDITORS)
def lose(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    """Note that a credential was withdrawn or cancelled."""
    row = queries.credential(pages.viewer_of(request), credential_id)
    return _page(
        request,
        LOSE,
        forms.LossForm(request.POST or None),
        lambda ctx, data: services.lose_credential(
            ctx=ctx,
            credential=credential_id,
            facts=services.LossFacts(**data),
            on=ctx.day,
        ),
        back=("workforce:detail", str(row.officer_id)),
        above=_above(row.officer.name, row.officer_id),
        basis=QUALIFIED_OFFICERS,
        facts=(
            ("姓名", row.officer.name),
            ("执法证号", row.number),
            ("有效期自", row.valid_from),
            ("有效期至", row.valid_until),
        ),
        consequence="自失效日期起，该证件在派员、抽取、检查、办案中一律无效。",
    )


@pages.allow(*EDITORS)
def amend(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Change unit and account of an officer, or note the departure."""
    viewer = pages.viewer_of(request)
    row = queries.officer(viewer, officer_id)
    held = queries.officers_by_user(viewer)
    form = forms.AmendForm(
        request.POST or None,
        units=[(one.id, one.name) for one in accounts.units(viewer)],
        users=[
            (one.id, f"{one.name}（{one.username}）")
            for one in accounts.users(viewer)
            if one.id == row.user_id or one.id not in held
        ],
        initial={
            "unit": row.unit_id,
            "user": row.user_id,
            "left_on": row.left_on,
            "told_apart": row.told_apart,
        },
    )
    return _page(
        request,
        AMEND,
        form,
        lambda ctx, data: services.amend_officer(
            ctx=ctx, officer=officer_id, facts=services.AmendedFacts(**data), on=ctx.day
        ),
        back=("workforce:detail", str(officer_id)),
        above=_above(row.name, officer_id),
        basis=QUALIFIED_OFFICERS,
        facts=(("姓名", row.name), ("所属机构", row.unit.name)),
    )


@pages.allow(*DECLARERS)
def declare(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """
    Declare an interest of an officer in an entity.

    :raises PermissionDenied: if it is a colleague's, and not kept by who asks
    """
    viewer = pages.viewer_of(request)
    row = queries.officer(viewer, officer_id)
    if row.user_id != viewer.by.id and not viewer.by.holds(services.KEEPERS):
        raise PermissionDenied
    form = forms.InterestForm(request.POST or None, viewer=viewer, initial={"since": clock.today()})
    reads = viewer.by.holds(frozenset(role.value for role in READERS))
    back = ("workforce:detail", str(officer_id)) if reads else ("workforce:delegations",)
    return _page(
        request,
        DECLARE,
        form,
        _today(services.declare_interest, officer=officer_id),
        back=back,
        above=_above(row.name, officer_id) if reads else (),
        basis=RECUSAL,
        facts=(("姓名", row.name), ("所属机构", row.unit.name)),
        consequence="登记后，抽取和派员自动避开，涉及该单位的事项不能由其办理。",
    )


@pages.allow(*KEEPERS)
def end_interest(request: HttpRequest, interest_id: UUID) -> HttpResponse:
    """End an interest of an officer."""
    viewer = pages.viewer_of(request)
    row = queries.interest(viewer, interest_id)
    known = registry.entities_by_ids(viewer, [row.entity_id]).get(row.entity_id)
    return _page(
        request,
        END_INTEREST,
        forms.InterestEndForm(request.POST or None),
        _today(services.end_interest, interest=interest_id),
        back=("workforce:detail", str(row.officer_id)),
        above=_above(row.officer.name, row.officer_id),
        basis=RECUSAL,
        facts=(
            ("姓名", row.officer.name),
            ("单位", known.name if known else ""),
            ("利害关系", row.reason),
        ),
        consequence="解除的记录保留可查。",
    )


@pages.allow(*GRANTORS)
def end_delegation(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """End a delegation before its term."""
    row = queries.delegation(pages.viewer_of(request), delegation_id)
    return _page(
        request,
        END_DELEGATION,
        forms.DelegationEndForm(request.POST or None),
        _today(services.end_delegation, delegation=delegation_id),
        back=("workforce:delegations",),
        above=(parts.Crumb(DELEGATIONS, reverse("workforce:delegations")),),
        basis=DELEGATION,
        facts=(
            ("街道（镇）", row.unit.name),
            ("委托书文号", row.deed_number),
            ("期限至", row.valid_until),
        ),
        consequence="以前依照委托办理的执法行为不受影响。",
    )
