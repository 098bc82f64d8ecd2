"""Addresses of credit."""

from django.urls import path

from zhunsheng.credit import views

app_name = "credit"
urlpatterns = [
    path("", views.record_list, name="list"),
    path("<uuid:decision_id>/", views.record_detail, name="detail"),
    path("<uuid:decision_id>/classification/", views.classify, name="classification"),
    path("<uuid:decision_id>/repair-request/", views.request_repair, name="repair_request"),
    path("<uuid:decision_id>/repair-grant/", views.grant_repair, name="repair_grant"),
    path("<uuid:decision_id>/repair-refusal/", views.refuse_repair, name="repair_refusal"),
]
