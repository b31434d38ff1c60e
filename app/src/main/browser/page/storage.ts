/** What is kept for this tab; for as long as the page where the browser keeps nothing, as some do for frames of other sites. */
export const tabStorage: Storage = usable(() => window.sessionStorage) ?? inMemory();

/** What is kept for this browser, likewise. */
export const browserStorage: Storage = usable(() => window.localStorage) ?? inMemory();

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
