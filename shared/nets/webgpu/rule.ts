/**
 * What a step of training is besides the net itself, as shaders: rows of samples into inputs, sums of losses into the records, the optimiser's rule, and
 * what is judged by held-out samples, so that none of it waits for the processor.
 *
 * `Progress` lies in memory, as floats: the lowest held-out loss so far, its step, evaluations since; the step at which training ended, −1 while it goes
 * on, and why, a code of `STOPS` (`shared/labs/stopped.ts`); whether the last evaluation was the best. Once training has ended nothing is learnt any more.
 */

import type { Stretch } from "../../webgpu/memory.ts";
import { ADAM, type Optimiser } from "../optimisers.ts";
import { each, LANES } from "./kernel.ts";
import type { GpuTable } from "./machine.ts";
import type { TableDispatch } from "./shader.ts";

export const PROGRESS = { best: 0, bestStep: 1, waited: 2, stopped: 3, reason: 4, improved: 5 } as const;
/** Floats of it. */
export const PROGRESS_SIZE = 8;
/** In place of infinity, which shaders need not know. */
export const LARGEST = 3.4028234663852886e38;

const at = (member: keyof typeof PROGRESS) => `memory[call.progress + ${PROGRESS[member]}u]`;

/** The rows that the list has from `first` on, `moving`: from the step's first on, as rows of an input. */
export function load(to: Stretch, table: GpuTable, first: number, moving: boolean): TableDispatch {
  // Divided by a number of the call: what is divided by a literal is multiplied by its reciprocal, which has other bits.
  const value = table.bytes
    ? "f32((samples[k >> 2u] >> ((k & 3u) * 8u)) & 255u) / call.white"
    : "bitcast<f32>(samples[k])";
  return {
    ...each(
      to.size,
      `  let row = rows[call.first ${moving ? "+ step.first " : ""}+ i / call.columns];
  let k = row * call.columns + i % call.columns;
  memory[call.y + i] = ${value};`,
      { integers: { y: to.at, columns: table.columns, first }, floats: table.bytes ? { white: 255 } : {} },
    ),
    table,
  };
}

/** Sum of a tensor, by one workgroup: of every LANES-th number each, then as a tree; and what becomes of it. */
function summed({ at: x, size }: Stretch, then: string, rest: Omit<TableDispatch, "code" | "groups">): TableDispatch {
  return {
    ...rest,
    integers: { x, size, ...rest.integers },
    groups: [1],
    code: `
var<workgroup> sums: array<f32, ${LANES}>;
@compute @workgroup_size(${LANES})
fn main(@builtin(local_invocation_index) lane: u32) {
  var own = 0f;
  for (var k = lane; k < call.size; k += ${LANES}u) { own += memory[call.x + k]; }
  sums[lane] = own;
  for (var half = ${LANES / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (lane < half) { sums[lane] += sums[lane + half]; }
  }
  if (lane > 0u) { return; }
  let sum = sums[0];
${then}
}`,
  };
}

/** Where what steps say is kept: a row for each, `width` numbers wide. */
export interface Records extends Stretch {
  readonly width: number;
}

/** Notes the sum of losses, or of another measure; that of losses ends training where it is not finite, or where a weight has not been since the last step. */
export function record(of: Stretch, column: number, records: Records, progress: Stretch): TableDispatch {
  const ends = `
  if (${at("stopped")} < 0f && (!isFinite(sum) || atomicLoad(&flags[0]) != 0u)) {
    ${at("stopped")} = f32(step.number);
    ${at("reason")} = 1f;
  }`;
  return summed(of, `  memory[call.records + step.row * call.width + call.column] = sum;${column === 0 ? ends : ""}`, {
    integers: { records: records.at, width: records.width, column, progress: progress.at },
    uses: ["isFinite"],
    flags: column === 0,
  });
}

/** Adds up the measures of held-out samples: `isFirst` of the parts in which they go through the net begins anew. */
export function held(of: Stretch, to: number, isFirst: boolean): TableDispatch {
  return summed(of, `  memory[call.to] = ${isFirst ? "sum" : "memory[call.to] + sum"};`, { integers: { to } });
}

export interface Judging {
  /** Sums over the held-out samples, by number of the measure, that of losses first; and of how many. */
  readonly sums: Stretch;
  readonly samples: number;
  readonly patience?: number | undefined;
  readonly target?: { readonly measure: number; readonly atLeast: number } | undefined;
}

/** Records what held-out samples say, from a column on, and says whether it is the best so far, and whether training ends. */
export function judge(
  { sums, samples, patience, target }: Judging,
  column: number,
  records: Records,
  progress: Stretch,
): TableDispatch {
  const end = (reason: number) => `{ ${at("stopped")} = f32(step.number); ${at("reason")} = ${reason}f; return; }`;
  return each(
    1,
    `  ${at("improved")} = 0f;
  if (${at("stopped")} >= 0f) { return; }
  for (var m = 0u; m < call.measures; m++) {
    memory[call.records + step.row * call.width + call.column + m] = memory[call.sums + m];
  }
  let loss = memory[call.sums] / call.samples;
  if (!isFinite(loss)) ${end(1)}
  if (loss < ${at("best")}) {
    ${at("best")} = loss;
    ${at("bestStep")} = f32(step.number);
    ${at("waited")} = 0f;
    ${at("improved")} = 1f;
  } else {
    ${at("waited")} += 1f;
  }
  ${target ? `if (memory[call.sums + ${target.measure}u] / call.samples >= call.atLeast) ${end(3)}` : ""}
  ${patience === undefined ? "" : `if (${at("waited")} >= call.patience) ${end(2)}`}`,
    {
      integers: {
        sums: sums.at,
        measures: sums.size,
        column,
        records: records.at,
        width: records.width,
        progress: progress.at,
      },
      floats: { samples, atLeast: target?.atLeast ?? 0, patience: patience ?? 0 },
      uses: ["isFinite"],
    },
  );
}

