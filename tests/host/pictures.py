# SPDX-License-Identifier: MIT
"""pictures.py GPAMAP SOURCE: what -o svg and -o html write, taken apart.

 - Both are XML, and nothing in a name is markup, whatever bytes it has.
 - Every range and every hole has its box and its row; the boxes fill the bar
   without a gap, in address order, each as tall as the others.
 - Addresses do not stand on each other, and are of the boxes they stand at.
 - Nodes have a row where there are several, and only there.
 - Pages and pictures ask for nothing from elsewhere and have no script.
 - A map of thousands of ranges stays small, and loses none of them.
 - docs/q35.svg is what the command in docs/cli.md writes.
"""

import glob
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"
TAGS = {SVG + name for name in ("svg", "rect", "g", "title", "text", "line",
                                "style", "pattern", "path")} | \
    {HTML + name for name in ("html", "head", "meta", "title", "style", "body",
                              "main", "div", "h1", "p", "table", "caption",
                              "thead", "tbody", "tr", "th", "td", "bdi",
                              "code")}
HOSTILE = ["<script>alert(1)</script>", "\"'&<>]]>", "&amp;&#60;", "--><!--",
           "</title></text></svg>", "\x01\x1b[31m\x7f\x85\ufffe\tend",
           "\u202eright to left", "\u65e5\u672c\u8a9e \U0001f600", "x" * 300]
TIP = re.compile(r"(.*): 0x([0-9a-f]+)-0x([0-9a-f]+), ")
SEVERAL = re.compile(r"(\d+) ranges? and (\d+) holes?")


def show(gpamap, form, *words, data=None):
    return subprocess.run([gpamap, "show", "-o", form, *words], check=True,
                          input=data, capture_output=True,
                          env={**os.environ, "LC_ALL": "C"}).stdout


def parse(text):
    """The elements of a page or a picture that asks for nothing."""
    root = tree.fromstring(text)
    for element in root.iter():
        assert element.tag in TAGS, element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on") and "href" not in name, name
            assert name != "src" and "//" not in value, value
    return root


def segments(gpamap, words, data):
    """Ranges and holes in address order: (start, end, kind, vnode)."""
    ranges = json.loads(show(gpamap, "json", *words, data=data))["ranges"]
    ranges.sort(key=lambda r: int(r["start"], 16))
    found, last = [], 0
    for one in ranges:
        start, end = int(one["start"], 16), int(one["end"], 16)
        if start > last:
            found.append((last, start, "hole", None))
        found.append((start, end, one["kind"], one.get("vnode")))
        last = end
    return found


def boxes(root):
    """(x, width, tip, class) of each box, of those that fill the bar."""
    found, x = [], 24.0
    for group in root.iter(SVG + "g"):
        box = group.find(SVG + "rect")
        if box is None or "node" in box.get("class").split():
            continue
        assert abs(float(box.get("x")) - x) < 1e-6, (x, box.attrib)
        assert box.get("height") == "150", box.attrib
        width = float(box.get("width"))
        assert width > 0
        found.append((x, width, group.find(SVG + "title").text,
                      box.get("class").split()[1]))
        x += width
    assert not found or abs(x - 936) < 1e-6, x
    return found


def value(text):
    """The address that a picture writes as text."""
    if text.startswith("0x"):
        return int(text, 16)
    unit = 1024 ** (" KMGTPE".find(text[-1]) if text[-1].isalpha() else 0)
    return int(float(text.rstrip("KMGTPE")) * unit)


def check_addresses(root, edges):
    """Each is at its edge, and two are not nearer than a line is high."""
    last, count = -100.0, 0
    for text in root.findall(SVG + "text"):
        place = re.match(r"translate\(([0-9.]+) ", text.get("transform", ""))
        if place is None:
            continue
        x = float(place[1]) - 3.5
        assert x - last >= 12, (x, last)
        assert edges[round(x, 1)] == value(text.text), (x, text.text)
        last, count = x, count + 1
    assert count >= min(2, len(edges)), count


def check_picture(root, wanted):
    """One box for each segment."""
    found = boxes(root)
    assert len(found) == len(wanted), (len(found), len(wanted))
    edges = {}
    for (x, width, tip, sort), (start, end, kind, vnode) in zip(found, wanted):
        said = TIP.match(tip)
        node = "" if vnode is None else f", node {vnode}"
        assert said[1] == kind + node, (tip, kind, vnode)
        assert (int(said[2], 16), int(said[3], 16)) == (start, end), tip
        assert sort == ("hole" if kind == "hole" else "range"), sort
        edges[round(x, 1)], edges[round(x + width, 1)] = start, end
    check_addresses(root, edges)
    nodes = [vnode for *_, vnode in wanted if vnode is not None]
    drawn = {int(group.find(SVG + "title").text.split()[1])
             for group in root.iter(SVG + "g")
             if "node" in getattr(group.find(SVG + "rect"), "attrib", {})
             .get("class", "").split()}
    assert drawn == (set(nodes) if len(set(nodes)) > 1 else set()), drawn
    keys = [r for r in root.iter(SVG + "rect") if r.get("class") == "key"]
    assert len(keys) == len({kind for _, _, kind, _ in wanted})


