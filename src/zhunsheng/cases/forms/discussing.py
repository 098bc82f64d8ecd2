"""The form of a collective discussion: each person in charge with its vote and its view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from zhunsheng.cases import rules
from zhunsheng.cases.choices import Vote
from zhunsheng.cases.forms.base import (
    Known,
    StepForm,
    choice_field,
    many_field,
    note_field,
    text_field,
    time_field,
)
from zhunsheng.web import forms as fields

ABSENT = (("", "未参加"),)


class DiscussionForm(StepForm):
    """A collective discussion; the first person in charge stands last, as it speaks last."""

    people: ClassVar = {"reporters": "reporters", "reviewer": "reviewers"}
    bases = {"fine": "APL-2021:62", "reviewer": "APL-2021:58.1"}

    reporters = many_field("列席汇报的承办人", required=False, hint="承办人列席汇报，不表决")
    reviewer = choice_field("列席的法制审核人员", required=False)
    attendees = text_field("其他列席人员", required=False, hint="如法律顾问，不表决")
    fine = fields.YuanField(label="讨论决定的罚款金额（元）", required=False)
    conclusion = note_field("讨论决定")
    on_dissent = note_field(
        "意见分歧和决定的形成", required=False, rows=2, hint="意见不一致的必填，如实记录"
    )
    time = time_field("讨论时间", hint="如 14时30分")
    place = text_field("地点", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        handling = known.file.handling if known.file else frozenset()
        self.leaders = [one for one in known.leaders if UUID(one[0]) not in handling]
        super().__init__(*args, known=known, **kwargs)
        for key, name in self.leaders:
            self.fields[f"vote-{key}"] = forms.ChoiceField(
                label=f"{name}的表决", choices=(*ABSENT, *Vote.pairs()), required=False
            )
            self.fields[f"view-{key}"] = text_field(f"{name}的意见", required=False, most=400)

    def starting(self, known: Known) -> dict[str, object]:
        """Start from the proposal; the handlers report."""
        if known.file is None:
            return {}
        reporters = [name for name, _ in known.reporters]
        return {"fine": known.file.proposal_fen, "reporters": reporters}

    @property
    def table(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        """Each person in charge with the fields of its vote and its view."""
        for key, name in self.leaders:
            yield name, self[f"vote-{key}"], self[f"view-{key}"]

    @property
    def rest(self) -> list[BoundField]:
        """The fields beside the table."""
        return [self[name] for name in self.fields if not name.startswith(("vote-", "view-"))]

    @property
    def draft(self) -> rules.DiscussionDraft:
        """The discussion."""
        reviewer = self.value("reviewer")
        views = (
            rules.MemberView(UUID(key), Vote(vote), self.value(f"view-{key}"))
            for key, _ in self.leaders
            if (vote := self.value(f"vote-{key}"))
        )
        return rules.DiscussionDraft(
            views=tuple(views),
            fine_fen=self.value("fine") or 0,
            conclusion=self.value("conclusion"),
            reporters=tuple(self.value("reporters")),
            reviewer=UUID(reviewer) if reviewer else None,
            attendees=self.value("attendees"),
            on_dissent=self.value("on_dissent"),
            place=self.value("place"),
            time=self.value("time"),
        )
