"""Addresses in the sandbox: reserved, changed and given up."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from support.wire import RawApi


def test_addresses(api: RawApi) -> None:
    path = "/addresses/" + quote("Ünï+tag%2F/x@box.test", safe="@")
    email = "ünï+tag%2f/x@box.test"
    assert api("GET", path) == {"_id": email}
    assert api("GET", path + "/availability") == {"email": email, "available": True, "owned": False}
    made = api("POST", path)
    assert made["_id"] == email
    assert made["owner"] == "sandbox"
    assert made["enablews"] is False
    assert made["forward"] is None
    assert datetime.fromisoformat(made["created"]).tzinfo is not None
    api("POST", path, status=400)
    assert api("GET", path) == made
    assert api("GET", "/addresses") == [made]
    assert api("GET", path + "/availability")["owned"] is True
    assert api("GET", "/me")["privateAddressCredits"] == 999
    assert api("DELETE", path) == ""
    api("DELETE", path, status=400)
    api("PUT", path, {"enablews": True}, status=401)
    assert api("GET", "/addresses") == []


def test_put_changes_only_what_is_sent(api: RawApi) -> None:
    path = "/addresses/a@box.test"
    api("POST", path, {"forward": "b@x.test", "info": "note", "enablews": True})
    changed = api("PUT", path, {"enablews": False})
    assert (changed["forward"], changed["info"], changed["enablews"]) == ("b@x.test", "note", False)
    changed = api("PUT", path, {"forward": None, "webhook": "", "unknown": 1})
    assert (changed["forward"], changed["info"], changed["webhook"]) == (None, "note", None)
    assert "unknown" not in changed
    assert api("GET", path) == changed
    for wrong in ({"enablews": "yes"}, {"forward": 5}, {"forward": "me"}, {"info": "x" * 2001}):
        assert api("PUT", path, wrong, status=400)["validationErrors"]
    lone = api.send("PUT", path, body=b'{"enablews": null, "info": "\\ud800"}')
    assert (lone.json()["enablews"], lone.json()["info"]) == (False, "\ud800")


def test_bulk_reservation(api: RawApi) -> None:
    api("POST", "/addresses/a@box.test")
    wanted = ["a@box.test", "B@box.test", "b@box.test", "c@box.test"]
    made = api("POST", "/private-addresses-bulk", {"addresses": wanted})
    assert [address["_id"] for address in made] == ["b@box.test", "c@box.test"]
    for wrong in ([], ["x"], [1], "a@b.test", [f"{n}@box.test" for n in range(101)]):
        api("POST", "/private-addresses-bulk", {"addresses": wrong}, status=400)
    assert len(api("GET", "/addresses")) == 3
    for batch in range(9):
        many = [f"{batch}-{n}@box.test" for n in range(100)]
        api("POST", "/private-addresses-bulk", {"addresses": many})
    many = [f"more-{n}@box.test" for n in range(98)]
    api("POST", "/private-addresses-bulk", {"addresses": many}, status=400)
    assert len(api("GET", "/addresses")) == 903
