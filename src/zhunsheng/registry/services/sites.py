"""Acts on the sites of an entity: add one, take one out of use."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.journal.queries import last_acts
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Stale, refuse_if
from zhunsheng.registry.events import SiteAdded, SiteClosed
from zhunsheng.registry.models import BusinessEntity, Site
from zhunsheng.registry.rules import SiteDraft, merged_already, site_findings
from zhunsheng.registry.services.entities import site_row


@act
def add_site(*, ctx: Act, entity: UUID, draft: SiteDraft, on: date) -> Site:
    """
    Add a site to an entity.

    :raises StepRefused: with every reason: no name, half a point, a point outside the country
    """
    row = BusinessEntity.objects.of(ctx).select_for_update().get(id=entity)
    merged = (merged_already(),) if row.merged_into_id else ()
    refuse_if((*merged, *site_findings(draft)))
    site = site_row(ctx, row.id, draft)
    site.save(force_insert=True)
    happened = SiteAdded(entity=row.name, site=site.name)
    record(ctx, happened, on=on, subject=("entity", row.id))
    return site


@act
def close_site(*, ctx: Act, site: UUID, on: date) -> Site:
    """
    Take a site out of use; it stays in the history.

    :raises Stale: if it is out of use already
    """
    rows = Site.objects.of(ctx).select_for_update(of=("self",)).select_related("entity")
    row: Site = rows.get(id=site)
    if row.closed_on is not None:
        raise Stale(last_acts(ctx, ("entity", row.entity_id)))
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    happened = SiteClosed(entity=row.entity.name, site=row.name)
    record(ctx, happened, on=on, subject=("entity", row.entity_id))
    return row
