"""The store of mail: numbered, bounded, in order, whoever takes from it."""

from __future__ import annotations

import asyncio
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.interrupts import broken_off, is_free
from support.streams import eventually

import client
import client.mail.condition
import client.mail.store
from client.mail.store import Store


def filled(*items: str, max_bytes: int = 1000) -> Store[str]:
    found = Store[str](max_bytes)
    assert found.put([(item, len(item)) for item in items]) == len(items)
    return found


def wait_and_pop(store: Store[str]) -> str:
    while (item := store.pop()) is None:
        store.changed.wait_unless(lambda: len(store) or store.has_ended, 5)
    return item


def test_items_come_in_order_and_each_once() -> None:
    store = filled("a", "b", "c", "d")
    assert store.take([1]) == ["b"]
    assert store.take([1]) is None
    assert [store.pop() for _ in range(4)] == ["a", "c", "d", None]
    assert (len(store), store.bytes, store.count) == (0, 0, 4)


def test_several_are_taken_all_or_none() -> None:
    store = filled("a", "b", "c")
    assert store.take([0, 3]) is None
    assert store.take([2, 0]) == ["c", "a"]
    assert store.since(0) == ([1], 3)


def test_the_oldest_are_taken_together_as_far_as_they_are_not_too_large() -> None:
    store = filled("aa", "bb", "c", "dddd", "e")
    store.take([1])
    assert store.pop_some(3) == ["aa", "c"]
    assert store.pop_some(3) == ["dddd"]  # one of any size
    assert store.pop() == "e"
    assert store.pop_some(3) == []
    store.end(client.StreamException("over"))
    with pytest.raises(client.StreamException, match="over"):
        store.pop_some(3)


def test_what_came_since_a_number_is_found_among_what_was_taken() -> None:
    store = filled(*"abcdefgh")
    store.take([0, 3, 6])
    left = [1, 2, 4, 5, 7]
    for number in range(9):
        assert store.since(number) == ([one for one in left if one >= number], 8)
    assert store.get(4) == "e"
    assert store.get(3) is None
    assert (1 in store, 0 in store) == (True, False)


def test_it_takes_in_no_more_than_fits_but_one_of_any_size() -> None:
    store = Store[str](10, 3)
    assert store.put([("big", 100), ("b", 1)]) == 1
    store.pop()
    assert store.put([("a", 4), ("b", 4), ("c", 4)]) == 2
    store.pop()
    assert store.put([("c", 1), ("d", 1), ("e", 1)]) == 2
    with store.searching():  # now the bytes alone count
        assert store.put([("e", 1), ("f", 1), ("g", 3)]) == 2


def test_a_full_store_says_when_it_is_half_empty_and_only_then() -> None:
    store, told = Store[str](100, 4), []
    store.on_drain = lambda: told.append("room")
    store.pop()
    store.put([(str(number), 1) for number in range(5)])
    assert store.is_stuck(4)
    store.pop()
    assert told == []
    store.take([2])
    assert told == ["room"]
    store.pop()
    assert told == ["room"]
    store.put([(str(number), 1) for number in range(9)])
    store.clear()
    assert told == ["room"] * 2


def test_a_search_makes_room_at_once() -> None:
    store, told = Store[str](100, 2), []
    store.on_drain = lambda: told.append("room")
    store.put([(str(number), 1) for number in range(3)])
    with store.searching():
        assert told == ["room"]
        assert not store.is_stuck(store.count)


def test_what_has_grown_counts_for_more() -> None:
    store = filled("a", "b", max_bytes=10)
    store.resize(0, 9)
    assert store.bytes == 10
    assert store.put([("c", 1)]) == 0
    store.take([0])
    store.resize(0, 50)  # it is taken
    assert store.bytes == 1


def test_the_error_comes_behind_what_is_held_and_anew_each_time() -> None:
    store = filled("a", "b")
    store.end(client.StreamException("the link is lost", 1011))
    store.raise_if_ended(1)  # there is more to see
    assert [store.pop(), store.pop()] == ["a", "b"]
    errors = []
    for read in (store.pop, lambda: store.raise_if_ended(2)):
        with pytest.raises(client.StreamException, match="the link is lost") as raised:
            read()
        errors.append(raised.value)
    assert errors[0] is not errors[1]


