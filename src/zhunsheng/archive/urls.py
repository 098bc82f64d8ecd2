"""Addresses of the archive."""

from django.urls import path

from zhunsheng.archive import views

app_name = "archive"
urlpatterns = [
    path("", views.volume_list, name="list"),
    path("waiting/", views.waiting_list, name="waiting"),
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/template/", views.template, name="numbers_template"),
    path("numbers/cases/", views.cases_file, name="cases_file"),
    path("loans/", views.loan_list, name="loans"),
    path("cases/<uuid:case_id>/file/", views.file_case, name="file"),
    path("<uuid:volume_id>/", views.volume_detail, name="detail"),
    path("<uuid:volume_id>/inner/", views.inner_folder, name="inner"),
    path("<uuid:volume_id>/main.pdf", views.main_pdf, name="main_pdf"),
    path("<uuid:volume_id>/inner.pdf", views.inner_pdf, name="inner_pdf"),
    path("<uuid:volume_id>/supplement/open/", views.open_supplement, name="open_supplement"),
    path("<uuid:volume_id>/supplement/", views.file_supplement, name="supplement"),
    path("<uuid:volume_id>/loan/", views.request_loan, name="request_loan"),
    path("loans/<uuid:loan_id>/approve/", views.approve_loan, name="approve_loan"),
    path("loans/<uuid:loan_id>/refuse/", views.refuse_loan, name="refuse_loan"),
    path("loans/<uuid:loan_id>/return/", views.return_loan, name="return_loan"),
]
