"""Tables of penalty cases. Stage, deadline and completeness are computed from the acts."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from zhunsheng.accounts.records import ONE_BUREAU, BureauRecord
from zhunsheng.cases.choices import (
    AnnulmentKind,
    CaseProcedure,
    CollectionWay,
    DecisionKind,
    PaymentKind,
    SourceKind,
)
from zhunsheng.documents.records import StepRecord
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import visible
from zhunsheng.lawbook.choices import ConductKind, Liable, PartyKind


class PenaltyCase(BureauRecord):
    """
    The file of one party; ``lead`` is the file that is the case which it shares with others.

    ``is_person_of`` tells that the party is a person of the entity, not the entity itself, whose
    name may change while the case runs. ``remade_of`` is the file whose decision lost its force,
    where this one decides anew: it keeps source and day of discovery of that file.
    """

    lead = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")
    remade_of = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="remaking"
    )
    number = models.CharField("案号", max_length=60, blank=True)
    procedure = models.CharField("程序", max_length=10, choices=CaseProcedure.pairs())
    party = models.ForeignKey("registry.BusinessEntity", on_delete=models.PROTECT, related_name="+")
    party_kind = models.CharField("当事人类别", max_length=10, choices=PartyKind.pairs())
    party_name = models.CharField("当事人", max_length=120)
    former_name = models.CharField("曾用名", max_length=400, default="", blank=True)
    is_person_of = models.BooleanField("是否单位的人员", default=False)
    party_role = models.CharField(
        "责任人身份", max_length=12, choices=Liable.pairs(), default="", blank=True
    )
    identity_number = models.CharField("身份证件号码", max_length=40, default="", blank=True)
    identity_evidence = models.UUIDField("证明身份的证据", null=True)
    born_on = models.DateField("查明的出生日期", null=True)
    own_address = models.CharField("本人住址", max_length=200, default="", blank=True)
    cause = models.CharField("案由", max_length=240)
    violation_keys = models.JSONField("违法行为", default=list)
    facts = models.TextField("违法事实")
    source = models.CharField("来源", max_length=12, choices=SourceKind.pairs())
    source_id = models.UUIDField("来源记录", null=True)
    unit = models.ForeignKey("accounts.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    clue_on = models.DateField("发现日期")
    violation_began_on = models.DateField("违法行为开始日期", null=True)
    violation_ended_on = models.DateField("违法行为终了日期", null=True)
    conduct = models.CharField(
        "持续情形", max_length=10, choices=ConductKind.pairs(), default="", blank=True
    )
    harmful = models.BooleanField("涉及生命健康安全且有危害后果", null=True)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "number"],
                condition=~models.Q(number="") & models.Q(lead__isnull=True),
                name="case_number_is_one_in_bureau",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "-clue_on", "-id"], name="case_by_day"),
            models.Index(fields=["bureau", "party"], name="case_by_party"),
            models.Index(fields=["bureau", "source", "source_id"], name="case_by_source"),
        ]

    def __str__(self) -> str:
        return self.cause

    @property
    def law_day(self) -> date:
        """The day whose law applies: the last of the violation, or when it was found (37)."""
        return self.violation_ended_on or self.clue_on

    @property
    def is_renamed(self) -> bool:
        """Whether the entity that is the party has another name by now than its case (59.1(1))."""
        return not self.is_person_of and visible(self.party_name) != visible(self.party.name)

    @property
    def party_title(self) -> str:
        """The party as papers name it, with what it was called before."""
        return f"{self.named}（曾用名：{self.former_name}）" if self.former_name else self.named

    @property
    def entity(self) -> Any:  # noqa: ANN401  # an entry of the register
        """The entity of the party, or what its entry was merged into: papers tell of that."""
        return self.party.kept

    @property
    def named(self) -> str:
        """The party as papers name it; what was merged into another entry is named as that one."""
        stays = self.is_person_of or not self.party.merged_into_id
        return str(self.party_name if stays else self.entity.name)

    @property
    def titled(self) -> str:
        """The cause as papers name it, after the party as they name it."""
        began = self.cause.startswith(self.party_name)
        return self.named + self.cause.removeprefix(self.party_name) if began else self.cause

    @property
    def identity_lacking(self) -> bool:
        """Whether nothing of the file shows who the natural person is that it is against (40)."""
        is_named = bool(self.identity_number or self.identity_evidence)
        has_code = bool(self.entity.credit_code) and not self.is_person_of
        return self.party_kind == PartyKind.PERSON.value and not (is_named or has_code)

    @property
    def address(self) -> str:
        """The address of the party: of a person the own one, not that of the entity (59)."""
        return self.own_address or ("" if self.is_person_of else str(self.entity.address))

    @property
    def speaker(self) -> str:
        """Who speaks for the party: a person itself, an entity by its representative."""
        entity = self.entity
        return str(self.party_name if self.is_person_of else entity.legal_representative)

    @property
    def root_id(self) -> UUID:
        """The id of the case: its own, or that of the file which it joined."""
        return self.lead_id or self.id

    @property
    def party_label(self) -> str:
        """The party as lists name it: a person with what it answers for."""
        role = Liable(self.party_role).label if self.party_role else ""
        return f"{self.named}（{role}）" if role else self.named

    @property
    def procedure_label(self) -> str:
        """The printed procedure."""
        return CaseProcedure(self.procedure).label

    @property
    def source_label(self) -> str:
        """The printed source; of a matter that is decided anew, with that of the first time."""
        source = SourceKind(self.source).label
        return f"重新作出处理决定，原系{source}" if self.remade_of_id else source


class CaseOfficer(BureauRecord):
    """An officer who handles a case."""

    case = models.ForeignKey(PenaltyCase, on_delete=models.PROTECT, related_name="handlers")
    officer = models.ForeignKey("workforce.Officer", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("姓名", max_length=60)
    certificate = models.CharField("执法证号", max_length=40)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["bureau", "case", "officer"], name="case_officer_is_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseAct(StepRecord):
    """One step that was taken in a case; never changed."""

    of = "case"
    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("case", "sequence"))

    case = models.ForeignKey(PenaltyCase, on_delete=models.PROTECT, related_name="acts")
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["case", "sequence"], name="case_act_is_in_sequence"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "step", "on"], name="case_act_by_step"),
            models.Index(fields=["bureau", "on", "step", "outcome"], name="case_act_by_day"),
        ]


class Decision(BureauRecord):
    """A decision on a case: to punish, or not to."""

    case = models.OneToOneField(PenaltyCase, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField("决定", max_length=12, choices=DecisionKind.pairs())
    procedure = models.CharField("程序", max_length=10, choices=CaseProcedure.pairs())
    fine_fen = models.BigIntegerField("罚款（分）", default=0)
    warning = models.BooleanField("警告", default=False)
    measures = models.JSONField("其他处罚", default=list)
    decided_on = models.DateField("决定日期")
    decided_by = models.CharField("决定人", max_length=60)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(fine_fen__gte=0), name="decision_fine_is_not_negative"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "decided_on"], name="decision_by_day"),
        ]

    def __str__(self) -> str:
        return f"{DecisionKind(self.kind).label} {yuan_text(self.fine_fen)}"

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return DecisionKind(self.kind).label

    @property
    def is_penalty(self) -> bool:
        """Whether a penalty was imposed."""
        return DecisionKind(self.kind) is DecisionKind.PENALTY


class Payment(BureauRecord):
    """A payment towards the fine of a case, or towards what delay added to it."""

    case = models.ForeignKey(PenaltyCase, on_delete=models.PROTECT, related_name="payments")
    kind = models.CharField(
        "款项", max_length=10, choices=PaymentKind.pairs(), default=PaymentKind.FINE.value
    )
    way = models.CharField(
        "缴款方式", max_length=10, choices=CollectionWay.pairs(), default=CollectionWay.BANK.value
    )
    amount_fen = models.BigIntegerField("金额（分）")
    receipt = models.CharField("票据号", max_length=60)
    reference = models.CharField("银行流水号", max_length=60, blank=True, default="")
    paid_on = models.DateField("缴款日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.CheckConstraint(
                condition=models.Q(amount_fen__gt=0), name="payment_is_positive"
            ),
            models.UniqueConstraint(
                fields=["bureau", "receipt"],
                condition=models.Q(reference=""),
                name="payment_receipt_is_one_in_bureau",
            ),
            # One transfer may pay for several kinds of one case, each booked by itself.
            models.UniqueConstraint(
                fields=["bureau", "kind", "receipt"], name="payment_receipt_is_one_of_kind"
            ),
            models.UniqueConstraint(
                fields=["bureau", "kind", "reference"],
                condition=~models.Q(reference=""),
                name="payment_reference_is_one_of_kind",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bureau", "paid_on"], name="payment_by_day"),
        ]

    def __str__(self) -> str:
        return yuan_text(self.amount_fen)

    @property
    def kind_label(self) -> str:
        """What it was paid towards."""
        return PaymentKind(self.kind).label

    @property
    def bill(self) -> str:
        """The number of its bill, nothing while it stands under the bank's reference alone."""
        return "" if self.receipt == self.reference else self.receipt

    @property
    def way_label(self) -> str:
        """How it reached the treasury."""
        return CollectionWay(self.way).label


