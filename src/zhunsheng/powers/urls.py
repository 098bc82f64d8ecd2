"""Addresses of powers."""

from django.urls import path

from zhunsheng.powers.views import acting, reading

app_name = "powers"
urlpatterns = [
    path("", reading.version_list, name="list"),
    path("new/", acting.new, name="new"),
    path("template/", reading.blank, name="template"),
    path("ties/", reading.ties, name="ties"),
    path("violations/<str:key>/", reading.of_violation, name="of_violation"),
    path("<uuid:list_id>/", reading.detail, name="detail"),
    path("<uuid:list_id>/export/", reading.export, name="export"),
    path("<uuid:list_id>/difference/", reading.difference, name="difference"),
    path("<uuid:list_id>/import/", acting.take, name="import"),
    path("<uuid:list_id>/adopt/", acting.adopt, name="adopt"),
    path("<uuid:list_id>/publish/", acting.publish, name="publish"),
    path("<uuid:list_id>/give-up/", acting.give_up, name="give_up"),
    path("<uuid:list_id>/items/new/", acting.add_item, name="add_item"),
    path("<uuid:list_id>/items/<str:code>/", reading.item, name="item"),
    path("<uuid:list_id>/items/<str:code>/edit/", acting.edit_item, name="edit_item"),
    path("<uuid:list_id>/items/<str:code>/remove/", acting.remove_item, name="remove_item"),
]
