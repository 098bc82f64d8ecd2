"""Addresses of draws."""

from django.urls import path

from zhunsheng.draw import views

app_name = "draw"
urlpatterns = [
    path("", views.draw_list, name="list"),
    path("new/", views.pool, name="pool"),
    path("<uuid:draw_id>/", views.detail, name="detail"),
    path("<uuid:draw_id>/pool.json", views.pool_file, name="pool_file"),
    path("<uuid:draw_id>/draw.json", views.record, name="record"),
    path("<uuid:draw_id>/changes.json", views.changes_file, name="changes_file"),
    path("<uuid:draw_id>/commitment/", views.commitment, name="commitment"),
    path("<uuid:draw_id>/paper/", views.paper, name="paper"),
    path("<uuid:draw_id>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("<uuid:draw_id>/opening/", views.opening, name="opening"),
    path("<uuid:draw_id>/outcome/", views.outcome, name="outcome"),
    path("<uuid:draw_id>/seed/", views.seed, name="seed"),
    path("<uuid:draw_id>/run/", views.run, name="run"),
    path("<uuid:draw_id>/units/<uuid:entity_id>/change/", views.change, name="change"),
    path(
        "<uuid:draw_id>/units/<uuid:entity_id>/result/",
        views.partner_result,
        name="partner_result",
    ),
    path("<uuid:draw_id>/units/<uuid:entity_id>/closed/", views.closed_unit, name="closed_unit"),
]
