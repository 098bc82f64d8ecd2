"""Addresses of the lawbook."""

from django.urls import path

from zhunsheng.lawbook.views import catalogue, checking, explaining, own, procedures, reading

app_name = "lawbook"
urlpatterns = [
    path("", reading.instrument_list, name="list"),
    path("parameters/", reading.parameter_list, name="parameters"),
    path("violations/", catalogue.violation_list, name="violations"),
    path("violations/<str:key>/", catalogue.violation, name="violation"),
    path("benchmarks/", catalogue.benchmark_list, name="benchmarks"),
    path("benchmarks/import/", own.take, name="table_import"),
    path("benchmarks/template/", own.blank, name="table_template"),
    path("benchmarks/<uuid:table_id>/", own.table, name="table"),
    path("benchmarks/<uuid:table_id>/adopt/", own.adopt, name="adopt_table"),
    path("benchmarks/<uuid:table_id>/withdraw/", own.withdraw, name="withdraw_table"),
    path("lists/", catalogue.leniency_list, name="lists"),
    path("checklists/", checking.checklist_list, name="checklists"),
    path("checklists/<str:checklist_key>/", checking.checklist, name="checklist"),
    path("explainer/", explaining.explainer, name="explainer"),
    path("changes/", reading.change_list, name="changes"),
    path("soundness/", catalogue.soundness_page, name="soundness"),
    path("procedures/<str:procedure_key>/", procedures.procedure, name="procedure"),
    path("<str:instrument_id>/", reading.instrument, name="detail"),
    path("<str:instrument_id>/<str:number>/", reading.article, name="article"),
]
