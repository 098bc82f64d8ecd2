"""Addresses of legalreview."""

from django.urls import URLPattern

app_name = "legalreview"
urlpatterns: list[URLPattern] = []
