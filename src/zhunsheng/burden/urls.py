"""Addresses of burden."""

from django.urls import path

from zhunsheng.burden import views

app_name = "burden"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("caps/new/", views.publish, name="publish"),
    path("joint/", views.joint_list, name="joint_list"),
    path("joint/new/", views.joint_new, name="joint_new"),
    path("joint/template/", views.joint_template, name="joint_template"),
    path("joint/<uuid:plan_id>/", views.joint_detail, name="joint_detail"),
    path("entity/<uuid:entity_id>/", views.meter, name="meter"),
]
