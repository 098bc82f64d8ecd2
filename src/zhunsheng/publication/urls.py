"""Addresses of publication."""

from django.urls import path

from zhunsheng.publication import views

app_name = "publication"
urlpatterns = [
    path("", views.publication_list, name="list"),
    path("publish/<str:kind>/<uuid:subject_id>/", views.publish, name="publish"),
    path("<uuid:publication_id>/", views.publication_detail, name="detail"),
    path("<uuid:publication_id>/withdraw/", views.withdraw, name="withdraw"),
]
