"""Addresses of visitcode."""

from django.urls import path

from zhunsheng.visitcode import views

app_name = "visitcode"
urlpatterns = [
    path("", views.supervision, name="supervision"),
    path("answer/<uuid:statement_id>/", views.answer, name="answer"),
    path("show/<uuid:inspection_id>/", views.show, name="show"),
    path("refusal/<uuid:inspection_id>/", views.settle, name="refusal"),
    path("<slug:code>/<str:token>/", views.page, name="page"),
    path("<slug:code>/<str:token>/rate/", views.rate, name="rate"),
    path("<slug:code>/<str:token>/<slug:statement_kind>/", views.statement, name="statement"),
]
