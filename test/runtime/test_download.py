"""Downloads: safely named, whole or not at all, in constant memory."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import urllib3
from support.http_server import HttpServer, raw_server

import client
from client.download import plain_name, safe_name, save_whole

DATA = bytes(range(256)) * 100
#: Downloads again and again, each time by a process of its own, and ends the first one before it
#: first touches a file, the second one before it does so a second time, and so on.
KILLED = """
import io, os, signal, sys
from pathlib import Path
import urllib3
import client

path, links = Path(sys.argv[1]), sys.argv[2] == "links"

def save():
    response = urllib3.HTTPResponse(io.BytesIO(b"x" * 5000), preload_content=False)
    client.save_download(client.ApiResponse(response, 200, {}), path)

def watch(event, args):
    if event == "os.link" and not links:
        raise PermissionError(1, "Operation not permitted")
    global left
    if event in ("open", "os.link", "os.rename", "os.remove"):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

save()  # imports what it needs
path.unlink()
for steps in range(1, 20):
    pid = os.fork()
    if not pid:
        left = steps
        sys.addaudithook(watch)
        save()
        os._exit(0)
    status = os.waitpid(pid, 0)[1]
    print(path.stat().st_size if path.exists() else None, status)
    path.unlink(missing_ok=True)
    if not status:
        break
