"""Addresses of legal review."""

from django.urls import path

from zhunsheng.legalreview import views

app_name = "legalreview"
urlpatterns = [
    path("", views.review_list, name="list"),
    path("returns/", views.returns, name="returns"),
    path("<uuid:review_id>/", views.review_detail, name="detail"),
    path("<uuid:review_id>/claim/", views.claim, name="claim"),
    path("<uuid:review_id>/assign/", views.assign, name="assign"),
    path("<uuid:review_id>/release/", views.release, name="release"),
]
