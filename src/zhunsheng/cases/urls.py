"""Addresses of cases."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "cases"


def _x(request: HttpRequest, case_id: object, step: str) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("<uuid:case_id>/act/<slug:step>/", _x, name="act")]
