// Replays diffs through the official client's own Rendered class and compares what it would show with what the server
// rendered. One JSON object per input line: {"view", "step", "diff", "html"}; a view's first line is its join.
// {"leaving": [cids]} and {"gone": [cids]} are what passes between client and server when components leave the page.
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
const MARKS = / data-phx-(id|component|view)="[^"]*"/g;
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

let view = null;
let client = null;
let shown = "";
let steps = 0;
let failures = 0;

for await (const line of createInterface({ input: process.stdin })) {
  const { view: name, step, diff, html, leaving, gone } = JSON.parse(line);
  if (leaving || gone) {
    if (leaving) leaving.forEach((cid) => client.resetRender(cid));
    else client.pruneCIDs(gone);
    continue;
  }
  const cids = client && name === view ? client.componentCIDs(diff) : null;
  const json = JSON.stringify(diff);
  try {
    if (name === view) {
      client.mergeDiff(diff);
    } else {
      client = new Rendered("phx-1", diff);
      view = name;
      shown = "";
    }
    strictEqual(withoutSkipping(client).replace(MARKS, ""), html, "the merged tree differs");
    if (cids && client.isComponentOnlyDiff(diff)) patchComponents(cids);
    else shown = unskip(client.toString(cids).buffer, shown);
    strictEqual(shown.replace(MARKS, ""), html, "what is on the page after skipping differs");
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
  Object.values(tree.c).forEach((component) => (component.reset = true));
  return copy.recursiveToString(tree, tree.c, null, false, {}, null).buffer;
}

// Does what the DOM patch does with elements that the client skipped: leaves in place what is there.
function unskip(html, before) {
  return html.replace(/<([^\s>]+)([^>]*) data-phx-skip(><\/\1>|\/>)/g, (_, tag, attributes) => {
    const [magicId] = attributes.match(MAGIC_ID);
    return element(before, tag, before.indexOf(magicId));
  });
}

// A diff of nothing but components is rendered component by component, the outer ones of those that are on the page.
function patchComponents(cids) {
  const elements = cids.map(componentElement).filter(Boolean);
  const within = (inner, outer) => inner !== outer && inner.start > outer.start && inner.end <= outer.end;
  for (const { cid } of elements.filter((inner) => !elements.some((outer) => within(inner, outer)))) {
    const { start, end } = componentElement(cid);
    const html = unskip(client.componentToString(cid).buffer, shown);
    shown = shown.slice(0, start) + html + shown.slice(end);
  }
}

function componentElement(cid) {
  const inside = shown.indexOf(` data-phx-component="${cid}"`);
  if (inside < 0) return null;
  const start = shown.lastIndexOf("<", inside);
  const [, tag] = shown.slice(start).match(/^<([^\s>]+)/);
  return { cid, start, end: start + element(shown, tag, inside).length };
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
