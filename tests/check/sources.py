"""Habits that a script can check: banned functions, printing or exiting in the library, long functions (told, not
failed), files that do not say what they are."""
import os
import re
import sys

BANNED = r"\b(gets|strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|setjmp|alloca)\s*\("
LIBRARY = r"\b(printf|puts|putchar|exit|abort|perror)\s*\(|\bstderr\b|\bstdout\b"
ALLOWED = {("strcpy", "src/base/packer.c"),  # the length is checked on the line before
           ("atol", "src/base/fault.c"),  # a knob of the fault tests
           ("setjmp", "src/source/html_tree.c")}  # the only way out of gumbo when its allocator fails


def strip(text):
    """Without comments and strings, lines kept."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"' + r"|'(?:\\.|[^'\\\n])*'"
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S)


def check(path, relative, text):
    code = strip(text)
    for number, line in enumerate(code.split("\n"), 1):
        for m in re.finditer(BANNED, line):
            if (m[1], relative) not in ALLOWED:
                yield f"{relative}:{number}: {m[1]} is banned"
        if not relative.startswith(("src/cli/", "tools/", "tests/")):
            for m in re.finditer(LIBRARY, line):
                yield f"{relative}:{number}: the library neither prints nor exits ({m[0].strip()})"
    if not text.lstrip().startswith("/*"):
        yield f"{relative}: does not say what it is in its first lines"


def main(root):
    bad, seen = [], 0
    for top in ("src", "include", "tools"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    seen += 1
                    path = os.path.join(folder, name)
                    with open(path, encoding="utf-8") as f:
                        bad += check(path, os.path.relpath(path, root), f.read())
    print("\n".join(bad) or f"{seen} files checked")
    return 1 if bad or seen < 10 else 0


sys.exit(main(sys.argv[1]))
