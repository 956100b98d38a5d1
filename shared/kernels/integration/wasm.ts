import { compilePoints } from "../../densities/wasm/points.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { roomOf } from "../../wasm/room.ts";
import { BLOCK, NORMALS, POINTS, ROOM, VALUES } from "./integrands.ts";
import { DESIGNS, type IntegrationMachine, type Problem, type Stated } from "./machine.ts";
import { sobolDirections } from "./sobol-directions.ts";

type IntegrationModule = WasmModules["integration"];
/** What a module whose integrand is stated by a text knows of it. */
const NO_CODE = -1;

/** The same points and values as `scalarMachine`, bit for bit, in a fresh instance of the module `integration`. */
export function wasmMachine(module: IntegrationModule, problem: Problem): IntegrationMachine {
  const { dimension } = problem;
  const memory = roomOf(module);
  module.setUp("code" in problem ? problem.code : NO_CODE, dimension);
  if ("code" in problem) memory.write("room", problem.parameters);
  const directions = memory.u32("directions", 32 * dimension);
  for (let j = 0; j < dimension; j++) directions.set(sobolDirections(j), 32 * j);
  return {
    dimension,
    open: (design, bits, [k0, k1]) => module.open(DESIGNS.indexOf(design), bits, k0, k1),
    draw: module.draw,
    evaluate: "code" in problem ? module.evaluate : stated(module, problem),
    toNormals: module.toNormals,
    room: () => memory.f64("room", ROOM),
  };
}

/** The text compiled into the module's memory. */
function stated(module: IntegrationModule, { program, normal }: Stated): (count: number) => void {
  const { evaluate } = compilePoints(program, BLOCK, module);
  const address = (place: number) => module.room.value + 8 * place;
  return (count) => {
    if (normal) module.toNormals(count);
    evaluate(address(normal ? NORMALS : POINTS), address(VALUES), count);
  };
}
