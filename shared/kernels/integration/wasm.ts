import type { WasmModules } from "../../wasm/modules.ts";
import { roomOf } from "../../wasm/room.ts";
import { ROOM } from "./integrands.ts";
import { DESIGNS, type IntegrationMachine, type Problem } from "./machine.ts";
import { sobolDirections } from "./sobol-directions.ts";

/** The same points and values as `scalarMachine`, bit for bit, in a fresh instance of the module `integration`. */
export function wasmMachine(
  module: WasmModules["integration"],
  { code, dimension, parameters }: Problem,
): IntegrationMachine {
  const memory = roomOf(module);
  module.setUp(code, dimension);
  memory.write("room", parameters);
  const directions = memory.u32("directions", 32 * dimension);
  for (let j = 0; j < dimension; j++) directions.set(sobolDirections(j), 32 * j);
  return {
    dimension,
    open: (design, bits, [k0, k1]) => module.open(DESIGNS.indexOf(design), bits, k0, k1),
    draw: module.draw,
    evaluate: module.evaluate,
    toNormals: module.toNormals,
    room: () => memory.f64("room", ROOM),
  };
}
