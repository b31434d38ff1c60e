/** What this person has chosen of devices; kept in this browser, for the next call too. */
export interface Choices {
  microphoneOn: boolean;
  cameraOn: boolean;
  /** Device ids of this site; null for what the browser takes by itself. */
  microphone: string | null;
  camera: string | null;
  speaker: string | null;
}

const KEY = "roomjar.devices";

export const choices: Choices = { microphoneOn: true, cameraOn: true, microphone: null, camera: null, speaker: null, ...kept() };

export function choose(change: Partial<Choices>): void {
  Object.assign(choices, change);
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // Some browsers keep nothing for some pages; then it holds for this page.
  }
}

/** Only what has the right type: the store may hold anything. */
function kept(): Partial<Choices> {
  const found: Record<string, unknown> = {};
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    for (const [name, value] of Object.entries(read ?? {})) {
      const fits = name.endsWith("On") ? typeof value === "boolean" : typeof value === "string";
      if (fits) found[name] = value;
    }
  } catch {
    // As above.
  }
  return found;
}
