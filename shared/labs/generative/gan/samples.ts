import { array } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { divergencesOf, histogramOf } from "../points/divergences.ts";
import { modesIn } from "../points/modes.ts";
import { ACROSS, comparedRows, gridOf, scaled } from "../points/plane.ts";
import { checkGan, groupsOf, isPlanar, plain, plainRows, samplesOf, squareOfSamples } from "./data.ts";
import type { GanTaskParams } from "./fields.ts";
import { latents } from "./latents.ts";
import { fieldNet, generateNet } from "./net.ts";
import { rowOf } from "./row.ts";
import { fieldOf } from "./shown.ts";

/**
 * Samples of the trained generator and as many held-out rows, both in the units of the data. Output: `generated` and `real`, rows × columns; of points also
 * `square` (x and y of its lower left corner, side), and at the cells of the grid `field` and `slope`, what the discriminator says and how it changes.
 */
export const ganSamples = once((params: GanTaskParams, context, { key }) => {
  const table = checkGan(params, context.data);
  const samples = samplesOf(table, params);
  const row = rowOf(samples);
  const rows = comparedRows(samples, params);
  const { columns } = samples;
  const { train } = context.inputs;
  const { program } = openNet(machineOf(context), { rows: generateNet(params, row, rows.length) }, train);
  program.input("z").set(latents(rows.length, params.latent, key));
  program.run();
  const both = {
    generated: array(plain(samples, program.output("rows")), [rows.length, columns]),
    real: array(plainRows(samples, rows), [rows.length, columns]),
  };
  if (!isPlanar(table) || !samples.scaling) return both;
  const square = squareOfSamples(samples);
  const { program: field } = openNet(machineOf(context), { ...fieldNet(params, row, ACROSS * ACROSS) }, train);
  field.input("x").set(scaled(gridOf(square), samples.scaling));
  field.run();
  return {
    ...both,
    square: array(Float64Array.of(...square.low, square.side)),
    ...fieldOf(field.output("score"), field.output("slope"), samples),
  };
});

/**
 * Output, where the data come in groups: `counts`, samples of each mode; `covered`, how many modes have a tenth of an equal share; `good`, the share of
 * samples that belong to one. Of points and of rows in classes: `divergences`, KL(data ‖ samples) and JS in nats, over the plane or over the classes.
 */
export const ganModes = once((params: GanTaskParams, context) => {
  const table = checkGan(params, context.data);
  const samples = samplesOf(table, params);
  const { generated, real, square } = context.inputs.samples;
  const modes = modesIn(groupsOf(table, samples));
  const made = modes?.(generated.values);
  const counts = isPlanar(table)
    ? [real, generated].map(({ values }) => histogramOf(values, squareFrom(square.values)))
    : modes && [modes(real.values).counts, modes(generated.values).counts];
  const divergences = counts && divergencesOf(counts[0], counts[1]);
  return {
    ...(made && {
      counts: array(made.counts),
      covered: array(Float64Array.of(made.covered)),
      good: array(Float64Array.of(made.good)),
    }),
    ...(divergences && { divergences: array(Float64Array.of(divergences.kl, divergences.js)) }),
  };
});

const squareFrom = ([x, y, side]: ArrayLike<number> & Iterable<number>) => ({ low: [x, y] as const, side });
