"""The benchmarks: they can be run, and their report can be written. Nothing is timed here."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest

import client

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)


def test_mails_have_their_size_and_are_what_a_service_sends() -> None:
    from benchmarks.mails import Batch, prepared

    for size in (2600, 4096, 100_001):
        for emoji in (False, True):
            data = prepared(size, emoji)
            frame = client.EmailMessageWebSocketFrame.from_dict(json.loads(data))
            assert len(data) == size
            assert data.isascii() is not emoji
            assert frame.email.raw is not None
            assert "\r\n" in frame.email.raw
            assert frame.email.body is not None
            assert '="' in frame.email.body
            assert frame.email.headers is not None
            assert isinstance(frame.email.headers["received"], list)
            assert not frame.additional_properties
            assert not frame.email.additional_properties
    frames = bytes(Batch(4096, 3).numbered(7, 3))
    assert [frames.count(b"%024d" % number) for number in (6, 7, 8, 9, 10)] == [0, 1, 1, 1, 0]


def test_a_reader_measures_a_stream() -> None:
    from benchmarks import server
    from benchmarks.measuring import result

    with server.running() as port:
        url = f"ws://127.0.0.1:{port}"
        whole, pieces = (url + server.path(4096, 20, piece=piece) for piece in (0, 1000))
        for who in ("client", *["client, fast"] * (find_spec("msgspec") is not None)):
            assert result("benchmarks.contestants", who, "rate", whole, 20, pieces, 20) > 0


def test_the_report_shows_what_is_met_and_what_is_not(tmp_path: Path) -> None:
    from benchmarks.__main__ import _ROWS
    from benchmarks.measuring import Figure, Results, Scale
    from benchmarks.report import table, verdict, write

    fast = Figure("stream", "a, mails of 4 KB", "b", "mails/s", [40.0, 44.0], [2.0, 2.0], 20, True)
    slow = Figure("rest", "a call", "urllib3", "s", [0.002, 0.004], [0.001, 0.001], 1.3)
    shown = Figure("memory", "a mail", "its frame", "bytes", [5e6], [1e6])
    assert (fast.ratio, fast.met, slow.ratio, slow.met, shown.met) == (21, True, 3, False, None)
    assert verdict([fast, slow, shown]) == "1 of 2 targets are met. Not met: a call beside urllib3."
    rows = table([fast, slow, shown]).splitlines()[2:]
    assert rows == [
        "a, mails of 4 KB | b | 42.0 mails/s | 2.0 mails/s | 21 (20 to 22) | at least 20 | yes",
        "a call | urllib3 | 3 ms | 1 ms | 3 (2 to 4) | at most 1.3 | **no**",
        "a mail | its frame | 5 MB | 1 MB | 5 |  | shown",
    ]
    scale = Scale("streams", [1, 2], {"memory": [10.0, 20.0]})
    page, folder = tmp_path / "page.md", tmp_path / "page"
    write(Results({"Machine": "one"}, [fast, slow, shown], [scale]), page, folder, "Remarks.")
    text = page.read_text(encoding="utf-8")
    assert "- Machine: one\n" in text
    assert "Streams | memory\n" in text
    drawings = sorted(folder.glob("*.svg"))
    assert [f"](page/{drawing.name})" in text for drawing in drawings] == [True] * 3
    assert text.index("](page/rates.svg)") < text.index("Work | Beside") < text.index("growth.svg")
    for drawing in drawings:
        assert ElementTree.parse(drawing).getroot().tag.endswith("svg")
    raw = json.loads(folder.joinpath("figures.json").read_text(encoding="utf-8"))
    assert raw["figures"][0]["ours"] == [40.0, 44.0]
    assert "stream" in _ROWS
