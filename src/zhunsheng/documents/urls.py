"""Addresses of documents."""

from django.urls import path, re_path

from zhunsheng.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="list"),
    path("kinds/", views.kinds, name="kinds"),
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/reserve/", views.reserve, name="reserve"),
    path("numbers/<uuid:number_id>/void/", views.void, name="void"),
    path("numbers/<str:code>/<int:year>/", views.series, name="series"),
    path("seals/", views.seals, name="seals"),
    path("forms/", views.forms, name="forms"),
    path("forms/hand-out/", views.hand_out, name="hand_out"),
    path("forms/<uuid:block_id>/return/", views.return_block, name="return_block"),
    path("originals/<uuid:original_id>/file/", views.original_file, name="original_file"),
    path("<uuid:document_id>/original/", views.attach, name="attach"),
    path("<uuid:document_id>/seal/", views.seal, name="seal"),
    path("<uuid:document_id>/", views.document, name="detail"),
    re_path(
        r"^(?P<document_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/file\.(?P<extension>pdf|docx)$",
        views.document_file,
        name="file",
    ),
]
