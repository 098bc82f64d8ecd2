"""Acts of burden: publish the caps of a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhunsheng.burden import queries, rules
from zhunsheng.burden.choices import PUBLISHERS, Phrase
from zhunsheng.burden.events import CapsPublished
from zhunsheng.burden.models import CapNotice
from zhunsheng.burden.rules import NoticeDraft
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if

__all__ = ["NoticeDraft", "publish_caps"]


@act
def publish_caps(*, ctx: Act, draft: NoticeDraft, on: date) -> CapNotice:
    """
    Publish how often an enterprise of each class may be inspected in a year.

    :raises StepRefused: with every reason: no number, another year, above a higher level's cap
    """
    draft = replace(draft, title=draft.title.strip(), number=draft.number.strip())
    labels = queries.class_labels()
    above = queries.published_above(ctx, on=on)
    is_head = ctx.by.holds(frozenset(role.value for role in PUBLISHERS))
    found = rules.notice_findings(draft, on=on, above=above, labels=labels)
    refuse_if((*(() if is_head else (rules.not_a_head(),)), *found))
    row: CapNotice = CapNotice.objects.create(
        id=ctx.new_id("burden.notice"),
        bureau_id=ctx.bureau,
        title=draft.title,
        number=draft.number,
        year=draft.year,
        limits=dict(draft.limits),
        published_on=on,
    )
    said = Phrase.COMMA.label.join(
        Phrase.LIMIT.label.format(label=labels[key], most=most)
        for key, most in draft.limits.items()
    )
    happened = CapsPublished(title=row.title, year=row.year, limits=said)
    record(ctx, happened, on=on, subject=("cap_notice", row.id))
    return row
