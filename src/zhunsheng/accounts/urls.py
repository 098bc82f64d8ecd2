"""Addresses of accounts."""

from django.urls import path

from zhunsheng.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.users, name="list"),
    path("add/", views.add_user, name="add"),
    path("units/add/", views.add_unit, name="add_unit"),
    path("<uuid:user_id>/roles/", views.change_roles, name="roles"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
