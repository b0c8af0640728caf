# SPDX-License-Identifier: MIT
"""targets.py: what was aimed at, and what was reached, as rows of a table."""


def quotient(results, compiler, race, over, under):
    """How often the lane @under's time goes into that of @over."""
    times = [results.number(compiler, race, lane) for lane in (over, under)]
    return None if None in times else times[0] / times[1]


# What, race, the lane that shall take more, the one that shall take less, and
# how many times more it shall take.
FASTER = [
    ("a scan of four lists, 6 ranges", "throughput 6 random",
     "linear, four lists", "gpamap", 10),
    ("a scan of four lists, 16 ranges", "throughput 16 random",
     "linear, four lists", "gpamap", 10),
    ("a scan of four lists, 2,048 ranges", "throughput 2048 random",
     "linear, four lists", "gpamap", 300),
    ("a scan of four lists, 32,768 ranges", "throughput 32768 random",
     "linear, four lists", "gpamap", 1000),
    ("flat branch-free search, 6 ranges", "throughput 6 random",
     "flat, branch-free", "gpamap", 1 / 1.3),
    ("flat branch-free search, 16 ranges", "throughput 16 random",
     "flat, branch-free", "gpamap", 1 / 1.3),
    ("flat branch-free search, 6 ranges, latency", "latency 6 random",
     "flat, branch-free", "gpamap", 1 / 1.3),
    ("flat branch-free search, 16 ranges, latency", "latency 16 random",
     "flat, branch-free", "gpamap", 1 / 1.3),
    ("`std::upper_bound`, 2,048 ranges", "throughput 2048 random",
     "std::upper_bound", "gpamap", 5),
    ("`std::upper_bound`, 32,768 ranges", "throughput 32768 random",
     "std::upper_bound", "gpamap", 3.5),
    ("`std::upper_bound`, 1,048,576 ranges", "throughput 1048576 random",
     "std::upper_bound", "gpamap", 3),
    ("`std::upper_bound`, 1,048,576 ranges, bulk",
     "throughput 1048576 random", "std::upper_bound", "gpamap, bulk", 6),
    ("vectors, making 2 nodes and 4 gaps", "construct 2 nodes, 4 gaps",
     "vectors", "gpamap", 4),
    ("RapidJSON, 1,000,000 ranges to JSON and back",
     "JSON and back, 1000000 ranges", "RapidJSON", "gpamap", 1),
    ("simdjson, 1,000,000 ranges to JSON and back",
     "JSON and back, 1000000 ranges", "simdjson", "gpamap", 1 / 1.3),
    ("one thread, by two, 2,048 ranges", "threads 2048 random",
     "1 thread", "2 threads", 1.9),
]

# What, race, lane, the most it may be, its unit, units in one of the bench's.
AT_MOST = [
    ("making 1,000,000 gaps, a range", "construct 1000000 gaps, a range",
     "gpamap", 4, "ns", 1),
    ("`gpamap show`, a process", "command, golden spec", "gpamap show", 5,
     "ms", 1e-6),
    ("`gpamap show`, its memory", "command, golden spec, KiB", "gpamap show",
     8, "MiB", 1 / 1024),
    ("a million lines to JSON (10 ns a byte are 100 MB/s)",
     "command, 1000000 lines, a byte", "gpamap show -o json", 10, "ns", 1),
]


def verdict(met):
    return "" if met is None else "met" if met else "**missed**"


def compilers_apart(results, sizes):
    """The largest ratio between what the two compilers made of a probe."""
    largest = 1
    for size in sizes:
        for kind in ("throughput", "latency"):
            race = f"{kind} {size} random"
            times = [results.number(compiler, race, "gpamap")
                     for compiler in ("gcc", "clang")]
            if None not in times:
                largest = max(largest, max(times) / min(times))
    return largest


def rows(results, sizes):
    """Rows of: what, wanted, gcc, clang."""
    for what, race, over, under, wanted in FASTER:
        row = [f"against {what}", f"{wanted:.2g}x" if wanted < 100
               else f"{wanted}x"]
        for compiler in ("gcc", "clang"):
            got = quotient(results, compiler, race, over, under)
            row.append("" if got is None else
                       f"{got:.3g}x, {verdict(got >= wanted)}")
        yield row
    for what, race, lane, wanted, unit, scale in AT_MOST:
        row = [what, f"≤ {wanted} {unit}"]
        for compiler in ("gcc", "clang"):
            got = results.number(compiler, race, lane)
            row.append("" if got is None else f"{got * scale:.3g} {unit}, "
                       f"{verdict(got * scale <= wanted)}")
        yield row
    apart = compilers_apart(results, sizes)
    yield ["gcc and clang apart, at the most, probes", "≤ 1.3x",
           f"{apart:.2f}x, {verdict(apart <= 1.3)}", ""]
