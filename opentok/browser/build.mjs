// Bundles the library into one file and lays its typings beside it, where the jar takes them from.
import { build } from "esbuild";
import { copyFile } from "node:fs/promises";

const out = "../target/browser/v2/js";

await build({
  entryPoints: ["src/opentok.ts"],
  outfile: `${out}/opentok.min.js`,
  bundle: true,
  minify: true,
  sourcemap: true,
  format: "iife",
  target: "es2022",
  logLevel: "warning",
});
await copyFile("types/opentok.d.ts", `${out}/opentok.d.ts`);
