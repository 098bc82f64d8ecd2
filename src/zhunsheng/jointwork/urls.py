"""Addresses of jointwork."""

from django.urls import path

from zhunsheng.jointwork import views

app_name = "jointwork"
urlpatterns = [
    path("", views.task_list, name="tasks"),
    path("new/", views.task_new, name="task_new"),
    path("referrals/", views.referral_list, name="referrals"),
    path("referrals/new/", views.referral_new, name="referral_new"),
    path("referrals/receive/", views.clue_new, name="clue_new"),
    path("referrals/<uuid:referral_id>/", views.referral_detail, name="referral"),
    path(
        "referrals/<uuid:referral_id>/<str:referral_step>/",
        views.referral_act,
        name="referral_act",
    ),
    path("letters/", views.letter_list, name="letters"),
    path("letters/new/", views.letter_new, name="letter_new"),
    path("letters/<uuid:letter_id>/", views.letter_detail, name="letter"),
    path("letters/<uuid:letter_id>/paper/", views.letter_paper, name="letter_paper"),
    path("letters/<uuid:letter_id>/do/<str:letter_step>/", views.letter_act, name="letter_act"),
    path("<uuid:task_id>/", views.task_detail, name="task"),
    path("<uuid:task_id>/<str:task_step>/", views.task_act, name="task_act"),
]
