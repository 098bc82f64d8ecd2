"""Filters of the list of reviews."""

from __future__ import annotations

from django import forms

from zhunsheng.legalreview.choices import Outcome
from zhunsheng.web import forms as fields
from zhunsheng.web import tables

STATES = [("", "全部"), ("waiting", "待审核"), ("done", "已审核")]


class ReviewFilter(tables.FilterForm):
    """Filters of the list of reviews."""

    q = forms.CharField(label="案由、当事人")
    state = forms.ChoiceField(label="状态", choices=STATES)
    outcome = forms.ChoiceField(label="结论", choices=[("", "全部"), *Outcome.pairs()])
    since = fields.DayField(label="送审自")
    until = fields.DayField(label="送审至")
