"""Addresses of workforce."""

from django.urls import path

from zhunsheng.workforce.views import importing, keeping, people

app_name = "workforce"
urlpatterns = [
    path("", people.officer_list, name="list"),
    path("new/", people.add, name="add"),
    path("training/", people.train, name="train"),
    path("delegations/", people.delegations, name="delegations"),
    path("delegations/new/", people.grant, name="grant"),
    path("delegations/<uuid:delegation_id>/end/", keeping.end_delegation, name="end_delegation"),
    path("credentials/<uuid:credential_id>/loss/", keeping.lose, name="lose"),
    path("interests/<uuid:interest_id>/end/", keeping.end_interest, name="end_interest"),
    *importing.IMPORT.urls(*people.EDITORS),
    path("<uuid:officer_id>/", people.officer_detail, name="detail"),
    path("<uuid:officer_id>/credential/", people.renew, name="renew"),
    path("<uuid:officer_id>/amend/", keeping.amend, name="amend"),
    path("<uuid:officer_id>/interest/", keeping.declare, name="declare"),
]