/** Keeps the parameters where the last evaluation was the best. */
export function keepBest(parameters: Stretch, best: Stretch, progress: Stretch): TableDispatch {
  return each(parameters.size, `  if (${at("improved")} == 1f) { memory[call.y + i] = memory[call.x + i]; }`, {
    integers: { x: parameters.at, y: best.at, progress: progress.at },
  });
}

/** Moves a statistic of the net on, unless training has ended. */
export function moveOn(of: Stretch, to: number, progress: Stretch): TableDispatch {
  return each(of.size, `  if (${at("stopped")} < 0f) { memory[call.y + i] = memory[call.x + i]; }`, {
    integers: { x: of.at, y: to, progress: progress.at },
  });
}

/** Sums of squares in so many parts: few enough for one workgroup to add. */
const PARTS = 256;

/** Leaves in `factor` what a gradient has to be multiplied by, so that it is not longer than `most`. */
export function shortening(
  gradients: Stretch,
  most: number,
  factor: number,
  scratch: number,
): readonly TableDispatch[] {
  const squares = each(
    PARTS,
    `  var sum = 0f;
  for (var k = i; k < call.size; k += ${PARTS}u) { let g = memory[call.x + k]; sum += g * g; }
  memory[call.y + i] = sum;`,
    { integers: { x: gradients.at, size: gradients.size, y: scratch } },
  );
  const total = summed(
    { at: scratch, size: PARTS },
    `  let norm = sqrt(sum);
  if (!isFinite(norm)) { atomicOr(&flags[0], 1u); }
  memory[call.factor] = select(call.most / norm, 1f, norm <= call.most);`,
    { integers: { factor }, floats: { most }, uses: ["isFinite"], flags: true },
  );
  return [squares, total];
}

const RULES: Readonly<Record<Optimiser["kind"], string>> = {
  sgd: `  let velocity = step.b * memory[call.first + i] + g;
  memory[call.first + i] = velocity;
  w = w - step.a * velocity;`,
  rmsprop: `  let square = step.b * memory[call.first + i] + (1f - step.b) * (g * g);
  memory[call.first + i] = square;
  w = w - (step.a * g) / (sqrt(square) + call.epsilon);`,
  adam: `  let mean = call.beta1 * memory[call.first + i] + (1f - call.beta1) * g;
  let square = call.beta2 * memory[call.second + i] + (1f - call.beta2) * (g * g);
  memory[call.first + i] = mean;
  memory[call.second + i] = square;
  w = w - (step.a * mean) / (sqrt(square) / step.b + call.epsilon);`,
};

export interface Blocks {
  readonly parameters: Stretch;
  readonly gradients: Stretch;
  readonly first: Stretch;
  readonly second: Stretch;
}

/** The rule of an optimiser on all parameters, with what comes before it: gradients shortened by a factor, weights shrunk where `shrunk` has 1. */
export function update(
  kind: Optimiser["kind"],
  { parameters, gradients, first, second }: Blocks,
  progress: Stretch,
  { factor, shrunk }: { readonly factor: number | undefined; readonly shrunk: Stretch | undefined },
): TableDispatch {
  const quads = (place: number) => place / 4;
  return {
    ...each(
      parameters.size / 4,
      `  if (memory[call.progress][${PROGRESS.stopped}] >= 0f) { return; }
  var w = memory[call.parameters + i];
  var g = memory[call.gradients + i];
  ${factor === undefined ? "" : "g = g * memory[call.factor].x;"}
  ${
    shrunk
      ? `if (memory[call.shrunk + (i >> 2u)][i & 3u] == 1f) {
    let slope = select(select(vec4f(0f), vec4f(-step.l1), w < vec4f(0f)), vec4f(step.l1), w > vec4f(0f));
    g = g + (step.l2 * w + slope);
    w = w * step.keep;
  }`
      : ""
  }
${RULES[kind]}
  memory[call.parameters + i] = w;
  let infinite = vec4u(0x7f800000u);
  if (any((bitcast<vec4u>(w) & infinite) == infinite) || any((bitcast<vec4u>(g) & infinite) == infinite)) {
    atomicOr(&flags[0], 1u);
  }`,
      {
        wide: true,
        integers: {
          parameters: quads(parameters.at),
          gradients: quads(gradients.at),
          first: quads(first.at),
          second: quads(second.at),
          progress: quads(progress.at),
          factor: quads(factor ?? 0),
          shrunk: quads(shrunk?.at ?? 0),
        },
        floats: { ...ADAM },
      },
    ),
    flags: true,
  };
}
