"""What earlier measures took of a list, in this matter and in others of the party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from uuid import UUID

from zhunsheng.compulsion import rules
from zhunsheng.compulsion.choices import HandlingKind, MatterKind, ReleaseGround
from zhunsheng.compulsion.models import Measure, MeasureItem
from zhunsheng.compulsion.queries.course import Course, courses
from zhunsheng.compulsion.queries.files import MeasureFile, matter
from zhunsheng.compulsion.rules import Before, EarlierItem, ItemDraft
from zhunsheng.kernel.act import Viewer
from zhunsheng.registry import queries as registry


def before(viewer: Viewer, file: MeasureFile, drafts: Iterable[ItemDraft], *, on: date) -> Before:
    """Return what earlier measures on the party took of a list, merged entries too."""
    if not file.course.kind.seals:
        return Before()
    row, limit = file.measure, file.course.parameter("compulsion.seizure_limit", on).integer()
    rows = Measure.objects.of(viewer).filter(entity__in=registry.family(viewer, row.entity_id))
    taken = {
        one.measure.id: one
        for one in courses(viewer, rows.exclude(id=row.id))
        if one.kind.seals and one.executed is not None and (one.ended is None or _released(one))
    }
    return rules.before(drafts, _items(viewer, file, taken), limit=limit)


def _items(viewer: Viewer, file: MeasureFile, taken: dict[UUID, Course]) -> Iterator[EarlierItem]:
    own = _matters(viewer, file.measure)
    of_matter = {key for key, one in taken.items() if own & _matters(viewer, one.measure)}
    for item in MeasureItem.objects.of(viewer).filter(measure__in=taken):
        one = taken[item.measure_id]
        ground = one.ended.contents.get("ground") if one.ended else None
        yield EarlierItem(
            item.name,
            item.features,
            item.place,
            is_held=one.ended is None,
            is_of_matter=item.measure_id in of_matter,
            is_expired=ground == ReleaseGround.EXPIRED.value,
            days=_days(one),
        )


def _matters(viewer: Viewer, row: Measure) -> frozenset[UUID]:
    """Return the matter of a measure with those that it came from and those it is one case with."""
    told = matter(viewer, MatterKind(row.matter_kind), row.matter_id)
    return frozenset({row.matter_id}) | (told.kin if told else frozenset())


def _released(one: Course) -> bool:
    return one.ended is not None and one.ended.outcome == HandlingKind.RELEASE.value


def _days(one: Course) -> int:
    """Return how many days of its term a measure used until its end, without those of tests."""
    if one.executed is None or one.ended is None:
        return 0
    start, end = one.executed.on, one.ended.on
    return next(days for days in count() if rules.term_end(start, days, one.tests) >= end)
