"""Reads of the desk: duties of all rooms, what was done, search, the dossier of an entity."""

from zhunsheng.desk.queries.done import Done, done_since
from zhunsheng.desk.queries.dossier import Dossier, dossier
from zhunsheng.desk.queries.duties import lines
from zhunsheng.desk.queries.found import Hit, HitGroup, search
from zhunsheng.desk.queries.overview import FirstStep, Overview, first_steps, overview

__all__ = [
    "Done",
    "Dossier",
    "FirstStep",
    "Hit",
    "HitGroup",
    "Overview",
    "done_since",
    "dossier",
    "first_steps",
    "lines",
    "overview",
    "search",
]
