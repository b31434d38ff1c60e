import type * as OT from "../../types/opentok";

export class OpenTokEvent<Type extends string, Target> implements OT.Event<Type, Target> {
  readonly type: Type;
  readonly target: Target;
  readonly cancelable: boolean;
  #prevented = false;

  constructor(type: Type, target: Target, cancelable: boolean) {
    this.type = type;
    this.target = target;
    this.cancelable = cancelable;
  }

  preventDefault(): void {
    if (this.cancelable) this.#prevented = true;
    else console.warn(`OT: a ${this.type} event has no default behaviour to prevent`);
  }

  isDefaultPrevented(): boolean {
    return this.#prevented;
  }
}
