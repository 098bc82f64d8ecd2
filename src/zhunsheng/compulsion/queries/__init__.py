"""Reads of compulsory measures."""

from zhunsheng.compulsion.models import Measure, MeasureAct, MeasureItem
from zhunsheng.compulsion.queries.counted import act_rows, item_rows, row_keys
from zhunsheng.compulsion.queries.course import Course, courses
from zhunsheng.compulsion.queries.duties import duties
from zhunsheng.compulsion.queries.files import (
    MeasureFile,
    People,
    act_facts,
    facts_of,
    file_of,
    ground_is_in_force,
    held_already,
    is_delegate,
    is_of_day,
    is_uncertified,
    load,
    matter,
    people,
)
from zhunsheng.compulsion.queries.lists import (
    MatterMeasures,
    MeasureFilters,
    beside,
    group_counts,
    measures,
    of_matters,
    officer_names,
    open_measures,
    unfinished,
)

__all__ = [
    "Course",
    "MatterMeasures",
    "Measure",
    "MeasureAct",
    "MeasureFile",
    "MeasureFilters",
    "MeasureItem",
    "People",
    "act_facts",
    "act_rows",
    "beside",
    "courses",
    "duties",
    "facts_of",
    "file_of",
    "ground_is_in_force",
    "group_counts",
    "held_already",
    "is_delegate",
    "is_of_day",
    "is_uncertified",
    "item_rows",
    "load",
    "matter",
    "measures",
    "of_matters",
    "officer_names",
    "open_measures",
    "people",
    "row_keys",
    "unfinished",
]
