"""Tables of the archive: volumes and their papers, neither ever changed, and loans."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.archive.choices import LoanState, SourceOfPaper
from zhunsheng.archive.rules import retention_label, volume_label
from zhunsheng.documents.choices import Folder


class Volume(BureauRecord):
    """The file of a case as it entered the archive, or one of its supplements."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("case", "volume"))

    case = models.ForeignKey("cases.PenaltyCase", on_delete=models.PROTECT, related_name="+")
    volume = models.PositiveSmallIntegerField("卷次", default=1)
    number = models.CharField("档案号", max_length=40)
    year = models.PositiveSmallIntegerField("归档年度")
    retention_years = models.PositiveSmallIntegerField("保管年限", null=True)
    retention_verified = models.BooleanField("保管年限依据已核实", default=False)
    remark = models.CharField("备考说明", max_length=400, blank=True)
    main_pages = models.PositiveIntegerField("正卷页数")
    inner_pages = models.PositiveIntegerField("副卷页数")
    digest = models.CharField("目录校验值", max_length=64)
    filed_on = models.DateField("归档日期")
    filed_by = models.CharField("立卷人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["case", "volume"], name="volume_is_one_of_case"),
            models.UniqueConstraint(
                fields=["bureau", "number", "volume"], name="archive_number_is_one"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-filed_on", "-id"], name="volume_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{volume_label(self.volume)}"

    @property
    def label(self) -> str:
        """What the volume is called."""
        return volume_label(self.volume)

    @property
    def retention_text(self) -> str:
        """The printed term of keeping."""
        return retention_label(self.retention_years)


class FiledPaper(BureauRecord):
    """A paper of a volume: where it stands, on which pages, and the hash of what it was."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("volume", "folder", "place"))

    volume = models.ForeignKey(Volume, on_delete=models.PROTECT, related_name="papers")
    folder = models.CharField("卷别", max_length=5, choices=Folder.pairs())
    place = models.PositiveSmallIntegerField("顺序号")
    source = models.CharField("来源", max_length=10, choices=SourceOfPaper.pairs())
    source_id = models.UUIDField("来源记录")
    original = models.UUIDField("签章原件", null=True)
    title = models.CharField("题名", max_length=200)
    number = models.CharField("文号", max_length=80, blank=True)
    author = models.CharField("责任者", max_length=200, blank=True)
    dated_on = models.DateField("日期")
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    has_file = models.BooleanField("存有文件", default=True)
    pages = models.PositiveIntegerField("页数")
    first_page = models.PositiveIntegerField("起页")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["volume", "folder", "place"], name="paper_has_one_place"
            ),
            models.UniqueConstraint(
                fields=["volume", "source", "source_id"], name="paper_is_filed_once_in_volume"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.title}"

    @property
    def page_text(self) -> str:
        """The pages as the catalogue prints them."""
        last = self.first_page + self.pages - 1
        return str(self.first_page) if last == self.first_page else f"{self.first_page}－{last}"


class Loan(BureauRecord):
    """A volume that was asked for, and what became of it."""

    volume = models.ForeignKey(Volume, on_delete=models.PROTECT, related_name="loans")
    borrower = models.CharField("借阅人", max_length=60)
    outside = models.BooleanField("外单位借阅", default=False)
    with_inner = models.BooleanField("含副卷", default=False)
    purpose = models.CharField("借阅用途", max_length=200)
    requested_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name="申请人"
    )
    requested_on = models.DateField("申请日期")
    due_on = models.DateField("应还日期")
    state = models.CharField("状态", max_length=10, choices=LoanState.pairs())
    decided_by = models.CharField("审批人", max_length=60, blank=True)
    decided_on = models.DateField("审批日期", null=True)
    returned_to = models.CharField("收回人", max_length=60, blank=True)
    returned_on = models.DateField("归还日期", null=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["volume"],
                condition=models.Q(state=LoanState.LENT.value),
                name="volume_is_lent_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(outside=True, with_inner=True), name="inner_stays_inside"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-requested_on", "-id"], name="loan_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.borrower} {self.requested_on.isoformat()}"

    @property
    def state_label(self) -> str:
        """The printed state."""
        return LoanState(self.state).label

    @property
    def folders_label(self) -> str:
        """What was asked for, in print."""
        wanted = tuple(Folder) if self.with_inner else (Folder.MAIN,)
        return "、".join(folder.label for folder in wanted)
