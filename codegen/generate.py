"""Generate the client and its reference pages from ``codegen/openapi.yaml``.

``generate.py`` writes what is generated; ``generate.py --check`` only compares, and fails when
a generated file is missing, different, stale (no longer generated) or foreign (never was).

The steps: prepare the contract (what the templates cannot work out themselves), run OpenAPI
Generator into a temporary folder, format the result, then sync it with the tree or compare.
``codegen/FILES`` lists what is generated, so that a file by another hand is never overwritten.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CODEGEN = ROOT / "codegen"
FILES = Path("codegen/FILES")
#: Folders that hold generated files alone, and the one pattern that does in a shared folder.
OWNED = ("client/api/**/*", "client/models/**/*", "docs/*.md")
#: What of the generator's output is ours; the rest is its idea of a project.
WANTED = ("client/__init__.py", *OWNED)

WIDTH = 100

#: What the arguments of all methods are called.
_TAKEN = frozenset({"options", "async_req", "_request_timeout", "_preload_content"})

Files = dict[str, bytes]
Json = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare only, and write nothing")
    options = parser.parse_args()
    files = generate(CODEGEN / "openapi.yaml", ROOT)
    problems = check(files, ROOT) if options.check else sync(files, ROOT)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{len(files)} generated files are {'up to date' if options.check else 'in place'}.")
    elif options.check:
        print(
            "Change the contract or a template, never these files, and run: tox -e generate\n"
            "Move away what is foreign.",
            file=sys.stderr,
        )
    return 1 if problems else 0


def generate(contract: Path, sources: Path) -> Files:
    """Return every generated file by its path from the root.

    Args:
        contract: an OpenAPI document in YAML.
        sources: the folder below which the modules of the mixins are found.
    """
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder, "contract.json")
        output = Path(folder, "output")
        try:
            document = yaml.safe_load(contract.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise SystemExit(f"{contract} is not YAML: {error}") from None
        prepared.write_text(json.dumps(prepare(document, sources)), encoding="utf-8")
        _run_generator(prepared, output)
        _tidy(output)
        paths = {path for pattern in WANTED for path in output.glob(pattern) if path.is_file()}
        files = {path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(paths)}
    files[FILES.as_posix()] = "".join(f"{name}\n" for name in sorted(files)).encode()
    return files


def check(files: Files, root: Path) -> list[str]:
    """Return a line for each file in the tree that is not as it would be generated."""
    problems = []
    for name, content in files.items():
        path = root / name
        if not path.is_file():
            problems.append(f"missing: {name}")
        elif path.read_bytes() != content:
            problems.append(f"differs: {name}")
    listed = _listed(root)
    for name in sorted(_present(root) | {name for name in listed if (root / name).is_file()}):
        if name not in files:
            problems.append(f"{'stale' if name in listed else 'foreign'}: {name}")
    return problems


def sync(files: Files, root: Path) -> list[str]:
    """Write the files, and remove those that are no longer generated.

    Returns a line for each file that stands in the way and was not generated; then nothing is
    written at all. Otherwise a line for each foreign file, after all is written.
    """
    listed = _listed(root)
    in_the_way = [
        f"refused: {name} is there and was not generated; move it away"
        for name, content in files.items()
        if name not in listed
        and name != FILES.as_posix()
        and (root / name).exists()
        and (root / name).read_bytes() != content
    ]
    if in_the_way:
        return in_the_way
    for name in listed - files.keys():
        (root / name).unlink(missing_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    return [f"foreign: {name}; move it away" for name in sorted(_present(root) - files.keys())]


def _listed(root: Path) -> set[str]:
    path = root / FILES
    return set(path.read_text(encoding="utf-8").split("\n")) - {""} if path.is_file() else set()


def _present(root: Path) -> set[str]:
    """Return the files in the folders that hold generated files alone."""
    found = {path for pattern in OWNED for path in root.glob(pattern) if path.is_file()}
    return {path.relative_to(root).as_posix() for path in found if path.suffix != ".pyc"}


def prepare(contract: Json, sources: Path) -> Json:
    """Add to the contract what the templates need and cannot work out.

    - A reference to a union (``oneOf``) becomes a value with ``x-type``, its Python type: the
      generator would make a class of it.
    - ``x-mixin`` holds the module, name and documented methods of an ``x-python-mixin``.
    - ``x-accept`` is what the page says of the header ``Accept``.
    - ``x-example-json`` and ``x-example-body`` hold examples, ready to print.
    """
    schemas: Json = contract.get("components", {}).get("schemas", {})
    unions = {name: schemas.pop(name) for name in list(schemas) if "oneOf" in schemas[name]}
    types = {
        f"#/components/schemas/{name}": (_union_type(schema, unions), schema.get("description", ""))
        for name, schema in unions.items()
    }
    contract = _replace_unions(contract, types)
    for schema in contract.get("components", {}).get("schemas", {}).values():
        if "example" in schema:
            schema["x-example-json"] = json.dumps(schema["example"], indent=2, ensure_ascii=False)
    for operation in _operations(contract):
        for parameter in operation.get("parameters", []):
            if parameter.get("name") in _TAKEN:
                raise SystemExit(
                    f"{operation['operationId']}: all methods have an argument "
                    f"{parameter['name']}; rename the parameter with parameterNameMappings"
                )
        if mixin := operation.get("x-python-mixin"):
            operation["x-mixin"] = _mixin(mixin, sources)
        operation["x-accept"] = _accept(operation, contract)
        operation["x-docstring"] = _docstring(operation.get("description", ""))
        operation["x-needs-datetime"] = any(
            item.get("required") and item.get("schema", {}).get("format") == "date-time"
            for item in operation.get("parameters", [])
        )
        if body := operation.get("requestBody"):
            reference = body["content"]["application/json"]["schema"]["$ref"]
            example = schemas[reference.rpartition("/")[2]]["example"]
            # The properties of a body are plain words in camel case, so this is their Python name.
            fields = {re.sub("([A-Z])", r"_\1", name).lower(): v for name, v in example.items()}
            body["x-example-body"] = ", ".join(f"{name}={v!r}" for name, v in fields.items())
    return contract


def _operations(contract: Json) -> list[Json]:
    methods = ("get", "put", "post", "delete", "patch")
    paths = contract["paths"].values()
    return [path[method] for path in paths for method in methods if method in path]


def _accept(operation: Json, contract: Json) -> str:
    responses = operation["responses"].items()
    good: Json = next((answer for code, answer in responses if str(code).startswith("2")), {})
    if reference := good.get("$ref"):
        good = contract["components"]["responses"][reference.rpartition("/")[2]]
    # What ApiClient sends where no answer is declared.
    kinds = good.get("content", {}) or ["application/json"]
    return ", ".join(f"`{kind}`" if "*" in kind else kind for kind in kinds)


def _docstring(text: str) -> str:
    # A line for each paragraph or item of a list; _wrapped fills them.
    text = re.sub(r"(?<=\S)\n(?=[^\s*-])", " ", text.strip())
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _replace_unions(node: Any, types: dict[str, tuple[str, str]]) -> Any:
    if isinstance(node, dict):
        if node.get("$ref") in types:
            python, text = types[node["$ref"]]
            doc = {"description": text} if text else {}
            return {"x-type": python, "x-type-doc": python.replace("|", "\\|"), **doc}
        return {key: _replace_unions(value, types) for key, value in node.items()}
    if isinstance(node, list):
        return [_replace_unions(item, types) for item in node]
    return node


def _union_type(schema: Json, unions: dict[str, Json]) -> str:
    """Return the Python type of a schema that is built of JSON's own types and unions."""
    if "$ref" in schema:
        return _union_type(unions[schema["$ref"].rpartition("/")[2]], unions)
    if "oneOf" in schema:
        return " | ".join(_union_type(part, unions) for part in schema["oneOf"])
    match schema.get("type"):
        case "string":
            return "str"
        case "array":
            return f"list[{_union_type(schema['items'], unions)}]"
        case "object":
            return f"dict[str, {_union_type(schema['additionalProperties'], unions)}]"
    raise ValueError(f"a union may hold strings, arrays and objects of them, not {schema}")


