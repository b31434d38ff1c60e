/** What is kept for this tab; for as long as the page where the browser keeps nothing, as some do for frames of other sites. */
export const tabStorage: Storage = usable(() => window.sessionStorage) ?? inMemory();

/** What is kept for this browser, likewise. */
export const browserStorage: Storage = usable(() => window.localStorage) ?? inMemory();

/** Something that a page knows and keeps in its tab should it be loaded anew; on any other way to the page it is forgotten. */
export class OverReload {
  readonly #name: string;
  #key: string;
  #value: string | null = null;

  constructor(name: string) {
    this.#name = name;
    this.#key = this.#keyHere();
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (navigation?.type === "reload") this.#value = tabStorage.getItem(this.#key);
    else tabStorage.removeItem(this.#key);
  }

  get value(): string | null {
    return this.#value;
  }

  set value(value: string | null) {
    tabStorage.removeItem(this.#key);
    this.#value = value;
    // Not that of the first page: the address changes with live navigation.
    this.#key = this.#keyHere();
    if (value) tabStorage.setItem(this.#key, value);
  }

  /** Of the page at this address: a frame beside this one, with another room, keeps its own. */
  #keyHere(): string {
    return `${this.#name} ${location.pathname}`;
  }
}

function usable(find: () => Storage): Storage | null {
  try {
    const storage = find();
    storage.getItem("roomjar");
    return storage;
  } catch {
    return null;
  }
}

function inMemory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}
