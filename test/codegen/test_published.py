"""The comparison with a published contract, run on small contracts and on our own."""

from __future__ import annotations

import copy
import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

SCRIPT = Path(__file__).parents[2] / "codegen" / "published.py"
CONTRACT = SCRIPT.with_name("openapi.yaml")

# Uses what a published contract can bring: status codes as numbers, named strings, references
# into a property, allOf, an inline object, a tag with a blank.
SMALL = """
openapi: 3.0.0
info: {title: small, version: "1"}
paths:
  /things/{thingId}:
    parameters:
      - $ref: '#/components/parameters/ThingId'
    get:
      operationId: GetThing
      tags: [Some Things]
      security: [{Query: []}, {Header: []}]
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 10}}
      responses:
        200:
          description: Found.
          content:
            application/json:
              schema:
                properties:
                  n: {type: integer}
                  thing: {$ref: '#/components/schemas/Thing'}
        404:
          $ref: '#/components/responses/NotFound'
    put:
      operationId: PutThing
      tags: [Some Things]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Whole'}
      responses:
        '204': {description: Done.}
components:
  parameters:
    ThingId:
      {name: thingId, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
  responses:
    NotFound: {description: Gone., content: {text/plain: {schema: {type: string}}}}
  schemas:
    Id: {type: string, description: A name for a string.}
    Thing:
      type: object
      required: [_id]
      properties:
        _id: {$ref: '#/components/schemas/Id'}
        color: {type: string, enum: [red, green]}
        parts: {type: array, items: {$ref: '#/components/schemas/Thing'}}
    Extra:
      type: object
      properties:
        again: {$ref: '#/components/schemas/Thing/properties/color'}
    Whole:
      allOf:
        - $ref: '#/components/schemas/Thing'
        - $ref: '#/components/schemas/Extra'
"""