"""


@pytest.fixture
def attachments(api_client: client.ApiClient) -> client.AttachmentsApi:
    return client.AttachmentsApi(api_client)


def raw(attachments: client.AttachmentsApi) -> client.ApiResponse[Any]:
    return attachments.download_attachment_with_http_info(
        "a@b.example", "m1", "c1", _preload_content=False
    )


def answer(server: HttpServer, disposition: str = 'attachment; filename="a.png"') -> None:
    server.answer(DATA, media="image/png", headers={"Content-Disposition": disposition})


def test_bytes_come_back_as_bytes(server: HttpServer, attachments: client.AttachmentsApi) -> None:
    answer(server)
    assert attachments.download_attachment("a@b.example", "m1", "c1") == DATA
    assert attachments.download_public_attachment("c1") == DATA


def test_into_a_folder(
    server: HttpServer, attachments: client.AttachmentsApi, tmp_path: Path
) -> None:
    answer(server)
    path = client.save_download(raw(attachments), tmp_path)
    assert path == tmp_path / "a.png"
    assert path.read_bytes() == DATA
    with pytest.raises(FileExistsError, match=r"a\.png is there; pass overwrite=True"):
        client.save_download(raw(attachments), str(tmp_path))
    path.write_bytes(b"old")
    assert client.save_download(raw(attachments), tmp_path, overwrite=True) == path
    assert path.read_bytes() == DATA
    assert [one.name for one in tmp_path.iterdir()] == ["a.png"]
    assert server.connections <= 2


def test_to_a_path_and_to_an_object(
    server: HttpServer, attachments: client.AttachmentsApi, tmp_path: Path
) -> None:
    answer(server)
    path = client.save_download(raw(attachments), tmp_path / "mine.bin")
    assert path == tmp_path / "mine.bin"
    assert path.read_bytes() == DATA
    target = io.BytesIO()
    assert client.save_download(raw(attachments), target) is None
    assert target.getvalue() == DATA


def test_a_broken_download_leaves_nothing(tmp_path: Path) -> None:
    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 5000)

    with raw_server(serve) as url:
        configuration = client.Configuration(host=url, api_key="k_a")
        with client.ApiClient(configuration) as api_client:
            attachments = client.AttachmentsApi(api_client)
            kept = tmp_path / "kept"
            kept.write_bytes(b"old")
            for to in (tmp_path, tmp_path / "new", kept):
                with pytest.raises(client.TransportException, match="the download"):
                    client.save_download(raw(attachments), to, overwrite=True)
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]
    assert kept.read_bytes() == b"old"


@pytest.mark.parametrize("file_system", ["links", "no links"])
def test_a_killed_process_leaves_the_whole_file_or_none(tmp_path: Path, file_system: str) -> None:
    path = tmp_path / "new"
    command = [sys.executable, "-c", KILLED, str(path), file_system]
    lines = subprocess.check_output(command, text=True, timeout=50).splitlines()
    assert lines[-1] == "5000 0"
    assert lines.count("None 9") >= 2
    sizes = {line.split()[0] for line in lines}
    # Without links, a name can only be taken by an empty file.
    assert sizes == ({"None", "5000"} if file_system == "links" else {"None", "0", "5000"})


def test_a_file_that_comes_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new"

    class Body(io.BytesIO):
        def read1(self, *args: Any) -> bytes:
            path.write_bytes(b"mine")
            return super().read1(*args)

    response = urllib3.HTTPResponse(Body(DATA), preload_content=False)
    with pytest.raises(FileExistsError):
        client.save_download(client.ApiResponse(response, 200, {}), path)
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_memory_is_constant(tmp_path: Path) -> None:
    size = 48 * 1024 * 1024

    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
        for _ in range(size // 65536):
            link.sendall(b"x" * 65536)

    with raw_server(serve) as url:
        configuration = client.Configuration(host=url, api_key="k_a")
        with client.ApiClient(configuration) as api_client:
            response = raw(client.AttachmentsApi(api_client))
            tracemalloc.start()
            try:
                path = client.save_download(response, tmp_path / "big")
                peak = tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
    assert path is not None
    assert path.stat().st_size == size
    assert peak < 4 * 1024 * 1024


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (None, "download"),
        ("", "download"),
        ("attachment", "download"),
        ('attachment; filename="a.png"', "a.png"),
        ("attachment; filename=a.png", "a.png"),
        ("attachment; filename*=UTF-8''gr%C3%BCn.pdf", "grün.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="..\\\\..\\\\boot.ini"', "boot.ini"),
        ('attachment; filename="/etc/cron.d/evil"', "evil"),
        ('attachment; filename="C:evil.exe"', "C_evil.exe"),
        ('attachment; filename="C:\\\\evil.exe"', "evil.exe"),
        ('attachment; filename=".."', "download"),
        ('attachment; filename="."', "download"),
        ('attachment; filename="a/"', "download"),
        ('attachment; filename=".bashrc"', "_bashrc"),
        ('attachment; filename="CON"', "_CON"),
        ('attachment; filename="nul.txt"', "_nul.txt"),
        ('attachment; filename="COM1.log"', "_COM1.log"),
        ('attachment; filename="console.txt"', "console.txt"),
        ('attachment; filename="a\x1b[31m\x00b.txt"', "a[31mb.txt"),
        ("attachment; filename*=UTF-8''a%0D%0Ab%E2%80%AEgpj.exe", "abgpj.exe"),
        ("attachment; filename*=utf-8''a%E2%80%A8b%E2%80%A9c%C2%85d%0De.txt", "abcde.txt"),
        ('attachment; filename="trailing. . "', "trailing"),
        ("attachment; filename*=undefined''x.txt", "download"),
        ("attachment; filename*=idna''%ffx", "download"),
        ("attachment; filename*=%x00''a", "a"),
        ('attachment; filename="a?b*c|d.txt"', "a_b_c_d.txt"),
    ],
)
def test_a_name_is_made_safe(disposition: str | None, name: str) -> None:
    assert safe_name(disposition) == name


def test_a_long_name_is_cut_and_keeps_its_suffix() -> None:
    name = safe_name(f'attachment; filename="{"ü" * 3000}.pdf"')
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 200
    assert safe_name('attachment; filename="' + "a;" * 100_000)


@pytest.mark.parametrize(
    "name", ["NUL .txt", "nul  ", "CONIN$", "conout$.txt", "CON", "com1 .log", "aux.tar.gz"]
)
def test_names_that_windows_keeps_for_itself_get_another_beginning(name: str) -> None:
    assert plain_name(name).startswith("_")


def test_a_file_may_be_for_its_owner_alone(tmp_path: Path) -> None:
    for number, mode in enumerate((0o600, 0o666)):
        path = tmp_path / str(number)
        save_whole([b"x"], path, overwrite=False, mode=mode)
        assert path.stat().st_mode & 0o777 & ~mode == 0
    assert (tmp_path / "0").stat().st_mode & 0o777 == 0o600
