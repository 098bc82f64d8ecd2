"""Tables of workforce."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord, ImportRecord
from zhunsheng.workforce.choices import (
    CredentialKind,
    CredentialLoss,
    DelegatedPower,
    InterestKind,
)


class Officer(BureauRecord):
    """Somebody who enforces, reviews or assists for the bureau."""

    name = models.CharField("姓名", max_length=60)
    pinyin_key = models.CharField("拼音序", max_length=240)
    user = models.ForeignKey(
        "accounts.User",
        verbose_name="账户",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    unit = models.ForeignKey(
        "accounts.Unit", verbose_name="所属机构", on_delete=models.PROTECT, related_name="+"
    )
    is_reviewer = models.BooleanField("法制审核人员", default=False)
    legally_qualified = models.BooleanField("具有法律职业资格", default=False)
    duties = models.CharField("职责", max_length=200, blank=True)
    told_apart = models.CharField("与同名人员的区别", max_length=200, blank=True)
    joined_on = models.DateField("登记日期")
    left_on = models.DateField("离岗日期", null=True)
    import_run = models.ForeignKey(
        "workforce.OfficerImport",
        verbose_name="来源文件",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "user"],
                condition=models.Q(user__isnull=False),
                name="account_is_of_one_officer",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "pinyin_key", "id"], name="officer_by_name")
        ]

    def __str__(self) -> str:
        return self.name


class Credential(BureauRecord):
    """A credential of an officer; a renewed one stands beside the old."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="credentials")
    number = models.CharField("执法证号", max_length=40)
    kind = models.CharField("证件种类", max_length=20, choices=CredentialKind.pairs())
    valid_from = models.DateField("有效期自")
    valid_until = models.DateField("有效期至")
    loss = models.CharField(
        "收回或者注销", max_length=20, choices=CredentialLoss.pairs(), blank=True
    )
    lost_on = models.DateField("失效日期", null=True)
    loss_paper = models.CharField("文书文号", max_length=60, blank=True)
    loss_reason = models.CharField("收回或者注销的理由", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "number"], name="credential_number_is_one_in_bureau"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="credential_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(loss="", lost_on=None)
                | (~models.Q(loss="") & models.Q(lost_on__isnull=False)),
                name="lost_credential_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return CredentialKind(self.kind).label

    @property
    def loss_label(self) -> str:
        """How it was withdrawn, empty where it was not."""
        return CredentialLoss(self.loss).label if self.loss else ""


class Training(BureauRecord):
    """Hours that an officer spent in a training."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="trainings")
    topic = models.CharField("培训内容", max_length=120)
    hours = models.PositiveSmallIntegerField("学时")
    held_on = models.DateField("培训日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU
        indexes: ClassVar = [
            models.Index(fields=["bureau", "officer", "held_on"], name="training_by_officer")
        ]

    def __str__(self) -> str:
        return self.topic


class Interest(BureauRecord):
    """An interest of an officer in an entity, known by its id: a ground of recusal."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="interests")
    entity_id = models.UUIDField("单位")
    kind = models.CharField(
        "关系种类",
        max_length=20,
        choices=InterestKind.pairs(),
        default=InterestKind.OTHER.value,
    )
    reason = models.CharField("利害关系", max_length=200)
    since = models.DateField("起始日期", null=True)
    declared_on = models.DateField("登记日期")
    ended_on = models.DateField("解除日期", null=True)
    end_reason = models.CharField("解除的理由", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "officer", "entity_id"],
                condition=models.Q(ended_on__isnull=True),
                name="interest_is_declared_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return InterestKind(self.kind).label


class Delegation(BureauRecord):
    """A deed by which a street enforces in the bureau's name."""

    unit = models.ForeignKey(
        "accounts.Unit", verbose_name="街道（镇）", on_delete=models.PROTECT, related_name="+"
    )
    deed_number = models.CharField("委托书文号", max_length=60)
    powers = models.JSONField("委托事项", default=list)
    valid_from = models.DateField("期限自")
    valid_until = models.DateField("期限至")
    published_on = models.DateField("公布日期")
    published_at = models.CharField("公布处所", max_length=200, blank=True)
    granted_on = models.DateField("委托日期")
    ended_on = models.DateField("终止日期", null=True)
    end_paper = models.CharField("终止文书文号", max_length=60, blank=True)
    end_reason = models.CharField("终止的理由", max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "deed_number"], name="deed_number_is_one_in_bureau"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="delegation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.deed_number

    @property
    def delegated(self) -> frozenset[DelegatedPower]:
        """The powers that the deed delegates."""
        return frozenset(DelegatedPower(code) for code in self.powers)

    @property
    def power_labels(self) -> list[str]:
        """The printed powers in the order of their enumeration."""
        return [power.label for power in DelegatedPower if power.value in self.powers]


class OfficerImport(ImportRecord):
    """A sheet of officers that was imported, and what was not taken from it."""

    class Meta:
        constraints: ClassVar = ONE_BUREAU
