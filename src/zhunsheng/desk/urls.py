"""Addresses of desk."""

from django.urls import path

from zhunsheng.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("calendar/", views.calendar, name="calendar"),
    path("route/", views.route, name="route"),
    path("heads/<slug:key>/", views.headline, name="headline"),
    path("search/", views.search, name="search"),
    path("entities/<uuid:entity_id>/", views.entity, name="entity"),
]
