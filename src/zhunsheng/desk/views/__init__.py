"""Pages of the desk."""

from zhunsheng.desk.views.calendar import calendar, route
from zhunsheng.desk.views.home import entity, headline, home, search

__all__ = ["calendar", "entity", "headline", "home", "route", "search"]
