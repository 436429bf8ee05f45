"""The routes for the flags of a message: star, labels, folder, read."""

from __future__ import annotations

from aiohttp import web

from ..http import Handlers, Routes, bad_request, boolean_of
from ..message import Message

_FOLDERS = ("inbox", "all", "spam", "trash")
_MAX_LABELS = 32
_MAX_LABEL_LENGTH = 128


class FlagRoutes(Routes):
    """Change the flags of messages."""

    def handlers(self) -> Handlers:
        return {
            "ToggleMessageStar": self._star,
            "AddMessageLabel": self._add_label,
            "DeleteMessageLabel": self._delete_label,
            "SetMessageFolder": self._set_folder,
            "SetMessageReadStatus": self._set_read,
        }

    async def _star(self, request: web.Request) -> web.Response:
        message = self._message(request)
        message.toggle_star()
        self._store.update(message)
        return web.json_response(message.metadata())

    async def _add_label(self, request: web.Request) -> web.Response:
        # The one of these that is documented with a 401, and without a 404, for what is not yours.
        self._readable_email(request, 401)
        message, label = self._message(request), request.match_info["label"]
        if label not in message.labels:
            if len(label) > _MAX_LABEL_LENGTH:
                raise bad_request(f"label: longer than {_MAX_LABEL_LENGTH} characters")
            if len(message.labels) >= _MAX_LABELS:
                raise bad_request(f"label: the message has {_MAX_LABELS} labels already")
            message.labels.append(label)
            self._store.update(message)
        return _labels(message)

    async def _delete_label(self, request: web.Request) -> web.Response:
        message, label = self._message(request), request.match_info["label"]
        if label in message.labels:
            message.labels.remove(label)
            self._store.update(message)
        return _labels(message)

    async def _set_folder(self, request: web.Request) -> web.Response:
        message, folder = self._message(request), request.match_info["folder"]
        if folder not in _FOLDERS:
            raise bad_request(f"folder: not one of {', '.join(_FOLDERS)}")
        message.folder = folder
        self._store.update(message)
        return web.json_response({"_id": message.id, "folder": folder})

    async def _set_read(self, request: web.Request) -> web.Response:
        message, is_read = self._message(request), boolean_of(request, "readBoolean")
        message.read = bool(is_read)
        self._store.update(message)
        return web.json_response({"_id": message.id, "read": message.read})


def _labels(message: Message) -> web.Response:
    return web.json_response({"_id": message.id, "labels": message.labels})
