"""Acts of accounts: found a bureau, add its units and users, change roles."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import IntegrityError, transaction

from zhunsheng.accounts import queries, rules
from zhunsheng.accounts.choices import Role, UnitKind
from zhunsheng.accounts.events import (
    BureauFounded,
    FilterDropped,
    FilterKept,
    RolesChanged,
    UnitAdded,
    UserAdded,
)
from zhunsheng.accounts.models import AccessRecord, Bureau, FormDraft, SavedFilter, Unit, User
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act, Viewer, derived_id
from zhunsheng.kernel.canonical import canonical_text
from zhunsheng.kernel.finding import refuse_if


@dataclass(frozen=True, slots=True)
class BureauFacts:
    """What a bureau is entered with; ``division_code`` has 6 digits (GB/T 2260)."""

    name: str
    short_mark: str
    division_code: str
    jurisdiction: str
    government: str
    address: str
    phone: str


@act
def found_bureau(*, ctx: Act, facts: BureauFacts, on: date) -> Bureau:
    """Found a bureau; its id is the one that the act names."""
    bureau = Bureau.objects.create(id=ctx.bureau, founded_on=on, **asdict(facts))
    happened = BureauFounded(name=bureau.name, division_code=bureau.division_code)
    record(ctx, happened, on=on, subject=("bureau", bureau.id))
    return bureau


def hold_bureau(ctx: Act) -> None:
    """
    Let acts of a bureau that make something new, once, wait for each other; a part of an act.

    It is the first lock of the act that takes it. Rows that name the bureau may be written
    meanwhile.
    """
    Bureau.objects.select_for_update(no_key=True).get(id=ctx.bureau)


@act
def add_unit(*, ctx: Act, name: str, kind: UnitKind, on: date) -> Unit:
    """
    Add a team, section or street to the bureau.

    :raises StepRefused: if the bureau has a unit of that name
    """
    taken = Unit.objects.of(ctx).filter(name=name).exists()
    refuse_if(rules.name_is_taken(taken, name))
    unit: Unit = Unit.objects.create(
        id=ctx.new_id("unit"), bureau_id=ctx.bureau, name=name, kind=kind.value
    )
    record(ctx, UnitAdded(name=name, kind=kind.label), on=on, subject=("unit", unit.id))
    return unit


@act
def add_user(
    *,
    ctx: Act,
    username: str,
    name: str,
    roles: frozenset[Role],
    password: str,
    unit: UUID | None,
    on: date,
) -> User:
    """
    Add a user who holds the roles; an empty password means that nobody can sign in yet.

    :raises StepRefused: if the username is taken, no role is given, or the password is short
    """
    taken = User.objects.filter(username=username).exists()
    findings = rules.user_findings(roles=len(roles), password=password)
    refuse_if((*rules.name_is_taken(taken, username), *findings))
    user = User(
        id=ctx.new_id("user"),
        bureau_id=ctx.bureau,
        unit_id=unit,
        username=username,
        name=name,
        roles_text=_roles_text(roles),
    )
    # The salt follows from the act, as ids do, so that a demo repeats byte for byte.
    salt = ctx.new_id("salt").hex
    user.password = make_password(password, salt=salt) if password else UNUSABLE_PASSWORD_PREFIX
    user.save(force_insert=True)
    happened = UserAdded(username=username, name=name, roles=user.role_labels)
    record(ctx, happened, on=on, subject=("user", user.id))
    return user


@act
def change_roles(*, ctx: Act, user: UUID, roles: frozenset[Role], on: date) -> User:
    """
    Give the user these roles and no others.

    :raises StepRefused: without a role, or where nobody would administer the site any more
    """
    row = User.objects.select_for_update(of=("self",)).get(bureau_id=ctx.bureau, id=user)
    administrators = {u.id for u in queries.holders(ctx, role=Role.SYSTEM_ADMIN)} - {user}
    remaining = len(administrators) + (Role.SYSTEM_ADMIN in roles)
    findings = rules.user_findings(roles=len(roles), password="")
    refuse_if((*findings, *rules.someone_administers(remaining)))
    before = row.role_labels
    row.roles_text = _roles_text(roles)
    row.save(update_fields=["roles_text"])
    happened = RolesChanged(username=row.username, before=before, after=row.role_labels)
    record(ctx, happened, on=on, subject=("user", row.id))
    return row


def note_access(
    viewer: Viewer, *, subject: tuple[str, UUID], what: str, at: datetime
) -> AccessRecord:
    """Enter into the access ledger that somebody looks at a record now; a look is no act."""
    number = secrets.randbits(62)
    row: AccessRecord = AccessRecord.objects.create(
        id=derived_id(at, str(viewer.bureau), str(viewer.by.id), what, number),
        bureau_id=viewer.bureau,
        subject_kind=subject[0],
        subject_id=subject[1],
        what=what,
        by_id=viewer.by.id,
        by_name=viewer.by.name,
        at=at,
    )
    return row


@act
def keep_filter(*, ctx: Act, draft: rules.FilterDraft, on: date) -> SavedFilter:
    """Keep a filter of a list under a name; one of the same name is replaced."""
    own = SavedFilter.objects.of(ctx).filter(owner_id=ctx.by.id, page=draft.page)
    own.select_for_update().filter(name=draft.name).delete()
    if draft.is_default:
        own.update(is_default=False)
    row: SavedFilter = SavedFilter.objects.create(
        id=ctx.new_id("filter"),
        bureau_id=ctx.bureau,
        owner_id=ctx.by.id,
        owner_name=ctx.by.name,
        **asdict(draft),
    )
    record(ctx, FilterKept(draft.page, draft.name), on=on, subject=("user", ctx.by.id))
    return row


@act
def drop_filter(*, ctx: Act, filter_id: UUID, on: date) -> None:
    """
    Give up a filter that one kept.

    :raises SavedFilter.DoesNotExist: if one has none of this id
    """
    row = queries.own_filter(ctx.viewer, filter_id)
    SavedFilter.objects.of(ctx).filter(id=row.id).delete()
    record(ctx, FilterDropped(row.page, row.name), on=on, subject=("user", ctx.by.id))


class DraftMoved(Exception):
    """Somebody else saved a shared draft meanwhile; nothing was overwritten."""

    def __init__(self, draft: FormDraft) -> None:
        super().__init__(draft.page)
        self.draft = draft


def keep_draft(
    *, ctx: Act, page: str, fields: Mapping[str, list[str]], seen: int, shared: bool
) -> FormDraft:
    """
    Keep what was typed into a form that is not sent yet.

    It is no act: nothing of the bureau's work is recorded by it, so it tells the journal nothing.
    ``seen`` is the version of the draft that the page shows, 0 where there was none.

    :raises DraftMoved: if the draft was saved meanwhile from another page
    :raises StepRefused: if it is longer than any form
    """
    refuse_if(rules.draft_is_too_long(len(canonical_text(fields))))
    holder = "" if shared else str(ctx.by.id)
    saved: dict[str, Any] = {"fields": dict(fields), "saved_by": ctx.by.name, "saved_at": ctx.at}
    own = FormDraft.objects.of(ctx).filter(page=page, holder=holder)
    if own.filter(version=seen).update(version=seen + 1, **saved):
        kept: FormDraft = own.get()
        return kept
    moved = own.first()
    if moved is not None:
        raise DraftMoved(moved)
    new = ctx.new_id(f"draft {page}")
    try:
        with transaction.atomic():
            row: FormDraft = FormDraft.objects.create(
                id=new, bureau_id=ctx.bureau, page=page, holder=holder, **saved
            )
    except IntegrityError:  # of two first drafts at once, the second meets the first one's row
        raise DraftMoved(own.get()) from None
    return row


def drop_draft(ctx: Act, page: str) -> None:
    """Give up the drafts of a form that was sent: the sender's own and the shared one."""
    holders = ("", str(ctx.by.id))
    FormDraft.objects.of(ctx).filter(page=page, holder__in=holders).delete()


def _roles_text(roles: frozenset[Role]) -> str:
    return " ".join(role.value for role in Role if role in roles)
