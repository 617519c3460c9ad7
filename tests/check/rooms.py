"""Dependencies point one way: a room includes base, its own headers and those of rooms before it, never later ones;
the commands include public headers only. Read from the #include lines."""
import os
import re
import sys

ORDER = ["base", "chart", "source", "text", "grammar", "actor", "event", "tie", "claim", "pipeline", "store", "dataset",
         "measure", "relation", "view", "serve", "queue", "work"]
PUBLIC = {"document": "base", "pack": "base", "opinion": "event", "petrarch": "event", "explain": "event", "timeline": "store", "browse": "store", "submission": "store", "picture": "view", "report": "view", "entente": "view"}  # headers not named after their room


def includes(path):
    with open(path, encoding="utf-8") as f:
        return re.findall(r'^#include [<"]([^>"]+)[>"]', f.read(), re.M)


def room_of(header):
    m = re.fullmatch(r"entente/(\w+)\.h", header)
    if m:
        return PUBLIC.get(m[1], m[1])
    m = re.fullmatch(r"(\w+)/[\w]+\.h", header)
    return m[1] if m and m[1] in ORDER + ["cli"] else None


def main(root):
    bad, seen = [], 0
    for room in ORDER + ["cli"]:
        folder = os.path.join(root, "src", room)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if not name.endswith((".c", ".h")):
                continue
            seen += 1
            for header in includes(os.path.join(folder, name)):
                other = room_of(header)
                if other is None:
                    continue
                if room == "cli":
                    wrong = not header.startswith(("entente/", "cli/"))
                else:
                    wrong = other == "cli" or ORDER.index(other) > ORDER.index(room)
                if wrong:
                    bad.append(f"src/{room}/{name} includes {header}")
    print("\n".join(bad) or f"{seen} files, all dependencies point one way")
    return 1 if bad or seen < 10 else 0


sys.exit(main(sys.argv[1]))
