"""The REST application: the key in front, and what answers each operation."""

from __future__ import annotations

from aiohttp import web

from .http import Handler, Handlers, check_key, key_of
from .operations import OPERATIONS
from .registry import Registry
from .response_limiter import ResponseLimiter
from .routes.account import AccountRoutes, Usage
from .routes.address_validation import AddressValidationRoutes
from .routes.attachments import AttachmentRoutes
from .routes.bodies import BodyRoutes
from .routes.domains import DomainRoutes
from .routes.flags import FlagRoutes
from .routes.inbox_messages import InboxMessageRoutes
from .routes.reserved_addresses import ReservedAddressRoutes
from .routes.search import SearchRoutes
from .routes.statistics import StatisticsRoutes
from .store import Store

_OLDER_ROUTES = [("PUT", "/private-address-forwarding/{email}", "UpdateAddress")]
"""Those that the service's own examples use, and the contract no longer has."""

_ROUTES = (
    AddressValidationRoutes,
    AttachmentRoutes,
    BodyRoutes,
    DomainRoutes,
    FlagRoutes,
    InboxMessageRoutes,
    ReservedAddressRoutes,
    SearchRoutes,
    StatisticsRoutes,
)


def rest_application(registry: Registry, store: Store, *, api_key: str) -> web.Application:
    """Everything below ``/api``, with the check of the key in front of all, unknown routes too.

    Args:
        registry, store: What the routes read and change.
        api_key: The key that every one of them asks for.
    """
    usage = Usage()

    @web.middleware
    async def with_key(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/api/custom_"):  # the two that no server answers
            raise web.HTTPNotFound
        check_key(await key_of(request), api_key)
        usage.count()
        return await handler(request)

    handlers: Handlers = AccountRoutes(registry, store, usage).handlers()
    for routes in _ROUTES:
        handlers |= routes(registry, store).handlers()
    app = web.Application(middlewares=[with_key, ResponseLimiter().middleware()])
    offered = [(operation.method, operation.path, operation.id) for operation in OPERATIONS]
    for method, path, name in offered + _OLDER_ROUTES:
        for resource in (app.router.add_resource(path), app.router.add_resource(f"{path}/")):
            resource.add_route(method, handlers[name])
            if method == "GET":
                resource.add_route("HEAD", handlers[name])
    return app
