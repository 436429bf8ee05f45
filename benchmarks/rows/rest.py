"""What a call costs on top of the library below it."""

from __future__ import annotations

import json
from functools import partial
from urllib.parse import quote

import urllib3

import client
from benchmarks.mails import ADDRESS
from benchmarks.measuring import Effort, Figure, Results, rounds, say, timed
from benchmarks.server import LISTED


def rest(port: int, effort: Effort, results: Results) -> None:
    """A long list and a small object, both over a connection that is kept."""
    say("rest")
    host = f"http://127.0.0.1:{port}/api"
    configuration = client.Configuration(host=host, api_key="k_benchmark", proxy="")
    headers = {"Mailsac-Key": "k_benchmark", "Accept": "application/json"}
    with client.ApiClient(configuration) as api_client, urllib3.PoolManager() as pool:
        api = client.MessagesApi(api_client)

        def bare(path: str) -> bytes:
            url = f"{host}/addresses/{quote(ADDRESS, safe='')}/{path}"  # as the client writes it
            return pool.request("GET", url, headers=headers).data

        work = {
            "list": lambda: api.list_messages(ADDRESS, limit=LISTED),
            "bare list": lambda: json.loads(bare(f"messages?limit={LISTED}")),
            "call": lambda: api.count_messages(ADDRESS),
            "bare call": lambda: bare("message-count"),
        }
        times = {"list": 5, "bare list": 5, "call": 200, "bare call": 200}
        for name, one in work.items():
            timed(one, times[name])  # warm up
        turns = {name: partial(timed, one, times[name]) for name, one in work.items()}
        found = rounds(effort.pick(9, 31), turns)
    results.figures += [
        Figure(
            "rest",
            f"`list_messages` of {LISTED:,}, typed",
            "`urllib3` and `json.loads`",
            "s",
            found["list"],
            found["bare list"],
            2.0,
        ),
        Figure(
            "rest",
            "a small call on a kept connection",
            "bare `urllib3`",
            "s",
            found["call"],
            found["bare call"],
            1.3,
        ),
    ]
