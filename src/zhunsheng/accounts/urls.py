"""Addresses of accounts."""

from django.urls import path

from zhunsheng.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.users, name="list"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
