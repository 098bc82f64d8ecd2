"""Addresses of the execution of fines."""

from django.urls import path

from zhunsheng.execution import views

app_name = "execution"
urlpatterns = [
    path("", views.execution_list, name="list"),
    path("months/", views.month_list, name="months"),
    path("months/template/", views.template, name="template"),
    path("months/<int:year>/<int:month>/", views.month, name="month"),
    path("months/<int:year>/<int:month>/import/", views.take_list, name="import"),
    path("months/<int:year>/<int:month>/conclude/", views.conclude, name="conclude"),
    path("<uuid:case_id>/", views.detail, name="detail"),
    path("<uuid:case_id>/card/", views.card, name="card"),
    path("<uuid:case_id>/<slug:step>/", views.act, name="act"),
]
