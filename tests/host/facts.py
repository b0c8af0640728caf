# SPDX-License-Identifier: MIT
"""facts.py DIGEST GPAMAP ROOT: a program that links the library makes of a
table the map that the command shows.

DIGEST, which is facts_digest.c, and "gpamap show" read the same bytes: what the
command writes of the maps in tests/golden in each format that tells facts, and
the corpora of those formats, in which much is wrong. Both give the same digest,
or neither gives a map. Each such format has to be there, and to be compared.
"""

import glob
import json
import os
import subprocess
import sys
import tempfile

# By the byte, too, as a PC's firmware tells it.
MORE = {"e820-bin": ["pc-holes"], "pvh": ["pc-holes", "keep-apart"]}


def ask(*command, text=None):
    return subprocess.run(command, input=text, capture_output=True, text=True,
                          check=True).stdout


def formats(gpamap):
    """The formats of tables: all that are read and binary, but the saved form,
    which is a layout itself."""
    rows = json.loads(ask(gpamap, "formats", "-o", "json"))
    return [row["name"] for row in rows
            if row["reads"] and row["binary"] and row["name"] != "saved"]


def write_all(gpamap, root, folder, names):
    """Write each map in each format that can tell it; give (format, path)."""
    for source in sorted(glob.glob(os.path.join(root, "tests/golden/*.yaml"))):
        for name in names:
            for key in ["", *MORE.get(name, [])]:
                word = f"{name},{key}" if key else name
                path = os.path.join(folder,
                                    f"{os.path.basename(source)}.{word}")
                run = subprocess.run([gpamap, "show", "-o", word, "--output",
                                      path, source], capture_output=True,
                                     check=False)
                if run.returncode == 0:
                    yield name, path


def corpora(root, names):
    for name in names:
        for path in sorted(glob.glob(os.path.join(root, "fuzz/corpus", name,
                                                  "*"))):
            yield name, path


def shown(gpamap, name, path):
    """The digest of the command's map; None where it makes none."""
    run = subprocess.run([gpamap, "show", "--from", name, "-o", "json", path],
                         capture_output=True, text=True, check=False)
    return json.loads(run.stdout)["digest"] if run.returncode == 0 else None


def compare(digest, gpamap, files, compared):
    """Give what differs; count the maps of each format in @compared."""
    lines = "".join(f"{name} {path}\n" for name, path in files)
    answers = ask(digest, text=lines).splitlines()
    if len(answers) != len(files):
        yield f"{len(answers)} answers on {len(files)} files"
    for (name, path), answer in zip(files, answers):
        wanted = shown(gpamap, name, path)
        if wanted is not None:
            compared[name] += 1
        if answer != wanted and (wanted or not answer.startswith("- ")):
            yield f"{path}: {answer}, by the command {wanted}"


def main():
    digest, gpamap, root = sys.argv[1:]
    names = formats(gpamap)
    told = ask(digest, "formats").split()
    problems = [f"{name}: in one of the lists only"
                for name in set(names) ^ set(told)]
    compared = dict.fromkeys(names, 0)
    count = 0
    if not problems:
        with tempfile.TemporaryDirectory() as folder:
            files = [*write_all(gpamap, root, folder, names),
                     *corpora(root, names)]
            count = len(files)
            problems += compare(digest, gpamap, files, compared)
    # A table of distances has no ranges, so no map is made of it.
    problems += [f"{name}: no map was compared" for name in names
                 if not compared[name] and name not in ("slit", "hmat")]
    for problem in problems:
        print(problem)
    print(f"{count} files; maps by format: {compared}")
    return 1 if problems else 0


sys.exit(main())
