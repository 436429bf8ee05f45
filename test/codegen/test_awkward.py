"""What the templates make of every awkward shape, in ``awkward.yaml``."""

from __future__ import annotations

import ast
import importlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import generate
import pytest

import client

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def files() -> generate.Files:
    return generate.generate(HERE / "awkward.yaml", HERE)


@pytest.fixture(scope="module")
def awkward(
    files: generate.Files, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ModuleType]:
    """The generated package, imported in the place of the real one's api and models."""
    folder = tmp_path_factory.mktemp("awkward")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "awkward_mixin.py").write_text("class Extra:\n    pass\n")
    package = Path(client.__file__).parent
    for path in package.glob("*.py"):  # the runtime that the generated code stands on
        if path.name != "__init__.py":
            (folder / "client" / path.name).write_bytes(path.read_bytes())
    saved = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "client"}
    for name in saved:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("client")
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == "client"]:
            del sys.modules[name]
        sys.modules.update(saved)


def test_two_runs_give_the_same_bytes(files: generate.Files) -> None:
    assert generate.generate(HERE / "awkward.yaml", HERE) == files


def test_every_module_compiles_and_says_that_it_is_generated(files: generate.Files) -> None:
    for name, content in files.items():
        text = content.decode()
        if name.endswith(".py"):
            compile(text, name, "exec")
            assert text.startswith("# Generated from codegen/openapi.yaml; do not edit.\n")
            assert max(map(len, text.splitlines())) <= 100
            assert "noqa" not in text
        if name.endswith(".md"):
            assert text.startswith("<!-- Generated from codegen/openapi.yaml; do not edit. -->\n")


def test_the_list_of_files_is_whole(files: generate.Files) -> None:
    listed = files["codegen/FILES"].decode().split()
    assert set(listed) == files.keys() - {"codegen/FILES"}
    assert "client/models/text_or_list.py" not in listed


def test_every_name_is_exported(awkward: ModuleType) -> None:
    for name in ("Thing", "LowerThing", "Colour", "OddThingsApi", "PlainThingsApi", "Problem"):
        assert getattr(awkward, name).__name__ == name
    with pytest.raises(AttributeError, match="Nothing"):
        _ = awkward.Nothing
    assert {"Thing", "OddThingsApi"} <= set(dir(awkward))
    for package, own, other in (
        (awkward.models, "Thing", "OddThingsApi"),
        (awkward.api, "OddThingsApi", "Thing"),
    ):
        assert getattr(package, own) is getattr(awkward, own)
        assert own in dir(package)
        assert own in package.__all__
        with pytest.raises(AttributeError, match=other):
            getattr(package, other)
    starred: dict[str, Any] = {}
    exec("from client.models import *", starred)
    assert starred["LowerThing"] is awkward.LowerThing


def test_fields_keep_their_wire_names(awkward: ModuleType) -> None:
    names = awkward.Thing.attribute_map
    assert names["id"] == "_id"
    assert names["var_class"] == "class"
    assert names["from_"] == "from"
    assert names["valid_format"] == "validFormat"
    assert names["var_self"] == "self"
    assert awkward.Thing.openapi_types["headers"] == "dict[str, str | list[str]]"
    assert awkward.Thing.openapi_types["from_"] == "list[LowerThing]"
    assert awkward.Thing.openapi_types["colour"] == "Colour | str"
    assert awkward.Thing.openapi_types["contents"] == "str"


WIRE = {
    "_id": "1",
    "html": "<p>",
    "class": "abc",
    "from": [{"n": 1, "odd": [1]}, {}],
    "isValidFormat": False,
    "when": "2026-11-03T08:21:36Z",
    "moments": ["2026-11-03T08:21:36Z"],
    "colour": "blue-green",
    "colours": ["red", "octarine"],
    "size": "small",
    "flag": 1,
    "score": 0.5,
    "child": {"n": 2},
    "byName": {"x": {"n": 3}},
    "headers": {"a": "b", "c": ["d", "e"]},
    "maps": [{"a": "b"}],
    "names": ["n"],
    "anything": [1, {"a": None}],
    "object": {"deep": {"er": 1}},
    "to_dict": "a method's name",
    "data": "d",
    "self": "s",
    "contents": "YQ==",
    "unheard of": {"kept": True},
}