def rows(root):
    """The rows of the table of ranges, as texts."""
    table = root.find(f".//{HTML}table")
    return [["".join(cell.itertext()) for cell in row]
            for row in table.find(HTML + "tbody")]


def check_map(gpamap, words, data=None):
    """Check both forms of a map; give the picture and the page."""
    wanted = segments(gpamap, words, data)
    picture = show(gpamap, "svg", *words, data=data)
    page = show(gpamap, "html", *words, data=data)
    root = parse(picture)
    assert root.get("width") == "960"
    check_picture(root, wanted)
    root = parse(page)
    check_picture(root.find(f".//{SVG}svg"), wanted)
    told = [(int(row[0], 16), int(row[1], 16), row[3],
             int(row[4]) if row[4] else None) for row in rows(root)]
    assert told == wanted
    return picture, page


def safe(name):
    """A name as a page shows it."""
    return re.sub("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", name)


def check_hostile(gpamap):
    for name in HOSTILE:
        spec = {"name": name, "ram": [{"range": "0-1G", "vnode": 0,
                                       "name": name}],
                "mmio": [{"range": "1G+4K", "name": name},
                         {"range": "3G-4G", "name": name}]}
        # YAML has no halves of characters.
        data = re.sub(r"(\\ud[89ab]..\\ud...)",
                      lambda pair: json.loads(f'"{pair[1]}"'),
                      json.dumps(spec)).encode()
        picture, page = check_map(gpamap, ["-"], data)
        tips = [tip for *_, tip, sort in boxes(parse(picture))
                if sort == "range"]
        assert len(tips) == 3
        for tip in tips:
            assert tip.endswith(", " + safe(name)), (tip, name)
        root = parse(page)
        assert root.find(f".//{HTML}h1").text == safe(name)
        named = [row[5] for row in rows(root) if row[3] != "hole"]
        assert named == [safe(name)] * 3, named
        assert b"<script" not in picture + page
    # A name of the command line may be no UTF-8 at all.
    for form in ("svg", "html"):
        text = show(gpamap, form, "--name", b"a\xff\xfe<b", "--ram", "1G")
        assert "a\ufffd\ufffd<b" in parse(text).find(".//{*}title").text


def check_many(gpamap):
    """Neighbours share a box, and none is lost."""
    ranges = [f"{i * 3 << 20:#x}+1M" for i in range(5000)]
    spec = json.dumps({"ram": [{"range": r, "vnode": i // 2000}
                               for i, r in enumerate(ranges)]}).encode()
    picture = show(gpamap, "svg", "-", data=spec)
    assert len(picture) < 48 << 10, len(picture)
    found = boxes(parse(picture))
    told = [SEVERAL.match(tip) for _, _, tip, _ in found]
    assert len(found) <= 96 and all(told)
    assert sum(int(one[1]) for one in told) == 5000
    assert sum(int(one[2]) for one in told) == 4999
    page = parse(show(gpamap, "html", "-", data=spec))
    assert len(rows(page)) == 9999


def check_document(gpamap, source):
    """The picture in docs is what the command beside it writes."""
    path = os.path.join(source, "docs", "cli.md")
    with open(path, encoding="utf-8") as file:
        said = re.search(r"^    gpamap show (-o svg .*) --output docs/q35.svg$",
                         file.read(), re.M)
    with open(os.path.join(source, "docs", "q35.svg"), "rb") as file:
        kept = file.read()
    assert len(kept) < 20 << 10
    if kept != show(gpamap, *said[1].split()[1:]):
        sys.exit(f"docs/q35.svg is not what it was: gpamap show {said[1]}")


def main():
    gpamap, source = sys.argv[1:3]
    paths = sorted(glob.glob(os.path.join(source, "tests/golden/*.yaml")))
    count = 0
    for path in paths:
        if "plan-" in path:
            continue
        picture, page = check_map(gpamap, [path])
        assert len(picture) < 20 << 10 and len(page) < 32 << 10, path
        count += 1
    assert count >= 15, count
    check_map(gpamap, ["--mmio", "empty"])
    check_map(gpamap, ["--other", "device=0xfffffffffff00000-"
                       "0xfffffffffffff000"])
    # As many as have a box each.
    check_map(gpamap, ["--ram", ",".join(["4K"] * 96)])
    check_hostile(gpamap)
    check_many(gpamap)
    check_document(gpamap, source)
    print(f"{count} machines")


main()
