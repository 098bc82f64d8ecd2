"""What the forms of a case are filled and limited by: the file, the people, the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import HEAD_CODES, Role, UnitKind
from zhunsheng.cases import queries
from zhunsheng.cases.forms.base import Known
from zhunsheng.cases.queries import CaseFile
from zhunsheng.cases.rules.hearing_calls import MAY_PRESIDE
from zhunsheng.cases.rules.people import MAY_SIT
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock
from zhunsheng.web import forms as fields
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import Offered, offered


def known_of(
    viewer: Viewer,
    file: CaseFile | None = None,
    *,
    people: bool = True,
    said: Mapping[str, str] | None = None,
) -> Known:
    """Return what a form is filled and limited by; ``said`` is what was sent, with its day."""
    on = clock.today()
    if not people:
        return Known(on, file)
    users = sorted(accounts.users(viewer), key=lambda user: Role.CHIEF.value in user.roles)
    staff = [user for user in users if user.is_active]
    leaders = HEAD_CODES
    barred = queries.investigators(viewer, file).users if file else frozenset()
    aside = file.interested_users if file else frozenset()
    found = _officers(viewer, file, fields.day_of(said, on))
    reviewers = frozenset(u.id for u in users if Role.LEGAL_REVIEWER.value in u.roles)
    return Known(
        on=on,
        file=file,
        officers=found.choices,
        left_out=found.note,
        reviewing=_reviewing(viewer, file, found, reviewers),
        own_benchmarks=lawbook.own_benchmarks(viewer),
        leaders=tuple(
            (str(u.id), u.name) for u in staff if u.roles & leaders and u.id not in aside
        ),
        chairs=tuple(
            (str(u.id), u.name)
            for u in staff
            if u.roles & MAY_PRESIDE and u.id not in barred | aside | _checkers(file)
        ),
        staff=tuple((str(u.id), u.name) for u in staff if u.roles & MAY_SIT),
        reviewers=(
            ("", "未列席"),
            *(
                (str(u.id), u.name)
                for u in users
                if Role.LEGAL_REVIEWER.value in u.roles and u.id not in barred
            ),
        ),
        viewer=viewer,
        streets=_streets(viewer),
    )


def _checkers(file: CaseFile | None) -> frozenset[UUID]:
    """Return who checked a case first: a fresh mind is offered to preside over its hearing."""
    acts = file.acts if file else ()
    return frozenset(act.by_id for act in acts if act.step == "first_check" and act.by_id)


def _streets(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Return for whom a penalty on the spot is imposed: a street acts for itself alone."""
    found = accounts.units(viewer, kind=UnitKind.STREET)
    if registry.sees_own_street_only(viewer):
        own = accounts.user(viewer, viewer.by.id).unit_id
        return tuple((str(unit.id), unit.name) for unit in found if unit.id == own)
    return (("", "本局实施"), *((str(unit.id), unit.name) for unit in found))


def _reviewing(
    viewer: Viewer, file: CaseFile | None, officers: Offered, reviewers: frozenset[UUID]
) -> tuple[str, ...]:
    """Return the names of those offered as handlers of a new case who review cases."""
    if file is None or file.last("opening") or not reviewers:
        return ()
    offered_ids = [UUID(one) for one, _ in officers.choices]
    facts = workforce.officer_facts(viewer, offered_ids)
    return tuple(one.name for one in facts if one.user_id in reviewers)


def _officers(viewer: Viewer, file: CaseFile | None, on: date) -> Offered:
    """Return who may handle a case; on the spot also who acts for a street, but no other's."""
    if file is not None:
        family = registry.family(viewer, file.case.party_id)
        return workforce.offered_officers(viewer, on=on, entities=family)
    facts = workforce.all_officer_facts(viewer)
    if registry.sees_own_street_only(viewer):
        own = accounts.user(viewer, viewer.by.id).unit_id
        facts = tuple(fact for fact in facts if fact.unit_id == own)
    return offered(facts, on=on)
