"""Addresses of cases."""

from django.urls import path

from zhunsheng.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("clue/", views.register_clue, name="clue"),
    path("parties/", views.parties, name="parties"),
    path("on-the-spot/", views.on_the_spot, name="on_the_spot"),
    path("touched/<str:instrument_id>/<str:number>/", views.touched_cases, name="touched"),
    path("filters/", views.keep_filter, name="keep_filter"),
    path("filters/<uuid:filter_id>/drop/", views.drop_filter, name="drop_filter"),
    path("<uuid:case_id>/", views.case_detail, name="detail"),
    path("<uuid:case_id>/print/", views.case_print, name="print"),
    path("<uuid:case_id>/earlier/", views.earlier_offences, name="earlier"),
    path("<uuid:case_id>/annulment/", views.annul_decision, name="annulment"),
    path("<uuid:case_id>/evidence/", views.add_evidence, name="evidence"),
    path("<uuid:case_id>/address-form/", views.address_form, name="address_form"),
    path("<uuid:case_id>/<slug:step>/", views.case_act, name="act"),
    path("<uuid:case_id>/<slug:step>/draft/", views.draft, name="draft"),
]
