"""The mail of tests that fail: kept in a folder, and shown by pytest-html and by Allure."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest


def folders(pytester: pytest.Pytester, name: str = "kept") -> list[Path]:
    return sorted(pytester.path.joinpath(name).iterdir())


def subjects(folder: Path) -> list[str]:
    """Of the mail in a folder of a test."""
    mails = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/*.eml"))]
    return sorted(re.findall(r"^Subject: (.*)", "\n".join(mails), re.M))


def test_the_mail_of_tests_that_fail_is_kept(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import os
        import pytest

        def test_call(mailsac_inbox, mailsac_inbox_factory, send, monkeypatch, tmp_path):
            send(mailsac_inbox.address, "Taken")
            assert mailsac_inbox.wait(timeout=10).subject == "Taken"
            polled = mailsac_inbox_factory("team@shop.example", via="poll")
            for inbox in (mailsac_inbox, polled):
                send(inbox.address, "Not taken")
            monkeypatch.chdir(tmp_path)
            assert False

        def test_passes(mailsac_inbox, send):
            send(mailsac_inbox.address, "No matter")

        @pytest.mark.xfail
        def test_expected(mailsac_inbox, send):
            send(mailsac_inbox.address, "No matter")
            assert False

        @pytest.fixture
        def signed_up(mailsac_inbox, send):
            send(mailsac_inbox.address, "Set up")
            raise RuntimeError

        def test_set_up(signed_up):
            pass

        @pytest.fixture
        def signed_out(mailsac_inbox):
            yield
            raise RuntimeError

        def test_tear_down(signed_out, mailsac_inbox, send):
            send(mailsac_inbox.address, "Torn down")
            mailsac_inbox.wait(timeout=10)
            assert False

        def test_no_mail(mailsac_inbox):
            assert False

        def test_no_inbox():
            assert False
    """)
    result = suite.runpytest("--mailsac-sandbox", "--mailsac-save", "new/kept")
    result.assert_outcomes(failed=4, errors=2, passed=1, xfailed=1)
    call, none, set_up, torn_down = folders(suite, "new/kept")
    result.stdout.fnmatch_lines([f"The mail is kept in {call}"])
    assert re.fullmatch(
        r"test_the_mail_of_tests_that_fail_is_kept.py-test_call-[0-9a-f]{8}", call.name
    )
    assert subjects(call) == ["Not taken", "Not taken", "Taken"]
    assert [path.name[:5] for path in sorted(call.iterdir())] == ["call-", "repor", "team@"]
    assert subjects(set_up) == ["Set up"]
    assert subjects(torn_down) == ["Torn down"]
    assert [path.name for path in none.iterdir()] == ["report.txt"]
    report = torn_down.joinpath("report.txt").read_text(encoding="utf-8")
    assert report.count("tear-down-") == 2
    assert "when a teardown fails, the service is not asked again" in report
    for path in call.glob("*/*"):
        assert path.suffix in (".eml", ".html")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(call.stat().st_mode) == 0o700
    # Another run keeps what is there.
    suite.runpytest("--mailsac-sandbox", "--mailsac-save=new/kept", "-k", "test_call")
    assert folders(suite, "new/kept")[1].name == f"{call.name}-2"
    assert len(folders(suite, "new/kept")) == 5


def test_names_of_strangers_lead_nowhere_else(suite: pytest.Pytester) -> None:
    suite.makepyfile(r"""
        import pytest

        @pytest.mark.parametrize("word", ["../../a", "x" * 300, "Grüße\n", "/etc", "a", "A", ""])
        def test_it(mailsac_inbox, send, word):
            send(mailsac_inbox.address, "../../subject\x1b[2J")
            assert False
    """)
    result = suite.runpytest("--mailsac-sandbox", "--mailsac-save", "kept")
    outcomes = result.parseoutcomes()
    assert outcomes == {"failed": 7}
    found = folders(suite)
    assert len(found) == 7
    assert len({folder.name.lower() for folder in found}) == 7
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]{20,100}", folder.name) for folder in found)
    everything = {path.resolve() for path in suite.path.rglob("*.eml")}
    assert len(everything) == 7
    assert all(len(list(folder.rglob("*.eml"))) == 1 for folder in found)


