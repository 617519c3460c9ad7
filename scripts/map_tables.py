#!/usr/bin/env python3
"""Makes data/map/ out of Natural Earth's shapes (public domain), as TopoJSON of the npm package world-atlas 2.0.2.

  scripts/map_tables.py WORLD_ATLAS_FOLDER

shapes.tsv: outlines at 1:110 million, one ring a row; places.tsv: where a state's mark stands, the centre of gravity of
the largest of its pieces at 1:50 million, or where that lacks it (Tuvalu), at 1:10 million. Ids by ISO 3166-1 number, out of
data/actors/states.tsv."""
import csv
import json
import os
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
BY_NAME = {"Kosovo": "XKX", "Somaliland": "SOMALILAND"}  # no number in ISO 3166-1


def ids():
    by_number = {}
    with open(os.path.join(ROOT, "data/actors/states.tsv"), encoding="utf-8") as f:
        for row in csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["isonum"] and not row["end"]:
                by_number[row["isonum"]] = row["id"]
    return by_number


def arcs_of(topology):
    sx, sy = topology["transform"]["scale"]
    tx, ty = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring_of(arcs, numbers):
    points = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def unwrapped(ring):
    """Longitudes without jumps: the atlas stitches what was cut at 180 degrees, so they may then leave -180 ... 180."""
    points, turn = [], 0
    for (x, y), (before, _) in zip(ring, ring[:1] + ring):
        turn += 360 if x - before < -180 else -360 if x - before > 180 else 0
        points.append((x + turn, y))
    return points


def countries(path, by_number):
    with open(path, encoding="utf-8") as f:
        topology = json.load(f)
    arcs = arcs_of(topology)
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        state = by_number.get(shape.get("id", ""), BY_NAME.get(name, ""))
        yield state, name, [[ring_of(arcs, ring) for ring in polygon] for polygon in polygons]


def area_and_centre(ring):
    area = cx = cy = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        cross = x1 * y2 - x2 * y1
        area += cross
        cx += (x1 + x2) * cross
        cy += (y1 + y2) * cross
    return (abs(area) / 2, cx / (3 * area), cy / (3 * area)) if area else (0, *ring[0])


def centres(path, by_number):
    """Of each state's largest piece: size, east, north. Several shapes may have one state's number."""
    found = {}
    for state, name, polygons in countries(path, by_number):
        if state and name != "Antarctica":
            best = max(area_and_centre(unwrapped(polygon[0])) for polygon in polygons)
            found[state] = max(best, found.get(state, best))
    return found


def head(f, what):
    f.write(f"# {what}\n# Made with Natural Earth (naturalearthdata.com, public domain), version 4.1, by scripts/map_tables.py"
            " out of\n# the npm package world-atlas 2.0.2 (ISC). Degrees east and north.\n")


def main(folder):
    by_number = ids()
    out = os.path.join(ROOT, "data/map")
    with open(os.path.join(out, "shapes.tsv"), "w", encoding="utf-8") as f:
        head(f, "Outlines at 1:110 million: one ring a row, inner ones (holes) too. No id: land that is no state of ours.\n# A ring has no jumps: one that crosses the 180th meridian goes on beyond it.")
        f.write("state\tring\n")
        for state, name, polygons in sorted(countries(os.path.join(folder, "countries-110m.json"), by_number)):
            if name == "Antarctica":
                continue
            for ring in (unwrapped(ring) for polygon in polygons for ring in polygon):
                f.write(state + "\t" + " ".join(f"{x:.2f},{y:.2f}" for x, y in ring) + "\n")
    with open(os.path.join(out, "places.tsv"), "w", encoding="utf-8") as f:
        head(f, "Where the mark of a state stands: the centre of gravity of its largest piece at 1:50 million (1:10 million for the smallest).")
        f.write("state\teast\tnorth\n")
        fine, coarse = (centres(os.path.join(folder, file), by_number) for file in ("countries-10m.json", "countries-50m.json"))
        for state, (_, east, north) in sorted({**fine, **coarse}.items()):
            f.write(f"{state}\t{(east + 180) % 360 - 180:.2f}\t{north:.2f}\n")


main(sys.argv[1])
