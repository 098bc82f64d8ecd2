"""Addresses of annual reports."""

from django.urls import path

from zhunsheng.annualreport import views

app_name = "annualreport"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("compile/", views.compile_report, name="compile"),
    path("verify/", views.verify_file, name="verify_file"),
    path("<uuid:report_id>/", views.report_detail, name="detail"),
    path("<uuid:report_id>/verify/", views.verify_report, name="verify"),
    path("<uuid:report_id>/publish/", views.publish, name="publish"),
    path("<uuid:report_id>/file/<str:name>/", views.report_file, name="file"),
]