def test_a_folder_that_cannot_be_is_told_at_once(suite: pytest.Pytester) -> None:
    suite.makepyfile("def test_it(): pass")
    suite.path.joinpath("file").write_text("")
    result = suite.runpytest("--mailsac-sandbox", "--mailsac-save", "file/kept")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --mailsac-save: *file*"])


def test_a_folder_that_is_gone_fails_no_more_than_the_test(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pathlib

        def test_it(mailsac_inbox, send):
            send(mailsac_inbox.address)
            pathlib.Path("kept").rmdir()
            pathlib.Path("kept").write_text("")
            assert False

        def test_other():
            pass
    """)
    result = suite.runpytest("--mailsac-sandbox", "--mailsac-save", "kept")
    result.assert_outcomes(failed=1, passed=1)
    result.stdout.fnmatch_lines(["*1 mail arrived", "The mail could not be kept: *"])


@pytest.mark.slow
def test_workers_keep_the_mail_of_async_tests(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nasyncio_mode = auto")
    pytester.makepyfile("""
        import pytest

        @pytest.mark.parametrize("number", range(8))
        async def test_it(mailsac_async_inbox, mailsac_sandbox, number):
            import smtplib
            raw = f"Subject: {number}\\n\\nx"
            with smtplib.SMTP(*mailsac_sandbox.smtp) as smtp:
                smtp.sendmail("a@b.example", mailsac_async_inbox.address, raw)
            await mailsac_async_inbox.wait(timeout=20)
            assert number % 2
    """)
    result = pytester.runpytest_subprocess(
        "-p", "asyncio", "--mailsac-sandbox", "-n2", "--mailsac-save", "kept"
    )
    result.assert_outcomes(passed=4, failed=4)
    assert sorted(subjects(folder)[0] for folder in folders(pytester)) == ["0", "2", "4", "6"]


HOSTILE = """
    import pytest

    @pytest.fixture
    def signed_up(mailsac_inbox, mailsac_sandbox):
        import smtplib
        raw = (
            "Subject: </a><img src=x onerror=alert(1)>\\n"
            "Content-Type: text/html\\n\\n<h1>Welcome</h1>"
            "<script>top.document.title = 'bad'</script><img src=x onerror=alert(1)>"
        )
        with smtplib.SMTP(*mailsac_sandbox.smtp) as smtp:
            smtp.sendmail("a@b.example", mailsac_inbox.address, raw)

    def test_call(signed_up, mailsac_inbox):
        assert mailsac_inbox.wait(timeout=10).sender == "nobody"

    @pytest.fixture
    def broken(signed_up):
        raise RuntimeError

    def test_set_up(broken):
        pass
"""


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--self-contained-html",), ("-n2",)])
def test_pytest_html_shows_the_mail(pytester: pytest.Pytester, options: tuple[str, ...]) -> None:
    pytest.importorskip("pytest_html")
    pytester.makepyfile(HOSTILE)
    result = pytester.runpytest_subprocess("--mailsac-sandbox", "--html=report.html", *options)
    result.assert_outcomes(failed=1, errors=1)
    page = pytester.path.joinpath("report.html").read_text(encoding="utf-8")
    assert page.count("srcdoc=") == 2
    assert "<img src=x" not in page
    if not options:
        sources = list(pytester.path.glob("assets/*.txt"))
        assert len(sources) == 2
        assert all("<h1>Welcome</h1>" in path.read_text("utf-8") for path in sources)


@pytest.mark.slow
def test_allure_is_given_the_mail(pytester: pytest.Pytester) -> None:
    pytest.importorskip("allure")
    pytester.makepyfile(HOSTILE)
    result = pytester.runpytest_subprocess("--mailsac-sandbox", "--alluredir=allure", "-n2")
    result.assert_outcomes(failed=1, errors=1)
    folder = pytester.path / "allure"
    results = [json.loads(path.read_text("utf-8")) for path in folder.glob("*-result.json")]
    assert len(results) == 2
    for test in results:
        page, raw = test["attachments"]
        assert page["name"] == raw["name"]
        assert (page["type"], raw["type"]) == ("text/html", "message/rfc822")
        html = folder.joinpath(page["source"]).read_text("utf-8")
        assert html.startswith("<!DOCTYPE html><meta")
        assert "Content-Security-Policy" in html.partition("<h1>")[0]
        assert folder.joinpath(raw["source"]).read_bytes().endswith(b"alert(1)>\r\n")
