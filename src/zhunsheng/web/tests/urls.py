"""Addresses that the tests of the page shell stand on."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """Answer with nothing."""
    return HttpResponse()


urlpatterns = [
    path("page/", nothing, name="page"),
    path("sign-in/", nothing, name="sign-in"),
    path("sign-out/", nothing, name="sign-out"),
]
