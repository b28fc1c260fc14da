// Builds the card: `node build.mjs [FOLDER]`. The file that dashboards load brings what is seen at
// first; it loads the rest by itself, under names that change with what is in them.
import { readFile, rm, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { gzipSync } from "node:zlib";

import * as mdi from "@mdi/js";
import { build, transform } from "esbuild";

const outdir = process.argv[2] ?? "../custom_components/posture_coach/www";
const MOST_BYTES = 60_000;
const MOST_PACKED = 18_000;
const CSS = /(?<=\bcss`)[^`$]+(?=`)/g;

// Templates keep the line breaks and the indentation of the source, and styles all of it.
const squeezed = {
  name: "squeezed",
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const styles = text.match(CSS) ?? [];
      const smaller = await Promise.all(
        styles.map((style) => transform(style, { loader: "css", minify: true })),
      );
      const contents = text
        .replace(CSS, () => smaller.shift().code.trim())
        .replace(/\n[ \t]+/g, "\n");
      return { loader: "ts", contents };
    });
  },
};

// As one module all icons would be loaded at first, also those that are seen later.
const icons = {
  name: "icons",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@mdi\/js$/ }, ({ importer }) => ({
      // Names of files depend on it, and are to be the same wherever this is built.
      path: relative(".", importer),
      namespace: "icons",
    }));
    onLoad({ filter: /.*/, namespace: "icons" }, async ({ path }) => {
      const wanted = (await readFile(path, "utf8")).match(/\bmdi[A-Z]\w+/g) ?? [];
      const lines = [...new Set(wanted)].map((name) => `export const ${name} = "${mdi[name]}";`);
      return { contents: lines.join("\n") };
    });
  },
};

await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { "posture-coach-card": "src/index.ts" },
  outdir,
  bundle: true,
  charset: "utf8",
  chunkNames: "[name]-[hash]",
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  plugins: [icons, squeezed],
  splitting: true,
  target: "es2022",
  logLevel: "warning",
});

const notices = ["lit", "@mdi/js"].map(async (name) => {
  const licence = await readFile(`node_modules/${name}/LICENSE`, "utf8");
  return `The card contains parts of ${name}:\n\n${licence.replaceAll("\r", "").trim()}\n`;
});
await writeFile(`${outdir}/NOTICE.txt`, (await Promise.all(notices)).join("\n---\n\n"));

/** A file and all that it cannot do without. */
function needed(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const each of metafile.outputs[file].imports) {
    if (each.kind === "import-statement") needed(each.path, found);
  }
  return found;
}

async function size(files) {
  const texts = await Promise.all([...files].map((file) => readFile(file)));
  const sum = (of) => texts.reduce((all, text) => all + of(text).length, 0);
  return { bytes: sum((text) => text), packed: sum((text) => gzipSync(text, { level: 9 })) };
}

const outputs = Object.keys(metafile.outputs);
const seenAtFirst = outputs.find((file) => metafile.outputs[file].entryPoint === "src/elements.ts");
const entry = outputs.find((file) => metafile.outputs[file].entryPoint === "src/index.ts");
const first = await size(needed(seenAtFirst, needed(entry)));
const all = await size(outputs);
console.log(
  `The card: ${first.bytes} bytes, ${first.packed} packed (at most ${MOST_BYTES} and ${MOST_PACKED});`,
  `with all that it loads later: ${all.bytes}, ${all.packed} packed`,
);
if (first.bytes > MOST_BYTES || first.packed > MOST_PACKED) process.exitCode = 1;
