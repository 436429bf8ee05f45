"""What the contract must say, written down by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import validate
from support.contract import (
    CONTRACT,
    METHODS,
    PATH,
    SCHEMAS,
    errors,
    named_operations,
    ref,
    resolve,
)

OPERATIONS = {
    "Addresses": """
        GET /addresses ListAddresses
        GET /addresses/{email} GetAddress
        POST /addresses/{email} CreateAddress
        PUT /addresses/{email} UpdateAddress
        DELETE /addresses/{email} DeleteAddress
        GET /addresses/{email}/availability CheckAvailability
        POST /private-addresses-bulk CreateAddresses
    """,
    "emailValidation": """
        GET /validations/addresses/{email} ValidateAddress
        POST /validations/addresses ValidateAddressesBulk
    """,
    "Messages": """
        GET /addresses/{email}/message-count CountMessages
        GET /addresses/{email}/messages ListMessages
        DELETE /addresses/{email}/messages DeleteAllMessages
        GET /addresses/starred/messages ListStarredMessages
        GET /addresses/{email}/messages/{messageId} GetMessageMetadata
        DELETE /addresses/{email}/messages/{messageId} DeleteMessage
        GET /raw/{email}/{messageId} GetFullRawMessage
        GET /addresses/{email}/messages/{messageId}/headers GetHeaders
        GET /dirty/{email}/{messageId} GetBodyDirty
        GET /body/{email}/{messageId} GetBodySanitized
        GET /text/{email}/{messageId} GetBodyPlainText
        PUT /addresses/{email}/messages/{messageId}/star ToggleMessageStar
        PUT /addresses/{email}/messages/{messageId}/labels/{label} AddMessageLabel
        DELETE /addresses/{email}/messages/{messageId}/labels/{label} DeleteMessageLabel
        PUT /addresses/{email}/messages/{messageId}/folder/{folder} SetMessageFolder
        PUT /addresses/{email}/messages/{messageId}/read/{readBoolean} SetMessageReadStatus
        GET /inbox ListInboxMessages
        GET /inbox-filter FilterInboxMessages
        GET /inbox-search SearchInboxMessages
        GET /domains/{domain}/messages ListDomainMessages
        POST /domains/{domain}/delete-all-domain-mail DeleteAllDomainMessages
    """,
    "Domains": """
        GET /domains ListDomains
        GET /domains/{domain} GetDomain
    """,
    "Account": """
        GET /me User
        GET /me/stats AccountStats
    """,
    "Attachments": """
        GET /addresses/{email}/messages/{messageId}/attachments ListMessageAttachments
        GET /addresses/{email}/messages/{messageId}/attachments/{attachmentIdentifier} \
            DownloadAttachment
        GET /mailstats/common-attachments ListPublicAttachments
        GET /mailstats/common-attachments/{md5sum}/count CountPublicAttachments
        GET /mailstats/common-attachments/{md5sum} ListMessagesForAttachment
        GET /mailstats/common-attachments/{md5sum}/download DownloadPublicAttachment
    """,
    "messageStats": """
        GET /mailstats/top-addresses ListTopPublicAddresses
        GET /mailstats/top-senders ListTopPublicSenders
        GET /mailstats/top-domains ListTopPublicDomains
        GET /mailstats/blacklist Denylist
        GET /mailstats/blacklist/{domainOrIP} CheckDenylist
    """,
    "Web Sockets": "POST /custom_web_sockets _doNotUse_WebSocketDocsOnly",
    "Webhooks": "POST /custom_webhooks _doNotUse_WebhookDocsOnly",
}
DOCS_ONLY = {"_doNotUse_WebSocketDocsOnly", "_doNotUse_WebhookDocsOnly"}
UNIONS = {"HeaderValue", "MessageHeaders", "SendMessageTo", "SendMessageFrom"}


def walk(node: object, where: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping of the contract with its place; what is in an example is left out."""
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            if key != "example":
                yield from walk(value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, f"{where}/{index}")


def bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each media type that some answer can have, with its place."""
    answers = dict(CONTRACT["components"]["responses"].items())
    for name, operation in named_operations().items():
        for code, answer in operation["responses"].items():
            answers.setdefault(f"{name} {code}", answer)
    for name, answer in answers.items():
        for media, content in resolve(answer).get("content", {}).items():
            yield f"{name} {media}", content


ALL = named_operations()
BODIES = dict(bodies())
PROPERTIES = {
    f"{where}/{name}": schema
    for where, node in walk(CONTRACT)
    if where.endswith("/properties")
    for name, schema in node.items()
}


def answer(operation: str, code: str = "200", media: str = "application/json") -> dict[str, Any]:
    """Return the schema of an answer."""
    schema: dict[str, Any] = resolve(ALL[operation]["responses"][code])["content"][media]["schema"]
    return schema


def array_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": ref(name)}


def test_it_is_a_valid_openapi_document() -> None:
    validate(CONTRACT)
    assert CONTRACT["openapi"] == "3.0.3"
    assert CONTRACT["info"]["title"] == "Mailsac API"
    assert CONTRACT["info"]["version"] == "1.0.8"
    assert [server["url"] for server in CONTRACT["servers"]] == ["https://mailsac.com/api"]


def test_the_operations_and_their_tags() -> None:
    expected = {
        tuple(line.split()): tag
        for tag, lines in OPERATIONS.items()
        for line in lines.strip().splitlines()
    }
    found = {
        (method.upper(), path, item[method]["operationId"]): item[method]["tags"]
        for path, item in CONTRACT["paths"].items()
        for method in METHODS & item.keys()
    }
    assert len(found) == 47
    assert found == {operation: [tag] for operation, tag in expected.items()}
    assert {tag["name"] for tag in CONTRACT["tags"]} == OPERATIONS.keys()


def test_every_reference_leads_somewhere() -> None:
    references = [node for _, node in walk(CONTRACT) if "$ref" in node]
    assert len(references) > 200
    for node in references:
        assert resolve(node)


def test_every_shared_parameter_and_response_is_used() -> None:
    used = {node["$ref"] for _, node in walk(CONTRACT) if "$ref" in node}
    for kind in ("parameters", "responses"):
        for name in CONTRACT["components"][kind]:
            assert f"#/components/{kind}/{name}" in used


@pytest.mark.parametrize("name", ALL)
def test_an_operation_is_described(name: str) -> None:
    operation = ALL[name]
    assert operation["summary"]
    assert "\n" not in operation["summary"]
    assert not operation["summary"].endswith(".")
    assert operation["description"].rstrip().endswith(".")
    for parameter in operation["parameters"].values():
        assert parameter["description"]
    for response in operation["responses"].values():
        assert resolve(response)["description"]


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_is_described(name: str) -> None:
    schema = PROPERTIES[name]
    # A reference takes no text beside it; the schema that it names has one.
    assert resolve(schema)["description"]


@pytest.mark.parametrize("name", sorted(ALL.keys() - DOCS_ONLY))
def test_a_rest_operation_answers_errors(name: str) -> None:
    responses = ALL[name]["responses"]
    assert responses["429"] == {"$ref": "#/components/responses/TooManyRequests"}
    assert responses["default"] == {"$ref": "#/components/responses/UnexpectedError"}
    for code, response in responses.items():
        if code == "default" or code >= "400":
            schema = resolve(response)["content"]["application/json"]["schema"]
            assert schema == ref("ErrorResponseBody")


def test_where_a_401_is_documented() -> None:
    without = {name for name, operation in ALL.items() if "401" not in operation["responses"]}
    assert without == {
        "CheckAvailability",
        "ValidateAddress",
        "ValidateAddressesBulk",
        *DOCS_ONLY,
    }


def test_the_key_goes_in_the_header_or_the_query() -> None:
    schemes = CONTRACT["components"]["securitySchemes"]
    places = {name: (scheme["in"], scheme["name"]) for name, scheme in schemes.items()}
    assert places == {
        "APIKeyQueryParam": ("query", "_mailsacKey"),
        "APIKeyHeader": ("header", "Mailsac-Key"),
    }
    assert CONTRACT["security"] == [{"APIKeyQueryParam": []}, {"APIKeyHeader": []}]
    assert {name for name in ALL if "security" in ALL[name]} == DOCS_ONLY


# Schemas


def test_the_published_objects_keep_their_names() -> None:
    expected = """
        ErrorResponseBody NotEnoughCreditsResponse TooManyRecipientsResponse EmailAddress
        EmailMessage EmailMessageBodyProps EmailMessageWebSocketFrame EmailMessageWebhook
        EmailMessageShort Domain EmailRecipient UpdatePrivateAddressForwarding
        EmailAddressIntegrity EmailAddressAvailability EmailAttachment SendMessage
        CurrentUserInfo CurrentUserStats AttachmentMeta commonAttachments
    """
    assert set(expected.split()) <= SCHEMAS.keys()


def test_only_objects_enums_and_four_unions_are_named() -> None:
    for name, schema in SCHEMAS.items():
        if name in UNIONS:
            assert "oneOf" in schema
        else:
            assert "properties" in schema or "allOf" in schema or "enum" in schema, name


def test_no_answer_and_no_body_is_an_inline_object() -> None:
    requests = [
        operation["requestBody"]["content"]["application/json"]["schema"]
        for operation in ALL.values()
        if "requestBody" in operation
    ]
    assert len(requests) == 4
    for schema in [*(content["schema"] for content in BODIES.values()), *requests]:
        assert "properties" not in schema
        assert "properties" not in schema.get("items", {})


EXAMPLES = {
    **{f"schema {name}": (ref(name), schema) for name, schema in SCHEMAS.items()},
    **{f"answer {name}": (content["schema"], content) for name, content in BODIES.items()},
    **{
        f"{where} {node['name']}": (node["schema"], node)
        for where, node in walk(CONTRACT)
        if {"in", "schema", "example"} <= node.keys()
    },
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_there_and_valid(name: str) -> None:
    schema, holder = EXAMPLES[name]
    if "enum" in resolve(schema):
        return
    assert "example" in holder
    assert errors(schema, holder["example"]) == []


def test_the_check_of_examples_sees_what_is_wrong() -> None:
    assert errors(ref("EmailMessage"), {"received": "2026-11-03"})
    assert errors(ref("EmailMessage"), {"to": ["someone@shop.example"]})
    assert errors(ref("EmailMessage"), {"subject": None})
    assert errors(ref("EmailMessageWebSocketFrame"), {"status": 200})
    assert errors(array_of("EmailMessage"), {"_id": "m9Qk2TzW41nb-0"})


@pytest.mark.parametrize("name", sorted(SCHEMAS.keys() - UNIONS))
def test_an_example_knows_no_other_properties(name: str) -> None:
    def properties(schema: dict[str, Any]) -> set[str]:
        schema = resolve(schema)
        found = set(schema.get("properties", ()))
        return found.union(*map(properties, schema.get("allOf", [])))

    assert set(SCHEMAS[name].get("example", {})) <= properties(ref(name))


# What the published contract has wrong, or does not say


def properties_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMAS[name]["properties"]
    return found


def test_a_short_message_has_an_id() -> None:
    assert properties_of("EmailMessageShort")["_id"]["type"] == "string"
    assert properties_of("EmailMessageShort").keys() == properties_of("EmailMessage").keys()


@pytest.mark.parametrize("name", ["InboxPage", "FilteredMessages", "SearchedMessages"])
def test_messages_of_the_account_are_a_flat_array(name: str) -> None:
    assert properties_of(name)["messages"]["items"] == ref("EmailMessageShort")


def test_the_inbox_answers_since() -> None:
    assert properties_of("InboxPage")["since"]["format"] == "date-time"


@pytest.mark.parametrize(
    ("operation", "item"),
    [
        ("ListAddresses", "EmailAddress"),
        ("CreateAddresses", "EmailAddress"),
        ("ListMessageAttachments", "AttachmentMeta"),
        ("ListMessagesForAttachment", "EmailMessage"),
        ("ListTopPublicAddresses", "TopAddress"),
        ("ListTopPublicSenders", "TopSender"),
        ("ListTopPublicDomains", "TopDomain"),
        ("ListDomainMessages", "EmailMessageShort"),
        ("ListMessages", "EmailMessage"),
    ],
)
def test_a_list_is_an_array(operation: str, item: str) -> None:
    # Of those that are published as one object, the client takes this, too.
    assert answer(operation) in (array_of(item), {"x-or-one": True, **array_of(item)})


@pytest.mark.parametrize(
    ("schema", "name", "also"),
    [
        ("EmailAddress", "enablews", "enabledws"),
        ("EmailAddressIntegrity", "validFormat", "isValidFormat"),
        ("EmailMessageBodyProps", "body", "html"),
    ],
)
def test_a_second_name_fills_the_same_property(schema: str, name: str, also: str) -> None:
    assert properties_of(schema)[name]["x-also"] == also
    assert also not in properties_of(schema)


def test_every_date_is_a_date_time() -> None:
    formats = [node.get("format") for _, node in walk(CONTRACT)]
    assert "date" not in formats
    for name in ("EmailMessage", "EmailMessageShort"):
        assert properties_of(name)["received"]["format"] == "date-time"
    assert properties_of("CurrentUserInfo")["lastLogin"]["format"] == "date-time"
    dated = {"since", "until", "startDate", "endDate"}
    found = [
        (parameter["name"], parameter["schema"]["format"])
        for operation in ALL.values()
        for parameter in operation["parameters"].values()
        if parameter["name"] in dated
    ]
    assert len(found) == 11
    assert {format_ for _, format_ in found} == {"date-time"}


def test_header_values_are_strings_or_lists() -> None:
    headers = properties_of("EmailMessageBodyProps")["headers"]
    assert headers["additionalProperties"] == ref("HeaderValue")
    assert not errors(headers, {"subject": "hello", "received": ["one", "two"]})
    assert errors(headers, {"subject": 1})


def test_the_headers_call_and_its_three_shapes() -> None:
    parameters = ALL["GetHeaders"]["parameters"]
    assert parameters.keys() == {"email", "messageId", "download", "format"}
    assert parameters["format"]["schema"]["enum"] == ["json", "json-ordered", "plain"]
    assert answer("GetHeaders") == ref("MessageHeaders")
    assert answer("GetHeaders", media="text/plain") == ref("MessageHeaders")
    for value in ({"to": ["a", "b"]}, [{"name": "to", "value": "a"}], "To: a\r\n"):
        assert not errors(ref("MessageHeaders"), value)


def test_the_read_status_answers_read() -> None:
    assert answer("SetMessageReadStatus") == ref("MessageReadStatus")
    assert properties_of("MessageReadStatus").keys() == {"_id", "read"}


@pytest.mark.parametrize("name", ["EmailMessage", "EmailMessageShort"])
def test_the_fields_that_can_be_null(name: str) -> None:
    nullable = {field for field, schema in properties_of(name).items() if schema.get("nullable")}
    assert nullable == {
        *("cc", "bcc", "savedBy", "attachments", "folder", "labels", "links", "read"),
    }


def test_forwarding_is_switched_off_by_null_and_has_no_defaults() -> None:
    settings = properties_of("UpdatePrivateAddressForwarding")
    for name in ("forward", "webhook", "webhookSlack"):
        assert settings[name]["nullable"] is True
    assert not [name for name, schema in settings.items() if "default" in schema]


def test_the_folders_of_old_mail() -> None:
    folders = ["inbox", "all", "spam", "trash", "sent", "drafts"]
    assert SCHEMAS["MessageFolder"]["enum"] == folders


def test_an_update_answers_the_address() -> None:
    assert answer("UpdateAddress") == ref("EmailAddress")


def test_the_deny_list_check_can_answer_404() -> None:
    assert answer("CheckDenylist") == ref("DenylistStatus")
    assert answer("CheckDenylist", "404") == ref("ErrorResponseBody")


def test_deleting_all_messages_takes_an_address_alone() -> None:
    assert ALL["DeleteAllMessages"]["parameters"].keys() == {"email"}
    assert ALL["ListMessages"]["parameters"].keys() == {"email", "until", "limit"}


@pytest.mark.parametrize(
    ("schema", "name", "most", "item"),
    [
        ("CreateAddressesRequest", "addresses", 100, {"type": "string", "format": "email"}),
        ("ValidateAddressesRequest", "emails", 50, {"type": "string"}),
    ],
)
def test_a_bulk_request_is_an_array_with_bounds(
    schema: str, name: str, most: int, item: dict[str, str]
) -> None:
    listed = properties_of(schema)[name]
    assert listed["type"] == "array"
    assert (listed["minItems"], listed["maxItems"]) == (1, most)
    assert listed["items"] == item


def test_what_is_no_address_can_be_checked() -> None:
    assert "format" not in ALL["ValidateAddress"]["parameters"]["email"]["schema"]
    assert "format" not in properties_of("EmailAddressIntegrity")["email"]


def test_the_first_frame_of_the_socket() -> None:
    assert answer("_doNotUse_WebSocketDocsOnly", "101") == ref("WebSocketListeningFrame")
    assert properties_of("WebSocketListeningFrame").keys() == {
        *("status", "msg", "addresses", "domains"),
    }


def test_the_frames_of_the_socket() -> None:
    frame = SCHEMAS["EmailMessageWebSocketFrame"]
    assert frame["required"] == ["email"]
    assert frame["properties"]["email"] == ref("IncomingEmailMessage")
    whole = [ref("EmailMessage"), ref("EmailMessageBodyProps")]
    assert SCHEMAS["IncomingEmailMessage"]["allOf"] == whole
    assert properties_of("WebSocketErrorFrame").keys() == {"status", "error", "message"}


def test_the_webhook_has_more_than_a_message() -> None:
    *whole, more = SCHEMAS["EmailMessageWebhook"]["allOf"]
    assert whole == [ref("EmailMessage"), ref("EmailMessageBodyProps")]
    assert more["properties"].keys() == {
        *("messageId", "priority", "date", "receivedDate", "encryptedInbox"),
    }


def test_the_two_operations_that_no_server_answers() -> None:
    socket = ALL["_doNotUse_WebSocketDocsOnly"]
    webhook = ALL["_doNotUse_WebhookDocsOnly"]
    assert socket["x-python-mixin"] == "client.streaming.mixin.StreamMixin"
    assert socket["parameters"].keys() == {"key", "addresses"}
    assert not any(one.get("required") for one in socket["parameters"].values())
    assert socket["parameters"]["key"]["schema"] == {"type": "string", "format": "password"}
    assert "stream()" in socket["description"]
    assert "update_address" in webhook["description"]
    for operation in (socket, webhook):
        assert "No server answers this POST" in operation["description"]


def test_the_privacy_path_is_left_out() -> None:
    assert not [path for path in CONTRACT["paths"] if ":" in path]
    assert not [path for path, item in CONTRACT["paths"].items() if not METHODS & item.keys()]


def test_a_domain_is_asked_for_by_its_name() -> None:
    assert ALL["GetDomain"]["parameters"]["domain"]["in"] == "path"


def test_a_public_attachment_is_bytes_of_any_type() -> None:
    binary = {"type": "string", "format": "binary"}
    assert answer("DownloadPublicAttachment", media="*/*") == binary
    assert answer("DownloadAttachment", media="application/octet-stream") == binary


def test_the_star_alone_is_not_repeatable() -> None:
    assert [name for name in ALL if "x-not-repeatable" in ALL[name]] == ["ToggleMessageStar"]
    assert ALL["ToggleMessageStar"]["x-not-repeatable"] is True


def test_only_the_documented_extensions_are_used() -> None:
    found = {key for _, node in walk(CONTRACT) for key in node if str(key).startswith("x-")}
    assert found == {"x-python-mixin", "x-also", "x-not-repeatable", "x-or-one"}
    for extension in found:
        assert f"#   {extension}: " in PATH.read_text(encoding="utf-8")


def test_the_bounds_of_parameters() -> None:
    parameters = ALL["ListInboxMessages"]["parameters"]
    limit = {"type": "integer", "minimum": 0, "maximum": 1000, "default": 20}
    assert parameters["limit"]["schema"] == limit
    assert parameters["skip"]["schema"] == {"type": "integer", "minimum": 0, "default": 0}
    assert ALL["GetBodyDirty"]["parameters"]["download"]["schema"]["enum"] == [1]


# How it is written


def test_the_file_is_tidy() -> None:
    for number, line in enumerate(PATH.read_text(encoding="utf-8").splitlines(), 1):
        assert len(line) <= 100, number
        assert line == line.rstrip(), number
        assert "\t" not in line, number
