"""Addresses of evidence."""

from django.urls import path

from zhunsheng.evidence import views

app_name = "evidence"
urlpatterns = [path("<uuid:item_id>/file/", views.file, name="file")]
