// Makes web/dist from web/src: `node build.mjs`; with --check it compares instead, and ends with 1 where they differ.
// The same sources and lock file give the same bytes.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import path from "node:path";

const root = path.dirname(fileURLToPath(import.meta.url));
const check = process.argv.includes("--check");
const LIMIT = 300_000; // bytes of the whole page, packed

const bundle = (entry, more = {}) => build({
  absWorkingDir: root, entryPoints: [entry], bundle: true, minify: true, write: false, legalComments: "none",
  target: ["es2022"], charset: "utf8", logLevel: "warning", ...more,
});

const js = await bundle("src/main.js", { format: "esm" });
const css = await bundle("src/page.css", {});
const files = {
  "index.html": await readFile(path.join(root, "src/index.html")),
  "icon.svg": await readFile(path.join(root, "src/icon.svg")),
  "page.js": Buffer.from(js.outputFiles[0].contents),
  "page.css": Buffer.from(css.outputFiles[0].contents),
  "world.json": await readFile(path.join(root, "node_modules/world-atlas/countries-110m.json")),
};

let packed = 0, differs = 0;
await mkdir(path.join(root, "dist"), { recursive: true });
for (const [name, bytes] of Object.entries(files)) {
  const size = gzipSync(bytes, { level: 9 }).length;
  packed += size;
  const file = path.join(root, "dist", name);
  if (check) {
    const there = await readFile(file).catch(() => Buffer.alloc(0));
    if (!there.equals(bytes)) { differs++; console.error(`dist/${name} is not what the sources give`); }
  } else await writeFile(file, bytes);
  console.log(`${name.padEnd(12)} ${String(bytes.length).padStart(8)} ${String(size).padStart(8)} packed  ${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}`);
}
console.log(`all ${packed} bytes packed, of at most ${LIMIT}`);
process.exit(differs || packed > LIMIT ? 1 : 0);
