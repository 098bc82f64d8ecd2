"""Forms from clue to proposal, and of a penalty on the spot."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import rules
from zhunsheng.cases.choices import Circumstance, SourceKind
from zhunsheng.cases.forms.base import (
    Known,
    StepForm,
    choice_field,
    many_field,
    note_field,
    text_field,
)
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.act import Viewer
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Stage
from zhunsheng.registry import queries as registry
from zhunsheng.registry.rules import tidy_code
from zhunsheng.web import clock
from zhunsheng.web import forms as fields

OTHER_STREET = "该单位不在本街道（镇）。请移送区应急管理局或者单位所在街道（镇）办理。"
NO_ENTITY = "没有找到该单位。请填写监管对象名录中的统一社会信用代码或者完整名称。"


def violation_choices(on: date | None = None) -> list[tuple[str, str]]:
    """Return the violations of the lawbook by key."""
    return [
        (key, f"{row.label}（{lawbook.cite_label(row.penalty)}）")
        for key, row in lawbook.violations(on=on or clock.today()).items()
    ]


def rows_for_the_spot(viewer: Viewer, on: date) -> frozenset[str]:
    """Return the violations that may end in a warning or a small fine (行政处罚法 51)."""
    place = accounts.bureau(viewer).jurisdiction
    ceiling = lawbook.parameter("penalty.summary_fine_ceiling", on=on, jurisdiction=place)
    return frozenset(
        key
        for key, row in lawbook.violations(on=on).items()
        if row.warning or row.span(Stage.FIRST)[0] <= ceiling.integer(row.party.value)
    )


class PartyForm(StepForm):
    """A form that names an entity by its code or its name, and violations of the lawbook."""

    party = text_field("当事人", most=120, hint="输入名称中的几个字，从列出的单位中选择")
    person_name = text_field("责任人姓名", required=False, most=60, hint="处罚个人的填写")
    violations = forms.MultipleChoiceField(
        label="违法行为", choices=violation_choices, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    facts = note_field("违法事实")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["party"].widget.attrs |= {
            "list": "parties",
            "autocomplete": "off",
            "hx-get": reverse("cases:parties"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#parties",
        }

    def clean_party(self) -> UUID:
        """Return the entity that was named."""
        typed = str(self.cleaned_data["party"]).strip()
        seen = registry.visible(self.viewer)
        row = seen.filter(credit_code=tidy_code(typed)).first() or seen.filter(name=typed).first()
        if row is None:
            raise ValidationError(self._unknown(typed), code="entity")
        return row.id

    def _unknown(self, typed: str) -> str:
        """Say that the entity lies in another street where that is why it is not found."""
        if registry.sees_own_street_only(self.viewer) and registry.is_listed(self.viewer, typed):
            return OTHER_STREET
        return NO_ENTITY


class ClueForm(PartyForm):
    """A clue."""

    bases = {"violations": "APL-2021:38", "violation_ended_on": "APL-2021:36"}

    source = fields.EnumField(SourceKind, label="线索来源")
    source_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    violation_ended_on = fields.DayField(label="违法行为终了日期", required=False)
    harmful = forms.BooleanField(label="涉及生命健康安全且有危害后果", required=False)

    @property
    def draft(self) -> rules.ClueDraft:
        """The clue."""
        return rules.ClueDraft(
            entity=self.value("party"),
            violations=tuple(self.value("violations")),
            facts=self.value("facts"),
            source=self.value("source"),
            source_id=self.value("source_id"),
            violation_ended_on=self.value("violation_ended_on"),
            harmful=self.value("harmful"),
            person_name=self.value("person_name"),
        )


class SummaryForm(PartyForm):
    """A penalty on the spot."""

    people: ClassVar = {"officers": "officers", "unit": "streets"}
    bases = {
        "fine": "APL-2021:51",
        "officers": "APL-2021:42.1",
        "statement": "APL-2021:44",
        "unit": "APL-2021:20",
    }

    fine = fields.YuanField(label="罚款金额（元）", required=False)
    warning = forms.BooleanField(label="警告", required=False)
    officers = many_field("执法人员", hint="两名以上，证件当日有效")
    unit = choice_field("以受委托街道（镇）实施", required=False)
    place = text_field("处罚地点", required=False, hint="不填写的为当事人住所")
    time = text_field("处罚时间", required=False, most=20, hint="如 10时30分")
    evidence = text_field("证据", required=False, hint="不填写的为现场检查记录")
    statement = note_field("陈述申辩情况", required=False, hint="当事人没有意见的不填写")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, viewer=viewer, **kwargs)
        field = self.fields["violations"]
        assert isinstance(field, forms.MultipleChoiceField)
        kept = rows_for_the_spot(viewer, kwargs["known"].on)
        field.choices = [
            (key, label) for key, label in violation_choices(kwargs["known"].on) if key in kept
        ]

    @property
    def draft(self) -> rules.SummaryDraft:
        """The penalty."""
        unit = self.value("unit")
        return rules.SummaryDraft(
            entity=self.value("party"),
            violations=tuple(self.value("violations")),
            facts=self.value("facts"),
            fine_fen=self.value("fine") or 0,
            officers=tuple(UUID(one) for one in self.value("officers")),
            place=self.value("place"),
            time=self.value("time"),
            warning=self.value("warning"),
            evidence=self.value("evidence"),
            statement=self.value("statement"),
            person_name=self.value("person_name"),
            unit=UUID(unit) if unit else None,
        )


class OpeningForm(StepForm):
    """An approval to open a case."""

    people: ClassVar = {"handlers": "officers"}
    bases = {"handlers": "APL-2021:42.1"}

    handlers = many_field("承办人", hint="两名以上，与当事人没有利害关系")
    approval_opinion = note_field("审批意见", required=False, rows=2, hint="不填写的为“同意立案”")

    @property
    def draft(self) -> rules.OpeningDraft:
        """The approval."""
        handlers = tuple(UUID(one) for one in self.value("handlers"))
        return rules.OpeningDraft(handlers, approval_opinion=self.value("approval_opinion"))


class NotOpenedForm(StepForm):
    """A decision not to open a case."""

    reason = note_field("不予立案的理由")

    @property
    def draft(self) -> rules.NotOpenedDraft:
        """The decision."""
        return rules.NotOpenedDraft(self.value("reason"))


class InvestigationForm(StepForm):
    """An investigation report; evidence that is not in the file yet may be added with it."""

    bases = {"facts": "APL-2021:40", "evidence_name": "APL-2021:46"}

    facts = note_field("查明的违法事实", rows=5)
    process = note_field("调查经过", required=False)
    correction = note_field("改正情况", required=False, rows=2)
    evidence_name = text_field("补充证据名称", required=False)
    evidence_kind = fields.EnumField(EvidenceKind, label="证据种类", required=False)
    evidence_file = forms.FileField(label="证据文件", required=False)
    proves = text_field("证明内容", required=False)

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the facts of the clue."""
        return {"facts": known.file.case.facts} if known.file else {}

    def clean(self) -> dict[str, Any]:
        """Ask for kind and file where a piece of evidence was named."""
        given = super().clean() or {}
        if given.get("evidence_name"):
            for name in ("evidence_kind", "evidence_file"):
                if not given.get(name):
                    self.add_error(name, self.fields[name].error_messages["required"])
        return given

    @property
    def draft(self) -> rules.InvestigationDraft:
        """The report."""
        item = rules.EvidenceDraft(
            name=self.value("evidence_name"),
            kind=str(self.value("evidence_kind").value) if self.value("evidence_kind") else "",
            obtained_on=self.value("on"),
            proves=self.value("proves"),
        )
        return rules.InvestigationDraft(
            facts=self.value("facts"),
            process=self.value("process"),
            correction=self.value("correction"),
            evidence=(item,) if item.name else (),
        )

    @property
    def evidence_files(self) -> tuple[bytes | None, ...]:
        """The file of the evidence that was added."""
        upload = self.value("evidence_file")
        return (upload.read(),) if upload and self.value("evidence_name") else ()


