"""The form that takes a matter up anew after its decision lost its force."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DecisionChange, QuashGround
from zhunsheng.cases.forms.base import Known, StepForm, note_field
from zhunsheng.cases.forms.opening import own_first, violation_choices, violations_field
from zhunsheng.cases.queries import anew, applied
from zhunsheng.web import forms as fields


class RemakingForm(StepForm):
    """Violations and facts as they are supposed now, and what the paper says of deciding anew."""

    bases: ClassVar = {"ground": "ARL-2023:64", "violations": "APL-2021:38"}

    ground = fields.EnumField(
        QuashGround,
        label="原决定被撤销的理由",
        required=False,
        help_text="按文书选择，被撤销的必填；载明几项理由的，选择违反法定程序以外的一项",
    )
    until = fields.DayField(
        label="文书载明的重新作出期限届满日", required=False, help_text="没有载明的留空"
    )
    violations = violations_field()
    facts = note_field("违法事实", rows=4)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        file = known.file
        field = self.fields["violations"]
        assert isinstance(field, forms.MultipleChoiceField)
        listed = violation_choices(file.case.law_day if file else known.on)
        field.choices = own_first(listed, file.case.violation_keys if file else ())
        changed = file.last("decision_changed") if file else None
        if changed is not None and changed.outcome == DecisionChange.WITHDRAWN.value:
            del self.fields["ground"], self.fields["until"]  # no paper of others says so
        elif file is not None and anew.recorded_ground(file):
            self.fields["ground"].disabled = True  # the result of the remedy says it
            self.fields["ground"].help_text = "复议、诉讼结果登记的理由，不能在此改选"

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the first file, and from what the result of the remedy said."""
        if known.file is None:
            return {}
        case, said = known.file.case, known.file.data("decision_changed")
        return {
            "violations": case.violation_keys,
            "facts": applied.facts_stated(case, known.file.acts),
            "ground": said.get("ground"),
            "until": said.get("anew_until"),
        }

    @property
    def draft(self) -> rules.AnewDraft:
        """What is taken up anew."""
        told = "ground" in self.fields
        return rules.AnewDraft(
            violations=tuple(self.value("violations")),
            facts=self.value("facts"),
            ground=self.value("ground") or None if told else None,
            until=self.value("until") if told else None,
        )
