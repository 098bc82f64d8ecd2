"""Acts on officers: registering, importing, credentials, training."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding, Later, refuse_if
from zhunsheng.web.importing import run_values
from zhunsheng.workforce import imports, queries, rules
from zhunsheng.workforce.events import (
    CredentialRenewed,
    OfficerAdded,
    OfficersImported,
    TrainingRecorded,
)
from zhunsheng.workforce.models import (
    Credential,
    Officer,
    OfficerImport,
    Training,
)
from zhunsheng.workforce.rules import CredentialFacts, OfficerFacts


@act
def add_officer(*, ctx: Act, facts: OfficerFacts, on: date) -> Officer:
    """
    Register an officer, with the credential where there is one.

    :raises StepRefused: if facts are missing or wrong, number or account is taken, or somebody of
        that name serves already and is not told apart
    """
    units = {unit.id: unit.name for unit in accounts.units(ctx)}
    namesakes = rules.namesake_findings(facts, queries.present_by_name(ctx))
    found = (*rules.officer_findings(facts), *_findings_of_bureau(ctx, facts, units))
    refuse_if((*found, *namesakes))
    officer = _officer(ctx, facts, on=on, number=0)
    officer.save(force_insert=True)
    if facts.credential:
        _credential(ctx, officer, facts.credential, number=0).save(force_insert=True)
    happened = OfficerAdded(
        name=officer.name,
        unit=units[facts.unit],
        credential_number=facts.credential.number if facts.credential else "",
    )
    record(ctx, happened, on=on, subject=("officer", officer.id))
    return officer


@act
def import_officers(*, ctx: Act, filename: str, content: bytes, on: date) -> OfficerImport:
    """
    Register every good row of a sheet (.xlsx or .csv) and name every other row.

    :raises UnreadableSheet: if the file as a whole cannot be read; nothing is written
    :raises Stale: if somebody else registered one of the officers at the same moment
    """
    reading = imports.preview(ctx, filename=filename, content=content)
    said = run_values(ctx, reading, filename=filename, content=content, on=on)
    run: OfficerImport = OfficerImport.objects.create(id=ctx.new_id("workforce.import"), **said)
    _insert(ctx, reading.good, run=run)
    happened = OfficersImported(
        filename=run.filename,
        digest=run.digest,
        rows_read=run.rows_read,
        rows_taken=run.rows_taken,
        rows_skipped=run.rows_skipped,
    )
    record(ctx, happened, on=on, subject=("officer_import", run.id))
    return run


def hold_officers(ctx: Act, ids: Iterable[UUID]) -> None:
    """Lock officers for the act, as part of it, so that two acts on one come one by one."""
    rows = Officer.objects.of(ctx).filter(id__in=list(ids)).order_by("id")
    list(rows.select_for_update().values_list("id", flat=True))


def _insert(ctx: Act, good: tuple[OfficerFacts, ...], *, run: OfficerImport) -> None:
    officers, credentials = [], []
    for number, facts in enumerate(good):
        officers.append(_officer(ctx, facts, on=run.imported_on, number=number))
        officers[-1].import_run = run
        if facts.credential:
            credentials.append(_credential(ctx, officers[-1], facts.credential, number=number))
    numbers = [one.number for one in credentials]
    with once(lambda: _registered(ctx, numbers)):
        Officer.objects.bulk_create(officers, batch_size=500)
        Credential.objects.bulk_create(credentials, batch_size=500)


def _registered(ctx: Act, numbers: list[str]) -> tuple[Later, ...]:
    """Return how the first of these certificates came into the register."""
    rows = Credential.objects.of(ctx).filter(number__in=numbers[:500])
    row = rows.select_related("officer").first()
    if row is None:
        return ()
    run = row.officer.import_run_id
    return last_acts(ctx, ("officer_import", run) if run else ("officer", row.officer_id))


def _officer(ctx: Act, facts: OfficerFacts, *, on: date, number: int) -> Officer:
    return Officer(
        id=ctx.new_id("officer", number),
        bureau_id=ctx.bureau,
        name=facts.name.strip(),
        pinyin_key=rules.pinyin_key(facts.name),
        user_id=facts.user,
        unit_id=facts.unit,
        is_reviewer=facts.is_reviewer,
        legally_qualified=facts.legally_qualified,
        duties=facts.duties,
        told_apart=facts.told_apart.strip(),
        joined_on=on,
    )


def _credential(ctx: Act, officer: Officer, facts: CredentialFacts, *, number: int) -> Credential:
    return Credential(
        id=ctx.new_id("credential", number),
        bureau_id=ctx.bureau,
        officer=officer,
        number=facts.number.strip(),
        kind=facts.kind.value,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
    )


def _findings_of_bureau(
    ctx: Act, facts: OfficerFacts, units: dict[UUID, str]
) -> tuple[Finding, ...]:
    found = [] if facts.unit in units else [rules.unknown_unit()]
    if facts.user is not None:
        found += account_findings(ctx, facts.user)
    if facts.credential:
        found += _number_findings(ctx, facts.credential.number)
    return tuple(found)


def account_findings(ctx: Act, user: UUID) -> list[Finding]:
    """Return why an account cannot be an officer's: it is none of the bureau, or another's."""
    if user not in {row.id for row in accounts.users(ctx)}:
        return [rules.unknown_account()]
    twin = queries.officer_of_user(ctx, user)
    return [rules.account_taken(twin.name)] if twin else []


def _number_findings(ctx: Act, number: str) -> list[Finding]:
    holder = queries.holder_of(ctx, number.strip())
    return [rules.credential_taken(number, holder)] if holder else []


@act
def renew_credential(
    *, ctx: Act, officer: UUID, credential: CredentialFacts, on: date
) -> Credential:
    """
    Add a credential to an officer; the earlier ones stay beside it, up to the day it begins.

    :raises StepRefused: if facts are wrong or the number is taken
    """
    holder = queries.officer(ctx, officer)
    findings = rules.credential_findings(credential)
    refuse_if((*findings, *_number_findings(ctx, credential.number)))
    row = _credential(ctx, holder, credential, number=0)
    row.save(force_insert=True)
    happened = CredentialRenewed(
        name=holder.name,
        number=row.number,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
    record(ctx, happened, on=on, subject=("officer", holder.id))
    return row


@act
def record_training(
    *, ctx: Act, officers: tuple[UUID, ...], topic: str, hours: int, held_on: date, on: date
) -> None:
    """
    Record that officers took part in a training of some hours on the day ``held_on``.

    :raises StepRefused: if nobody took part, hours or topic are missing, or the day is to come
    """
    known = [fact.id for fact in queries.officer_facts(ctx, officers)]
    refuse_if(
        rules.training_findings(
            officers=len(known), hours=hours, topic=topic, held_on=held_on, on=on
        )
    )
    Training.objects.bulk_create(
        Training(
            id=ctx.new_id("training", number),
            bureau_id=ctx.bureau,
            officer_id=one,
            topic=topic.strip()[:120],
            hours=hours,
            held_on=held_on,
        )
        for number, one in enumerate(known)
    )
    happened = TrainingRecorded(
        topic=topic.strip(), hours=hours, held_on=held_on, people=len(known), officers=tuple(known)
    )
    record(ctx, happened, on=on, subject=("training", ctx.new_id("training", 0)))
