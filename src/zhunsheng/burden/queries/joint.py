"""Reads of joint visits: the plans that were made, and the days that may be planned on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.burden.models import JointPlanRecord
from zhunsheng.burden.rules import Due, JointPlan, exact
from zhunsheng.lawbook import queries as lawbook


def joint_plans(scope: Scope) -> QuerySet[JointPlanRecord]:
    """Return the joint visits that were planned, newest first."""
    rows: QuerySet[JointPlanRecord] = JointPlanRecord.objects.of(scope)
    return rows.order_by("-planned_on", "-id")


def joint_plan(scope: Scope, plan_id: UUID) -> JointPlanRecord:
    """
    Return one plan of joint visits.

    :raises JointPlanRecord.DoesNotExist: if the bureau has none of this id
    """
    row: JointPlanRecord = JointPlanRecord.objects.of(scope).get(id=plan_id)
    return row


def workdays(first: date, last: date) -> tuple[date, ...]:
    """
    Return the workdays of a period, both ends included, of at most a year.

    :raises CalendarUnknown: if the holidays of a year are not published yet
    """
    calendar = lawbook.site_calendar()
    days = (first + timedelta(days=n) for n in range(min((last - first).days + 1, 366)))
    return tuple(day for day in days if calendar.is_workday(day))


def planned(dues: Sequence[Due], days: Sequence[date], capacity: int) -> JointPlan:
    """Return the least plan of visits that can be found, every department with one capacity."""
    return exact.plan(dues, days, {due.department: capacity for due in dues})
