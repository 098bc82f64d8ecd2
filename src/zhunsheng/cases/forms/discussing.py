"""The form of a collective discussion: each person in charge with its vote and its view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from zhunsheng.cases import rules
from zhunsheng.cases.choices import Resolution, Vote
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
UNSAID = ("", "请选择")


class DiscussionForm(StepForm):
    """A collective discussion; the first person in charge stands last, as it speaks last."""

    people: ClassVar = {"reporters": "reporters", "reviewer": "reviewers"}
    bases = {"resolution": "APL-2021:57.2", "fine": "APL-2021:62", "reviewer": "APL-2021:58.1"}

    reporters = many_field("列席汇报的承办人", required=False, hint="承办人列席汇报，不表决")
    reviewer = choice_field("列席的法制审核人员", required=False)
    attendees = text_field("其他列席人员", required=False, hint="如法律顾问，不表决")
    resolution = forms.ChoiceField(label="讨论决定", choices=(UNSAID, *Resolution.pairs()))
    fine = fields.YuanField(
        label="变更后的罚款金额（元）", required=False, help_text="选择变更罚款金额的填写，其他不填"
    )
    note = note_field(
        "说明",
        required=False,
        rows=2,
        hint="讨论决定的文字由系统按选择和金额生成；变更、退回的写明理由和要求",
    )
    on_dissent = note_field(
        "意见分歧和决定的形成", required=False, rows=2, hint="意见不一致的必填，如实记录"
    )
    time = time_field("讨论时间", hint="如 14时30分")
    place = text_field("地点", required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        handling = known.file.handling if known.file else frozenset()
        self.leaders = [one for one in known.leaders if UUID(one[0]) not in handling]
        self.proposed_fen = known.file.proposal_fen if known.file else 0
        super().__init__(*args, known=known, **kwargs)
        for key, name in self.leaders:
            self.fields[f"vote-{key}"] = forms.ChoiceField(
                label=f"{name}的表决", choices=(*ABSENT, *Vote.pairs()), required=False
            )
            self.fields[f"sum-{key}"] = fields.YuanField(
                label=f"{name}主张的罚款金额（元）", required=False
            )
            self.fields[f"view-{key}"] = text_field(f"{name}的意见", required=False, most=400)

    def starting(self, known: Known) -> dict[str, object]:
        """The handlers report."""
        if known.file is None:
            return {}
        reporters = [name for name, _ in known.reporters]
        return {"reporters": reporters}

    @property
    def table(self) -> Iterator[tuple[str, BoundField, BoundField, BoundField]]:
        """Each person in charge with the fields of its vote, its amount and its view."""
        for key, name in self.leaders:
            yield name, self[f"vote-{key}"], self[f"sum-{key}"], self[f"view-{key}"]

    @property
    def rest(self) -> list[BoundField]:
        """The fields beside the table."""
        return [
            self[name] for name in self.fields if not name.startswith(("vote-", "sum-", "view-"))
        ]

    @property
    def draft(self) -> rules.DiscussionDraft:
        """The discussion."""
        reviewer = self.value("reviewer")
        views = (
            rules.MemberView(
                UUID(key), Vote(vote), self.value(f"view-{key}"), self.value(f"sum-{key}") or None
            )
            for key, _ in self.leaders
            if (vote := self.value(f"vote-{key}"))
        )
        resolution = Resolution(self.value("resolution"))
        as_proposed = resolution is Resolution.AS_PROPOSED
        return rules.DiscussionDraft(
            views=tuple(views),
            fine_fen=self.value("fine") or (self.proposed_fen if as_proposed else 0),
            note=self.value("note"),
            resolution=resolution,
            reporters=tuple(self.value("reporters")),
            reviewer=UUID(reviewer) if reviewer else None,
            attendees=self.value("attendees"),
            on_dissent=self.value("on_dissent"),
            place=self.value("place"),
            time=self.value("time"),
        )
