"""Where the figures of what stands on a day come from: entities, officers, powers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from zhunsheng.powers import queries as powers
from zhunsheng.powers.choices import PowerKind
from zhunsheng.registry import queries as registry
from zhunsheng.registry.choices import RiskClass
from zhunsheng.statistics.queries.sources.base import Reads, Rows, Source, on_day, plain, to_day
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.choices import CredentialState


def _entities(risk: RiskClass) -> Source:
    return lambda r: r.split(
        "entities", risk.value, lambda: registry.entity_rows(r.viewer, r.period.day)
    )


def _powers(kind: PowerKind) -> Source:
    """Return the items of a kind in the power list in force on the last day told."""
    return lambda r: r.split(
        "powers", kind.value, lambda: powers.item_rows(r.viewer, on=r.period.day)
    )


def _certified(*states: CredentialState) -> Source:
    return lambda r: workforce.certified_rows(r.viewer, r.period.day, *states)


def _granted(r: Reads) -> Rows:
    days = r.period
    return workforce.delegation_rows(r.viewer, days.until, since=days.since)


_LAPSED: Final = (CredentialState.EXPIRED, CredentialState.NOT_YET, CredentialState.NONE)

SOURCES: Final[Mapping[str, Source]] = {
    **{f"registry.entities_{risk.value.lower()}": _entities(risk) for risk in RiskClass},
    "registry.registered": to_day(registry.registered_rows),
    "registry.closed": plain(registry.closed_rows),
    "workforce.registered": on_day(workforce.officer_rows),
    "workforce.officers": _certified(CredentialState.VALID, CredentialState.EXPIRING),
    "workforce.certified_expiring": _certified(CredentialState.EXPIRING),
    "workforce.certified_lapsed": _certified(*_LAPSED),
    "workforce.reviewers": on_day(partial(workforce.officer_rows, reviewer=True)),
    "workforce.qualified": on_day(partial(workforce.officer_rows, qualified=True)),
    "workforce.trainings": plain(workforce.training_rows),
    "workforce.trained": plain(partial(workforce.training_rows, per_person=True)),
    "workforce.training_hours": plain(workforce.training_hour_rows),
    "workforce.delegations": on_day(workforce.delegation_rows),
    "workforce.delegations_granted": _granted,
    **{f"powers.{kind.value.lower()}": _powers(kind) for kind in PowerKind},
}
