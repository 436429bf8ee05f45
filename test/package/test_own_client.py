"""A project that has a ``client`` of its own goes on as before, and can use this one beside it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from support.environments import SCRIPTS, Environment, run, wheel_of

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(300)  # whichever is first makes the environment

MAILER = """
    import smtplib

    def send(smtp, to):
        message = "Subject: Welcome\\r\\n\\r\\nYour code is 481516."
        with smtplib.SMTP(*smtp) as server:
            server.sendmail("shop@shop.example", [to], message)
"""
LAYOUTS = {  # the project's own files; where it has its client.send from; where its tests lie
    # With modules that are called as some of ours.
    "package": ({"client/__init__.py": "", "client/inbox.py": MAILER}, "client.inbox", "."),
    "module": ({"client.py": MAILER}, "client", "."),
    "src": (
        {"src/client/__init__.py": MAILER, "pytest.ini": "[pytest]\npythonpath = src\n"},
        "client",
        "tests",
    ),
    "namespace": ({"client/mailer.py": MAILER}, "client.mailer", "."),
    "tests as a package": (
        {"client/__init__.py": "", "client/models.py": MAILER, "tests/__init__.py": ""},
        "client.models",
        "tests",
    ),
}
OWN_TEST = """
    import sys
    from {module} import send

    def test_its_own():
        assert send.__module__ == "{module}"
        assert "mailsac_client" not in sys.modules
"""
TEST_OF_BOTH = """
    import sys
    from {module} import send

    def test_both(mailsac_inbox, mailsac_sandbox):
        send(mailsac_sandbox.smtp, mailsac_inbox.address)
        assert mailsac_inbox.wait(timeout=30).code() == "481516"

        import mailsac_client
        from mailsac_client.pytest_plugin import InboxFactory
        from mailsac_client.sandbox import Sandbox
        import mailsac_client.inbox.inbox as inbox_module

        assert type(mailsac_inbox) is mailsac_client.Inbox is inbox_module.Inbox
        assert type(mailsac_sandbox) is Sandbox
        assert sys.modules[send.__module__].send is send
        assert (mailsac_client is sys.modules["client"]) is {is_same}
"""
# What a user does, by one name of the package or another.
USE = """
    import pickle, smtplib, sys
    import {name} as package
    from {name}.sandbox import DOMAIN, Sandbox

    def send(to):
        with smtplib.SMTP(*sandbox.smtp) as smtp:
            smtp.sendmail("a@b.example", to, "Subject: x\\r\\n\\r\\nYour code is 481516.")

    with Sandbox(tls=False) as sandbox:
        sandbox.enable_domain(DOMAIN)
        configuration = package.Configuration(
            host=sandbox.api_url, socket_url=sandbox.socket_url, api_key=sandbox.api_key
        )
        with package.ApiClient(configuration) as api_client:
            with package.WebSocketsApi(api_client).stream(addresses=DOMAIN) as stream:
                send(f"a@{{DOMAIN}}")
                frame = stream.get(timeout=30)
            assert isinstance(frame, package.EmailMessageWebSocketFrame)
            assert pickle.loads(pickle.dumps(frame.email)).to_dict() == frame.email.to_dict()
            with package.Inbox(domain=DOMAIN, api_client=api_client) as inbox:
                send(inbox.address)
                assert inbox.wait(timeout=30).code() == "481516"
    print(*sys.modules)
