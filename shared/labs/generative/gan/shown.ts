/** What the nets make and say while they learn: samples of latent numbers that stay the same, the field of the discriminator, and a first measure of both. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { NetMachine } from "../../../nets/machine.ts";
import { medianBandwidth, squaredMmd } from "../points/mmd.ts";
import { modesIn } from "../points/modes.ts";
import { ACROSS, gridOf, scaled } from "../points/plane.ts";
import { type GanSamples, groupsOf, isPlanar, plain, plainRows, squareOfSamples } from "./data.ts";
import type { GanTaskParams } from "./fields.ts";
import { latents } from "./latents.ts";
import { fieldNet, generateNet } from "./net.ts";
import { rowOf } from "./row.ts";

/** Samples that are drawn while the nets learn, as points and as pictures. */
export const SHOWN = { points: 1000, pictures: 64 } as const;
/** Samples that are compared meanwhile with as many held-out rows: enough to see it fall, cheap enough to do often. */
const WATCHED = 300;
/** Programs on the machine that learns, made when they are first asked for. */
export function openShown(params: GanTaskParams, table: Table, samples: GanSamples) {
  const row = rowOf(samples);
  const planar = isPlanar(table);
  const count = row.pictures ? SHOWN.pictures : SHOWN.points;
  const rows = Math.max(count, WATCHED);
  const z = latents(rows, params.latent);
  const square = planar ? squareOfSamples(samples) : undefined;
  let generate: ReturnType<NetMachine["program"]> | undefined;
  let field: ReturnType<NetMachine["program"]> | undefined;
  let judge: ReturnType<typeof judgeOf> | undefined;
  const generated = (machine: NetMachine): Float32Array => {
    generate ??= machine.program({ outputs: { rows: generateNet(params, row, rows) } });
    generate.input("z").set(z);
    generate.run();
    return plain(samples, generate.output("rows"));
  };
  return {
    /** "mmd" and "modes" of few samples. */
    measure(machine: NetMachine): Readonly<Record<string, number>> {
      judge ??= judgeOf(table, samples);
      return judge(generated(machine).subarray(0, WATCHED * samples.columns));
    },
    /** "generated", rows × columns in the units of the data; in the plane also "field" and "slope" at the cells of the grid. */
    live(machine: NetMachine): Arrays {
      const made = generated(machine).slice(0, count * samples.columns);
      const own = { generated: array(made, [count, samples.columns]) };
      if (!square || !samples.scaling) return own;
      const cells = ACROSS * ACROSS;
      field ??= machine.program({ outputs: { ...fieldNet(params, row, cells) } });
      field.input("x").set(scaled(gridOf(square), samples.scaling));
      field.run();
      return { ...own, ...fieldOf(field.output("score"), field.output("slope"), samples) };
    },
  };
}

/** What the discriminator says over the plane, with its slope in the units of the data. */
export function fieldOf(score: Float32Array, slope: Float32Array, { scaling }: Pick<GanSamples, "scaling">): Arrays {
  const scale = scaling?.scale ?? 1;
  return {
    field: array(score.slice()),
    slope: array(
      slope.map((x) => x * scale),
      [score.length, 2],
    ),
  };
}

function judgeOf(table: Table, samples: GanSamples) {
  const { columns } = samples;
  const real = plainRows(samples, samples.test.subarray(0, WATCHED));
  const bandwidth = medianBandwidth(real, [], columns);
  const modes = modesIn(groupsOf(table, samples));
  return (rows: Float32Array): Readonly<Record<string, number>> => {
    const covered = modes?.(rows).covered;
    return { mmd: squaredMmd(real, rows, columns, bandwidth), ...(covered !== undefined && { modes: covered }) };
  };
}
