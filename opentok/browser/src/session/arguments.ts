import type * as OT from "../../types/opentok";

/** The target, properties and handler of a call in which each may be left out, and null stands for left out. */
export interface WidgetArguments<Properties> {
  readonly target: OT.Target | undefined;
  readonly properties: Properties;
  readonly handler: OT.CompletionHandler | undefined;
}

export function widgetArguments<Properties extends object>(args: readonly unknown[]): WidgetArguments<Properties> {
  const rest = [...args];
  const target = isTarget(rest[0]) || isAbsent(rest[0]) ? rest.shift() : undefined;
  const properties = typeof rest[0] === "object" || isAbsent(rest[0]) ? rest.shift() : undefined;
  return {
    target: (target ?? undefined) as OT.Target | undefined,
    properties: { ...(properties as Properties | null | undefined) } as Properties,
    handler: rest.find((arg) => typeof arg === "function") as OT.CompletionHandler | undefined,
  };
}

function isTarget(value: unknown): boolean {
  return typeof value === "string" || (typeof value === "object" && value !== null && "nodeType" in value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