"""
FOREIGN = "raise RuntimeError('imported, though it is not ours')"


@pytest.fixture(scope="session")
def dependencies(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """All that the package needs, with pytest and mypy, and not the package."""
    made = Environment.make(tmp_path_factory.mktemp("dependencies"))
    made.pip("install", "--no-compile", f"{built['wheel']}[sandbox]", "pytest", "mypy")
    made.pip("uninstall", "-y", "mailsac-client")
    return made


def with_the_package(
    built: dict[str, Path], dependencies: Environment, folder: Path
) -> Environment:
    made = Environment.make(folder, beside=dependencies)
    made.pip("install", "--no-deps", built["wheel"])
    return made


@pytest.fixture(scope="session")
def installed(
    built: dict[str, Path], dependencies: Environment, tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    """The package, installed. Nothing may change it."""
    return with_the_package(built, dependencies, tmp_path_factory.mktemp("installed"))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("start", ["pytest", "python -m pytest"])
def test_pytest_runs_the_project_as_before_and_with_our_fixtures(
    installed: Environment, dependencies: Environment, tmp_path: Path, layout: str, start: str
) -> None:
    files, module, tests = LAYOUTS[layout]
    is_same = layout == "namespace"  # the project's modules are found in ours
    write(tmp_path, files)
    own, both = tmp_path / tests / "test_own.py", tmp_path / tests / "test_both.py"
    own.parent.mkdir(exist_ok=True)
    own.write_text(dedent(OWN_TEST.format(module=module)))
    both.write_text(dedent(TEST_OF_BOTH.format(module=module, is_same=is_same)))
    # A script's own folder is importable, a module's caller's: pytest and python -m pytest differ.
    script = [dependencies.folder / SCRIPTS / "pytest"]
    pytest_ = [installed.python, *(script if start == "pytest" else ["-m", "pytest"])]

    assert "1 passed" in run(*pytest_, own, cwd=tmp_path)
    assert "1 passed" in run(*pytest_, "-p", "no:mailsac", own, cwd=tmp_path)
    assert "1 passed" in run(*pytest_, "--mailsac-sandbox", both, cwd=tmp_path)


def test_the_names_are_of_one_package_where_client_is_ours(
    installed: Environment, tmp_path: Path
) -> None:
    for name in ("client", "mailsac_client"):
        shown = run(installed.python, "-W", "error", "-c", dedent(USE.format(name=name)))
        assert "client.inbox.inbox" in shown.split()
        assert ("mailsac_client.inbox.inbox" in shown.split()) is False
    same = """
        import mailsac_client, client, mailsac_client.rest, client.exceptions
        from mailsac_client.exceptions import ApiException
        assert mailsac_client is client
        assert mailsac_client.rest is client.rest
        assert ApiException is client.exceptions.ApiException
        assert client.rest.__spec__.name == client.rest.__name__ == "client.rest"
        try:
            import mailsac_client.nothing
        except ModuleNotFoundError as error:
            print(error)
    """
    shown = run(installed.python, "-W", "error", "-c", dedent(same), cwd=tmp_path)
    assert shown == "No module named 'client.nothing'\n"


def test_line_ends_of_windows_change_nothing(tmp_path: Path, dependencies: Environment) -> None:
    copy = tmp_path / "clone"
    shutil.copytree(ROOT / "client", copy / "client", ignore=shutil.ignore_patterns("__pycache__"))
    init = copy / "client/__init__.py"
    init.write_bytes(init.read_bytes().replace(b"\n", b"\r\n"))
    path = os.pathsep.join([str(copy), str(copy / "client/top_level")])
    program = "import mailsac_client, client; print(mailsac_client is client)"
    assert run(dependencies.python, "-c", program, PYTHONPATH=path) == "True\n"


@pytest.mark.parametrize("path", ["client.py", "client/__init__.py"])
def test_another_client_that_is_found_first_is_never_imported(
    installed: Environment, tmp_path: Path, path: str
) -> None:
    write(tmp_path, {path: FOREIGN})
    path_first = str(tmp_path)
    script = dedent(USE.format(name="mailsac_client"))
    shown = run(installed.python, "-W", "error", "-c", script, PYTHONPATH=path_first).split()
    assert "mailsac_client.inbox.inbox" in shown
    assert "client" not in shown
    command = installed.folder / SCRIPTS / "mailsac"
    assert run(command, "--version", PYTHONPATH=path_first).startswith("mailsac ")
    module = run(installed.python, "-m", "mailsac_client", "--version", PYTHONPATH=path_first)
    assert module.startswith("mailsac ")


def test_a_folder_without_init_hides_nothing_and_is_not_hidden(
    installed: Environment, tmp_path: Path
) -> None:
    write(tmp_path, {"client/app.py": "NAME = 'app'", "client/rest.py": FOREIGN})
    code = "import client.app, client.rest; print(client.app.NAME, client.rest.ApiException)"
    shown = run(installed.python, "-c", code, PYTHONPATH=str(tmp_path))
    assert shown.startswith("app <class 'client.exceptions.ApiException")
    command = installed.folder / SCRIPTS / "mailsac"
    assert run(command, "--version", PYTHONPATH=str(tmp_path)).startswith("mailsac ")


def test_the_types_are_found_beside_another_client(installed: Environment, tmp_path: Path) -> None:
    typed = ROOT.joinpath("test/runtime/typed_use.py").read_text()
    used, count = re.subn(r"\bclient\b(?=[. \n])", "mailsac_client", typed)
    assert count > 100
    write(tmp_path, {"client/__init__.py": "", "client/inbox.py": MAILER, "used.py": used})
    wrong = "import mailsac_client\nmailsac_client.Inbx()\nmailsac_client.Inbox(adress='a')\n"
    write(tmp_path, {"wrong.py": wrong})
    mypy = (installed.python, "-m", "mypy", "--strict")
    assert "no issues found" in run(*mypy, "used.py", cwd=tmp_path)
    assert "Found 2 errors" in run(*mypy, "wrong.py", cwd=tmp_path, status=1)


def test_the_folder_works_by_any_name(dependencies: Environment, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "client", tmp_path / "anything")
    script = dedent(USE.format(name="anything"))
    shown = run(dependencies.python, "-W", "error", "-c", script, cwd=tmp_path).split()
    assert "anything.inbox.inbox" in shown
    assert not [name for name in shown if name.split(".")[0] in ("client", "mailsac_client")]


def test_where_another_distribution_has_written_over_it_all_say_so(
    built: dict[str, Path], dependencies: Environment, tmp_path: Path
) -> None:
    environment = with_the_package(built, dependencies, tmp_path / "environment")
    use = (environment.python, "-c", "import mailsac_client; print(mailsac_client.Inbox)")
    command = environment.folder / SCRIPTS / "mailsac"
    test = tmp_path / "test_it.py"
    test.write_text("def test_it(mailsac_inbox): pass\ndef test_other(): pass\n")
    other = wheel_of(tmp_path, "acme_shop", {"client/__init__.py": "", "client/rest.py": ""})
    environment.pip("install", other)
    for remains in (True, False):
        by = "acme-shop|acme_shop" if remains else "another distribution"
        told = (
            rf"{re.escape(str(environment.packages))}/client is not, or not wholly, the package of "
            rf"mailsac-client: ({by}) has installed .* --force-reinstall --no-deps\n"
        )
        assert re.search(f"\nImportError: {told}$", run(*use, status=1))
        assert re.fullmatch(f"mailsac: {told}", run(command, "--version", status=1))
        shown = run(environment.python, "-m", "pytest", test, cwd=tmp_path, status=1)
        assert re.search(f"^{told}", shown, re.MULTILINE)
        assert "Traceback" not in shown
        assert "1 passed, 1 error" in shown
        if remains:
            environment.pip("uninstall", "-y", "acme_shop")  # and what it has written over
    environment.pip("install", "--force-reinstall", "--no-deps", built["wheel"])
    assert "inbox.Inbox" in run(*use)
