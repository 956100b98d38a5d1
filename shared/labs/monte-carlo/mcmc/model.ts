import type { Table } from "../../../data/table.ts";
import { inFloat32 } from "../../../densities/float32.ts";
import { DensityError, type DensityTable, densityOf, densityStages, type Program } from "../../../densities/index.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { ChainParams } from "../../../kernels/mcmc/chain.ts";
import { conditionalsNumber } from "../../../kernels/mcmc/conditional-targets.ts";
import { BEST_LANGEVIN_ACCEPTANCE } from "../../../kernels/mcmc/mala.ts";
import { type Model, modelOf as modelOfProgram } from "../../../kernels/mcmc/model.ts";
import {
  COLUMN_MIXTURE,
  FIXED_TEXTS,
  linearRegression,
  logisticRegression,
  poissonRegression,
} from "../gallery/index.ts";
import { POSTERIORS } from "../gallery/posteriordb/index.ts";
import { chosenData, namedColumns } from "./columns.ts";
import { CALIBRATION, type McmcParams, needsData } from "./fields.ts";
import { CALIBRATION_TEXT } from "./simulated.ts";

export { chosenColumns, columnName, responseNotices } from "./columns.ts";

/** The text that states the target of an experiment. */
export function textOf({ target, standardised = true, model }: McmcParams): string {
  switch (target) {
    case "own":
      return model ?? "";
    case "linear-regression":
      return linearRegression(standardised);
    case "logistic-regression":
      return logisticRegression(standardised);
    case "poisson-regression":
      return poissonRegression(standardised);
    case "column-mixture":
      return COLUMN_MIXTURE;
    case CALIBRATION:
      return CALIBRATION_TEXT;
    default:
      return target in POSTERIORS
        ? POSTERIORS[target as keyof typeof POSTERIORS]
        : FIXED_TEXTS[target as keyof typeof FIXED_TEXTS];
  }
}

/** What the text can name of the user's data. */
export function tableFor(params: McmcParams, table: Table | null, text: string): DensityTable {
  if (needsData(params.target)) return chosenData(params, table);
  if (params.target !== "own" || table === null) return {};
  // Only what the text may mean: a gap in a column that it leaves alone is none of its business.
  const named = new Set(text.match(/(?<=")[^"\n]*(?=")|[\p{L}_][\p{L}\p{N}_]*/gu));
  const all = namedColumns(table);
  const columns = all.filter(({ name }) => named.has(name));
  const chosen = /\b(predictors|response)\b/.test(text) ? chosenData(params, table) : {};
  const texts = (table.notices ?? []).flatMap(({ code, values }) =>
    code === "left-out-text" ? String(values.columns).split(", ") : [],
  );
  return { columns, others: all.map(({ name }) => name), texts, ...chosen };
}

/** Models of a table by what decides them: tasks, checks and views ask for the same again and again. */
type Known = Map<string, Model | ExperimentError>;
const known = new WeakMap<Table, Known>();
const knownWithoutData: Known = new Map();
const MOST_KNOWN = 8;

/** The target of an experiment, with its data. Throws an ExperimentError for columns that cannot be used, and for what is wrong with a text. */
export function modelOf(params: McmcParams, table: Table | null): Model {
  const { key, models } = placeOf(params, table);
  const found = models.get(key);
  if (found instanceof ExperimentError) throw found;
  if (found !== undefined) return found;
  const text = textOf(params);
  const program = located(pathOf(params), () => densityOf(text, tableFor(params, table, text)));
  return keep(models, key, modelIn(params, program));
}

/** Where the model is known, or what is wrong with its text. */
function placeOf(params: McmcParams, table: Table | null) {
  const { target, response = [], predictors = [], precision } = params;
  const key = JSON.stringify([target, response, predictors, precision, textOf(params)]);
  const models: Known = (table && known.get(table)) ?? (table ? new Map() : knownWithoutData);
  if (table) known.set(table, models);
  return { key, models };
}

function keep<T extends Model | ExperimentError>(models: Known, key: string, model: T): T {
  if (models.size >= MOST_KNOWN) models.clear();
  models.set(key, model);
  return model;
}

const pathOf = ({ target }: McmcParams) => (target === "own" ? "params.model" : "params.response");

const modelIn = ({ precision }: McmcParams, program: Program) =>
  modelOfProgram(precision === "float32" ? inSingle(program) : program);

/** A text of one's own that is longer, or beside more rows, takes long enough to read that a page would stand still. */
const LONG = 2000;
const MANY = 10_000;
const underWay = new WeakMap<Known, Map<string, Promise<void>>>();

/**
 * Reads a long text in stages, between which `breathe` lets the page answer; afterwards `modelOf` knows it. Nothing where it is known, and where it is
 * read at once.
 */
export function readLong(
  params: McmcParams,
  table: Table | null,
  breathe: () => Promise<void>,
): Promise<void> | undefined {
  const isLong = (params.model ?? "").length > LONG || (table?.rows ?? 0) > MANY;
  if (params.target !== "own" || !isLong) return undefined;
  const { key, models } = placeOf(params, table);
  if (models.has(key)) return undefined;
  const reads = underWay.get(models) ?? new Map<string, Promise<void>>();
  underWay.set(models, reads);
  const reading =
    reads.get(key) ??
    readInStages(params, table, breathe)
      .then((model) => void keep(models, key, model))
      .finally(() => reads.delete(key));
  reads.set(key, reading);
  return reading;
}

async function readInStages(params: McmcParams, table: Table | null, breathe: () => Promise<void>) {
  const text = textOf(params);
  try {
    const stages = densityStages(text, tableFor(params, table, text));
    for (;;) {
      await breathe();
      const { done, value } = located(pathOf(params), () => stages.next());
      if (!done) continue;
      await breathe();
      return modelIn(params, value);
    }
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return error;
  }
}

function inSingle(program: Program): Program {
  const single = inFloat32(program);
  if (single !== program) return single;
  throw new ExperimentError(
    "params.precision",
    "no-rows-in-float32",
    "precision float32: this model has no pass over the rows of a table that could take it (choose float64)",
    { value: "float32" },
  );
}

function located<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DensityError)) throw error;
    throw new ExperimentError(path, error.code, error.message, error.values);
  }
}

export function chainParams(params: McmcParams): ChainParams {
  const conditionals = conditionalsNumber(params.target);
  return {
    ...(params.levels !== undefined && { levels: params.levels }),
    ...(params.hottest !== undefined && { hottest: params.hottest }),
    ...(params.walkers !== undefined && { walkers: params.walkers }),
    ...(conditionals !== undefined && { conditionals }),
    sampler: params.sampler,
    warmup: params.warmup,
    thin: params.thin,
    adapt: params.adapt ?? false,
    targetAccept: params.sampler === "mala" ? BEST_LANGEVIN_ACCEPTANCE : (params.targetAccept ?? 0.8),
    stepSize: (params.sampler === "metropolis" ? params.proposalScale : params.stepSize) ?? 1,
    leapfrogs: params.leapfrogs ?? 1,
    maxDepth: params.maxDepth ?? 10,
    ...(params.maxError === undefined ? {} : { maxError: params.maxError }),
    metric: params.metric ?? "diagonal",
    initRadius: params.initRadius,
  };
}
