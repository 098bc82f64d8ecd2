"""Tables of powers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.powers.choices import PowerKind


class PowerListVersion(BureauRecord):
    """A version of the bureau's list; its items stand in ``draft`` until a leader adopts it."""

    number = models.PositiveIntegerField("版本号")
    label = models.CharField("清单名称", max_length=120)
    draft = models.JSONField("草稿事项", default=list)
    replaces = models.ForeignKey(
        "self",
        verbose_name="上一版",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "number"], name="power_list_number_is_one_in_bureau"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class PowerItem(BureauRecord):
    """An item of an adopted version; nobody changes it any more."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("power_list", "code"))

    power_list = models.ForeignKey(
        PowerListVersion, verbose_name="清单", on_delete=models.PROTECT, related_name="items"
    )
    sequence = models.PositiveIntegerField("次序")
    code = models.CharField("事项编码", max_length=40)
    name = models.CharField("事项名称", max_length=200)
    kind = models.CharField("类别", max_length=20, choices=PowerKind.pairs())
    subject = models.CharField("实施主体", max_length=120)
    bases = models.JSONField("法定依据", default=list)
    limits = models.CharField("权限", max_length=400)
    flow = models.CharField("流程", max_length=400)
    responsibility = models.CharField("责任", max_length=400)
    supervision = models.CharField("监督方式", max_length=400)
    is_delegated = models.BooleanField("委托街道（镇）")
    violations = models.JSONField("对应违法行为", default=list)
    licenses = models.JSONField("对应许可", default=list)
    inspection_items = models.JSONField("对应检查事项", default=list)
    sectors = models.JSONField("适用行业领域", default=list)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["power_list", "code"], name="power_item_code_is_one_in_list"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["power_list", "kind", "sequence"], name="power_item_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PowerListAct(BureauRecord):
    """A step of a version that was taken; ``content_hash`` binds what the list said then."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("power_list", "step"))

    power_list = models.ForeignKey(
        PowerListVersion, verbose_name="清单", on_delete=models.PROTECT, related_name="acts"
    )
    step = models.CharField("步骤", max_length=20)
    on = models.DateField("日期")
    effective_from = models.DateField("施行日期", null=True)
    note = models.CharField("依据、地点或者理由", max_length=200, blank=True)
    content_hash = models.CharField("内容校验值", max_length=64, blank=True)
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["power_list", "step"], name="power_list_step_is_taken_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.power_list_id} {self.step}"
