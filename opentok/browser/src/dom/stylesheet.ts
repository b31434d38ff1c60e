/**
 * The look of the elements, as a constructed style sheet: allowed by a Content-Security-Policy without
 * `unsafe-inline`. `:where` has no weight, so any rule of the page wins.
 */
const RULES = `
:where(.OT_root) { position: relative; overflow: hidden; background: #17181c; color: #fff;
  font: 14px/1.4 system-ui, sans-serif; }
:where(.OT_widget-container) { position: absolute; inset: 0; overflow: hidden; }
:where(.OT_video-element) { display: block; width: 100%; height: 100%; object-fit: contain; }
:where(.OT_fit-mode-cover .OT_video-element) { object-fit: cover; }
:where(.OT_mirrored .OT_video-element) { transform: scaleX(-1); }
:where(.OT_audio-only .OT_video-element) { visibility: hidden; }
:where(.OT_video-poster) { position: absolute; inset: 0; display: none; background: #26282e center / cover no-repeat; }
:where(.OT_audio-only .OT_video-poster) { display: block; }
:where(.OT_bar) { position: absolute; inset: auto 0 0; display: flex; align-items: center; gap: 8px; padding: 8px;
  pointer-events: none; }
:where(.OT_edge-bar-item) { opacity: 0; transition: opacity 150ms; }
:where(.OT_edge-bar-item.OT_mode-on, .OT_root:hover .OT_mode-auto, .OT_root:focus-within .OT_mode-auto) { opacity: 1; }
:where(.OT_edge-bar-item.OT_mode-off) { display: none; }
:where(.OT_name) { margin: 0; flex: 1; min-width: 0; font: inherit; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; text-shadow: 0 1px 3px #000; }
:where(.OT_mute) { pointer-events: auto; font: inherit; color: inherit; background: #0009; border: 0;
  border-radius: 6px; padding: 6px 12px; cursor: pointer; }
`;

let installed = false;

export function installStylesheet(): void {
  if (installed || typeof CSSStyleSheet !== "function" || !("adoptedStyleSheets" in document)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(RULES);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  installed = true;
}
