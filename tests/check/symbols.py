"""No two files define the same global name. Rooms are static libraries that share one space of names, and a linker
takes the first of two without a word. Read from `nm` over the rooms' libraries."""
import subprocess
import sys


def defined(library):
    out = subprocess.run(["nm", "-A", "--defined-only", "-g", library], capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        where, _, rest = line.rpartition(": ") if ": " in line else line.rpartition(":")
        kind, name = rest.split()[-2:]
        if kind in "TDBRC" and not name.startswith(("__asan", "__odr_asan", "__ubsan", "__gcov")):
            yield name, where


def main(libraries):
    seen, twice = {}, []
    for library in libraries:
        for name, where in defined(library):
            if name in seen and seen[name] != where:
                twice.append(f"{name} in {seen[name]} and {where}")
            seen[name] = where
    print("\n".join(twice) or f"{len(seen)} global names, each in one place")
    return 1 if twice or len(seen) < 500 else 0


sys.exit(main(sys.argv[1:]))
