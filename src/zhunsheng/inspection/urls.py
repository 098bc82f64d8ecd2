"""Addresses of inspection."""

from django.urls import path

from zhunsheng.inspection import views

app_name = "inspection"
urlpatterns = [
    path("", views.inspection_list, name="list"),
    path("<uuid:inspection_id>/", views.detail, name="detail"),
]
