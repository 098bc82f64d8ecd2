"""Addresses of workforce."""

from django.urls import path

from zhunsheng.workforce.views import importing, people

app_name = "workforce"
urlpatterns = [
    path("", people.officer_list, name="list"),
    path("new/", people.add, name="add"),
    path("training/", people.train, name="train"),
    path("delegations/", people.delegations, name="delegations"),
    path("delegations/new/", people.grant, name="grant"),
    *importing.IMPORT.urls(*people.EDITORS),
    path("<uuid:officer_id>/", people.officer_detail, name="detail"),
    path("<uuid:officer_id>/credential/", people.renew, name="renew"),
]
