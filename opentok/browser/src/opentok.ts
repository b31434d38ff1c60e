import { OT } from "./ot";

Object.assign(globalThis, { OT });
