"""The form of a legal review: seven answers, each with what it names and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from zhunsheng.cases import rules
from zhunsheng.cases.forms.base import Known, StepForm, note_field, text_field
from zhunsheng.cases.queries import standing
from zhunsheng.legalreview import rules as review_rules
from zhunsheng.legalreview.choices import Outcome, Question
from zhunsheng.web import forms as fields

QUALIFIED = "法律职业资格"
NONE_ANSWERED = "七项审核内容都没有作出结论，请逐项选择“无问题”或者“有问题”。"
REMARK_HINT = "有问题的，写明问题和补正要求。"
GOOD, BAD = "good", "bad"
UNANCHORED = "没有选择所依据的证据和文书。"
ANSWERS = [(GOOD, "无问题"), (BAD, "有问题")]


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of one question."""

    place: int
    question: Question
    answer: BoundField
    defects: BoundField
    anchors: BoundField
    remark: BoundField


class RequestForm(StepForm):
    """A file that is handed in; what joined it after the notice may be explained."""

    bases = {"later_evidence": "APL-2021:44"}

    later_evidence = note_field(
        "告知后新增证据的说明",
        required=False,
        hint="告知之后加入的证据不作为不利于当事人的依据的，写明理由，由审核人员一并审核；"
        "不利于当事人的不填，审核后再次告知",
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        facts = standing.facts_of(known.file, on=known.on) if known.file else None
        if facts is None or not facts.later_evidence or facts.hearing_was_held:
            del self.fields["later_evidence"]

    @property
    def draft(self) -> rules.ReviewRequestDraft:
        """What was explained."""
        asked = "later_evidence" in self.fields
        return rules.ReviewRequestDraft(self.value("later_evidence") if asked else "")


QUALIFICATION_HINT = (
    "执法队伍中没有登记法律职业资格，请填写证书名称和编号；不是初次从事审核的，填写任职文件和文号"
)


class ReviewForm(StepForm):
    """The seven answers of a legal review and its outcome."""

    bases = {"outcome": "APL-2021:58.1", "qualification": "APL-2021:58.2"}

    outcome = fields.EnumField(Outcome, label="审核结论")
    opinion = note_field("审核意见")
    qualification = text_field(
        "审核人资格",
        most=120,
        hint=QUALIFICATION_HINT,
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        self.qualification = QUALIFIED if known.legally_qualified else ""
        if self.qualification:
            del self.fields["qualification"]
        for place, question in enumerate(Question, start=1):
            self.fields.update(_fields_of(place, question, known))
        self.own = [name for name in self.fields if name not in _names()]
        fields.limit_texts(self.fields.values())

    def clean(self) -> dict[str, Any]:
        """Say once that nothing was answered, instead of once for each question."""
        given = super().clean() or {}
        keys = [question.value.lower() for question in Question]
        if all(key in self.errors for key in keys):
            for key in keys:
                del self.errors[key]
            self.add_error(None, NONE_ANSWERED)
        for key in keys:
            anchors = self.fields[f"{key}_anchors"]
            assert isinstance(anchors, forms.MultipleChoiceField)
            if given.get(key) == GOOD and anchors.choices and not given.get(f"{key}_anchors"):
                self.add_error(f"{key}_anchors", UNANCHORED)
        return given

    @property
    def asked(self) -> Iterator[Asked]:
        """Yield the fields of each question."""
        for place, question in enumerate(Question, start=1):
            key = question.value.lower()
            rest = (self[f"{key}_{name}"] for name in ("defects", "anchors", "remark"))
            yield Asked(place, question, self[key], *rest)

    @property
    def ending(self) -> list[BoundField]:
        """The fields below the questions."""
        return [self[name] for name in self.own if name in self.fields]

    @property
    def draft(self) -> review_rules.OpinionDraft:
        """The opinion."""
        qualification = self.qualification or self.value("qualification")
        answers = tuple(self._answer(question) for question in Question)
        return review_rules.OpinionDraft(
            answers, self.value("outcome"), self.value("opinion"), qualification
        )

    def _answer(self, question: Question) -> review_rules.Answer:
        key = question.value.lower()
        return review_rules.Answer(
            question,
            self.value(key) == GOOD,
            self.value(f"{key}_remark"),
            tuple(self.value(f"{key}_defects")),
            tuple(self.value(f"{key}_anchors")),
        )


def _names() -> frozenset[str]:
    keys = [question.value.lower() for question in Question]
    ends = ("", "_defects", "_anchors", "_remark")
    return frozenset(f"{key}{end}" for key in keys for end in ends)


def _fields_of(place: int, question: Question, known: Known) -> dict[str, forms.Field]:
    key = question.value.lower()
    answer = forms.ChoiceField(
        label=f"{place}. {question.label}", choices=ANSWERS, widget=forms.RadioSelect
    )
    answer.error_messages["required"] = "没有作出结论。"
    kinds = [(kind.code, f"{kind.code} {kind.label}") for kind in review_rules.defects_of(question)]
    return {
        key: answer,
        f"{key}_defects": _many("问题代码", kinds),
        f"{key}_anchors": _many(
            "所依据的证据和文书", list(known.anchors), known.resting.get(question.value, ())
        ),
        f"{key}_remark": text_field("说明", required=False, most=400, hint=REMARK_HINT),
    }


def _many(
    label: str, choices: list[tuple[str, str]], chosen: Sequence[str] = ()
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        initial=list(chosen),
        widget=forms.CheckboxSelectMultiple,
    )
