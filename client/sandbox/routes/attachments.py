"""The routes for attachments: those of one message, and those of public mail."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from aiohttp import web

from ...mime.attachments import AttachedFile, attached_files
from ..http import ApiError, Handlers, Routes, bad_request, metadata_of
from ..message import Message
from .statistics import TimeRange, ranking

_MD5 = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,64}/[a-z0-9.+-]{1,64}")
_BYTES = "application/octet-stream"
_MAX_NAME = 255


class AttachmentRoutes(Routes):
    """List and download attachments."""

    def handlers(self) -> Handlers:
        return {
            "ListMessageAttachments": self._list,
            "DownloadAttachment": self._download,
            "ListPublicAttachments": self._common,
            "CountPublicAttachments": self._count,
            "ListMessagesForAttachment": self._messages,
            "DownloadPublicAttachment": self._download_public,
        }

    async def _list(self, request: web.Request) -> web.Response:
        return web.json_response([_metadata(one) for one in self._attachments(request)])

    async def _download(self, request: web.Request) -> web.Response:
        wanted = request.match_info["attachmentIdentifier"]
        for found in self._attachments(request):
            if wanted in (found.md5, found.content_id, found.name):
                return _file(found, _BYTES)
        raise ApiError(404, "The message has no such attachment.")

    async def _common(self, request: web.Request) -> web.Response:
        time_range = TimeRange.of(request, is_required=True)
        seen = Counter(
            checksum
            for message in time_range.public(self._store)
            for checksum in set(message.mail.attachments)
        )
        return ranking(request, seen)

    async def _count(self, request: web.Request) -> web.Response:
        return web.json_response({"n": len(self._public_with(_md5_of(request)))})

    async def _messages(self, request: web.Request) -> web.Response:
        return web.json_response(metadata_of(self._public_with(_md5_of(request))))

    async def _download_public(self, request: web.Request) -> web.Response:
        checksum = _md5_of(request)
        for message in self._public_with(checksum):
            for found in attached_files(message.mail.raw):
                if found.md5 == checksum:
                    kind = found.type
                    return _file(found, kind if _MEDIA_TYPE.fullmatch(kind) else _BYTES)
        raise ApiError(404, "No public message has this attachment.")

    def _attachments(self, request: web.Request) -> list[AttachedFile]:
        # Documented with a 401, and without a 404, for what is not yours.
        self._readable_email(request, 401)
        return attached_files(self._message(request).mail.raw)

    def _public_with(self, checksum: str) -> list[Message]:
        return [m for m in self._store.public() if checksum in m.mail.attachments]


def _md5_of(request: web.Request) -> str:
    checksum = request.match_info["md5sum"]
    if not _MD5.fullmatch(checksum):
        raise bad_request("md5sum: not 32 hexadecimal digits")
    return checksum.lower()


def _metadata(file: AttachedFile) -> dict[str, str | int]:
    found: dict[str, str | int] = {
        "checksum": file.md5,
        "contentDisposition": file.disposition,
        "contentId": file.content_id,
        "contentType": file.type,
        "fileName": file.name,
        "length": len(file.content),
        "transferEncoding": file.encoding,
    }
    # What the mail does not say is left out: these are the fields that are never null.
    return {name: value for name, value in found.items() if value != ""}


def _file(file: AttachedFile, media_type: str) -> web.Response:
    name = quote(file.name[:_MAX_NAME] or file.md5, safe="")
    return web.Response(
        body=file.content,
        content_type=media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
