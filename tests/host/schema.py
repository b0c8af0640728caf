# SPDX-License-Identifier: MIT
"""schema.py GPAMAP SOURCE: a public validator accepts our JSON by our schema.

 - The schema is one by its own meta-schema.
 - The JSON of every golden machine is valid, and has no member that the schema
   does not know.
 - The schema refuses what is wrong: each member in turn left out or spoilt.
 - gpamap reads each of the first back as the same JSON, and refuses each of
   the second.
"""

import copy
import glob
import json
import os
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("SKIP: no jsonschema here (Debian: python3-jsonschema)")
    sys.exit(77)


def written(gpamap, *words):
    """What gpamap makes of a map; None where it refuses it."""
    run = subprocess.run([gpamap, "show", "-o", "json", *words], check=False,
                         capture_output=True, text=True, encoding="utf-8")
    return json.loads(run.stdout) if run.returncode == 0 else None


def read_back(gpamap, value):
    """What gpamap makes of JSON, in an order of its own; None: refused."""
    run = subprocess.run([gpamap, "show", "--from", "json", "-o", "json", "-"],
                         input=json.dumps(value, sort_keys=True), check=False,
                         capture_output=True, text=True, encoding="utf-8")
    if run.returncode not in (0, 2):
        sys.exit(f"exit status {run.returncode}: {run.stderr}")
    return json.loads(run.stdout) if run.returncode == 0 else None


def resolve(schema, part):
    for choice in part.get("anyOf", []):
        if choice.get("type") != "null":
            part = choice
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[1]]
    return part


def unknown(schema, part, value, path):
    """The members of value that its part of the schema does not name."""
    part = resolve(schema, part)
    if isinstance(value, list):
        for item in value:
            yield from unknown(schema, part["items"], item, path + "[]")
    elif isinstance(value, dict):
        for name, member in value.items():
            if name in part["properties"]:
                yield from unknown(schema, part["properties"][name], member,
                                   f"{path}.{name}")
            else:
                yield f"{path}.{name}"


def spoilt(value):
    """Copies of value, each with one member left out or of no sense."""
    for name in value:
        less = copy.deepcopy(value)
        del less[name]
        yield f"without {name}", less
        for wrong in (-1, "f8000000", "0x0F", True, [0], {"a": 0}):
            worse = copy.deepcopy(value)
            worse[name] = wrong
            if not (name == "name" and isinstance(wrong, str)):
                yield f"{name}: {wrong}", worse


def deep(value):
    """The same of what is first in its lists, and of its counts."""
    yield from spoilt(value)
    for member in ("ranges", "nodes", "placeholders"):
        for what, item in spoilt(value[member][0]):
            worse = copy.deepcopy(value)
            worse[member][0] = item
            yield f"{member}[0] {what}", worse
    for what, item in spoilt(value["counts"]):
        yield f"counts {what}", dict(value, counts=item)


def check_map(validator, schema, name, value):
    for error in validator.iter_errors(value):
        yield f"{name}: {error.json_path}: {error.message}"
    for path in unknown(schema, schema, value, ""):
        yield f"{name}: {path[1:]} is not in the schema"


def main():
    gpamap, source = sys.argv[1:]
    with open(os.path.join(source, "docs/gpamap.schema.json"),
              encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    maps = {}
    for pattern in ("*.yaml", "*.iomem", "*.e820"):
        for path in glob.glob(os.path.join(source, "tests/golden", pattern)):
            maps[os.path.basename(path)] = written(gpamap, path)
    maps["in options"] = written(
        gpamap, "--ram", "0-1G,4G-5G@7", "--mmio", "empty", "--mmio", "3G-4G",
        "--vtl2", "16G-17G", "--other", "pmem=8G-9G")
    maps["without RAM"] = written(gpamap, "--mmio", "3G-4G")
    maps = {name: value for name, value in maps.items() if value}

    problems = []
    for name, value in sorted(maps.items()):
        problems += check_map(validator, schema, name, value)
        # How a map was planned is not kept.
        if read_back(gpamap, value) != dict(value, plan=None):
            problems.append(f"{name}: does not come back")
    for what, value in deep(maps["in options"]):
        if validator.is_valid(value):
            problems.append(f"accepted: {what}")
        if read_back(gpamap, value) is not None:
            problems.append(f"gpamap reads it: {what}")
    if len(maps) < 18:
        problems.append(f"only {len(maps)} maps")
    for problem in problems:
        print(problem)
    print(f"{len(maps)} maps validated")
    return 1 if problems else 0


sys.exit(main())
