import { openSheet } from "./sheet";

/**
 * Presses the button whose `aria-keyshortcuts` names the key. Shortcuts are Alt and a letter, told apart by the key's
 * place, since Alt changes what some layouts type. `?` opens the list of them, and Space, held, is to speak.
 */
export function pressOnKey(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.repeat) return;
    if (event.key === "?" && !isWriting(event.target)) openSheet("shortcuts");
    if (!event.altKey || !event.code.startsWith("Key")) return;
    const shortcut = `Alt+${event.code.slice(3)}`;
    const button = document.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${shortcut}"]`);
    // What the page around a frame has hidden (embed.css) has no key either.
    if (button && getComputedStyle(button).getPropertyValue("--hidden") === "") {
      event.preventDefault();
      button.click();
    }
  });
  talkOnSpace();
  pressForOthers();
}

/** A muted microphone is open while Space is held, unless the key means something where the focus is. */
function talkOnSpace(): void {
  let talking = false;
  const microphone = (): HTMLButtonElement | null => document.querySelector("#room #microphone");
  const press = (wasOff: boolean): boolean => {
    const button = microphone();
    if (!button || button.disabled || (button.getAttribute("aria-pressed") === "true") !== wasOff) return false;
    button.click();
    return true;
  };
  const stop = (): void => {
    if (talking) press(false);
    talking = false;
  };
  document.addEventListener("keydown", (event) => {
    if (event.code !== "Space" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!microphone() || isControl(event.target)) return;
    event.preventDefault();
    if (!event.repeat && !talking) talking = press(true);
  });
  document.addEventListener("keyup", (event) => {
    if (event.code === "Space") stop();
  });
  window.addEventListener("blur", stop);
}

/** A button with `data-press` stands for another one, where that has no room. */
function pressForOthers(): void {
  document.addEventListener("click", (event) => {
    const id = (event.target as Element).closest<HTMLElement>("[data-press]")?.dataset["press"];
    if (id) document.getElementById(id)?.click();
  });
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function isControl(target: EventTarget | null): boolean {
  return isWriting(target) || (target instanceof Element && target.closest("button, a, summary, dialog, [popover]") !== null);
}
