// Builds the card into one file: `node build.mjs [FILE]`.
import { build } from "esbuild";

const outfile = process.argv[2] ?? "../custom_components/posture_coach/www/posture-coach-card.js";

// Lit's templates keep the line breaks and the indentation of the source, which nobody needs.
const squeezed = {
  name: "squeezed",
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const { readFile } = await import("node:fs/promises");
      const text = await readFile(path, "utf8");
      return { loader: "ts", contents: text.replace(/\n[ \t]+/g, "\n ") };
    });
  },
};

await build({
  entryPoints: ["src/index.ts"],
  outfile,
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none",
  minify: true,
  plugins: [squeezed],
  target: "es2022",
  banner: {
    js: "/* Posture Coach card, MIT; Lit, BSD-3-Clause; icons by Pictogrammers, Apache-2.0 */",
  },
  logLevel: "warning",
});
