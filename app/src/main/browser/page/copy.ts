const SHOWN_MS = 2000;

/** A button with `data-copy-link` copies the page's address and says so for a moment. */
export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copy-link]");
    if (button) void copy(button);
  });
}

async function copy(button: HTMLElement): Promise<void> {
  const word = button.querySelector<HTMLElement>("[data-word]");
  const before = word?.textContent;
  const address = location.origin + location.pathname;
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    // Pages without TLS have no clipboard.
    window.prompt("", address);
    return;
  }
  if (!word || before === button.dataset["copied"]) return;
  word.textContent = button.dataset["copied"] ?? "✓";
  window.setTimeout(() => (word.textContent = before ?? ""), SHOWN_MS);
}
