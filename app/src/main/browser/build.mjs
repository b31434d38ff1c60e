// Bundles the browser side into target/browser/assets, each file named by its content, and lists the names in
// manifest.json for the server.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const outdir = fileURLToPath(new URL("../../../target/browser/assets/", import.meta.url));

await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["app.ts", "app.css", "embed.ts"],
  bundle: true,
  minify: true,
  sourcemap: true,
  target: "es2022",
  outdir,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".svg": "dataurl", ".woff2": "file" },
  logLevel: "warning",
  metafile: true,
});

const manifest = {};
for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
  if (entryPoint) {
    manifest[entryPoint.replace(/\.ts$/, ".js")] = basename(file);
  }
}
// Style sheets take icons in as data; this one stands alone.
const favicon = await readFile(`${here}favicon.svg`);
manifest["favicon.svg"] = `favicon-${createHash("sha256").update(favicon).digest("hex").slice(0, 8)}.svg`;
await writeFile(outdir + manifest["favicon.svg"], favicon);
const embedding = await readFile(`${here}embed.d.ts`);
manifest["embed.d.ts"] = "embed.d.ts";
await writeFile(outdir + "embed.d.ts", embedding);
await writeFile(`${outdir}manifest.json`, JSON.stringify(manifest, null, 2));
