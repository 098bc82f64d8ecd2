"""Addresses of burden."""

from django.urls import path

from zhunsheng.burden import views

app_name = "burden"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("caps/new/", views.publish, name="publish"),
    path("entity/<uuid:entity_id>/", views.meter, name="meter"),
]
