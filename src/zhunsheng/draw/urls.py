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
    path("<uuid:draw_id>/seed/", views.seed, name="seed"),
    path("<uuid:draw_id>/run/", views.run, name="run"),
    path("<uuid:draw_id>/partner-result/", views.partner_result, name="partner_result"),
]
