import { resolveData } from "../../shared/data/resolve.ts";
import type { Table } from "../../shared/data/table.ts";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import type { Lab, Preset } from "../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { withoutSweep } from "../../shared/labs/sweep.ts";
import type { Golden } from "../golden/update.ts";

/** Multiply-adds of a short form: well below 2 s even in plain TypeScript. */
const budget = 1e8;
const maxRows = 100;
const maxPixels = 10;

/** Presets that halving alone would leave without what they are to show: lists are not halved, and a scan of one temperature is none. */
const smaller: Readonly<Record<string, Params>> = {
  ...Object.fromEntries(
    ["tales", "tales-en", "short", "melodies", "molecules", "market"].map((id) => [`char-rnn:${id}`, { layers: [6] }]),
  ),
  "augmentation:how-many-labels": { labelled: 12 },
  "diffusion:digits": { hidden: [24] },
  "diffusion:shapes": { hidden: [24] },
  "flow:digits": { hidden: [24] },
  "flow:shapes": { hidden: [24] },
  "hardware:wide": { dense: [64, 64] },
  "markov-field:transition": { sizes: [16], temperatures: 4, burnIn: 50, sweeps: 100 },
  "markov-field:critical": { sizes: [4], burnIn: 50, sweeps: 2000 },
  "markov-field:binder": {
    sizes: [4, 8, 16],
    temperature: 2.1,
    temperatures: 5,
    lastTemperature: 2.5,
    burnIn: 50,
    sweeps: 150,
  },
  "pruning:filters": { channels: [6, 8], levels: [50] },
  "pruning:collapse": { channels: [6, 8] },
};

export interface Short {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly data: Table | null;
}

export async function goldenForm(lab: Lab, preset: Preset, { params }: Golden): Promise<Short> {
  const data = await shortData(lab, preset);
  const { experiment } = await parseExperiment({ ...withoutSweep(presetExperiment(lab, preset)), params }, [
    { id: lab.id, family: lab.family, load: async () => lab },
  ]);
  return { lab, experiment, data };
}

/** Presets share data, and some take long to generate. */
const cropped = new Map<string, Promise<Table | null>>();

function shortData(lab: Lab, preset: Preset): Promise<Table | null> {
  const { data } = presetExperiment(lab, preset);
  const name = canonicalJson(data);
  const known = cropped.get(name) ?? resolvedAndCropped(data);
  cropped.set(name, known);
  return known;
}

async function resolvedAndCropped(data: Experiment["data"]): Promise<Table | null> {
  const table = await resolveData(data, () => Promise.reject(new Error("presets have no files")));
  return table === null ? null : cropTable(table);
}

/**
 * A preset made small, without knowing its lab: fewer rows, pictures cropped, and whole-numbered parameters halved, those first that save most
 * by the lab's own estimate, until little is left to do. A preset of `smaller` begins from there.
 */
export async function shortForm(lab: Lab, preset: Preset): Promise<Short> {
  let experiment = Object.entries(smaller[`${lab.id}:${preset.id}`] ?? {}).reduce<Experiment>(
    (one, [name, value]) => setPath(lab, one, `params.${name}`, value),
    withoutSweep(presetExperiment(lab, preset)),
  );
  const data = await shortData(lab, preset);
  for (;;) {
    const cost = costOf(lab, experiment, data);
    if (cost <= budget) return { lab, experiment, data };
    const [best] = Object.keys(experiment.params)
      .flatMap((name) => halved(lab, experiment, name, data))
      .sort((a, b) => costOf(lab, a, data) - costOf(lab, b, data));
    if (best === undefined || costOf(lab, best, data) >= cost) {
      throw new Error(
        `${lab.id}:${preset.id} cannot be made short: ${cost} multiply-adds remain (must be at most ${budget})`,
      );
    }
    experiment = best;
  }
}

/** The experiment with one parameter halved, where it can be. */
function halved(lab: Lab, experiment: Experiment, name: string, data: Table | null): readonly Experiment[] {
  const field = lab.params[name];
  if (field.kind !== "integer") return [];
  const value = experiment.params[name] as number;
  const half = Math.max(field.min, Math.floor(value / 2));
  if (half >= value) return [];
  try {
    const smaller = setPath(lab, experiment, `params.${name}`, half);
    lab.check?.(smaller.params, data);
    return [smaller];
  } catch {
    return [];
  }
}

/** Infinite where the small table does not suffice for the parameters. */
function costOf(lab: Lab, { params }: Experiment, data: Table | null): number {
  try {
    lab.check?.(params, data);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  return lab.estimate(params, data).multiplyAdds;
}

/** The first rows, and of pictures the middle. */
function cropTable(table: Table): Table {
  const rows = Math.min(maxRows, table.rows);
  const { image, columns, values } = table;
  const keep = image === undefined ? Array.from({ length: columns }, (_, column) => column) : middle(image);
  const size = image && { width: Math.min(maxPixels, image.width), height: Math.min(maxPixels, image.height) };
  const pick = <T extends Uint8Array | Float32Array | Float64Array>(from: T): T => {
    const cropped = new (from.constructor as new (length: number) => T)(rows * keep.length);
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < keep.length; k++) cropped[row * keep.length + k] = from[row * columns + keep[k]];
    }
    return cropped;
  };
  const { names, levels, texts, classes, labels, mask, factors, document, starts, chain } = table;
  return {
    rows,
    columns: keep.length,
    values: pick(values),
    ...(mask && { mask: pick(mask) }),
    ...(names && { names: keep.map((column) => names[column]) }),
    ...(levels && { levels: keep.map((column) => levels[column]) }),
    ...(texts && { texts: texts.slice(0, rows) }),
    ...(labels && { labels: labels.slice(0, rows) }),
    ...(classes && { classes }),
    ...(document && { document }),
    ...(starts && { starts: starts.filter((from) => from < rows) }),
    ...(chain && { chain }),
    ...(factors && {
      factors: { names: factors.names, values: factors.values.slice(0, rows * factors.names.length) },
    }),
    ...(image && size && { image: { ...size, channels: image.channels } }),
  };
}

function middle({ width, height, channels }: NonNullable<Table["image"]>): readonly number[] {
  const left = Math.max(0, (width - maxPixels) >> 1);
  const top = Math.max(0, (height - maxPixels) >> 1);
  const columns: number[] = [];
  for (let y = top; y < Math.min(height, top + maxPixels); y++) {
    for (let x = left; x < Math.min(width, left + maxPixels); x++) {
      for (let channel = 0; channel < channels; channel++) columns.push((y * width + x) * channels + channel);
    }
  }
  return columns;
}
