"""Tables of the journal. Actors and subjects are known by id only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Event(models.Model):
    """One recorded act, chained to the one before it in its bureau."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "sequence"))

    id = models.UUIDField(primary_key=True, editable=False)
    bureau = models.UUIDField("机关")
    sequence = models.BigIntegerField("序号")
    kind = models.CharField("事件", max_length=80)
    version = models.PositiveSmallIntegerField("版本")
    subject_kind = models.CharField("对象种类", max_length=40)
    subject_id = models.UUIDField("对象")
    on = models.DateField("办理日期")
    at = models.DateTimeField("记录时间")
    late_reason = models.CharField("补记理由", max_length=200, blank=True)
    actor_kind = models.CharField("办理人类别", max_length=10)
    actor_id = models.UUIDField("办理人")
    actor_name = models.CharField("办理人姓名", max_length=60)
    request_key = models.CharField("请求标识", max_length=80)
    data = models.TextField("内容")
    previous_hash = models.CharField("前一校验值", max_length=64)
    hash = models.CharField("校验值", max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bureau", "sequence"], name="event_is_one_in_sequence")
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "subject_kind", "subject_id"], name="event_by_subject"),
            models.Index(fields=["bureau", "on"], name="event_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"


class Head(models.Model):
    """The last event of a bureau's chain; its row is the lock that orders the writers."""

    bureau = models.UUIDField(primary_key=True)
    sequence = models.BigIntegerField("序号")
    hash = models.CharField("校验值", max_length=64)

    def __str__(self) -> str:
        return f"{self.bureau} {self.sequence}"


class Request(models.Model):
    """A key under which an act was done, with its result: the same form twice acts once."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("bureau", "key"))

    id = models.UUIDField(primary_key=True, editable=False)
    bureau = models.UUIDField("机关")
    key = models.CharField("请求标识", max_length=80)
    act = models.CharField("办理", max_length=120)
    arguments_hash = models.CharField("参数校验值", max_length=64)
    result_kind = models.CharField("结果种类", max_length=80)
    result_id = models.CharField("结果", max_length=80)
    at = models.DateTimeField("记录时间")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bureau", "key"], name="request_is_done_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
