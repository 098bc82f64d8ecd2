"""Addresses of the checker."""

from django.urls import path

from zhunsheng.checker import views

app_name = "checker"
urlpatterns = [
    path("", views.check, name="check"),
    path("live/", views.live, name="live"),
]
