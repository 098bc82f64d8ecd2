"""What the pages of the room share."""

from __future__ import annotations

from django.urls import reverse

from zhunsheng.web import parts

TITLE = "裁量基准测算"
ASSESS = "测算基准"


def home() -> parts.Crumb:
    """Return the crumb of the list."""
    return parts.Crumb(TITLE, reverse("fairness:list"))
