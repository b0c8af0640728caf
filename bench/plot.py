# SPDX-License-Identifier: MIT
"""plot.py: a log-log line plot as SVG, with nothing but the standard library.

draw(title, unit, lines) takes {name: [(x, y), ...]} and gives the text.
"""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 200, 50, 60
COLOURS = ["#c2410c", "#1d4ed8", "#15803d", "#7e22ce", "#b45309", "#0e7490",
           "#be123c", "#4b5563", "#65a30d"]
# Labels closer than this would lie on each other.
LABEL = 14


def decades(low, high):
    """The powers of ten from @low to @high, both enclosed."""
    first = math.floor(math.log10(low))
    last = math.ceil(math.log10(high))
    return [10.0 ** n for n in range(first, last + 1)]


def axis(low, high, begin, end):
    """A function from value to place on a logarithmic axis."""
    scale = (end - begin) / (math.log10(high) - math.log10(low))
    return lambda value: begin + (math.log10(value) - math.log10(low)) * scale


def text(x, y, words, anchor="start", colour="#1f2937", size=12):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
            f'fill="{colour}" font-size="{size}">{escape(words)}</text>')


def line(x1, y1, x2, y2, colour):
    return (f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" '
            f'y2="{y2:.1f}" stroke="{colour}"/>')


def grid(to_x, to_y, xs, ys):
    for y in ys:
        yield line(LEFT, to_y(y), WIDTH - RIGHT, to_y(y), "#e5e7eb")
        yield text(LEFT - 8, to_y(y) + 4, f"{y:g}", "end")
    for x in xs:
        yield line(to_x(x), TOP, to_x(x), HEIGHT - BOTTOM, "#e5e7eb")
        yield text(to_x(x), HEIGHT - BOTTOM + 18, f"{x:,}", "middle")


def spread_labels(wanted):
    """Move labels apart: {name: y} with no two closer than LABEL."""
    placed, last = {}, -math.inf
    for y, name in sorted((y, name) for name, y in wanted.items()):
        last = max(y, last + LABEL)
        placed[name] = last
    return placed


def draw(title, unit, lines):
    points = [point for line_points in lines.values() for point in line_points]
    xs = sorted({x for x, _ in points})
    ys = decades(min(y for _, y in points), max(y for _, y in points))
    to_x = axis(xs[0], xs[-1], LEFT, WIDTH - RIGHT)
    to_y = axis(ys[0], ys[-1], HEIGHT - BOTTOM, TOP)
    ends = {name: to_y(line_points[-1][1])
            for name, line_points in lines.items()}
    labels = {}
    for last in {line_points[-1][0] for line_points in lines.values()}:
        labels |= spread_labels({name: ends[name] for name in lines
                                 if lines[name][-1][0] == last})

    out = ['<?xml version="1.0" encoding="UTF-8"?>',
           '<!-- SPDX-License-Identifier: MIT -->',
           '<!-- Written by bench/report.py. -->',
           f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
           f'height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
           'font-family="sans-serif">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
           text(LEFT, 28, title, size=15)]
    out += grid(to_x, to_y, xs, ys)
    out.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16,
                    "ranges in the map", "middle"))
    out.append(text(LEFT - 8, TOP - 10, unit, "end"))
    for number, (name, line_points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{to_x(x):.1f},{to_y(y):.1f}" for x, y in line_points)
        width = 3 if number < 2 else 1.5
        out.append(f'<polyline points="{path}" fill="none" '
                   f'stroke="{colour}" stroke-width="{width}"/>')
        end = to_x(line_points[-1][0])
        out.append(line(end, ends[name], end + 12, labels[name], colour))
        out.append(text(end + 16, labels[name] + 4, name, colour=colour))
    return "\n".join(out + ["</svg>", ""])
