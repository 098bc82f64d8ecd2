"""Addresses of statistics."""

from django.urls import path

from zhunsheng.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.figure_list, name="list"),
    path("returns/", views.return_list, name="returns"),
    path("returns/<uuid:return_id>/", views.return_detail, name="return_detail"),
    path("returns/<uuid:return_id>/correct/", views.correct, name="correct"),
    path("returns/<uuid:return_id>/file/<str:extension>/", views.return_file, name="return_file"),
    path("returns/<slug:form>/<str:since>/", views.preview, name="return"),
    path("returns/<slug:form>/<str:since>/submit/", views.submit, name="submit"),
    path("returns/<slug:form>/<str:since>/explain/", views.explain, name="explain"),
    path("<str:key>/months/", views.figure_months, name="months"),
    path("<str:key>/", views.figure_detail, name="detail"),
]
