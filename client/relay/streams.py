"""The stream, the bucket and the object store of a relay: made if they are missing, and refused if
mail could be lost in them."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .broker import Connection, asked
from .errors import BrokerException, BrokerRefused
from .naming import STREAM_NAME, all_subjects

if TYPE_CHECKING:
    from nats.js.api import StreamConfig, StreamInfo
    from nats.js.errors import APIError
    from nats.js.kv import KeyValue
    from nats.js.object_store import ObjectStore

_log = logging.getLogger("client.relay")

_DAY = 86400.0
_LEAST_WINDOW = 120.0
_SPARE = 3600.0  # seconds that objects live longer than what may point to them
_SETTLING_SECONDS = 20.0  # for a cluster to choose leaders
_CALL_SECONDS = 3.0
_STARTING_SECONDS = 2.0  # for JetStream of one broker to begin
_STREAM_MISSING = 10059
_NO_CLUSTER = 10074
_IN_USE = 10058  # of that name, and set up in another way: another relay was faster


@dataclass(frozen=True)
class Storage:
    """How a relay's stream is made where there is none. One that is there is left as it is.

    Args:
        stream: its name, of letters, digits, dashes and underscores; the subjects begin with it,
            and the bucket and the object store have it, too.
        replicas: how many brokers of a cluster keep each mail: 1, 3 or 5.
        max_age: seconds that mail is kept; 0 for ever. Default: 7 days.
        max_bytes: most bytes that are kept; when they are full, the relay waits until there is
            room, and nothing is dropped. Default: no limit but the disk's.

    Raises:
        ValueError: the name or a number is out of range.
    """

    stream: str = "MAILSAC"
    replicas: int = 1
    max_age: float = 7 * _DAY
    max_bytes: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.stream, str) or not STREAM_NAME.fullmatch(self.stream):
            raise ValueError(
                "stream must be 1 to 100 letters, digits, dashes and underscores, "
                f"not {self.stream!r}"
            )
        if self.replicas not in (1, 2, 3, 4, 5):
            raise ValueError(f"replicas must be 1 to 5, not {self.replicas!r}")
        if self.max_age and not self.max_age >= _LEAST_WINDOW:
            raise ValueError(f"max_age must be 0 or 120 seconds and more, not {self.max_age!r}")
        if self.max_bytes is not None and not self.max_bytes > 0:
            raise ValueError(f"max_bytes must be more than 0, not {self.max_bytes!r}")


class Stores:
    """What a relay has in the broker.

    Attributes:
        name: of the stream.
        info: of the stream, as it was found.
        window: seconds in which the broker tells duplicates.
        max_age: seconds that mail is kept; 0 for ever.
        marks: the bucket.
    """

    def __init__(self, info: StreamInfo, marks: KeyValue, objects: ObjectStore) -> None:
        self.name = info.config.name or ""
        self.info = info
        self.window: float = info.config.duplicate_window
        self.max_age: float = info.config.max_age or 0.0
        self.marks = marks
        self.objects = objects

    async def missing(self, connection: Connection) -> str:
        """Return the stream of these that was deleted; empty if none was, or nobody tells."""
        for name in (self.name, f"KV_{self.name}", f"OBJ_{self.name}"):
            try:
                await asked(connection, connection.js.stream_info(name), name)
            except BrokerException as error:
                if _is_missing(error):
                    return name
        return ""


async def ensured(connection: Connection, storage: Storage) -> Stores:
    """Return the stores; make those that are missing.

    Raises:
        BrokerRefused: what is there would lose mail; it says which setting, and how to mend it.
        BrokerException: the broker has no JetStream, or does not answer.
    """
    from nats.js import api

    config = api.StreamConfig(
        name=storage.stream,
        description="Mail, by mailsac relay",
        subjects=[all_subjects(storage.stream)],
        retention=api.RetentionPolicy.LIMITS,
        storage=api.StorageType.FILE,
        discard=api.DiscardPolicy.NEW if storage.max_bytes else api.DiscardPolicy.OLD,
        max_bytes=storage.max_bytes or -1,
        max_age=storage.max_age,
        num_replicas=storage.replicas,
        duplicate_window=_LEAST_WINDOW,
    )
    info = await ensured_stream(connection, config)
    _check(info.config, all_subjects(storage.stream))
    replicas = info.config.num_replicas or 1
    age = info.config.max_age or 0.0
    await ensured_stream(
        connection,
        api.StreamConfig(
            name=f"KV_{storage.stream}",
            description="Up to when mail is complete, by mailsac relay",
            subjects=[f"$KV.{storage.stream}.>"],
            storage=api.StorageType.FILE,
            max_msgs_per_subject=1,
            num_replicas=replicas,
            allow_rollup_hdrs=True,
            deny_delete=True,
            discard=api.DiscardPolicy.NEW,
            duplicate_window=_LEAST_WINDOW,
        ),
    )
    objects = await ensured_stream(
        connection,
        api.StreamConfig(
            name=f"OBJ_{storage.stream}",
            description="Mail that is too large for a message, by mailsac relay",
            subjects=[f"$O.{storage.stream}.C.>", f"$O.{storage.stream}.M.>"],
            storage=api.StorageType.FILE,
            max_age=_objects_age(age),
            num_replicas=replicas,
            allow_rollup_hdrs=True,
            allow_direct=True,
            discard=api.DiscardPolicy.NEW,
        ),
    )
    await _keep_objects(connection, objects.config, age)
    if objects.config.storage != "file":
        raise BrokerRefused(_refusal(f"OBJ_{storage.stream}", "is in memory", _ANEW))
    marks = await asked(connection, connection.js.key_value(storage.stream), "the bucket")
    store = await asked(connection, connection.js.object_store(storage.stream), "the object store")
    return Stores(info, marks, store)


def _objects_age(age: float) -> float:
    """Return how long large mail is kept: a dead letter is kept from when the mail was old."""
    return 2 * age + _SPARE if age else 0


async def _keep_objects(connection: Connection, config: StreamConfig, age: float) -> None:
    """Have an object store that is there keep large mail for as long as one that is made now.

    Raises:
        BrokerRefused: it keeps it for less than the stream keeps mail, and cannot be changed.
    """
    there, wanted = config.max_age or 0.0, _objects_age(age)
    if not there or 0 < wanted <= there:
        return
    config.max_age = wanted
    try:
        await asked(connection, connection.js.update_stream(config), "cannot change it")
    except BrokerException as error:
        text = (
            f"{config.name} keeps large mail for {there:g} s alone, and it should be for "
            f"{f'{wanted:g} s' if wanted else 'ever'}: {error}"
        )
        if not age or there < age:
            raise BrokerRefused(f"{text}. Set the max_age of that stream.") from None
        _log.warning("%s", text)


async def ensured_dead_letters(connection: Connection, there: StreamConfig) -> None:
    """See to it that there is a stream for what no reader of this one has acknowledged; the errors
    are those of ``ensured``."""
    from nats.js import api

    config = api.StreamConfig(
        name=f"{there.name}-dead",
        description="Mail that no reader has acknowledged",
        subjects=[f"{there.name}-dead.>"],
        storage=api.StorageType.FILE,
        num_replicas=there.num_replicas,
        max_age=there.max_age,
        duplicate_window=there.duplicate_window,
    )
    await ensured_stream(connection, config)


async def ensured_stream(connection: Connection, config: StreamConfig) -> StreamInfo:
    """Return a stream; make it if it is missing. In a cluster that has just begun, that may take
    some tries."""
    from nats.js.errors import APIError

    assert config.name is not None
    what = f"the stream {config.name}"
    js = connection.client.jetstream(timeout=_CALL_SECONDS)
    begun = asyncio.get_running_loop().time()
    while True:
        try:
            try:
                found: StreamInfo = await asked(connection, js.stream_info(config.name), what)
            except BrokerException as error:
                if not _is_missing(error):
                    raise
                found = await asked(connection, js.add_stream(config), f"cannot make {what}")
            return found
        except BrokerRefused:
            raise
        except BrokerException as error:
            cause = error.__cause__
            if isinstance(cause, APIError) and _is_final(cause):
                raise BrokerRefused(f"{error}. {_advice(config.name, cause.err_code)}") from None
            if asyncio.get_running_loop().time() - begun > _patience(cause):
                raise
        await asyncio.sleep(0.3)


def _is_missing(error: BrokerException) -> bool:
    from nats.js.errors import APIError

    cause = error.__cause__
    return isinstance(cause, APIError) and cause.err_code == _STREAM_MISSING


def _patience(cause: BaseException | None) -> float:
    """For how many seconds it is worth while to try again."""
    from nats.js.errors import APIError

    if isinstance(cause, TimeoutError):  # who would answer is not chosen yet
        return _SETTLING_SECONDS
    if not isinstance(cause, APIError):
        return 0.0
    if cause.code is None:  # nobody answers
        return _STARTING_SECONDS
    return _SETTLING_SECONDS * (cause.code in (408, 500, 503) or cause.err_code == _IN_USE)


def _is_final(error: APIError) -> bool:
    return (error.code == 400 and error.err_code != _IN_USE) or error.err_code == _NO_CLUSTER


def _advice(name: str, number: int | None) -> str:
    if number in (10065, 10052):  # subjects overlap; invalid config
        return f"Another stream has the subjects of {name}: give the relay another --stream."
    if number == _NO_CLUSTER:
        return "Replicas need a cluster of brokers: see docs/guides/relay.md."
    return "See the broker's log."


_ANEW = "This cannot be changed: give the relay another --stream, or delete this one."


def _check(config: StreamConfig, subjects: str) -> None:
    """Refuse a stream in which mail would be lost, or doubled."""
    name = config.name or ""
    if subjects not in (config.subjects or []) and config.subjects != [">"]:
        listed = ", ".join(config.subjects or []) or "none"
        raise BrokerRefused(
            _refusal(
                name, f"is not a relay's: its subjects are {listed}, without {subjects}", _OTHER
            )
        )
    if config.storage != "file":
        raise BrokerRefused(_refusal(name, "is in memory, gone when the broker ends", _ANEW))
    if config.retention != "limits":
        words = f"drops mail once it was read (retention {config.retention})"
        raise BrokerRefused(_refusal(name, words, _ANEW))
    limits = (config.max_bytes, config.max_msgs, config.max_msgs_per_subject)
    has_limit = any(limit is not None and limit > 0 for limit in limits)
    if has_limit and config.discard != "new":
        remedy = f"nats stream edit {name} --discard=new keeps it, and makes the relay wait."
        raise BrokerRefused(
            _refusal(name, "drops old mail when it is full (discard old with a limit)", remedy)
        )
    if config.max_msgs_per_subject is not None and config.max_msgs_per_subject > 0:
        words = "has a limit of messages for each inbox, at which mail would be refused for ever"
        raise BrokerRefused(_refusal(name, words, _ANEW))
    if config.duplicate_window < _LEAST_WINDOW:
        remedy = f"nats stream edit {name} --dupe-window=2m mends it."
        words = f"tells duplicates for {config.duplicate_window:g} s alone, and 120 are needed"
        raise BrokerRefused(_refusal(name, words, remedy))
    if config.no_ack or config.mirror or config.sealed:
        raise BrokerRefused(
            _refusal(name, "is a mirror, sealed, or without acknowledgements", _ANEW)
        )


_OTHER = "Give the relay another --stream."


def _refusal(name: str, words: str, remedy: str) -> str:
    return f"the stream {name} {words}. {remedy}"
