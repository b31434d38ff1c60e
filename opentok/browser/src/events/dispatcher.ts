import type * as OT from "../../types/opentok";
import { callPage, later } from "../tasks";
import { OpenTokEvent } from "./event";

type Handler = (event: any) => void;

interface Registration {
  readonly name: string;
  readonly handler: Handler;
  readonly context: object | undefined;
  readonly once: boolean;
}

type Details<E> = Omit<E, keyof OT.Event>;

/** Handlers by event name: one name, several separated by spaces, or a map of names to handlers. */
export abstract class Dispatcher<Events> implements OT.EventTarget<Events> {
  #registrations: Registration[] = [];

  on(names: string | OT.EventHandlers<Events>, handlerOrContext?: Handler | object, context?: object): this {
    return this.#register(names, handlerOrContext, context, false);
  }

  once(names: string | OT.EventHandlers<Events>, handlerOrContext?: Handler | object, context?: object): this {
    return this.#register(names, handlerOrContext, context, true);
  }

  off(names?: string | OT.EventHandlers<Events>, handlerOrContext?: Handler | object, context?: object): this {
    if (names === undefined) this.#registrations = [];
    else if (typeof names === "string") {
      for (const name of split(names)) this.#remove(name, handlerOrContext as Handler | undefined, context);
    } else {
      for (const [name, handler] of pairs(names)) this.#remove(name, handler, handlerOrContext);
    }
    return this;
  }

  addEventListener(name: string, handler: Handler, context?: object): void {
    this.on(name, handler, context);
  }

  removeEventListener(name: string, handler: Handler, context?: object): void {
    this.off(name, handler, context);
  }

  /** Something to start only when somebody listens, such as metering. */
  protected listening(_name: string): void {}

  protected hasListener(name: string): boolean {
    return this.#registrations.some((registration) => registration.name === name);
  }

  /** Tells the handlers of the event's name. */
  protected emit<Name extends keyof Events & string>(name: Name, details: Details<Events[Name]>): void {
    later(() => this.#deliver(this.#event(name, details, false), [name]));
  }

  /** Tells the handlers, then does the default unless one of them prevented it. */
  protected emitCancelable<Name extends keyof Events & string>(
    name: Name,
    details: Details<Events[Name]>,
    byDefault: () => void,
  ): void {
    later(() => {
      const event = this.#event(name, details, true);
      this.#deliver(event, [name]);
      if (!event.isDefaultPrevented()) byDefault();
    });
  }

  /** An event of two names, as `signal:chat` is told to handlers of `signal` too. */
  protected emitAs(type: string, names: string[], details: object): void {
    later(() => this.#deliver(this.#event(type, details, false), names));
  }

  #event(type: string, details: object, cancelable: boolean): OpenTokEvent<string, this> {
    return Object.assign(new OpenTokEvent(type, this, cancelable), details);
  }

  #deliver(event: OpenTokEvent<string, this>, names: string[]): void {
    for (const registration of this.#registrations.filter(({ name }) => names.includes(name))) {
      if (registration.once) this.#registrations = this.#registrations.filter((other) => other !== registration);
      callPage(() => registration.handler.call(registration.context ?? this, event));
    }
  }

  #register(
    names: string | OT.EventHandlers<Events>,
    handlerOrContext: Handler | object | undefined,
    context: object | undefined,
    once: boolean,
  ): this {
    const added: Registration[] =
      typeof names === "string"
        ? split(names).map((name) => ({ name, handler: handlerOrContext as Handler, context, once }))
        : pairs(names).map(([name, handler]) => ({ name, handler, context: handlerOrContext, once }));
    for (const registration of added) {
      if (typeof registration.handler !== "function") {
        throw new TypeError(`OT: the handler of "${registration.name}" is not a function`);
      }
      this.#registrations.push(registration);
      this.listening(registration.name);
    }
    return this;
  }

  #remove(name: string, handler: Handler | undefined, context: object | undefined): void {
    this.#registrations = this.#registrations.filter(
      (registration) =>
        registration.name !== name ||
        (handler !== undefined && registration.handler !== handler) ||
        (context !== undefined && registration.context !== context),
    );
  }
}

function split(names: string): string[] {
  return names.split(" ").filter((name) => name !== "");
}

function pairs<Events>(handlers: OT.EventHandlers<Events>): [string, Handler][] {
  return Object.entries(handlers).filter((entry): entry is [string, Handler] => entry[1] !== undefined);
}
