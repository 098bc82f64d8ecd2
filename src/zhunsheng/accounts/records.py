"""
The base of every table that belongs to a bureau, and the border around it.

``Model.objects.of(scope)`` is the only way to read: it takes an ``Act`` or a ``Viewer`` and stays
inside the bureau. Every other read through the default manager raises ``UnscopedRead``. The few
lawful reads over all bureaus go through ``across_bureaus`` with a reason; a guard test lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from zhunsheng.accounts.choices import Dimension

M = TypeVar("M", bound=models.Model)


class UnscopedRead(RuntimeError):
    """A table of a bureau was read without saying for which bureau: a programming error."""


class Scope(Protocol):
    """Anything that names a bureau: an act or a viewer."""

    @property
    def bureau(self) -> UUID:
        """The id of the bureau."""
        ...


@dataclass(frozen=True, slots=True)
class OfBureau:
    """A bureau by its id alone, for what it publishes to everybody."""

    bureau: UUID


class BureauManager(models.Manager[M]):
    """A manager that reads inside one bureau only."""

    def of(self, scope: Scope) -> models.QuerySet[M]:
        """Return the rows of the scope's bureau."""
        return super().get_queryset().filter(bureau_id=scope.bureau)

    def across_bureaus(self, *, reason: str) -> models.QuerySet[M]:
        """Return the rows of all bureaus; ``reason`` names the lawful ground."""
        if not reason:
            raise UnscopedRead(self.model.__name__)
        return super().get_queryset()

    def create(self, **values: Any) -> M:
        """Insert one row."""
        return super().get_queryset().create(**values)

    def bulk_create(  # type: ignore[override]  # fewer options than Django's: insert, nothing else
        self, objs: Iterable[M], batch_size: int = 500
    ) -> list[M]:
        """Insert many rows with few statements."""
        return super().get_queryset().bulk_create(objs, batch_size=batch_size)

    def insert(self, rows: Sequence[Mapping[str, object]]) -> None:
        """
        Insert rows given as values by column, without making a record of each.

        For imports of hundreds of thousands. The columns of the first row are those of every row;
        a column that it does not name takes its default.
        """
        if not rows:
            return
        columns = self.model._meta.concrete_fields
        connection = connections[router.db_for_write(self.model)]
        quote = connection.ops.quote_name
        table, names = quote(self.model._meta.db_table), [quote(str(one.column)) for one in columns]
        marks = ", ".join(["%s"] * len(names))
        values = [_values(one, one.attname, rows, connection) for one in columns]
        with connection.cursor() as cursor:
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  # names of the model, no value
            cursor.executemany(statement, list(zip(*values, strict=True)))

    def get_queryset(self) -> models.QuerySet[M]:
        """
        Return the rows that belong to a related record.

        :raises UnscopedRead: when asked for the whole table
        """
        if getattr(self, "instance", None) is None:
            raise UnscopedRead(self.model.__name__)
        return super().get_queryset()


def _values(
    column: models.Field[Any, Any],
    name: str,
    rows: Sequence[Mapping[str, object]],
    connection: BaseDatabaseWrapper,
) -> list[object]:
    """Return what the database takes of a column, row by row."""
    if name not in rows[0]:
        found = [column.get_default() for _ in rows]
    else:
        found = [row[name] for row in rows]
        if isinstance(column, models.CharField) and all(type(one) is str for one in found):
            return found
        if all(one is found[0] for one in found):  # as the bureau of an import, or its day
            return [column.get_db_prep_save(found[0], connection)] * len(found)
    return [column.get_db_prep_save(one, connection) for one in found]


class BureauRecord(models.Model):
    """A row of a bureau: a UUIDv7 made by the program, and the bureau it belongs to."""

    id = models.UUIDField(primary_key=True, editable=False)
    bureau = models.ForeignKey("accounts.Bureau", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[BureauManager[Any]] = BureauManager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bureau", "id"], name="%(class)s_is_of_one_bureau")
        ]


ONE_BUREAU = BureauRecord.Meta.constraints


class ImportRecord(BureauRecord):
    """A sheet that was imported, and what was not taken from it."""

    filename = models.CharField("文件名", max_length=200)
    digest = models.CharField("文件校验值", max_length=64)
    rows_read = models.PositiveIntegerField("读取行数")
    rows_taken = models.PositiveIntegerField("登记行数")
    errors = models.JSONField("未登记的原因", default=list)
    rejected = models.JSONField("未登记的原行", default=list)
    headings = models.JSONField("表头", default=list)
    ignored = models.CharField("未使用的列", max_length=400, blank=True)
    imported_on = models.DateField("导入日期")
    recorded_at = models.DateTimeField("记录时间")
    by_name = models.CharField("导入人", max_length=60)

    class Meta:
        abstract = True
        constraints = ONE_BUREAU

    def __str__(self) -> str:
        return self.filename

    @property
    def rows_skipped(self) -> int:
        """How many rows were not taken."""
        return self.rows_read - self.rows_taken


#: What the records of a room carry: by name of the record its table, and the column of each
#: dimension.
Carried = Mapping[str, tuple[type[BureauRecord], Mapping[Dimension, str]]]


@dataclass(frozen=True, slots=True)
class Within:
    """The records of one value of a dimension: their ids as a query."""

    record: str
    ids: models.QuerySet[Any]

    def keys(self) -> frozenset[str]:
        """Return their names as rows of figures bear them; one query."""
        return frozenset(f"{self.record}:{one}" for one in self.ids.values_list("id", flat=True))


def within(
    scope: Scope, carried: Carried, record: str, dimension: Dimension, value: str | UUID
) -> Within | None:
    """Return the records of that value; None where they do not carry the dimension."""
    table, columns = carried.get(record, (None, {}))
    if table is None or dimension not in columns:
        return None
    rows = table.objects.of(scope).filter(**{columns[dimension]: value})
    return Within(record, rows.order_by().values("id"))
