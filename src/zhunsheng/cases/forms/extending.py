"""The form that sets another limit than ninety days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from zhunsheng.cases import rules
from zhunsheng.cases.forms.base import Known, ScanForm, note_field, scan_field, text_field
from zhunsheng.cases.queries.lengths import number
from zhunsheng.cases.queries.limits import granting_on
from zhunsheng.kernel.citation import Citation
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.web import forms as fields

#: What is asked where the upper authority approves an extension.
ABOVE: Final = ("approval", "approved_on", "scan")


def article_choices(articles: Mapping[str, bool]) -> list[tuple[str, str]]:
    """Return articles, each with whether it was verified, as a form offers them."""
    return [
        (key, lawbook.cite_label(Citation.parse(key)) + ("" if sure else "（未核实）"))
        for key, sure in articles.items()
    ]


class ExtensionForm(ScanForm):
    """Another limit than ninety days."""

    bases = {"basis": "APL-2021:60"}

    until = fields.DayField(label="延长至")
    basis = forms.ChoiceField(
        label="依据", help_text="只能引用法律、法规、规章规定其他办案期限的条文"
    )
    reason = note_field("理由")
    approval = text_field("上一级应急管理部门的批准文号", required=False, most=80)
    approved_on = fields.DayField(label="批准日期", required=False)
    scan = scan_field("批复的扫描件")

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:  # Django's own arguments
        super().__init__(*args, known=known, **kwargs)
        field = self.fields["basis"]
        assert isinstance(field, forms.ChoiceField)
        rows = article_choices(granting_on(known.on))
        field.choices = rows or [("", "法规库中当日没有可以引用的条文，不能延长")]
        if known.file is not None:
            held = number(known.file, "penalty.extension_above", known.on)
            self._say_who_approves(held)

    def _say_who_approves(self, held: lawbook.ParameterValue) -> None:
        """Say beyond which day the upper authority approves; ask for its paper where it does."""
        label, days = lawbook.cite_label(held.basis), held.integer()
        unsure = "" if held.verified else "，未核实"
        if days:
            self.fields[
                "approval"
            ].help_text = f"延长后自立案之日起超过{days}日的必填（{label}{unsure}）"
            return
        for name in ABOVE:
            del self.fields[name]
        self.fields[
            "until"
        ].help_text = (
            f"法规库没有登记须经上一级应急管理部门批准（{label}{unsure}），延长前请核对原文"
        )

    @property
    def draft(self) -> rules.ExtensionDraft:
        """The extension."""
        known = self.cleaned_data
        return rules.ExtensionDraft(
            self.value("until"),
            self.value("basis"),
            self.value("reason"),
            known.get("approval", ""),
            known.get("approved_on"),
        )
