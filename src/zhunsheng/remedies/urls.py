"""Addresses of remedies."""

from django.urls import path

from zhunsheng.remedies import views

app_name = "remedies"
urlpatterns = [
    path("", views.remedy_list, name="list"),
    path("receive/", views.receive, name="receive"),
    path("letters/", views.letter_list, name="letters"),
    path("letters/new/", views.new_letter, name="new_letter"),
    path("letters/<uuid:letter_id>/", views.letter_detail, name="letter"),
    path("letters/<uuid:letter_id>/reply/", views.reply, name="reply"),
    path("<uuid:remedy_id>/", views.remedy_detail, name="detail"),
    path("<uuid:remedy_id>/evidence.pdf", views.bundle, name="bundle"),
    path("<uuid:remedy_id>/<slug:step>/", views.act, name="act"),
]
