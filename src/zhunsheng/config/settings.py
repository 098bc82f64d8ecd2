"""
Settings of a site.

A site is a folder (``ZHUNSHENG_SITE_DIR``, by default ``site``): the database, the rendered
files, and ``site.json`` with the secret key and, for a demo, the pinned clock and the names of
its users. ``ZHUNSHENG_DATABASE_URL`` puts the database elsewhere.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from zhunsheng.accounts.choices import Role
from zhunsheng.config.database import database

SITE_DIR = Path(os.environ.get("ZHUNSHENG_SITE_DIR", "site")).resolve()
_site_file = SITE_DIR / "site.json"
SITE: dict[str, Any] = json.loads(_site_file.read_text("utf-8")) if _site_file.exists() else {}

_own_key = os.environ.get("ZHUNSHENG_SECRET_KEY") or SITE.get("secret_key")
# The stand-in is known to everybody: nothing is served under it.
SECRET_KEY = _own_key or "no-site-yet"
HAS_OWN_KEY = bool(_own_key)
DEBUG = os.environ.get("ZHUNSHENG_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("ZHUNSHENG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
# Addresses such as https://zfw.example.cn that a proxy before the program serves.
_origins = [one for one in os.environ.get("ZHUNSHENG_ORIGINS", "").split(",") if one]
CSRF_TRUSTED_ORIGINS = _origins
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = any(one.startswith("https://") for one in _origins)

ZHUNSHENG_FILES_DIR = SITE_DIR / "files"
ZHUNSHENG_FONT_DIR = os.environ.get("ZHUNSHENG_FONT_DIR", "")
ZHUNSHENG_OVERLAY_DIR = os.environ.get("ZHUNSHENG_OVERLAY_DIR", "")
ZHUNSHENG_PINNED_NOW = os.environ.get("ZHUNSHENG_PINNED_NOW") or SITE.get("pinned_now", "")
ZHUNSHENG_DEMO_USERS = SITE.get("demo_users", [])
# What a lower room may ask of a higher one (decision record 0009): who knows the plan, where a
# violation becomes a clue, which open cases an article touches, where a violation stands on
# the power list, where a table is assessed.
ZHUNSHENG_PLAN_OF_YEAR = "zhunsheng.planning.queries.plan_in_force"
ZHUNSHENG_PLANNED_VISITS = "zhunsheng.planning.queries.planned_visits"
ZHUNSHENG_PLAN_CAMPAIGNS = "zhunsheng.planning.queries.campaigns"
# Which units a draw drew and who goes there, and the draws whose visits may be approved.
ZHUNSHENG_RUN_DRAWS = "zhunsheng.draw.queries.run_draws"
ZHUNSHENG_DRAWS_TO_VISIT = "zhunsheng.draw.queries.draws_to_visit"
# For which unit of the register each account of an enterprise speaks.
ZHUNSHENG_LINKED_ENTITIES = "zhunsheng.registry.queries.linked_entities"
# The sectors of the register, which an item of inspection may be for.
ZHUNSHENG_SECTORS = "zhunsheng.registry.choices.Sector"
# Which units have a credit record that is shown, for the strata of a draw.
ZHUNSHENG_CREDIT_CLASSES = "zhunsheng.credit.queries.shown_classes"
# Who counts the visits of an enterprise against its cap (decision record 0023).
ZHUNSHENG_FREQUENCY = "zhunsheng.burden.queries.frequencies"
# Whether an enterprise refused a visit that no head settled yet.
ZHUNSHENG_VISIT_REFUSED = "zhunsheng.visitcode.queries.is_refused"
ZHUNSHENG_VISITS_CROWDED = "zhunsheng.burden.queries.crowded"
ZHUNSHENG_VISITS_OF_YEAR = "zhunsheng.burden.queries.tallies"
# Which rooms know a record that an inspection names as its source (decision record 0033).
ZHUNSHENG_TASK_SOURCES = (
    "zhunsheng.jointwork.queries.known_sources",
    "zhunsheng.cases.queries.known_sources",
)
# Which cases the violations of an inspection became.
ZHUNSHENG_REFERRED = "zhunsheng.cases.queries.referred.referred"
# Which findings of an inspection were sent to other bodies.
ZHUNSHENG_REFERRED_FINDINGS = "zhunsheng.jointwork.queries.referred_findings"
# Whether findings proposed for the list of major hazards, or on it, were verified as removed.
ZHUNSHENG_VERIFIED_MAJORS = "zhunsheng.hazards.queries.verified_among"
# When the code of an inspection was shown on entry, and of which of several it was.
ZHUNSHENG_CODE_SHOWN = "zhunsheng.visitcode.queries.shown_at"
ZHUNSHENG_CODES_SHOWN = "zhunsheng.visitcode.queries.shown_among"
# Which query tells the subject of an inquiry, by kind.
ZHUNSHENG_INQUIRED = {
    "case": "zhunsheng.cases.queries.inquired.inquired",
    "inspection": "zhunsheng.inspection.queries.inquired.inquired",
}
ZHUNSHENG_PAGES = {
    "clue": "cases:clue",
    "touched": "cases:touched",
    "enterprise": "registry:account",
    "power": "powers:of_violation",
    "assess": "fairness:new",
    "inspection": "inspection:detail",
    "case": "cases:detail",
    "execution": "execution:card",
    "entry": "visitcode:show",
    "hazard": "hazards:propose",
    "meter": "burden:meter",
    "caps": "burden:overview",
    "dossier": "desk:entity",
    "referral": "jointwork:referral_new",
    "sent": "jointwork:referral",
    "publications": "publication:list",
}
# The matters that a compulsory measure may serve, told by their rooms.
ZHUNSHENG_MATTERS = {
    "inspection": "zhunsheng.inspection.queries.matter",
    "case": "zhunsheng.cases.queries.matter",
}
# The papers by which sealed or seized things leave a party, told by the rooms that made them.
ZHUNSHENG_OUTCOMES = ("zhunsheng.cases.queries.outcomes",)
# The orders to stop that a party may defy, told by the rooms that made them.
ZHUNSHENG_ORDERS = (
    "zhunsheng.inspection.queries.stop_orders",
    "zhunsheng.cases.queries.stop_orders",
)
# Which query tells the class that the credit measures give a decision, and its terms.
ZHUNSHENG_CREDIT_TERMS = "zhunsheng.credit.queries.told"
# Which query tells of documents of inner folders whether they may be opened.
ZHUNSHENG_INNER_DOCUMENTS = "zhunsheng.archive.queries.inner_documents"
# Which query tells of which cases what is inner, or the main folder, may be read.
ZHUNSHENG_INNER_OF_CASES = "zhunsheng.archive.queries.inner_of_cases"
# Which query tells the terms of money that officers took on the spot in a case.
ZHUNSHENG_CASH_TERMS = "zhunsheng.execution.queries.cash_terms"
# Shared with the sites that earlier offences are exchanged with (decision record 0014).
ZHUNSHENG_EXCHANGE_KEY = os.environ.get("ZHUNSHENG_EXCHANGE_KEY") or SITE.get("exchange_key", "")
ZHUNSHENG_ROLE_LABELS = {role.value: role.label for role in Role}

ROOMS = (
    "web",
    "journal",
    "accounts",
    "lawbook",
    "powers",
    "checker",
    "documents",
    "evidence",
    "registry",
    "workforce",
    "legalreview",
    "compulsion",
    "inquiry",
    "inspection",
    "burden",
    "visitcode",
    "hazards",
    "planning",
    "draw",
    "cases",
    "jointwork",
    "archive",
    "execution",
    "remedies",
    "credit",
    "publication",
    "fairness",
    "statistics",
    "annualreport",
    "desk",
    "portal",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    *(f"zhunsheng.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before the middleware that answers by itself, so that a 301 carries the header too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zhunsheng.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
    "zhunsheng.web.middleware.LawfulAnswers",
]
ROOT_URLCONF = "zhunsheng.config.urls"
WSGI_APPLICATION = "zhunsheng.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zhunsheng.web.clock.clock_context",
                "zhunsheng.web.pages.page_context",
                "zhunsheng.config.menu.menu_context",
            ],
            "builtins": [
                "zhunsheng.web.templatetags.web",
                "zhunsheng.lawbook.templatetags.law",
            ],
        },
    }
]

DATABASES = {
    "default": database(
        os.environ.get("ZHUNSHENG_DATABASE_URL") or f"sqlite:///{SITE_DIR / 'zhunsheng.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
if "pinned_now" in SITE:  # a demo: its passwords are public
    PASSWORD_HASHERS = ["zhunsheng.accounts.hashers.PublicPasswordHasher"]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AXES_FAILURE_LIMIT = 8
# An office shares one address: who mistypes locks the own name there, not the colleagues.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W003"]

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
CSRF_FAILURE_VIEW = "zhunsheng.web.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ZHUNSHENG_LOG", "WARNING")},
    "loggers": {"axes": {"level": "ERROR"}},
}
