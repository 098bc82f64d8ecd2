"""Tables of credit: what was done with the record of a decision; all else is computed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.credit.choices import CreditClass, CreditStep


class CreditAct(BureauRecord):
    """A step that was taken with the credit record of a decision; never changed."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("decision", "sequence"))

    decision = models.ForeignKey("cases.Decision", on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField("序号")
    step = models.CharField("步骤", max_length=20, choices=CreditStep.pairs())
    on = models.DateField("办理日期")
    credit_class = models.CharField("类别", max_length=10, choices=CreditClass.pairs(), blank=True)
    note = models.CharField("理由", max_length=400, blank=True)
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["decision", "sequence"], name="credit_act_is_in_sequence"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="credit_act_by_step"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.step}"

    @property
    def step_label(self) -> str:
        """The printed step."""
        return CreditStep(self.step).label

    @property
    def class_label(self) -> str:
        """The printed class, empty where none was set."""
        return CreditClass(self.credit_class).label if self.credit_class else ""
