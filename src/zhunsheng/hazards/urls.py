"""Addresses of hazards."""

from django.urls import path

from zhunsheng.hazards import views

app_name = "hazards"
urlpatterns = [
    path("", views.hazard_list, name="list"),
    path("propose/<uuid:finding_id>/", views.propose, name="propose"),
    path("<uuid:hazard_id>/", views.detail, name="detail"),
    path("<uuid:hazard_id>/<str:hazard_step>/", views.act, name="act"),
]
