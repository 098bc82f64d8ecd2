"""Addresses of legal review."""

from django.urls import path

from zhunsheng.legalreview import views

app_name = "legalreview"
urlpatterns = [
    path("", views.review_list, name="list"),
    path("<uuid:review_id>/", views.review_detail, name="detail"),
]
