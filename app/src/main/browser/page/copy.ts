const SHOWN_MS = 2000;

/**
 * A button with `data-copy-link` copies the page's address, one with `data-copy="#field"` what stands in a field, and says so
 * for a moment.
 */
export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copy-link], [data-copy]");
    if (button) void copy(button);
  });
}

async function copy(button: HTMLElement): Promise<void> {
  const word = button.querySelector<HTMLElement>("[data-word]");
  const before = word?.textContent;
  const field = document.querySelector<HTMLInputElement>(button.dataset["copy"] ?? "#none");
  const text = field?.value ?? location.origin + location.pathname;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages without TLS have no clipboard.
    if (field) field.select();
    else window.prompt("", text);
    return;
  }
  if (!word || before === button.dataset["copied"]) return;
  word.textContent = button.dataset["copied"] ?? "✓";
  window.setTimeout(() => (word.textContent = before ?? ""), SHOWN_MS);
}
