// The package comes without types; LiveSocket only needs to be handed the class.
declare module "phoenix" {
  export class Socket {
    constructor(endPoint: string, options?: object);
  }
}
