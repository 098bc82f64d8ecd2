"""Addresses of inspection."""

from django.urls import path

from zhunsheng.inspection import views

app_name = "inspection"
urlpatterns = [
    path("", views.inspection_list, name="list"),
    path("approve/", views.approve, name="approve"),
    path("urgent/", views.start_urgent, name="urgent"),
    path("dispatches/", views.dispatch_log, name="dispatches"),
    path("<uuid:inspection_id>/", views.detail, name="detail"),
    path("<uuid:inspection_id>/officers/", views.change_officers, name="officers"),
    path("<uuid:inspection_id>/handover/", views.hand_over, name="handover"),
    path("<uuid:inspection_id>/withdrawal/", views.withdraw_approval, name="withdrawal"),
    path("<uuid:inspection_id>/scheme/", views.make_scheme, name="scheme"),
    path("<uuid:inspection_id>/visit/", views.record_visit, name="visit"),
    path("<uuid:inspection_id>/photo/", views.add_photo, name="photo"),
    path("<uuid:inspection_id>/measure/", views.decide_measure, name="measure"),
    path("<uuid:inspection_id>/lifting/", views.lift_measure, name="lifting"),
    path("<uuid:inspection_id>/late-approval/", views.approve_afterwards, name="late_approval"),
    path("<uuid:inspection_id>/order/", views.issue_order, name="order"),
    path("<uuid:inspection_id>/result/", views.tell_result, name="result_notice"),
    path("<uuid:inspection_id>/extension/", views.extend_order, name="extension"),
    path("<uuid:inspection_id>/reinspection/", views.reinspect, name="reinspection"),
]