Change = Callable[[dict[str, Any]], object]


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("published", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


published = load_script()


def run(file: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a maintainer does."""
    command = [sys.executable, str(SCRIPT), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


class Small:
    """Two small contracts in a folder, the same until one of them is changed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.theirs: dict[str, Any] = yaml.safe_load(SMALL)
        self.ours: dict[str, Any] = copy.deepcopy(self.theirs)
        self._folder = folder
        self._capsys = capsys

    def compare(self, **accepted: str) -> tuple[int, list[str]]:
        """Compare the two; return the exit status and the lines."""
        files = []
        for name, document in (("theirs", self.theirs), ("ours", self.ours)):
            files.append(self._folder / f"{name}.yaml")
            files[-1].write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
        status = published.main([str(files[0])], contract=files[1], accepted=accepted)
        return status, self._capsys.readouterr().out.splitlines()

    def operation(self, method: str = "get") -> dict[str, Any]:
        found: dict[str, Any] = self.ours["paths"]["/things/{thingId}"][method]
        return found

    def schemas(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ours["components"]["schemas"]
        return found


@pytest.fixture
def small(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Small:
    return Small(tmp_path, capsys)


def test_identical_contracts_have_no_difference(small: Small) -> None:
    assert small.compare() == (0, ["0 differences, all accepted by 0 rules"])


def test_naming_and_inlining_is_no_difference(small: Small) -> None:
    answers = small.operation()["responses"]
    inline = answers[200]["content"]["application/json"]["schema"]
    small.schemas()["ThingCount"] = {"type": "object", **inline}
    named = {"$ref": "#/components/schemas/ThingCount"}
    answers[200]["content"]["application/json"]["schema"] = named
    answers["200"] = answers.pop(200)
    answers["404"] = small.ours["components"]["responses"].pop("NotFound")
    del answers[404]
    small.schemas()["Thing"]["properties"]["_id"] = {"type": "string"}
    color = small.schemas()["Thing"]["properties"]["color"]
    small.schemas()["Extra"]["properties"]["again"] = dict(color, description="Same.")
    small.schemas()["Thing"]["example"] = {"_id": "one"}
    small.operation()["summary"] = "Another text"
    assert small.compare() == (0, ["0 differences, all accepted by 0 rules"])


def test_security_for_all_is_security_for_each(small: Small) -> None:
    small.ours["security"] = [{"Header": []}, {"Query": []}]
    del small.operation()["security"]
    small.operation("put")["security"] = []
    assert small.compare()[0] == 0


def edit_get(key: str, value: object) -> Change:
    return lambda ours: ours["paths"]["/things/{thingId}"]["get"].update({key: value})


def edit_thing(name: str, **facets: object) -> Change:
    def change(ours: dict[str, Any]) -> None:
        properties = ours["components"]["schemas"]["Thing"]["properties"]
        properties[name] = {**properties.get(name, {}), **facets}

    return change


def the_answer(ours: dict[str, Any]) -> dict[str, Any]:
    get = ours["paths"]["/things/{thingId}"]["get"]
    found: dict[str, Any] = get["responses"][200]["content"]["application/json"]
    return found


GET = "GET /things/{thingId}"
PUT = "PUT /things/{thingId}"
CHANGES: list[tuple[Change, str]] = [
    (lambda ours: ours["paths"].clear(), f"{GET} missing"),
    (lambda ours: ours["paths"]["/things/{thingId}"].pop("put"), f"{PUT} missing"),
    (
        lambda ours: ours["paths"].update({"/more": {"get": {"responses": {}}}}),
        "GET /more added",
    ),
    (lambda ours: ours["paths"].update({"/idle": {}}), "path /idle without an operation"),
    (edit_get("operationId", "FetchThing"), f"{GET} operationId"),
    (edit_get("tags", ["Things"]), f"{GET} tags"),
    (edit_get("security", [{"Header": []}]), f"{GET} security"),
    (edit_get("callbacks", {"on": {}}), f"{GET} callbacks"),
    (edit_get("parameters", []), f"{GET} parameter limit missing"),
    (
        lambda ours: ours["components"]["parameters"]["ThingId"].update({"in": "query"}),
        f"{PUT} parameter thingId in",
    ),
    (
        lambda ours: ours["components"]["parameters"]["ThingId"].update(required=False),
        f"{PUT} parameter thingId required",
    ),
    (
        lambda ours: ours["components"]["schemas"]["Id"].update(type="integer"),
        f"{PUT} parameter thingId type",
    ),
    (
        edit_get("parameters", [{"name": "limit", "in": "query", "schema": {"type": "integer"}}]),
        f"{GET} parameter limit maximum",
    ),
    (
        lambda ours: ours["paths"]["/things/{thingId}"]["put"].pop("requestBody"),
        f"{PUT} request missing",
    ),
    (
        lambda ours: ours["paths"]["/things/{thingId}"]["put"]["requestBody"].pop("required"),
        f"{PUT} request required",
    ),
    (
        lambda ours: ours["paths"]["/things/{thingId}"]["get"]["responses"].pop(404),
        f"{GET} 404 missing",
    ),
    (
        lambda ours: ours["paths"]["/things/{thingId}"]["put"]["responses"].update({"429": {}}),
        f"{PUT} 429 added",
    ),
    (
        lambda ours: ours["components"]["responses"]["NotFound"].pop("content"),
        f"{GET} 404 text/plain missing",
    ),
    (
        lambda ours: the_answer(ours).pop("schema"),
        f"{GET} 200 application/json schema",
    ),
    (
        lambda ours: the_answer(ours)["schema"]["properties"].pop("n"),
        f"{GET} 200 application/json.n missing",
    ),
    (
        lambda ours: the_answer(ours).update(
            schema={"type": "array", "items": the_answer(ours)["schema"]}
        ),
        f"{GET} 200 application/json type",
    ),
    (lambda ours: ours["components"]["schemas"].pop("Extra"), "schema Extra missing"),
    (
        lambda ours: ours["components"]["schemas"].update(Other={"type": "object"}),
        "schema Other added",
    ),
    (edit_thing("size", type="integer"), "schema Thing.size added"),
    (edit_thing("color", enum=["red"]), "schema Thing.color enum"),
    (edit_thing("color", format="hex"), "schema Thing.color format"),
    (edit_thing("color", nullable=True), "schema Thing.color nullable"),
    (edit_thing("color", default="red"), "schema Thing.color default"),
    (edit_thing("parts", items={"type": "string"}), "schema Thing.parts[] type"),
    (
        lambda ours: ours["components"]["schemas"]["Thing"].pop("required"),
        "schema Thing required",
    ),
    (
        lambda ours: ours["components"]["schemas"]["Thing"].update(
            additionalProperties={"type": "string"}
        ),
        "schema Thing additionalProperties",
    ),
    (
        lambda ours: ours["components"]["schemas"]["Id"].update(oneOf=[{"type": "string"}]),
        "schema Thing._id oneOf",
    ),
]


@pytest.mark.parametrize(("change", "key"), CHANGES, ids=[key for _, key in CHANGES])
def test_an_unlisted_difference_fails_and_is_named(small: Small, change: Change, key: str) -> None:
    if key == "schema Extra missing":  # whoever refers to it must go too
        small.schemas()["Whole"]["allOf"].pop()
    change(small.ours)
    status, lines = small.compare()
    assert status == 1
    assert [line for line in lines if line == f"not listed: {key}" or f": {key}: " in line]
    assert all(line.startswith("not listed: ") for line in lines)


def test_a_difference_shows_both_values(small: Small) -> None:
    edit_thing("color", format="hex")(small.ours)
    assert "not listed: schema Thing.color format: None -> hex" in small.compare()[1]


def test_a_rule_with_values_accepts_these_alone(small: Small) -> None:
    edit_thing("color", format="hex")(small.ours)
    for rule, status in (("* format: None -> hex", 0), ("* format: None -> rgb", 1)):
        assert small.compare(**{rule: "why"})[0] == status


def test_where_the_service_is_and_how_the_key_is_sent_are_compared(small: Small) -> None:
    small.ours["servers"] = [{"url": "https://elsewhere.example"}]
    scheme = {"type": "apiKey", "in": "header", "name": "Other-Key"}
    small.ours.setdefault("components", {})["securitySchemes"] = {"Key": scheme}
    found = " ".join(small.compare()[1])
    assert "contract urls: " in found
    assert "apiKey header Other-Key" in found


def test_an_object_in_many_places_is_compared_once(small: Small) -> None:
    edit_thing("size", type="integer")(small.ours)
    # In place, and where allOf merges it; not in the answer and the list that refer to it.
    assert small.compare()[1] == [
        "not listed: schema Thing.size added",
        "not listed: schema Whole.size added",
    ]


def test_a_listed_difference_is_accepted(small: Small) -> None:
    edit_thing("size", type="integer")(small.ours)
    accepted = {"schema *.size added": "things have sizes"}
    assert small.compare(**accepted) == (0, ["2 differences, all accepted by 1 rules"])


def test_a_listed_difference_that_is_gone_fails(small: Small) -> None:
    edit_thing("size", type="integer")(small.ours)
    accepted = {"schema *.size added": "things have sizes", "schema Thing.age added": "they grow"}
    assert small.compare(**accepted) == (
        1,
        ["listed, but gone: schema Thing.age added (they grow)"],
    )


def test_a_key_is_literal_but_for_the_star() -> None:
    def matches(rule: str, key: str) -> object:
        return published.matches(rule, published.Difference(key))

    assert matches("GET /a/{b} 200 */* added", "GET /a/{b} 200 text/html added")
    assert matches("* 429 added", "GET /me 429 added")
    assert not matches("* 429 added", "GET /me 429 added too")
    assert not matches("schema A.b", "schema Axb")
    assert not matches("schema A", "schema AB")


def test_the_command_names_every_listed_difference_that_our_own_contract_lacks() -> None:
    result = run(CONTRACT)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        f"listed, but gone: {key} ({reason})" for key, reason in published.ACCEPTED.items()
    ]


def test_the_command_names_what_it_does_not_know(tmp_path: Path) -> None:
    document = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    document["paths"]["/me/keys"] = {"get": {"operationId": "ListKeys", "responses": {}}}
    del document["components"]["schemas"]["Domain"]["properties"]["hosted"]
    file = tmp_path / "published.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    result = run(file)
    assert result.returncode == 1
    unlisted = [line for line in result.stdout.splitlines() if line.startswith("not listed")]
    assert unlisted == [
        "not listed: GET /me/keys missing",
        "not listed: schema Domain.hosted added",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "cannot be read"),
        ("just a line", "is not an OpenAPI document"),
        ("openapi: 3.0.0", "is not an OpenAPI document"),
        ("{openapi: 3.0.0, paths: {/a: [get]}}", "not a mapping"),
        ("{openapi: 3.0.0, paths: {/a: {get: {parameters: all}}}}", "not a list"),
        (SMALL.replace("schemas/Extra'", "schemas/Nothing'"), "schemas/Nothing leads nowhere"),
        (SMALL.replace("{type: string, desc", "{$ref: '#/components/schemas/Id', desc"), "itself"),
        (SMALL.replace("schemas/Extra'", "schemas/Whole'"), "itself without end"),
    ],
)
def test_a_file_that_is_no_contract_is_told_apart(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "published.yaml"
    file.write_text(text, encoding="utf-8")
    result = run(file)
    assert result.returncode == 2
    assert result.stderr.startswith("published.py: ")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing.yaml")
    assert result.returncode == 2
    assert "nothing.yaml cannot be read" in result.stderr


def test_the_command_needs_one_file() -> None:
    result = subprocess.run(
        [sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 2
    assert result.stderr == "usage: published.py FILE\n"
