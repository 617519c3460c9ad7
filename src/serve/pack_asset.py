"""pack_asset.py OUT_DIR STAMP FILE…: packs each file with gzip into OUT_DIR, the same bytes whenever it is done; and writes
a header that changes with them, so that the compiler takes them anew."""
import gzip
import hashlib
import os
import sys

folder, stamp, files = sys.argv[1], sys.argv[2], sys.argv[3:]
all_bytes = hashlib.sha256()
for name in files:
    with open(name, "rb") as f:
        content = f.read()
    all_bytes.update(content)
    with open(os.path.join(folder, os.path.basename(name) + ".gz"), "wb") as out:
        out.write(gzip.compress(content, 9, mtime=0))
with open(stamp, "w", encoding="ascii") as out:
    out.write(f'#define ENT_ASSETS_STAMP "{all_bytes.hexdigest()}"\n')
