"""Addresses of compulsory measures."""

from django.urls import path

from zhunsheng.compulsion import views

app_name = "compulsion"
urlpatterns = [
    path("", views.measure_list, name="list"),
    path(
        "request/<str:group>/<str:matter_kind>/<uuid:matter_id>/",
        views.request_measure,
        name="request",
    ),
    path("<uuid:measure_id>/", views.detail, name="detail"),
    path("<uuid:measure_id>/<str:step>/", views.measure_act, name="act"),
]
