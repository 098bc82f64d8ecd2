"""Addresses of workforce."""

from django.urls import path

from zhunsheng.workforce.views import importing, people

app_name = "workforce"
urlpatterns = [
    path("", people.officer_list, name="list"),
    path("new/", people.add, name="add"),
    path("training/", people.train, name="train"),
    path("delegations/", people.delegations, name="delegations"),
    path("delegations/new/", people.grant, name="grant"),
    path("import/", importing.import_sheet, name="import"),
    path("import/template/", importing.import_template, name="import_template"),
    path("import/confirm/", importing.import_confirm, name="import_confirm"),
    path("import/errors/", importing.import_errors, name="import_errors"),
    path("import/<uuid:run_id>/", importing.import_run, name="import_run"),
    path("import/<uuid:run_id>/errors/", importing.import_run_errors, name="import_run_errors"),
    path("<uuid:officer_id>/", people.officer_detail, name="detail"),
    path("<uuid:officer_id>/credential/", people.renew, name="renew"),
]
