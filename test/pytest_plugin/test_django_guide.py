"""docs/guides/django.md: its fixture and its test, in a project that pytest-django runs."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

GUIDE = Path(__file__).parents[2] / "docs/guides/django.md"

pytest.importorskip("django")
pytest.importorskip("pytest_django")

HAS_MAILERS = tuple(map(int, version("django").split(".")[:2])) >= (6, 1)
NEEDS_MAILERS = pytest.mark.skipif(not HAS_MAILERS, reason="Django has MAILERS from 6.1 on")

SETTINGS = """
SECRET_KEY = "of a test"
ROOT_URLCONF = "shop"
USE_TZ = True
"""
#: What a project may have: it would reach nobody.
EMAIL = """
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", 9
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS = "shop", "secret", True
"""
MAILERS = """
MAILERS = {
    "default": {"OPTIONS": {"host": "127.0.0.1", "port": 9, "use_tls": True}},
    "news": {"BACKEND": "django.core.mail.backends.console.EmailBackend"},
}
"""
SHOP = """
from django.core.mail import send_mail
from django.http import HttpResponse, HttpResponseForbidden
from django.urls import path

def sign_up(request):
    send_mail("Welcome", "Your code is 481516.", "shop@shop.example", [request.POST["email"]])
    return HttpResponse("We have sent you a code.")

def confirm(request):
    return HttpResponse() if request.POST["code"] == "481516" else HttpResponseForbidden()

urlpatterns = [path("sign-up/", sign_up), path("confirm/", confirm)]
"""


FIXTURE, TEST = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text("utf-8"), re.S | re.M)


def project(pytester: pytest.Pytester, settings: str, test: str, warnings: str = "error") -> None:
    pytester.makeini(
        "[pytest]\nDJANGO_SETTINGS_MODULE = settings\npythonpath = .\naddopts = -p no:asyncio\n"
        f"filterwarnings = {warnings}"
    )
    pytester.makeconftest(FIXTURE)
    pytester.makepyfile(settings=SETTINGS + settings, shop=SHOP, test_shop=test)


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(EMAIL, id="EMAIL_HOST"),
        pytest.param(MAILERS, id="MAILERS", marks=NEEDS_MAILERS),
    ],
)
def test_the_example_runs(pytester: pytest.Pytester, settings: str) -> None:
    # Where there could be mailers, Django warns of the older settings.
    warnings = "ignore" if HAS_MAILERS and settings == EMAIL else "error"
    project(pytester, settings, TEST, warnings)
    offline = pytester.runpytest_subprocess("--mailsac-sandbox")
    offline.assert_outcomes(passed=1)
    without_key = pytester.runpytest_subprocess("-rs")
    without_key.assert_outcomes(skipped=1)


def test_mail_that_stays_in_memory_is_told_of(pytester: pytest.Pytester) -> None:
    without = TEST.replace("sent_mail, ", "").replace("timeout=60", "timeout=0.5")
    project(pytester, MAILERS if HAS_MAILERS else EMAIL, without)
    result = pytester.runpytest_subprocess("--mailsac-sandbox")
    result.assert_outcomes(failed=1)
    result.stdout.re_match_lines(
        [r"E .*No mail at all has arrived\.", r"E .*takes mail by SMTP at 127\.0\.0\.1:\d+, and .*"]
    )
    assert "may hold mail back" not in result.stdout.str()
