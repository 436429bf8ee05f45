"""Compare our contract with one that the service has published.

    python codegen/published.py FILE

Every place where the two say something else about what goes over the wire is a difference, and
has a key: `GET /me 429 added`, `schema EmailAddress.enabledws missing`. "missing" is what the
published contract has and ours lacks, "added" is the reverse. Texts and examples do not count,
nor does giving a name to an inline schema, or writing a named string inline.

The differences that we want stand in ACCEPTED. The exit status is 0 when exactly these are there,
1 when there is another one or when a listed one is gone, 2 when a file cannot be used.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CONTRACT = Path(__file__).with_name("openapi.yaml")

# Key of a difference (`*` stands for any text), with its values where these matter, and why we want
# it.
ACCEPTED: dict[str, str] = {
    # Everywhere
    "* 429 added": "every REST call can be too fast or over quota",
    "* default added": "every REST call can fail in ways that it does not list",
    "* nullable: None -> True": "null stands for no value",
    "*._id format: string -> None": "`string` is no format",
    "* parameter messageId format: string -> None": "`string` is no format",
    "* parameter since format: date -> date-time": "a date-time is meant",
    "* parameter until format: date -> date-time": "a date-time is meant",
    "* parameter startDate format: date -> date-time": "a date-time is meant",
    "* parameter endDate format: date -> date-time": "a date-time is meant",
    "schema *.received format: date -> date-time": "a date-time is sent",
    "schema CurrentUserInfo.lastLogin format: date -> date-time": "a date-time is sent",
    "*folder enum: * -> ['inbox', 'all', 'spam', 'trash', 'sent', 'drafts']": "for old mail",
    "schema *.size type: number -> integer": "a whole number",
    "GET /addresses/{email}/message-count 200 *.count type: number -> integer": "a whole number",
    "schema * default: * -> None": "a default would be sent",
    "path /domains/:domain/privacy/:isPrivateBoolean without an operation": "nothing is there",
    # Lists
    "GET /addresses 200 * type: None -> array": "an array",
    "GET /addresses 200 * format: array -> None": "an array",
    "POST /private-addresses-bulk * type: None -> array": "an array",
    "POST /private-addresses-bulk * format: array -> None": "an array",
    "POST /private-addresses-bulk * minItems: None -> 1": "the service takes 1 to 100 addresses",
    "POST /private-addresses-bulk * maxItems: None -> 100": "the service takes 1 to 100 addresses",
    "POST /validations/addresses * type: None -> array": "an array",
    "POST /validations/addresses * format: array -> None": "an array",
    "POST /validations/addresses * minItems: None -> 1": "the service takes 1 to 50 addresses",
    "POST /validations/addresses * maxItems: None -> 50": "the service takes 1 to 50 addresses",
    "schema SendMessage.*|1 type: None -> array": "an array",
    "schema SendMessage.*|1 format: array -> None": "an array",
    "schema *.disposableDomains format: domain -> None": "an array is no domain",
    "GET /inbox* 200 application/json.messages[] type: array -> object": "a flat array of messages",
    "GET */attachments 200 application/json type: object -> array": "an array",
    "GET */common-attachments/{md5sum} 200 application/json type: object -> array": "an array",
    "GET /mailstats/top-* 200 application/json type: object -> array": "an array",
    # Messages
    "DELETE /addresses/{email}/messages parameter limit missing": "it deletes all, limit or not",
    "DELETE /addresses/{email}/messages parameter until missing": "it deletes all, until or not",
    "GET */headers parameter messageHeadersFormat missing": "the service reads `format`",
    "GET */headers parameter format added": "the service reads `format`",
    "GET */headers 200 application/json oneOf: 2 -> 3": "a list for json-ordered",
    "GET */headers 200 text/plain *": "one Python type for all media types of the answer",
    "GET /inbox 200 application/json.since added": "the service sends `since` back",
    "PUT */read/{readBoolean} 200 application/json.folder missing": "the service sends `read`",
    "PUT */read/{readBoolean} 200 application/json.read added": "the service sends `read`",
    "schema EmailMessageShort._id added": "the service always sends it",
    "schema *.headers additionalProperties": "values are strings, or lists where a header repeats",
    # Addresses, domains, attachments, figures
    "PUT /addresses/{email} 200 application/json added": "the service sends the address",
    "schema EmailAddress.enabledws missing": "the service sends `enablews`",
    "schema EmailAddress.enablews added": "the service sends `enablews`",
    "* /validations/addresses* format: email -> None": "what is no address is answered, too",
    "schema EmailAddressIntegrity.email format: email -> None": "it may be no address",
    "GET /domains/{domain} parameter domain added": "the path has it",
    "GET */download 200 */* added": "the service sends the bytes of the file",
    "GET /mailstats/blacklist/{domainOrIP} 404 added": "an old guide: 404 for what is not listed",
    # The web socket and the webhook
    "POST /custom_web_sockets 101 application/json schema": "the schema was published as example",
    "POST /custom_web_sockets parameter key format: None -> password": "a key is a secret",
    "POST /custom_web* callbacks": "the descriptions name the schemas of what arrives",
    "* required: [] -> *": "the service always sends these",
    "schema EmailMessageWebhook.* added": "the service sends them",
    "schema WebSocket*Frame added": "the first frame and the refusal are published as text",
}

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
FACETS = (
    *("type", "format", "enum", "nullable", "default"),
    *("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"),
)

Node = dict[str, Any]


class ContractError(Exception):
    """A file cannot be read as a contract; the message says why."""


class Pair(NamedTuple):
    """What the published contract has at one place, and what ours has there."""

    published: Any
    ours: Any

    def each(self, function: Callable[[Any], Any]) -> Pair:
        """Apply a function to both sides."""
        return Pair(function(self.published), function(self.ours))

    def get(self, key: str, otherwise: object = None) -> Pair:
        """Look a key up on both sides."""
        return self.each(lambda node: node.get(key, otherwise))

    def differs(self) -> bool:
        """Tell whether the sides are unlike."""
        return bool(self.published != self.ours)


class Difference(NamedTuple):
    """One place where the contracts differ, with the values there if a line can show them."""

    key: str
    values: Pair | None = None

    def __str__(self) -> str:
        if self.values is None:
            return self.key
        return f"{self.key}: {self.values.published} -> {self.values.ours}"


Differences = Iterator[Difference]


def mapping(node: object) -> Node:
    """Return `node` if it is a mapping, an empty one for None, and refuse anything else."""
    if node is None:
        return {}
    if not isinstance(node, dict):
        raise ContractError(f"not a mapping: {node!r:.60}")
    return node


def sequence(node: object) -> list[Any]:
    """Return `node` if it is a list, an empty one for None, and refuse anything else."""
    if node is None:
        return []
    if not isinstance(node, list):
        raise ContractError(f"not a list: {node!r:.60}")
    return node


def access(document: Node) -> Node:
    """Return where the service is, and how a key is sent."""
    schemes = mapping(mapping(document.get("components")).get("securitySchemes"))
    keys = [
        " ".join(str(mapping(scheme).get(key)) for key in ("type", "in", "name"))
        for scheme in schemes.values()
    ]
    urls = [mapping(server).get("url") for server in sequence(document.get("servers"))]
    return {"urls": urls, "keys": sorted(keys)}


class Contract:
    """An OpenAPI document, with its references resolved on demand."""

    def __init__(self, document: Node, path: Path) -> None:
        self.document = document
        self.path = path
        self.paths = mapping(document.get("paths"))

    @classmethod
    def load(cls, path: Path) -> Contract:
        """Read the contract at `path`; raise ContractError if it is none."""
        try:
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ContractError(f"{path} cannot be read: {error}") from error
        if not isinstance(document, dict) or "openapi" not in document or "paths" not in document:
            raise ContractError(f"{path} is not an OpenAPI document")
        return cls(document, path)

    def follow(self, node: object) -> tuple[Node, str | None]:
        """Follow references from `node`; return the end and its schema name, if it has one."""
        found, name = mapping(node), None
        seen: set[str] = set()
        while "$ref" in found:
            reference = str(found["$ref"])
            if reference in seen:
                raise ContractError(f"{self.path}: {reference} refers to itself")
            seen.add(reference)
            target: object = self.document
            for part in reference.removeprefix("#/").split("/"):
                key = part.replace("~1", "/").replace("~0", "~")
                target = target.get(key) if isinstance(target, dict) else None
            if not isinstance(target, dict):
                raise ContractError(f"{self.path}: {reference} leads nowhere")
            match = re.fullmatch(r"#/components/schemas/([^/]+)", reference)
            found, name = target, match[1] if match else None
        return found, name

    def shape(self, schema: object) -> tuple[Node, str | None]:
        """Return a schema with references followed and allOf merged, and its name."""
        node, name = self.follow(schema)
        parts = [self.shape(part) for part in sequence(node.get("allOf"))]
        merged = {key: value for key, value in node.items() if key != "allOf"}
        for inner, _ in parts:
            properties = mapping(inner.get("properties")) | mapping(merged.get("properties"))
            required = [*sequence(inner.get("required")), *sequence(merged.get("required"))]
            merged = {**inner, **merged, "properties": properties, "required": required}
        if merged.get("properties"):
            merged.setdefault("type", "object")
        if len(parts) == 1:
            name = name or parts[0][1]
        return merged, name

    def operations(self) -> dict[str, Node]:
        """Return the operations by method and path; the parameters of the path are merged in."""
        return {
            f"{method.upper()} {path}": self._operation(item, item[method])
            for path, item in self.paths.items()
            for method in METHODS
            if method in mapping(item)
        }

    def _operation(self, item: Node, node: object) -> Node:
        """Return an operation with all that it inherits, in a form that can be compared."""
        operation = dict(mapping(node))
        listed = [*sequence(item.get("parameters")), *sequence(operation.get("parameters"))]
        parameters = [self.follow(parameter)[0] for parameter in listed]
        security = sequence(operation.get("security", self.document.get("security")))
        responses = mapping(operation.get("responses"))
        operation["parameters"] = {str(one.get("name")): one for one in parameters}
        operation["security"] = sorted(sorted(mapping(entry)) for entry in security)
        operation["responses"] = {str(code): answer for code, answer in responses.items()}
        return operation

    def idle_paths(self) -> set[str]:
        """Return the paths that have no operation."""
        return {path for path, item in self.paths.items() if not set(METHODS) & set(mapping(item))}

    def object_schemas(self) -> dict[str, Node]:
        """Return the shapes of the named schemas that describe objects, by name."""
        schemas = mapping(mapping(self.document.get("components")).get("schemas"))
        shapes = {name: self.shape(schema)[0] for name, schema in schemas.items()}
        return {name: shape for name, shape in shapes.items() if shape.get("type") == "object"}


class Comparison:
    """Finds the differences between a published contract and ours."""

    def __init__(self, published: Contract, ours: Contract) -> None:
        self.published = published
        self.ours = ours
        self._named: set[str] = set()  # our names for what is inline in the published contract

    def differences(self) -> Differences:
        """Yield every difference: of paths, operations and named objects."""
        contracts = Pair(self.published, self.ours)
        documents = contracts.each(lambda contract: contract.document)
        yield from self._values("contract", documents.each(access), ("urls", "keys"))
        for path in self.published.idle_paths() ^ self.ours.idle_paths():
            yield Difference(f"path {path} without an operation")
        yield from self._both("", contracts.each(Contract.operations), self._operation)
        schemas = contracts.each(Contract.object_schemas)
        found = list(self._both("schema ", schemas, self._fields))
        named = {f"schema {name} added" for name in self._named}
        yield from (difference for difference in found if difference.key not in named)

    def _both(
        self, prefix: str, pair: Pair, compare: Callable[[str, Pair], Differences]
    ) -> Differences:
        """Yield what only one side has, and what `compare` finds in what both have."""
        for name in pair.published.keys() | pair.ours.keys():
            if name not in pair.ours:
                yield Difference(f"{prefix}{name} missing")
            elif name not in pair.published:
                yield Difference(f"{prefix}{name} added")
            else:
                yield from compare(f"{prefix}{name}", pair.get(name))

    def _values(self, where: str, pair: Pair, keys: tuple[str, ...]) -> Differences:
        """Yield the plain values that differ."""
        for key in keys:
            if pair.get(key).differs():
                yield Difference(f"{where} {key}", pair.get(key))

    def _operation(self, where: str, pair: Pair) -> Differences:
        yield from self._values(where, pair, ("operationId", "tags", "security"))
        yield from self._both(f"{where} parameter ", pair.get("parameters"), self._parameter)
        yield from self._both(f"{where} ", pair.get("responses"), self._body)
        requests = pair.get("requestBody").each(lambda body: {"request": body} if body else {})
        yield from self._both(f"{where} ", requests, self._body)
        if pair.get("callbacks").each(bool).differs():
            yield Difference(f"{where} callbacks")

    def _parameter(self, where: str, pair: Pair) -> Differences:
        yield from self._values(where, pair, ("in",))
        yield from self._required(where, pair)
        yield from self._schema(where, pair.get("schema"))

    def _body(self, where: str, pair: Pair) -> Differences:
        """Compare two request bodies, or two answers."""
        pair = Pair(self.published.follow(pair.published)[0], self.ours.follow(pair.ours)[0])
        yield from self._required(where, pair)
        yield from self._both(f"{where} ", pair.get("content").each(mapping), self._media)

    def _required(self, where: str, pair: Pair) -> Differences:
        required = pair.get("required").each(bool)
        if required.differs():
            yield Difference(f"{where} required", required)

    def _media(self, where: str, pair: Pair) -> Differences:
        if pair.get("schema").each(bool).differs():
            yield Difference(f"{where} schema")
        else:
            yield from self._schema(where, pair.get("schema"))

    def _schema(self, where: str, pair: Pair) -> Differences:
        """Compare two schemas in place; objects of one name are compared once, at their name."""
        theirs, their_name = self.published.shape(pair.published)
        ours, our_name = self.ours.shape(pair.ours)
        shapes = Pair(theirs, ours)
        if shapes.each(lambda shape: "items" in shape).differs():
            yield Difference(f"{where} type", shapes.get("type"))
            inner = Pair(theirs.get("items", pair.published), ours.get("items", pair.ours))
            yield from self._schema(f"{where}[]", inner)
        elif our_name is None or our_name != their_name or ours.get("type") != "object":
            self._named |= {our_name} if our_name else set()
            yield from self._fields(where, shapes)

    def _fields(self, where: str, shapes: Pair) -> Differences:
        """Compare two shapes, and what is inside them."""
        yield from self._values(where, shapes, FACETS)
        required = shapes.get("required").each(sequence).each(sorted)
        if required.differs():
            yield Difference(f"{where} required", required)
        if all("items" in shape for shape in shapes):
            yield from self._schema(f"{where}[]", shapes.get("items"))
        values = shapes.get("additionalProperties")
        if all(isinstance(value, dict) for value in values):
            yield from self._schema(f"{where}{{}}", values)
        elif values.differs():
            yield Difference(f"{where} additionalProperties", values)
        choices = shapes.get("oneOf").each(sequence)
        if choices.each(len).differs():
            yield Difference(f"{where} oneOf", choices.each(len))
        else:
            for index, choice in enumerate(map(Pair, *choices)):
                yield from self._schema(f"{where}|{index}", choice)
        yield from self._both(f"{where}.", shapes.get("properties").each(mapping), self._schema)


def matches(pattern: str, difference: Difference) -> bool:
    """Tell whether a key of ACCEPTED covers a difference; one with values has to cover these."""
    text = str(difference) if " -> " in pattern else difference.key
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text) is not None


def main(
    arguments: list[str], contract: Path = CONTRACT, accepted: Mapping[str, str] = ACCEPTED
) -> int:
    """Run the command; print each finding on a line and return the exit status."""
    if len(arguments) != 1:
        print("usage: published.py FILE", file=sys.stderr)
        return 2
    try:
        comparison = Comparison(Contract.load(Path(arguments[0])), Contract.load(contract))
        found = sorted(comparison.differences(), key=lambda difference: difference.key)
    except ContractError as error:
        print(f"published.py: {error}", file=sys.stderr)
        return 2
    except RecursionError:
        print("published.py: a schema contains itself without end", file=sys.stderr)
        return 2
    unlisted = [one for one in found if not any(matches(rule, one) for rule in accepted)]
    gone = [rule for rule in accepted if not any(matches(rule, one) for one in found)]
    for one in unlisted:
        print(f"not listed: {one}")
    for rule in gone:
        print(f"listed, but gone: {rule} ({accepted[rule]})")
    if unlisted or gone:
        return 1
    print(f"{len(found)} differences, all accepted by {len(accepted)} rules")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
