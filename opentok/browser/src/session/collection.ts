import type * as OT from "../../types/opentok";

/** Things by their id, in the order they came, as pages read `session.streams` and `session.connections`. */
export class Collection<T extends object> implements OT.Collection<T> {
  readonly #items = new Map<string, T>();

  add(id: string, item: T): void {
    this.#items.set(id, item);
  }

  remove(id: string): T | undefined {
    const item = this.#items.get(id);
    this.#items.delete(id);
    return item;
  }

  /** Empties the collection and returns what was in it. */
  drain(): T[] {
    const items = [...this];
    this.#items.clear();
    return items;
  }

  length(): number {
    return this.#items.size;
  }

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  has(id: string): boolean {
    return this.#items.has(id);
  }

  find(match: Partial<T> | ((item: T) => boolean)): T | undefined {
    return this.where(match)[0];
  }

  where(match: Partial<T> | ((item: T) => boolean) = {}): T[] {
    if (typeof match === "function") return [...this].filter(match);
    const wanted = Object.entries(match);
    return [...this].filter((item) => wanted.every(([name, value]) => item[name as keyof T] === value));
  }

  forEach(visit: (item: T) => void): void {
    [...this].forEach((item) => visit(item));
  }

  map<R>(transform: (item: T) => R): R[] {
    return [...this].map((item) => transform(item));
  }

  [Symbol.iterator](): Iterator<T> {
    return [...this.#items.values()][Symbol.iterator]();
  }
}
