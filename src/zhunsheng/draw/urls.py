"""Addresses of draw."""

from django.urls import URLPattern

app_name = "draw"
urlpatterns: list[URLPattern] = []
