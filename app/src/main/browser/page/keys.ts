/**
 * Presses the button whose `aria-keyshortcuts` names the key. Shortcuts are Alt and a letter, told apart by the key's
 * place, since Alt changes what some layouts type.
 */
export function pressOnKey(): void {
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat || !event.code.startsWith("Key")) return;
    const shortcut = `Alt+${event.code.slice(3)}`;
    const button = document.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${shortcut}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}
