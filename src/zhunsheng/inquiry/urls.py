"""Addresses of inquiry."""

from django.urls import path

from zhunsheng.inquiry.views import acting, keeping, reading

app_name = "inquiry"
urlpatterns = [
    path("", reading.preservation_list, name="list"),
    path("interviews/<uuid:interview_id>/", reading.interview, name="interview"),
    path("preservations/<uuid:preservation_id>/", reading.preservation, name="preservation"),
    path("preservations/<uuid:preservation_id>/<str:step>/", keeping.step, name="step"),
    path("commissions/<uuid:commission_id>/<str:taking>/", acting.commission, name="commission"),
    path("<str:kind>/<uuid:subject_id>/", reading.subject, name="subject"),
    path("<str:kind>/<uuid:subject_id>/<str:act>/", acting.act, name="act"),
]
