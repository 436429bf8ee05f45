"""The REST application: the key in front, and what answers each operation."""

from __future__ import annotations

from aiohttp import web

from .answers import UnreadAnswers
from .http import Handler, check_key, key_of
from .operations import OPERATIONS
from .registry import Registry
from .routes.account import AccountRoutes, Usage
from .routes.addresses import AddressRoutes
from .routes.attachments import AttachmentRoutes
from .routes.bodies import BodyRoutes
from .routes.domains import DomainRoutes
from .routes.flags import MarkRoutes
from .routes.messages import MessageRoutes
from .routes.search import SearchRoutes
from .routes.statistics import StatisticsRoutes
from .routes.validation import ValidationRoutes
from .store import Store


class Rest:
    """Everything below ``/api``. Belongs to the loop's thread.

    Args:
        registry, store: What the routes read and change.
        api_key: The key that every one of them asks for.
    """

    def __init__(self, registry: Registry, store: Store, *, api_key: str) -> None:
        self._api_key = api_key
        self._usage = Usage()
        self._handlers = {
            **AddressRoutes(registry, store).handlers(),
            **ValidationRoutes().handlers(),
            **MessageRoutes(registry, store).handlers(),
            **BodyRoutes(store).handlers(),
            **MarkRoutes(registry, store).handlers(),
            **SearchRoutes(store).handlers(),
            **DomainRoutes(registry, store).handlers(),
            **AccountRoutes(registry, store, self._usage).handlers(),
            **AttachmentRoutes(registry, store).handlers(),
            **StatisticsRoutes(store).handlers(),
        }

    def application(self) -> web.Application:
        """The routes, with the check of the key in front of all, unknown ones too."""

        @web.middleware
        async def with_key(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith("/api/custom_"):  # the two that no server answers
                raise web.HTTPNotFound
            check_key(await key_of(request), self._api_key)
            self._usage.count()
            return await handler(request)

        app = web.Application(middlewares=[with_key, UnreadAnswers().middleware()])
        for operation in OPERATIONS:
            app.router.add_route(operation.method, operation.path, self._handlers[operation.id])
        return app
