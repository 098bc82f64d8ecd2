"""Tying the account of an enterprise to its entry: it sees that enterprise and no other."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, once, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.names import explains
from zhunsheng.registry import queries
from zhunsheng.registry.events import EnterpriseLinked
from zhunsheng.registry.models import AccountLink, BusinessEntity
from zhunsheng.registry.rules import link_findings
from zhunsheng.registry.services.entities import hold_entities


@act
def link_account(*, ctx: Act, user: UUID, entity: UUID, proof: str, on: date) -> AccountLink:
    """
    Tie the account of an enterprise to its entry: it then sees that enterprise and no other.

    The link follows a merge of the entry, and the taking back of it. One that was suspended, since
    the code that it was tied by was wrong, is confirmed anew by the same act. ``proof`` tells by
    what papers the person of the account was seen to act for the enterprise.

    :raises StepRefused: if the account does not hold the role of an enterprise, speaks for the
        entity already, the entry was found by a code that is another unit's, or no proof is told
    :raises User.DoesNotExist: if the bureau has no such account
    """
    account = accounts.user(ctx, user)
    hold_entities(ctx, {entity})
    row: BusinessEntity = BusinessEntity.objects.of(ctx).get(id=entity)
    link = _held(ctx, user)
    bearer = queries.entity_by_credit_code(ctx, row.credit_code) if row.credit_code else row
    found = link_findings(
        is_enterprise=Role.ENTERPRISE.value in account.roles,
        is_linked=link is not None and link.entity == row and link.suspended_on is None,
        is_proven=explains(proof),
        wrong_code="" if bearer == row else row.credit_code,
    )
    refuse_if(found)
    before = queries.link_said(link) if link else ""
    link = link or AccountLink(
        id=ctx.new_id("registry.account_link"), bureau_id=ctx.bureau, user_id=account.id
    )
    link.entity, link.suspended_on = row, None
    with once(partial(last_acts, ctx, ("user", account.id))):
        link.save()
    happened = EnterpriseLinked(
        username=account.username,
        before=before,
        after=queries.linked_said(row),
        proof=proof.strip(),
    )
    record(ctx, happened, on=on, subject=("user", account.id))
    return link


def _held(ctx: Act, user: UUID) -> AccountLink | None:
    rows = AccountLink.objects.of(ctx).select_for_update(of=("self",))
    found: AccountLink | None = rows.filter(user_id=user).select_related("entity").first()
    return found
