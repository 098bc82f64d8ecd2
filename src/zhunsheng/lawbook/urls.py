"""Addresses of the lawbook."""

from django.urls import path

from zhunsheng.lawbook import views

app_name = "lawbook"
urlpatterns = [
    path("", views.instruments, name="list"),
    path("parameters/", views.parameters, name="parameters"),
    path("violations/", views.violations, name="violations"),
    path("<str:instrument_id>/", views.instrument, name="detail"),
]
