"""Addresses of portal."""

from django.urls import path

from zhunsheng.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("own/", views.own, name="own"),
    path("<slug:code>/", views.bureau, name="bureau"),
    path("<slug:code>/published/", views.published, name="published"),
    path("<slug:code>/published/<uuid:publication_id>/", views.publication, name="publication"),
    path("<slug:code>/withdrawn/", views.withdrawn, name="withdrawn"),
    path("<slug:code>/powers/", views.powers, name="powers"),
    path("<slug:code>/powers/<uuid:list_id>/list.xlsx", views.powers_file, name="powers_file"),
    path("<slug:code>/powers/<uuid:list_id>/<str:item>/", views.power, name="power"),
    path("<slug:code>/draws/", views.draws, name="draws"),
    path("<slug:code>/draws/<uuid:draw_id>/", views.draw, name="draw"),
    path("<slug:code>/draws/<uuid:draw_id>/pool/", views.draw_pool, name="draw_pool"),
    path("<slug:code>/draws/<uuid:draw_id>/pool.json", views.draw_pool_file, name="draw_pool_file"),
    path("<slug:code>/draws/<uuid:draw_id>/changes.json", views.draw_changes, name="draw_changes"),
    path("<slug:code>/draws/<uuid:draw_id>/draw.json", views.draw_record, name="draw_record"),
    path("<slug:code>/verify/", views.verify, name="verify"),
]
