import { type Arrays, array } from "../../../arrays.ts";
import { type FamilyParams, familyOf } from "../../../data/generators/factor-family.ts";
import { addMultiple } from "../../../linalg/matrices.ts";
import { keyOfSeed } from "../../../random/index.ts";
import type { Context, Process, Task } from "../../lab.ts";

/**
 * Questions of views. "truth": loadings and noise of the generator (params: its own and "dataSeed"); output "mean", "components" (latents × columns), "noise". "move": given
 * "mean", "components" and "z" (points × latents), where the data are for these latents; output "rows" (points × columns).
 */
export function openQuestion(task: Task, context: Context): Process {
  let answer: Arrays = {};
  let step = 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      step += steps;
      answer = task.kind === "truth" ? truth(task) : move(context.inputs.given);
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({}),
    output: () => answer,
  };
}

function truth({ params }: Task): Arrays {
  const { dataSeed, ...own } = params;
  const { columns, latents, loadings, noise } = familyOf(keyOfSeed(Number(dataSeed)), own as unknown as FamilyParams);
  const components = Float64Array.from({ length: latents * columns }, (_, at) => {
    const [k, j] = [Math.floor(at / columns), at % columns];
    return loadings[j * latents + k];
  });
  return {
    mean: array(new Float64Array(columns)),
    components: array(components, [latents, columns]),
    noise: array(noise),
  };
}

function move({ mean, components, z }: Arrays): Arrays {
  const [latents, columns] = components.shape;
  const [points] = z.shape;
  const rows = new Float64Array(points * columns);
  for (let n = 0; n < points; n++) {
    for (let j = 0; j < columns; j++) rows[n * columns + j] = mean.values[j];
    for (let k = 0; k < latents; k++)
      addMultiple(
        rows,
        n * columns,
        z.values[n * latents + k],
        components.values as Float64Array,
        k * columns,
        columns,
      );
  }
  return { rows: array(rows, [points, columns]) };
}