def test_every_shape_is_read(awkward: ModuleType) -> None:
    thing = awkward.Thing.from_dict(WIRE)
    assert thing.body == "<p>"
    assert thing.valid_format is False
    assert isinstance(thing.from_[0], awkward.LowerThing)
    assert thing.from_[0].additional_properties == {"odd": [1]}
    assert thing.when == datetime(2026, 11, 3, 8, 21, 36, tzinfo=UTC)
    assert thing.moments == [thing.when]
    assert thing.colour is awkward.Colour.BLUE_MINUS_GREEN
    assert thing.colours == [awkward.Colour.RED, "octarine"]
    assert thing.child.n == 2
    assert thing.by_name["x"].n == 3
    assert thing.headers == {"a": "b", "c": ["d", "e"]}
    assert thing.additional_properties == {"unheard of": {"kept": True}}
    assert thing.to_dict() == {
        **{name: value for name, value in WIRE.items() if name not in ("html", "isValidFormat")},
        "body": "<p>",
        "validFormat": False,
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("from", "text"),
        ("from", ["text"]),
        ("from", [None]),
        ("when", "soon"),
        ("moments", ["soon"]),
        ("colour", 5),
        ("colours", {"a": 1}),
        ("child", []),
        ("byName", {"x": 1}),
        ("byName", []),
    ],
)
def test_another_shape_is_kept_and_the_field_is_none(
    awkward: ModuleType, field: str, value: Any
) -> None:
    thing = awkward.Thing.from_dict({"class": "abc", field: value})
    name = {"from": "from_", "byName": "by_name"}.get(field, field)
    assert getattr(thing, name) is None
    assert thing.additional_properties == {field: value}
    assert thing.to_dict() == {"class": "abc", field: value}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"var_class": "a"}, "Thing.var_class must have at least 2 characters"),
        ({"var_class": "a" * 9}, "Thing.var_class must have at most 8 characters, not 9"),
        ({"var_class": None}, "Thing.var_class is required"),
        ({"size": "huge"}, "Thing.size must be one of 'small', 'large', not 'huge'"),
        ({"flag": 2}, "Thing.flag must be one of 0, 1, not 2"),
        ({"colour": "octarine"}, "Thing.colour must be one of 'red', 'blue-green'"),
        ({"score": 1.5}, "Thing.score must be at most 1"),
        ({"names": []}, "Thing.names must have at least 1 item"),
        ({"names": list("abcd")}, "Thing.names must have at most 3 items, not 4"),
    ],
)
def test_only_what_is_sent_is_validated(
    awkward: ModuleType, change: dict[str, Any], message: str
) -> None:
    good: dict[str, Any] = {"var_class": "abc", "size": "small", "flag": 1, "colour": "red"}
    awkward.Thing(**good).validate()
    bad = awkward.Thing(**{**good, **change})
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        bad.validate()
    child = awkward.LowerThing(n=10)
    with pytest.raises(ValueError, match=r"LowerThing\.n must be at most 9"):
        awkward.Thing(var_class="abc", child=child).validate()
    with pytest.raises(ValueError, match=r"LowerThing\.n must be at most 9"):
        awkward.Thing(var_class="abc", from_=[child]).validate()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"from": "text"}, "Thing.from_ must be of type list[LowerThing], not str"),
        ({"from": [{"n": 1}, 5]}, "Thing.from_ must be of type list[LowerThing], not list"),
        ({"when": "soon"}, "Thing.when must be of type datetime, not str"),
        ({"child": []}, "Thing.child must be of type LowerThing, not list"),
        ({"byName": {"x": 1}}, "Thing.by_name must be of type dict[str, LowerThing], not dict"),
        ({"names": "abc"}, "Thing.names must be of type list[str], not str"),
    ],
)
def test_what_is_sent_is_of_its_type(
    awkward: ModuleType, sent: dict[str, Any], message: str
) -> None:
    from client.body import encoded_body

    whole = {"class": "abc", **sent}
    for body in (whole, awkward.Thing.from_dict(whole)):
        with pytest.raises(TypeError) as caught:
            encoded_body(awkward.OddThingsApi()._put_thing(body))
        assert str(caught.value) == message


def test_a_dict_may_hold_what_a_model_does(awkward: ModuleType) -> None:
    from client.body import encoded_body

    moment = datetime(2026, 11, 3, 8, 21, 36, tzinfo=UTC)
    children = {"from": [awkward.LowerThing(n=1)], "byName": {"x": awkward.LowerThing(n=2)}}
    body = {"class": "abc", "when": moment, "colour": awkward.Colour.RED, "new": (1,), **children}
    sent = encoded_body(awkward.OddThingsApi()._put_thing(body))
    assert sent is not None
    assert json.loads(sent) == {
        "class": "abc",
        "when": "2026-11-03T08:21:36Z",
        "colour": "red",
        "new": [1],
        "from": [{"n": 1}],
        "byName": {"x": {"n": 2}},
    }
    deep = {"class": "abc", "byName": {"x": {"n": 10}}}
    with pytest.raises(ValueError, match=r"LowerThing\.n must be at most 9"):
        encoded_body(awkward.OddThingsApi()._put_thing(deep))
    for wrong, wire in (("valid_format", "validFormat"), ("from_", "from"), ("var_class", "class")):
        with pytest.raises(ValueError, match=rf"'{wrong}' in a dict for Thing is called '{wire}'"):
            encoded_body(awkward.OddThingsApi()._put_thing({"class": "abc", wrong: True}))


