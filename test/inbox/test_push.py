"""Mail by web socket, and what happens when that ends."""

from __future__ import annotations

import threading

import pytest
from support.http_server import Answer, HttpServer, Request
from support.inboxes import has_ended, listed, new, pushed
from support.mails import Sender
from support.scripted_server import Peer, ScriptedServer
from support.streams import ADDRESS, bare, eventually, ready

import client
from client.sandbox import Sandbox


def test_an_owned_address_is_pushed(api: client.ApiClient, sender: Sender) -> None:
    forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
    client.AddressesApi(api).create_address("owned@y.example", body=forwarding)
    with client.Inbox("Owned@y.example", api_client=api) as inbox:
        assert "by web socket" in repr(inbox)
        sender.send("owned@y.example", "pushed")
        assert inbox.wait(timeout=5).subject == "pushed"


def test_what_has_no_socket_is_asked_for(api: client.ApiClient, sender: Sender) -> None:
    with client.Inbox("public@z.example", api_client=api) as inbox:
        assert "over REST" in repr(inbox)
        sender.send("public@z.example", "listed")
        assert inbox.wait(timeout=5).subject == "listed"
    with (
        pytest.raises(client.StreamException, match=r"does not listen to public@z\.example"),
        client.Inbox("public@z.example", api_client=api, via="socket"),
    ):
        pass


def test_rest_takes_over_when_the_socket_ends(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api) as inbox:
        sandbox.fail_next(1, 410, on="socket")  # final
        sandbox.drop_connections("close", code=1012)
        eventually(lambda: has_ended(inbox))
        sender.send(inbox.address, "still found")
        assert inbox.wait(timeout=10).subject == "still found"
        with pytest.raises(client.MailTimeout, match="not pushed: the web socket has ended: 410"):
            inbox.wait(timeout=0.2)


def test_a_socket_that_was_asked_for_and_ends_is_an_error(
    sandbox: Sandbox, api: client.ApiClient
) -> None:
    with new(api, "socket") as inbox:
        sandbox.fail_next(1, 410, on="socket")
        sandbox.drop_connections("close", code=1012)
        with pytest.raises(client.ApiException, match="410"):
            inbox.wait(timeout=20)


def test_a_link_that_breaks_loses_nothing(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api) as inbox:
        sandbox.drop_connections("reset")
        sender.send(inbox.address, "meanwhile")
        assert inbox.wait(timeout=20).subject == "meanwhile"
        assert "by web socket" in repr(inbox)


def test_what_the_socket_has_brought_comes_before_its_error(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api, "socket") as inbox:
        for number in range(3):
            sender.send(inbox.address, str(number))
        eventually(lambda: pushed(inbox) == 3)
        sandbox.fail_next(1, 401, on="socket")
        sandbox.drop_connections("close", code=1012)
        eventually(lambda: has_ended(inbox))
        assert [inbox.wait(timeout=5).subject for _ in range(3)] == ["0", "1", "2"]
        with pytest.raises(client.UnauthorizedException):
            inbox.wait(timeout=5)


def test_close_takes_in_what_came_before_the_stream_ended(
    api: client.ApiClient, sandbox: Sandbox, sender: Sender
) -> None:
    with new(api, "socket") as inbox:
        sender.send(inbox.address, "before")
        eventually(lambda: pushed(inbox))
        sandbox.fail_next(1, 401, on="socket")
        sandbox.drop_connections("close", code=1012)
        eventually(lambda: has_ended(inbox))
    assert '"before"' in inbox.report()


def test_what_is_pushed_while_it_opens_comes_behind_what_had_come_before(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    is_sent = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer, bare(2, subject="new", inbox=ADDRESS))
        is_sent.set()
        peer.hold()

    def answer(_: Request) -> Answer:
        assert is_sent.wait(10)
        return listed("old", inbox=ADDRESS)

    server.respond = answer
    with ScriptedServer(script) as socket:
        api_client.configuration.socket_url = socket.url
        with client.Inbox(ADDRESS, api_client=api_client, via="socket") as inbox:
            assert [mail.subject for mail in inbox.wait_many(2, timeout=10)] == ["old", "new"]


def test_where_the_domain_alone_is_heard_mail_to_others_is_not_for_us(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    def script(peer: Peer) -> None:
        head = peer.accept()
        if b"a%40x.example" in head or b"a@x.example" in head:
            peer.listening()  # and to nothing
            peer.wait_gone()
            return
        peer.listening(domains=("x.example",))
        for number in range(150):
            peer.send(bare(number, subject="for others", inbox="other@x.example"))
        for number in range(150, 300):
            peer.send(bare(number, subject=f"{number}", inbox="A@x.example"))
        peer.hold()

    server.respond = lambda _: listed()
    with ScriptedServer(script) as socket:
        api_client.configuration.socket_url = socket.url
        with client.Inbox(ADDRESS, api_client=api_client, via="socket") as inbox:
            assert inbox.wait(subject="299", timeout=10).subject == "299"
            found = inbox.wait_many(149, timeout=10)
            assert [mail.subject for mail in found] == [f"{number}" for number in range(150, 299)]
            inbox.assert_none(within=0.2)


@pytest.mark.parametrize("name", ["Ada@Bücher.example", "ada@xn--bcher-kva.example"])
def test_both_forms_of_an_international_domain_are_pushed(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender, name: str
) -> None:
    sandbox.enable_domain("bücher.example")
    with client.Inbox(name, api_client=api, via="socket") as inbox:
        sender.send("ada@xn--bcher-kva.example", "pushed")
        assert inbox.wait(timeout=5).subject == "pushed"
        client.MessagesApi(api).delete_all_messages(name)
