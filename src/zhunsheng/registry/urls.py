"""Addresses of registry."""

from django.urls import path

from zhunsheng.registry import views

app_name = "registry"
urlpatterns = [
    path("", views.entity_list, name="list"),
    path("new/", views.add, name="add"),
    *views.IMPORT.urls(*views.EDITORS),
    path("<uuid:entity_id>/", views.entity_detail, name="detail"),
    path("<uuid:entity_id>/amend/", views.amend, name="amend"),
    path("<uuid:entity_id>/operation/", views.operation, name="operation"),
]