def test_calls_are_described(awkward: ModuleType) -> None:
    api = awkward.OddThingsApi()
    call = api._list_things_docs_only(
        "c", "f", True, None, 5, "old", 1, "red", ["t"], None, "trace", "me"
    )
    assert call.method == "GET"
    assert call.path_params == {"class": "c", "from": "f"}
    assert call.query_params == {
        "import": True,
        "since": None,
        "limit": 5,
        "kind": "old",
        "level": 1,
        "colour": "red",
        "tags": ["t"],
        "secret": None,
        "self": "me",
    }
    assert call.header_params == {"X-Trace-Id": "trace"}
    assert call.authenticated
    assert call.repeatable
    assert isinstance(call.read([{"class": "x"}])[0], awkward.Thing)
    with pytest.raises(ValueError, match="limit must be at most 10"):
        api.list_things_docs_only("c", "f", True, limit=11)
    with pytest.raises(ValueError, match="tags must have at most 3 items"):
        api.list_things_docs_only("c", "f", True, tags=list("abcd"))
    with pytest.raises(TypeError, match="tags must be a list, not str"):
        api.list_things_docs_only("c", "f", True, tags="abc")
    with pytest.raises(ValueError, match="kind must be one of"):
        api.list_things_docs_only("c", "f", True, kind="newest")
    put = api._put_thing(awkward.Thing(var_class="abc"))
    assert not put.repeatable
    assert not put.authenticated
    assert put.accept == ("application/json", "text/plain")
    assert put.body_required
    plain = awkward.PlainThingsApi()
    assert plain._get_file().accept == ("*/*",)
    assert plain._get_text().accept == ("text/plain",)
    assert plain._delete_text().accept == ()
    assert not plain._post_thing(None).body_required
    assert isinstance(plain._post_thing(None).read({"a": {}})["a"], awkward.Thing)


def test_a_secret_parameter_is_wrapped_first_of_all(files: generate.Files) -> None:
    tree = ast.parse(files["client/api/odd_things_api.py"])
    (kind,) = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    methods = [
        node
        for node in kind.body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("list_things")
        and not node.decorator_list
    ]
    assert len(methods) == 2
    for method in methods:
        assert ast.unparse(method.body[1]) == "secret = hidden(secret)"


def test_the_mixin_is_a_base_and_is_documented(awkward: ModuleType, files: generate.Files) -> None:
    assert awkward.OddThingsApi.__mro__[1].__name__ == "Extra"
    page = files["docs/OddThingsApi.md"].decode()
    assert "[**listen**](OddThingsApi.md#listen)" in page
    section = page.partition("# **listen**")[2]
    assert "> list[str] listen(key=None, *, names=(), limit=1.5)" in section
    assert "More about it, in a paragraph\nof two lines." in section
    assert (
        "**names** | **list[str] \\| dict[str, int]** | several names, and a text that goes on on "
        "the next line: with a colon. |" in section
    )
    assert " - **ValueError**: a name is empty." in section
    assert "Thread-safety: any thread." in section
    assert "with client.OddThingsApi() as api:\n    print(api)\n```" in section
    assert "_hidden" not in page


def test_a_paragraph_of_a_docstring_is_filled(awkward: ModuleType) -> None:
    assert awkward.OddThingsApi.list_things_docs_only.__doc__.startswith(
        "List things.\n\n"
        '        Two lines of description, and a "quote", a back\\slash and <b>markup</b>.\n\n'
        "        A second paragraph.\n\n"
        "        - An item.\n        - Another.\n\n"
    )


def test_a_page_shows_what_a_caller_needs(files: generate.Files) -> None:
    page = files["docs/OddThingsApi.md"].decode()
    assert "| [optional] [at least 1] [at most 10] [the service assumes 5]" in page
    assert '[one of: "old", "new"]' in page
    assert 'and a "quote", a back\\slash and <b>markup</b>.' in page
    assert page.count("\n - **Accept**: application/json") == 2
    plain = files["docs/PlainThingsApi.md"].decode()
    assert "\n - **Accept**: `*/*`\n" in plain
    assert "\n - **Accept**: text/plain\n" in plain
    assert "\n### Return type\n\nvoid (empty response body)\n" in plain
    assert "\nThis endpoint does not need any parameter.\n" in plain
    assert "\n - **Content-Type**: Not defined\n" in plain
    model = files["docs/Thing.md"].decode()
    assert "**from_** | [**list[LowerThing]**](LowerThing.md) | Mapped to `from_`." in model
    assert json.dumps({"class": "ab"}, indent=2) in model
