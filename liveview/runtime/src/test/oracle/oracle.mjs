// Replays diffs through the official client's own Rendered class and compares what it would show with what the server
// rendered. One JSON object per input line: {"view", "step", "diff", "html"}; a view's first line is its join.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { dirname, join } from "node:path";
import Module from "node:module";

const require = createRequire(import.meta.url);
const { buildSync } = require("esbuild");
const { strictEqual } = require("node:assert");

globalThis.window = globalThis;
const Rendered = loadClient();
const MAGIC_ID = / data-phx-id="[^"]*"/g;
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

let view = null;
let client = null;
let shown = "";
let steps = 0;
let failures = 0;

for await (const line of createInterface({ input: process.stdin })) {
  const { view: name, step, diff, html } = JSON.parse(line);
  const json = JSON.stringify(diff);
  try {
    if (name === view) {
      client.mergeDiff(diff);
    } else {
      client = new Rendered("phx-1", diff);
      view = name;
      shown = "";
    }
    strictEqual(withoutSkipping(client).replace(MAGIC_ID, ""), html, "the merged tree differs");
    shown = unskip(client.toString().buffer, shown);
    strictEqual(shown.replace(MAGIC_ID, ""), html, "what is on the page after skipping differs");
  } catch (error) {
    if (failures < 3) console.log(`${name}, step ${step}: ${error.message}\ndiff: ${json}\n`);
    failures++;
  }
  steps++;
}
console.log(`${steps} steps, ${failures} failures`);
process.exit(failures ? 1 : 0);

function loadClient() {
  const client = join(dirname(require.resolve("phoenix_live_view")), "../../assets/js/phoenix_live_view/rendered.js");
  const { outputFiles } = buildSync({ entryPoints: [client], bundle: true, format: "cjs", write: false });
  const loaded = new Module(client);
  loaded._compile(outputFiles[0].text, client);
  return loaded.exports.default;
}

// Rendering empties streams and marks what it skipped, so this is done on a copy.
function withoutSkipping(rendered) {
  const copy = new Rendered("phx-1", structuredClone(rendered.get()));
  const tree = copy.get();
  return copy.recursiveToString(tree, tree.c, null, false, {}, null).buffer;
}

// Does what the DOM patch does with elements that the client skipped: leaves in place what is there.
function unskip(html, before) {
  return html.replace(/<([^\s>]+)([^>]*) data-phx-skip(><\/\1>|\/>)/g, (_, tag, attributes) => {
    const [magicId] = attributes.match(MAGIC_ID);
    return element(before, tag, before.indexOf(magicId));
  });
}

function element(html, tag, inside) {
  if (inside < 0) throw new Error("the client skips an element that is not on the page");
  const start = html.lastIndexOf("<", inside);
  if (VOID.test(tag)) return html.slice(start, html.indexOf(">", start) + 1);
  const tags = new RegExp(`<(/?)${tag}(?=[\\s>])`, "g");
  tags.lastIndex = start;
  for (let depth = 0, match; (match = tags.exec(html)); ) {
    depth += match[1] ? -1 : 1;
    if (depth === 0) return html.slice(start, html.indexOf(">", match.index) + 1);
  }
  throw new Error("the element to skip is not closed");
}