class Annulment(BureauRecord):
    """That a decision lost its force: how, by whose paper, from which day."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("decision",))

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="annulment")
    kind = models.CharField("结果", max_length=12, choices=AnnulmentKind.pairs())
    body = models.CharField("作出机关", max_length=120)
    number = models.CharField("文书号", max_length=80)
    annulled_on = models.DateField("生效日期")

    class Meta:
        constraints: ClassVar = ONE_BUREAU

    def __str__(self) -> str:
        return f"{self.body} {self.number}"

    @property
    def kind_label(self) -> str:
        """The printed kind."""
        return AnnulmentKind(self.kind).label


class OffenceImport(BureauRecord):
    """A list of earlier offences from another site that was taken over, without names."""

    append_only: ClassVar[tuple[tuple[str, ...], ...]] = (("id",), ("digest",))

    origin = models.CharField("来源机关区划代码", max_length=12)
    digest = models.CharField("文件校验值", max_length=64)
    key_check = models.CharField("密钥校验值", max_length=16)
    made_at = models.DateTimeField("导出时间")
    covers_since = models.DateField("自何日起", null=True)
    rows_read = models.PositiveIntegerField("读取条数")
    rows_new = models.PositiveIntegerField("新增条数")
    rows_withdrawn = models.PositiveIntegerField("撤回条数")
    imported_on = models.DateField("导入日期")

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(fields=["digest"], name="offence_file_is_taken_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["origin", "-made_at"], name="offence_import_by_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.digest[:12]}"


class ForeignOffence(BureauRecord):
    """An earlier offence that another site told of: tokens and a day, no party and no number."""

    source = models.ForeignKey(OffenceImport, on_delete=models.PROTECT, related_name="rows")
    origin = models.CharField("来源机关区划代码", max_length=12)
    record_token = models.CharField("记录标记", max_length=64)
    party_token = models.CharField("当事人标记", max_length=64)
    violation_tokens = models.JSONField("违法行为标记", default=list)
    key_check = models.CharField("密钥校验值", max_length=16)
    decided_on = models.DateField("决定日期")
    withdrawn_on = models.DateField("撤回日期", null=True)

    class Meta:
        constraints: ClassVar = [
            *ONE_BUREAU,
            models.UniqueConstraint(
                fields=["origin", "record_token"], name="foreign_offence_stands_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["party_token", "decided_on"], name="foreign_offence_by_party"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.decided_on.isoformat()}"
