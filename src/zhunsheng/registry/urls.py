"""Addresses of registry."""

from django.urls import path

from zhunsheng.registry import views

app_name = "registry"
urlpatterns = [
    path("", views.entity_list, name="list"),
    path("new/", views.add, name="add"),
    path("import/", views.import_sheet, name="import"),
    path("import/template/", views.import_template, name="import_template"),
    path("import/confirm/", views.import_confirm, name="import_confirm"),
    path("import/errors/", views.import_errors, name="import_errors"),
    path("import/<uuid:run_id>/", views.import_run, name="import_run"),
    path("import/<uuid:run_id>/errors/", views.import_run_errors, name="import_run_errors"),
    path("<uuid:entity_id>/", views.entity_detail, name="detail"),
    path("<uuid:entity_id>/amend/", views.amend, name="amend"),
]
