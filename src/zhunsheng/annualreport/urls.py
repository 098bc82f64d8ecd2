"""Addresses of annualreport."""

from django.urls import URLPattern

app_name = "annualreport"
urlpatterns: list[URLPattern] = []
