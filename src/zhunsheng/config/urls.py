"""All addresses of a site."""

from django.conf import settings
from django.urls import include, path

_PLACES = {"desk": "", "portal": "public/"}
_PAGELESS = {"web", "journal"}

urlpatterns = [
    path(_PLACES.get(room, f"{room}/"), include(f"zhunsheng.{room}.urls"))
    for room in settings.ROOMS
    if room not in _PAGELESS
]

handler400 = "zhunsheng.web.errors.bad_request"
handler403 = "zhunsheng.web.errors.permission_denied"
handler404 = "zhunsheng.web.errors.page_not_found"
handler500 = "zhunsheng.web.errors.server_error"
