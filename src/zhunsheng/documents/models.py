"""Tables of documents: the counters, every number ever given, and the documents themselves."""

import json
from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.documents.choices import NumberSource, NumberState


class Series(BureauRecord):
    """The counter of one code in one year; its row is the lock that orders the writers."""

    code = models.CharField("文种代字", max_length=10)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后编号", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "code", "year"], name="series_is_one_for_code_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕"


class NumberEntry(BureauRecord):
    """A number that was given, and what became of it."""

    code = models.CharField("文种代字", max_length=10)
    year = models.PositiveSmallIntegerField("年份")
    sequence = models.PositiveIntegerField("序号")
    number = models.CharField("编号", max_length=80)
    state = models.CharField("状态", max_length=10, choices=NumberState.pairs())
    reason = models.CharField("作废原因", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "code", "year", "sequence"], name="number_is_given_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=NumberState.VOID.value) | ~models.Q(reason=""),
                name="void_number_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state_label(self) -> str:
        """The state as a reader sees it."""
        return NumberState(self.state).label


class Document(BureauRecord):
    """
    A document as issued.

    `content` is the canonical JSON of what was filled in and of the paper made of it, so that a
    later change of the wording of its kind cannot change what was issued. The table is
    append-only: the database refuses update and delete.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "number"))

    kind = models.CharField("文书种类", max_length=60)
    number = models.CharField("文书编号", max_length=80)
    number_source = models.CharField("编号来源", max_length=10, choices=NumberSource.pairs())
    external_receipt = models.CharField("外部回执号", max_length=80, blank=True)
    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    title = models.CharField("标题", max_length=80)
    content = models.TextField("内容")
    content_hash = models.CharField("内容校验值", max_length=64)
    issued_on = models.DateField("制发日期")
    issued_by = models.UUIDField("制发人")
    issued_by_name = models.CharField("制发人姓名", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["bureau", "number"], name="document_number_is_one"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["bureau", "subject_kind", "subject_id"], name="document_by_subject"
            ),
            models.Index(fields=["bureau", "kind", "issued_on"], name="document_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def contents(self) -> dict[str, object]:
        """What was filled in, by key: a text, or a list of records."""
        found: dict[str, object] = json.loads(self.content)["contents"]
        return found

    @property
    def number_source_label(self) -> str:
        """The source of the number as a reader sees it."""
        return NumberSource(self.number_source).label
