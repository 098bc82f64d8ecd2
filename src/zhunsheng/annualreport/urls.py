"""Addresses of annual reports."""

from django.urls import path

from zhunsheng.annualreport import views

app_name = "annualreport"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("compile/", views.compile_report, name="compile"),
    path("verify/", views.verify_file, name="verify_file"),
    path("studio/<int:year>/", views.studio, name="studio"),
    path("studio/<int:year>/<slug:key>/", views.write_block, name="block"),
    path("studio/<int:year>/<slug:key>/preview/", views.preview, name="preview"),
    path("studio/<int:year>/<slug:key>/comment/", views.comment, name="comment"),
    path("<uuid:report_id>/", views.report_detail, name="detail"),
    path("<uuid:report_id>/verify/", views.verify_report, name="verify"),
    path("<uuid:report_id>/publish/", views.publish, name="publish"),
    path("<uuid:report_id>/act/<slug:step>/", views.report_step, name="step"),
    path("<uuid:report_id>/file/<str:name>/", views.report_file, name="file"),
]
