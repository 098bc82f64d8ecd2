"""Tables of publication: what was put out, and what was taken back; neither is ever changed."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.publication.choices import PublicationKind


class Publication(BureauRecord):
    """What the public was shown of one matter, from which day, and until when it was due."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("id",),
        ("bureau", "kind", "subject_id", "round"),
    )

    kind = models.CharField("类别", max_length=20, choices=PublicationKind.pairs())
    subject_id = models.UUIDField("事项")
    round = models.PositiveSmallIntegerField("次数", default=1)
    title = models.CharField("名称", max_length=300)
    number = models.CharField("文号", max_length=80, blank=True)
    party = models.CharField("当事人", max_length=120, blank=True)
    decided_on = models.DateField("作出日期")
    due_on = models.DateField("公示期限", null=True)
    published_on = models.DateField("公示日期")
    place = models.CharField("公示平台", max_length=120)
    snapshot = models.TextField("公示内容")
    snapshot_hash = models.CharField("内容校验值", max_length=64)
    published_by = models.CharField("公示人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "kind", "subject_id", "round"], name="publication_round_is_one"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-published_on", "-id"], name="publication_by_day"),
            models.Index(fields=["bureau", "subject_id"], name="publication_by_subject"),
            models.Index(
                fields=["bureau", "due_on"],
                name="publication_by_lateness",
                condition=models.Q(published_on__gt=models.F("due_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return PublicationKind(self.kind).label

    @property
    def contents(self) -> dict[str, Any]:
        """What the public sees."""
        loaded: dict[str, Any] = json.loads(self.snapshot)
        return loaded

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Label and value of each disclosed field, in order."""
        return [(label, value) for _, label, value in self.contents["fields"]]

    @property
    def is_late(self) -> bool:
        """Whether it was published after its last day."""
        return self.due_on is not None and self.published_on > self.due_on


class Withdrawal(BureauRecord):
    """A publication that was taken back, and why; one that is corrected has no day of change."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("publication",))

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField("撤回理由", max_length=400)
    changed_on = models.DateField("原决定变更或者失效日期", null=True)
    due_on = models.DateField("撤回期限", null=True)
    withdrawn_on = models.DateField("撤回日期")
    withdrawn_by = models.CharField("撤回人", max_length=60)

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return self.reason

    @property
    def is_late(self) -> bool:
        """Whether it was taken back after its last day."""
        return self.due_on is not None and self.withdrawn_on > self.due_on
