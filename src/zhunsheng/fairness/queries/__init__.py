"""Reads of assessments: the runs of a bureau, the tables to choose from, what goes into a run."""

from zhunsheng.fairness.queries.past import past
from zhunsheng.fairness.queries.runs import run, runs
from zhunsheng.fairness.queries.tables import in_force, law_of, place_of, tables

__all__ = ["in_force", "law_of", "past", "place_of", "run", "runs", "tables"]
