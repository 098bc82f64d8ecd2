"""Addresses of statistics."""

from django.urls import path

from zhunsheng.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.figure_list, name="list"),
    path("<str:key>/", views.figure_detail, name="detail"),
]
