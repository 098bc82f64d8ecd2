"""Addresses of planning."""

from django.urls import path

from zhunsheng.planning import views
from zhunsheng.planning.views.common import WRITE

app_name = "planning"
urlpatterns = [
    path("", views.plan_list, name="list"),
    path("new/", views.new, name="new"),
    *views.IMPORT.urls(*WRITE),
    path("<uuid:plan_id>/", views.detail, name="detail"),
    path("<uuid:plan_id>/plan.pdf", views.pdf, name="pdf"),
    path("<uuid:plan_id>/plan.docx", views.docx, name="docx"),
    path("<uuid:plan_id>/results/", views.results, name="results"),
    path("<uuid:plan_id>/difference/", views.difference, name="difference"),
    path("<uuid:plan_id>/officers/", views.officers, name="officers"),
    path("<uuid:plan_id>/basics/", views.basics, name="basics"),
    path("<uuid:plan_id>/days/", views.days, name="days"),
    path("<uuid:plan_id>/days/<uuid:unit_id>/", views.days, name="unit_days"),
    path("<uuid:plan_id>/parts/new/", views.part, name="new_part"),
    path("<uuid:plan_id>/parts/<int:number>/", views.part, name="part"),
    path("<uuid:plan_id>/parts/<int:number>/remove/", views.remove_part, name="remove_part"),
    path("<uuid:plan_id>/parts/<int:number>/units/", views.units, name="units"),
    path(
        "<uuid:plan_id>/parts/<int:number>/units/remove/", views.remove_units, name="remove_units"
    ),
    path("<uuid:plan_id>/submit/", views.submit, name="submit"),
    path("<uuid:plan_id>/return/", views.send_back, name="return"),
    path("<uuid:plan_id>/approve/", views.approve, name="approve"),
    path("<uuid:plan_id>/correct-approval/", views.correct_approval, name="correct_approval"),
    path("<uuid:plan_id>/approval-paper/", views.approval_paper, name="approval_paper"),
    path("<uuid:plan_id>/file-upper/", views.file_upper, name="file_upper"),
    path("<uuid:plan_id>/file-justice/", views.file_justice, name="file_justice"),
    path("<uuid:plan_id>/publish/", views.publish, name="publish"),
    path("<uuid:plan_id>/amend/", views.amend, name="amend"),
    path("<uuid:plan_id>/give-up/", views.give_up, name="give_up"),
]
