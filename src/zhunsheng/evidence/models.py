"""Tables of evidence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.evidence.choices import EvidenceKind


class EvidenceItem(BureauRecord):
    """An item of the catalogue of a case or an inspection, which it names by kind and id."""

    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    number = models.CharField("证据编号", max_length=8)
    name = models.CharField("证据名称", max_length=200)
    kind = models.CharField("证据种类", max_length=20, choices=EvidenceKind.pairs())
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    size = models.BigIntegerField("字节数", default=0)
    is_kept = models.BooleanField("文件已存", default=False)
    obtained_on = models.DateField("取得日期")
    obtained_by = models.CharField("取证人", max_length=200, blank=True)
    proves = models.CharField("证明内容", max_length=2000, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "subject_kind", "subject_id", "number"],
                name="evidence_number_is_one_in_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return EvidenceKind(self.kind).label
