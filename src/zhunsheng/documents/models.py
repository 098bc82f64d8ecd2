"""Tables of documents: the counters, every number ever given, and the documents themselves."""

import json
from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.documents.choices import MOST_REASON, NumberSource, NumberState, ScanFormat


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


class FormBlock(BureauRecord):
    """Numbered forms that were handed to an officer, to be filled in away from the office."""

    kind = models.CharField("文书种类", max_length=60)
    title = models.CharField("文书名称", max_length=80)
    first_number = models.CharField("起号", max_length=80)
    last_number = models.CharField("止号", max_length=80)
    count = models.PositiveSmallIntegerField("份数")
    holder = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    holder_name = models.CharField("领用人", max_length=60)
    handed_on = models.DateField("领用日期")
    handed_by = models.CharField("发放人", max_length=60)
    returned_on = models.DateField("交回日期", null=True)
    returned_count = models.PositiveSmallIntegerField("交回份数", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(returned_count__lte=models.F("count")),
                name="returned_forms_were_handed_out",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-handed_on", "-id"], name="form_block_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.first_number}至{self.last_number}"


class NumberEntry(BureauRecord):
    """A number that was given, and what became of it."""

    code = models.CharField("文种代字", max_length=10)
    year = models.PositiveSmallIntegerField("年份")
    sequence = models.PositiveIntegerField("序号")
    number = models.CharField("编号", max_length=80)
    state = models.CharField("状态", max_length=10, choices=NumberState.pairs())
    reason = models.CharField("作废原因", max_length=200, blank=True)
    block = models.ForeignKey(
        FormBlock, null=True, on_delete=models.PROTECT, related_name="entries"
    )

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


class SignedOriginal(BureauRecord):
    """
    The scan of a document as it was signed or sealed, by the hash of its content.

    A better scan is a further round with its reason; the last one counts, none is ever changed.
    """

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("document", "round"))

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="originals")
    round = models.PositiveSmallIntegerField("次数", default=1)
    document_hash = models.CharField("文书内容校验值", max_length=64)
    filename = models.CharField("文件名", max_length=200)
    scan_format = models.CharField("格式", max_length=4, choices=ScanFormat.pairs())
    sha256 = models.CharField("扫描件校验值", max_length=64)
    size = models.BigIntegerField("字节数")
    pages = models.PositiveIntegerField("页数")
    scanned_on = models.DateField("扫描日期")
    scanned_by = models.CharField("扫描人", max_length=60)
    reason = models.CharField("重新扫描的原因", max_length=MOST_REASON, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["document", "round"], name="signed_original_round_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename} {self.sha256[:12]}"


class SealUse(BureauRecord):
    """That a document was sealed: which seal, on whose approval, by whom, on which day."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("document", "seal"))

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="seal_uses")
    seal = models.CharField("印章", max_length=60)
    purpose = models.CharField("用印事由", max_length=200)
    copies = models.PositiveSmallIntegerField("份数")
    approved_by = models.CharField("批准人", max_length=60)
    used_by = models.CharField("用印人", max_length=60)
    used_on = models.DateField("用印日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["document", "seal"], name="seal_use_is_one"),
            models.CheckConstraint(condition=models.Q(copies__gt=0), name="seal_use_has_copies"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-used_on", "-id"], name="seal_use_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.seal} {self.used_on.isoformat()}"


class FileClosure(BureauRecord):
    """Whether the file of a record is in the archive: then nothing is added to it."""

    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    is_closed = models.BooleanField("已归档", default=True)
    volume = models.PositiveSmallIntegerField("卷次", default=1)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "subject_kind", "subject_id"], name="file_closure_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.volume}"


class ExternalNumber(BureauRecord):
    """The number that a record of ours has in the ministry's system; entered there, not typed."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("id",),
        ("bureau", "number"),
        ("bureau", "subject_kind", "subject_id"),
    )

    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    number = models.CharField("部系统编号", max_length=80)
    receipt = models.CharField("回执号", max_length=80, blank=True)
    noted_on = models.DateField("登记日期")
    noted_by = models.CharField("登记人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["bureau", "number"], name="external_number_is_one"),
            models.UniqueConstraint(
                fields=["bureau", "subject_kind", "subject_id"], name="external_number_of_record"
            ),
        ]

    def __str__(self) -> str:
        return self.number
