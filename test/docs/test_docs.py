"""The pages: links lead somewhere, and what a page says of WebSocketsApi is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.contract import named_operations
from support.http_server import HttpServer

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])


def anchors(text: str) -> set[str]:
    """Return the anchors that a code host makes of the headings of a page."""
    found = set()
    for heading in re.findall(r"^#+ +(.+)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M):
        plain = re.sub(r"[^\w\- ]", "", heading.lower())
        found.add(plain.strip().replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    for link in links:
        if link.startswith(("https://", "http://")):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_operation_and_the_stream_are_documented() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    for operation in named_operations().values():
        assert f"**{operation['method']}** {operation['path']} |" in index
    assert "(WebSocketsApi.md#stream) | web socket |" in index


def test_the_page_of_web_sockets_has_the_usual_shape() -> None:
    page = (ROOT / "docs/WebSocketsApi.md").read_text(encoding="utf-8")
    lines = page.splitlines()
    assert lines[1] == "# client.WebSocketsApi"
    assert "All URIs are relative to *https://mailsac.com/api*" in lines
    assert "Method | HTTP request | Description" in lines
    for name in ("do_not_use_web_socket_docs_only", "stream"):
        section = page.partition(f"\n# **{name}**\n")[2].partition("\n# **")[0]
        parts = [
            "\n> ",
            "\n### Example\n",
            "\n### Parameters\n",
            "\nName | Type | Description | Notes\n",
            "\n### Return type\n",
            "\n### Authorization\n",
            "\n### HTTP request headers\n",
            "\n[[Back to top]](#clientwebsocketsapi) [[Back to API list]]",
            "[[Back to Model list]]",
            "[[Back to README]](../README.md)",
        ]
        if name.startswith("do_not_use"):
            parts[5:5] = ["\nvoid (empty response body)\n"]
            parts[7:7] = ["\nNo authorization required\n"]
            types = "\n - **Content-Type**: Not defined\n - **Accept**: application/json\n"
            parts[9:9] = [types]
        places = [section.find(part) for part in parts]
        assert -1 not in places
        assert places == sorted(places)


def test_the_example_of_the_docs_only_page_runs_as_written(
    server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs/WebSocketsApi.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, flags=re.S)[0]
    for line in (
        "import client",
        "from client.rest import ApiException",
        "api = client.WebSocketsApi()",
    ):
        assert line in code
    server.answer('{"error": "Not Found"}', status=404)
    monkeypatch.setenv("MAILSAC_API_URL", server.url)
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30
    )
    assert result.returncode == 0
    assert result.stdout.startswith("The service refused: 404 Not Found")
    assert result.stderr == ""
    assert server.requests[0].target.startswith("/custom_web_sockets?key=")
    assert server.requests[0].headers["Accept"] == "application/json"


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*Api.md")), ids=lambda page: page.stem)
def test_a_page_has_the_forms_of_the_old_ones(page: Path) -> None:
    sections = page.read_text(encoding="utf-8").split("\n# **")[1:]
    assert sections
    for section in sections:
        assert re.search(r"\n### Return type\n\n(\[?\*\*|void \(empty response body\)\n)", section)
        types = re.search(r"\n - \*\*Content-Type\*\*: (.+)\n - \*\*Accept\*\*: (.+)\n", section)
        assert types
        assert types[1] in ("Not defined", "application/json")
        # An asterisk would make the rest of the line italic.
        assert "*" not in re.sub("`[^`]+`", "", types[2])