def test_a_closed_store_keeps_what_it_holds_and_takes_in_nothing() -> None:
    store = filled("a")
    store.close("closed by a test")
    store.close("and again")
    assert store.put([("b", 1), ("c", 1)]) == 2
    assert (store.count, len(store)) == (1, 1)
    with pytest.raises(client.StreamClosedException, match="closed by a test"):
        store.raise_if_ended(0)


def test_whoever_waits_is_let_go_when_it_is_closed() -> None:
    store = Store[str](10)
    with ThreadPoolExecutor(5) as pool:
        waiting = [pool.submit(wait_and_pop, store) for _ in range(5)]
        eventually(lambda: store.changed.waiting == 5)
        store.close("closed")
        for future in waiting:
            with pytest.raises(client.StreamClosedException):
                future.result(5)


def test_threads_and_coroutines_share_the_items() -> None:
    store, number = Store[str](1 << 20), 2000
    found: list[str] = []

    def read() -> None:
        try:
            while True:
                found.append(wait_and_pop(store))
        except client.StreamClosedException:
            return

    async def read_async() -> None:
        while len(found) < number:
            item = store.pop()
            if item is None:
                await store.changed.wait_unless_async(lambda: len(store), 0.5)
            else:
                found.append(item)
                await asyncio.sleep(0)

    async def main() -> None:
        await asyncio.gather(*(read_async() for _ in range(4)))

    def write() -> None:
        for one in range(number):
            assert store.put([(str(one), 1)]) == 1

    threads = [threading.Thread(target=read) for _ in range(4)]
    threads.append(threading.Thread(target=write))
    for thread in threads:
        thread.start()
    asyncio.run(main())
    threads[-1].join()
    store.close("enough")
    for thread in threads:
        thread.join()
    assert sorted(found, key=int) == [str(one) for one in range(number)]


def test_a_reader_that_is_broken_off_leaves_it_as_it_was() -> None:
    def read() -> None:
        assert store.pop() is None
        with store.searching():
            store.since(0)
            store.changed.wait_unless(bool, 0.001)

    store = Store[str](10)
    modules = client.mail.condition, client.mail.store, threading
    reaching = ("self.raise_if_ended", "self._waiters.append", "count = self.count")
    for place in broken_off(read, *modules, reaching=reaching):
        assert is_free(store.lock), place
        assert store.put([("still there", 1)]) == 1
        assert wait_and_pop(store) == "still there", place
        store = Store[str](10)


def test_a_long_life_of_random_calls_holds_what_it_should() -> None:
    draw, store, model = random.Random(7), Store[int](10**9), dict[int, int]()
    for number in range(20_000):
        match draw.randrange(4):
            case 0 | 1:
                store.put([(number, 1)])
                model[store.count - 1] = number
            case 2 if model:
                first = next(iter(model))
                assert store.pop() == model.pop(first)
            case 3 if model:
                one = draw.choice(list(model)) if len(model) < 50 else max(model)
                assert store.take([one]) == [model.pop(one)]
    assert store.since(0) == (list(model), store.count)
    assert [store.get(number) for number in model] == list(model.values())
    assert store.bytes == len(store) == len(model)


def test_whoever_waits_for_room_is_told_though_a_taker_is_broken_off() -> None:
    def fill() -> Store[str]:
        store = Store[str](10)
        store.on_drain = lambda: told.append(len(store))
        assert store.put([("a", 6), ("b", 6)]) == 1
        return store

    def pop() -> None:
        assert store.pop() == "a"

    told: list[int] = []
    store = fill()
    reaching = ("self.on_drain()", "self._is_full = False", "items.pop(number, None)")
    for place in broken_off(pop, client.mail.store, reaching=reaching):
        while len(store):
            store.pop()
        assert told, place
        assert not store.is_stuck(store.count), place
        assert store.put([("c", 10)]) == 1
        assert store.bytes == 10, place
        told.clear()
        store = fill()


def test_a_search_that_is_broken_off_is_over() -> None:
    def search() -> None:
        with store.searching():
            pass

    store = Store[str](10, 1)
    for place in broken_off(search, client.mail.store, reaching=("self._searches.add", "yield")):
        store.clear()
        # Before its last step alone, it counts as going on: then the bytes are the only bound.
        bound = 2 if "discard" in place else 1
        assert store.put([("a", 1), ("b", 1)]) == bound, place
        store = Store[str](10, 1)
