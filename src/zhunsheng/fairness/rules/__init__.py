"""Rules of an assessment: defects of a table, invented cases, replay, comparison of groups."""