def _mixin(dotted: str, sources: Path) -> Json:
    """Read the public methods of a class from its source, without importing it."""
    module, _, name = dotted.rpartition(".")
    path = sources.joinpath(*module.split("."))
    candidates = sorted(path.glob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    for candidate in candidates:
        for node in ast.parse(candidate.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name == name:
                methods = [
                    _method(item)
                    for item in node.body
                    if isinstance(item, ast.FunctionDef) and not item.name.startswith("_")
                ]
                # The API modules lie one folder below the package.
                return {
                    "module": module.replace("client.", "..", 1),
                    "name": name,
                    "methods": methods,
                }
    raise ValueError(f"x-python-mixin: no class {name} in {path}")


def _method(node: ast.FunctionDef) -> Json:
    """Return what the doc page shows of a method: its signature, and its docstring in parts."""
    sections = _sections(ast.get_docstring(node) or "")
    arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    types = {item.arg: ast.unparse(item.annotation) for item in arguments if item.annotation}
    for argument in arguments:
        argument.annotation = None
    return {
        "name": node.name,
        "signature": ast.unparse(node.args).removeprefix("self").removeprefix(", "),
        "summary": sections["summary"].removesuffix("."),
        "description": sections["description"],
        "example": sections.get("Example", ""),
        "returns": ast.unparse(node.returns) if node.returns else "None",
        "returned": sections.get("Returns", ""),
        "parameters": [
            {
                "name": name,
                "type": types.get(name, "").replace("|", "\\|"),
                "description": text,
                "optional": not text.endswith("Required."),
            }
            for name, text in _items(sections.get("Args", ""))
        ],
        "raises": [
            {"name": name, "description": text} for name, text in _items(sections.get("Raises", ""))
        ],
    }


def _sections(docstring: str) -> dict[str, str]:
    """Split a docstring in Google's style into its summary, description and sections."""
    parts = re.split(r"^(Args|Returns|Raises|Example):\n", docstring, flags=re.MULTILINE)
    summary, _, description = parts[0].strip().partition("\n\n")
    found = {"summary": summary.replace("\n", " "), "description": description.strip()}
    for title, text in zip(parts[1::2], parts[2::2], strict=True):
        block, outdented = _indented_block(text)
        found[title] = block
        if outdented:
            found["description"] += f"\n\n{outdented}"
    return found


def _indented_block(text: str) -> tuple[str, str]:
    """Split the text of a section into its indented lines and what comes after them."""
    lines = text.rstrip().split("\n")
    end = next((i for i, line in enumerate(lines) if line and line[0] != " "), len(lines))
    block = "\n".join(line[4:] for line in lines[:end]).strip("\n")
    return block, "\n".join(lines[end:]).strip()


def _items(block: str) -> list[tuple[str, str]]:
    """Split a section into (name, text) pairs; continuation lines are indented."""
    joined = re.sub(r"\n +", " ", block)
    pairs = (line.partition(": ") for line in joined.split("\n") if line.strip())
    return [(name, text.strip()) for name, _, text in pairs]


def _run_generator(contract: Path, output: Path) -> None:
    command = shutil.which("openapi-generator-cli", path=str(Path(sys.executable).parent))
    if command is None:
        raise SystemExit("openapi-generator-cli is not installed here; run: tox -e generate")
    arguments = {
        "--generator-name": "python",
        "--input-spec": str(contract),
        "--output": str(output),
        "--config": str(CODEGEN / "config.yaml"),
        "--template-dir": str(CODEGEN / "templates"),
        "--global-property": "apis,models,apiTests=false,modelTests=false,"
        "supportingFiles=__init__.py:README.md",
    }
    words = [word for pair in arguments.items() for word in pair]
    result = subprocess.run(
        [command, "generate", *words], capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise SystemExit(f"OpenAPI Generator failed:\n{result.stdout}{result.stderr}")


def _tidy(output: Path) -> None:
    """Format the output, so that the templates need not care about blanks and imports."""
    for path in sorted(output.rglob("*")):
        if path.suffix in (".py", ".md"):
            text = re.sub(r"[ \t]+$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
            if path.suffix == ".py":  # the generator names its own imports by the package
                models = "." if path.parent.name == "models" else "..models."
                text = re.sub(r"^from client\.models\.", f"from {models}", text, flags=re.MULTILINE)
            path.write_text(text, encoding="utf-8", newline="\n")
    ruff = [sys.executable, "-m", "ruff"]
    settings = ["--config", str(ROOT / "pyproject.toml"), "--no-cache", "--quiet"]
    short = ["--config", "format.skip-magic-trailing-comma = true"]
    code = str(output / "client")
    subprocess.run([*ruff, "check", *settings, "--select=F401,I,RUF022", "--fix", code], check=True)
    subprocess.run([*ruff, "format", *settings, *short, code], check=True)
    # The examples in the pages, too.
    pages = str(output / "docs")
    subprocess.run([*ruff, "format", *settings, *short, pages], check=True)
    for path in sorted((output / "client").rglob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("".join(f"{_wrapped(line)}\n" for line in lines), encoding="utf-8")


def _wrapped(line: str) -> str:
    """Wrap a long line. After formatting, only lines of docstrings can still be too long."""
    if len(line) <= WIDTH:
        return line
    text = line.lstrip()
    indent = " " * (len(line) - len(text))
    one_line = text.startswith('"""') and text.endswith('"""')
    is_item = re.match(r"\w+: ", text) is not None
    wrapped = textwrap.fill(
        text.removesuffix('"""') if one_line else text,
        # Narrower where the formatter would put the quotes back on the line.
        WIDTH - 3 if one_line else WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + ("    " if is_item else ""),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f'{wrapped}\n{indent}"""' if one_line else wrapped


if __name__ == "__main__":
    sys.exit(main())
