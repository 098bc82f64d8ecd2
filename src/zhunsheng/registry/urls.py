"""Addresses of registry."""

from django.urls import path

from zhunsheng.registry import views

app_name = "registry"
urlpatterns = [
    path("", views.entity_list, name="list"),
    path("new/", views.add, name="add"),
    path("map/", views.entity_map, name="map"),
    *views.IMPORT.urls(*views.EDITORS),
    path("<uuid:entity_id>/", views.entity_detail, name="detail"),
    path("<uuid:entity_id>/amend/", views.amend, name="amend"),
    path("<uuid:entity_id>/operation/", views.operation, name="operation"),
    path("<uuid:entity_id>/particulars/", views.particulars, name="particulars"),
    path("<uuid:entity_id>/sites/new/", views.add_site, name="add_site"),
    path("<uuid:entity_id>/merge/", views.merge, name="merge"),
    path("<uuid:entity_id>/undo-merge/", views.undo_merge, name="undo_merge"),
    path("<uuid:entity_id>/safety/new/", views.note_safety, name="note_safety"),
    path("safety/<uuid:record_id>/end/", views.end_trial_run, name="end_trial_run"),
    path("safety/<uuid:record_id>/withdraw/", views.withdraw_safety, name="withdraw_safety"),
    path("accounts/<uuid:user_id>/", views.account, name="account"),
    path("sites/<uuid:site_id>/close/", views.close_site, name="close_site"),
]
