"""Reads of the desk: duties of all rooms, calendar and route, search, the dossier of an entity."""

from zhunsheng.desk.queries.calendar import Entry, People, entries, people
from zhunsheng.desk.queries.done import Done, done_since
from zhunsheng.desk.queries.dossier import Dossier, dossier, visits
from zhunsheng.desk.queries.duties import lines
from zhunsheng.desk.queries.found import Hit, HitGroup, search
from zhunsheng.desk.queries.headlines import Counted, Headline, counted, headlines
from zhunsheng.desk.queries.overview import FirstStep, Overview, first_steps, overview
from zhunsheng.desk.queries.route import Route, Stop, route

__all__ = [
    "Counted",
    "Done",
    "Dossier",
    "Entry",
    "FirstStep",
    "Headline",
    "Hit",
    "HitGroup",
    "Overview",
    "People",
    "Route",
    "Stop",
    "counted",
    "done_since",
    "dossier",
    "entries",
    "first_steps",
    "headlines",
    "lines",
    "overview",
    "people",
    "route",
    "search",
    "visits",
]
