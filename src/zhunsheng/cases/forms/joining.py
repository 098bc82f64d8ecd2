"""The form that adds a party to a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhunsheng.cases import rules
from zhunsheng.cases.forms.base import (
    Known,
    StepForm,
    identity_field,
    note_field,
    own_address_field,
    text_field,
    yes_or_no,
)
from zhunsheng.cases.forms.opening import (
    ENDED_HINT,
    named_entity,
    own_first,
    violation_choices,
    violations_field,
)
from zhunsheng.cases.queries.fining import known_times
from zhunsheng.lawbook.choices import ConductKind, Liable
from zhunsheng.registry import queries as registry
from zhunsheng.web import forms as fields

PERSONS = tuple(one for one in Liable if one is not Liable.UNIT)


class JoiningForm(StepForm):
    """Another party: an entity of the registry, or a person of one."""

    bases = {"violations": "APL-2021:38", "conduct": "APL-2021:36.2", "facts": "APL-2021:40"}

    party = text_field("单位", required=False, most=120, hint="不填写的为本案当事人单位")
    person_name = text_field("责任人姓名", required=False, most=60, hint="处罚个人的填写")
    identity_number = identity_field()
    own_address = own_address_field()
    role = fields.EnumField(Liable, only=PERSONS, label="责任人身份", required=False)
    violations = violations_field(violation_choices)
    facts = note_field("该当事人的违法事实")
    conduct = fields.EnumField(ConductKind, label="持续情形", required=False)
    began_on = fields.DayField(label="违法行为开始日期", required=False)
    ended_on = fields.DayField(label="违法行为终了日期", required=False, help_text=ENDED_HINT)
    harmful = yes_or_no("涉及生命健康安全且有危害后果")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        self.viewer = known.viewer
        listed = self.fields["violations"]
        assert isinstance(listed, forms.MultipleChoiceField)
        own = known.file.case.violation_keys if known.file else ()
        listed.choices = own_first(violation_choices(known.on), own)
        self.fields["party"].widget.attrs |= {
            "list": "parties",
            "autocomplete": "off",
            "hx-get": reverse("cases:parties"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#parties",
        }

    def starting(self, known: Known) -> dict[str, object]:
        """Start from when the violation of the case was."""
        if known.file is None:
            return {}
        times = known_times(known.file.case)
        return {"conduct": times.conduct, "began_on": times.began_on, "ended_on": times.ended_on}

    def clean_party(self) -> UUID | None:
        """Return the entity that was named, nothing where none was."""
        typed = str(self.cleaned_data["party"]).strip()
        if not typed or self.viewer is None:
            return None
        row = named_entity(self.viewer, typed)
        if row is None:
            raise ValidationError(registry.not_found(self.viewer, typed), code="entity")
        found: UUID = row.id
        return found

    @property
    def draft(self) -> rules.PartyDraft:
        """The party."""
        return rules.PartyDraft(
            violations=tuple(self.value("violations")),
            facts=self.value("facts"),
            entity=self.value("party"),
            person_name=self.value("person_name"),
            role=self.value("role"),
            harmful=self.value("harmful"),
            person=rules.PersonDraft(
                number=self.value("identity_number"), address=self.value("own_address")
            ),
            times=rules.TimesDraft(
                self.value("began_on"), self.value("ended_on"), self.value("conduct")
            ),
        )
