import { OpenTokError } from "./errors";

const SCRIPT_PATH = "/v2/js/";

// Only readable while the script runs for the first time.
const scriptBase = baseOfScript();
let proxyBase: string | undefined;

/**
 * Where the server is: what `OT.setProxyUrl` said, else `globalThis.OPENTOK_API_URL`, else
 * `<meta name="opentok-api-url">`, else where this script came from, else where the page came from.
 */
export function serverUrl(): string {
  const configured = proxyBase ?? globalVariable() ?? metaElement();
  return withoutSlash(configured ?? scriptBase ?? location.origin);
}

export function signallingUrl(): string {
  return `${serverUrl().replace(/^http/, "ws")}/v2/signalling`;
}

export function setProxyUrl(url: string): void {
  if (proxyBase !== undefined) {
    throw new OpenTokError("OT_PROXY_URL_ALREADY_SET_ERROR", `the proxy URL is already ${proxyBase}`);
  }
  proxyBase = new URL(url).href;
}

function baseOfScript(): string | undefined {
  const script = globalThis.document?.currentScript;
  if (!script || !("src" in script) || script.src === "") return undefined;
  const path = script.src.indexOf(SCRIPT_PATH);
  return path < 0 ? new URL(script.src).origin : script.src.slice(0, path);
}

function globalVariable(): string | undefined {
  return (globalThis as { OPENTOK_API_URL?: string }).OPENTOK_API_URL;
}

function metaElement(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="opentok-api-url"]')?.content;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
