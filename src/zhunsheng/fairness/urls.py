"""Addresses of the assessment of benchmarks."""

from django.urls import path

from zhunsheng.fairness import views

app_name = "fairness"
urlpatterns = [
    path("", views.run_list, name="list"),
    path("new/", views.new_run, name="new"),
    path("<uuid:fairness_id>/", views.run_detail, name="detail"),
    path("<uuid:fairness_id>/pdf/", views.run_pdf, name="pdf"),
]
