import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { parametersOf, planOf, type Wanted } from "../../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../../shared/nets/scalar.ts";
import { fillNormal } from "../../../../shared/random/index.ts";

/** A net whose parameters are normal numbers, all of them at work, in float64. */
export function precisely(wanted: Wanted, rows: number, size = 0.7) {
  const layout = parametersOf(Object.values(wanted.outputs));
  const plan = planOf(wanted, layout);
  const parameters = new Float64Array(layout.count);
  fillNormal([7, 7], 0, parameters);
  for (let p = 0; p < parameters.length; p++) parameters[p] *= size;
  const memory = { parameters, gradients: new Float64Array(layout.count), arena: new Float64Array(plan.arena) };
  const program = scalarProgram(plan, rows, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  return { layout, program, ...memory };
}