class ProposalForm(StepForm):
    """A proposed penalty."""

    bases = {
        "fine": "APL-2021:5",
        "circumstance": "APL-2021:32",
        "discretion": "APL-2021:34",
        "complex_case": "APL-2021:57.2",
        "special_ground": "APL-2021:58.1",
        "new_facts": "APL-2021:45.2",
        "order_evidence": "SPL-2021:97",
    }

    fine = fields.YuanField(label="罚款金额（元）", required=False)
    warning = forms.BooleanField(label="警告", required=False)
    circumstance = fields.EnumField(Circumstance, label="裁量情节", initial=Circumstance.NONE)
    discretion = note_field("裁量理由和阶次")
    late = forms.BooleanField(label="逾期未改正，适用第二档幅度", required=False)
    order_evidence = choice_field("期满未改正的责令改正文书", required=False)
    complex_case = forms.BooleanField(label="情节复杂或者重大违法", required=False)
    special_ground = forms.BooleanField(label="涉及重大公共利益等应当审核的情形", required=False)
    facts = note_field("违法事实", rows=4, required=False)
    new_facts = note_field(
        "新的事实和证据", required=False, rows=2, hint="陈述申辩之后提高数额的写明"
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        field = self.fields["order_evidence"]
        assert isinstance(field, forms.ChoiceField)
        items = known.file.evidence if known.file else ()
        field.choices = [("", "本局检查中责令改正的不选择"), *((str(i.id), i.name) for i in items)]

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the last proposal, or from the report."""
        if known.file is None:
            return {}
        found = known.file.data("proposal") or known.file.data("investigation")
        if "fine_fen" not in found:
            return {"facts": found.get("facts", "")}
        kept = ("warning", "late", "complex_case", "special_ground", "facts", "discretion")
        start: dict[str, object] = {name: found[name] for name in kept}
        circumstance = Circumstance(found["circumstance"])
        return {**start, "fine": found["fine_fen"], "circumstance": circumstance}

    @property
    def draft(self) -> rules.ProposalDraft:
        """The proposal."""
        return rules.ProposalDraft(
            fine_fen=self.value("fine") or 0,
            discretion=self.value("discretion"),
            circumstance=self.value("circumstance"),
            warning=self.value("warning"),
            late=self.value("late"),
            complex_case=self.value("complex_case"),
            special_ground=self.value("special_ground"),
            facts=self.value("facts"),
            new_facts=self.value("new_facts"),
            order_evidence=UUID(item) if (item := self.value("order_evidence")) else None,
        )
