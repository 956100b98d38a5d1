import { generatorOf as knownGenerator } from "../data/generators/known.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { DataRef, Experiment, FileFormat, FileRef, GeneratedData } from "../experiment/experiment.ts";
import type { Field, Params, ParamValue } from "../experiment/fields.ts";
import { entryAt } from "../experiment/maps.ts";
import type { Unread, UnreadData, UnreadGenerated } from "../experiment/migrate.ts";
import { setReading } from "../experiment/reading.ts";
import { defaults, parseParams, parseValue, setParam } from "../experiment/schema.ts";
import { show } from "../experiment/show.ts";
import { coerceList } from "../experiment/text-values.ts";
import { withVersion } from "../experiment/version.ts";
import type { Lab, Preset } from "./lab.ts";
import { readDocument, readReading, readSweep } from "./takes.ts";
import { withData } from "./with-data.ts";

/** The presets of labs as they are read: each once, since what is in a form is compared with all of them. */
const presets = new WeakMap<Lab, Map<Preset, Experiment>>();

/** One of the lab's presets as an experiment of its own; the first when no id is given. */
export function presetExperiment(lab: Lab, preset: Preset | string = lab.presets[0]): Experiment {
  const found = typeof preset === "string" ? lab.presets.find(({ id }) => id === preset) : preset;
  if (found === undefined) {
    const ids = lab.presets.map(({ id }) => id).join(", ");
    throw new ExperimentError(
      "preset",
      "unknown-preset",
      `unknown preset of ${lab.id}: ${show(preset)} (there are ${ids})`,
      {
        value: show(preset),
        allowed: ids,
      },
    );
  }
  const known = presets.get(lab) ?? new Map<Preset, Experiment>();
  const experiment = known.get(found) ?? readPreset(lab, found);
  presets.set(lab, known.set(found, experiment));
  return { ...experiment };
}

function readPreset(lab: Lab, { seed, data, params, sweep }: Preset): Experiment {
  const unread = { lab: lab.id, seed, data: data as Unread["data"], params };
  return readExperiment(lab, { ...unread, ...(sweep && { sweep }) });
}

/**
 * The experiment with the value at one path changed: "seed", "params.<name>", "params.<map>.<name>", "data.generator", "data.seed", "data.params.<name>",
 * "data.reading.<choice>", or "data.reading" for all choices at once; "sweep.<path>" takes a list of values, an empty one to vary it no more. Text is
 * read as the field at that path wants it. Data follow the parameters: none where the lab needs none, the first generator where it needs some.
 */
export function setPath(lab: Lab, experiment: Experiment, path: string, textOrValue: unknown): Experiment {
  const next = changed(lab, experiment, path, textOrValue);
  return withVersion(next.data === experiment.data ? next : settleSweep(lab, next));
}

/** The experiment without those values of its sweep that its data no longer have a place for: another generator has other parameters. */
export function settleSweep(lab: Lab, whole: Experiment): Experiment {
  const { sweep, ...experiment } = whole;
  if (sweep === undefined) return whole;
  const isRead = ([path, values]: readonly [string, readonly ParamValue[]]) => {
    try {
      const read = valueReader(lab, experiment.data, path);
      return read !== undefined && values.every((value) => read(value, path) !== undefined);
    } catch {
      return false;
    }
  };
  const kept = Object.entries(sweep).filter(isRead);
  return withVersion(kept.length > 0 ? { ...experiment, sweep: Object.fromEntries(kept) } : experiment);
}

function changed(lab: Lab, experiment: Experiment, path: string, textOrValue: unknown): Experiment {
  const [head, name, inner, ...rest] = path.split(".");
  if (head === "seed" && name === undefined) return { ...experiment, seed: readSeed(textOrValue, "seed") };
  if (head === "params" && name !== undefined) {
    const params = setParam(lab.params, experiment.params, path.slice("params.".length), textOrValue);
    return { ...experiment, params, data: settleData(lab, params, experiment.data) };
  }
  if (head === "sweep" && name !== undefined) return varied(lab, experiment, path.slice("sweep.".length), textOrValue);
  const { data } = experiment;
  if (head === "data" && name === "generator" && inner === undefined) {
    const weights = data !== null && "generator" in data && data.weights ? { weights: data.weights } : {};
    return withData(
      lab,
      experiment,
      readGenerated(lab, { generator: String(textOrValue), seed: 0, params: {}, ...weights }),
    );
  }
  if (head === "data" && data !== null && "generator" in data) {
    if (name === "seed" && inner === undefined)
      return { ...experiment, data: { ...data, seed: readSeed(textOrValue, path) } };
    if (name === "params" && inner !== undefined) {
      const { params } = generatorOf(lab, data.generator);
      const field = path.slice("data.params.".length);
      return {
        ...experiment,
        data: { ...data, params: setParam(params, data.params, field, textOrValue, "data.params") },
      };
    }
  }
  if (head === "data" && name === "reading" && rest.length === 0 && data !== null && "files" in data) {
    const { reading: before, ...files } = data;
    const chosen = inner === undefined ? textOrValue : setReading(before, inner, textOrValue);
    const reading = readReading(lab, chosen ?? {});
    return { ...experiment, data: { ...files, ...(reading && { reading }) } };
  }
  const paths =
    "seed, params.<name>, data.generator, data.seed, data.params.<name>, data.reading.<choice>, sweep.<path>";
  throw new ExperimentError(path, "unknown-path", `unknown path: ${path} (must be ${paths})`, {
    value: path,
    allowed: paths,
  });
}

/** The experiment with a run for each of the values at a path; with none, the path is varied no more. */
function varied(lab: Lab, { sweep, ...experiment }: Experiment, path: string, textOrValues: unknown): Experiment {
  const field = fieldAt(lab, experiment.data, path);
  const values = typeof textOrValues === "string" ? coerceList(field, textOrValues) : textOrValues;
  const others = Object.entries(sweep ?? {}).filter(([one]) => one !== path);
  const isNone = Array.isArray(values) && values.length === 0;
  if (isNone && others.length === 0) return experiment;
  const next: Readonly<Record<string, unknown>> = Object.fromEntries(isNone ? others : [...others, [path, values]]);
  return { ...experiment, sweep: readSweep(lab, next, (one) => valueReader(lab, experiment.data, one)) };
}

/** The data of an experiment whose parameters changed: null where the lab needs none, else what was there, else (unless it does without) the first generator. */
export function settleData(lab: Lab, params: Params, data: DataRef): DataRef {
  if (runsWithoutData(lab, params)) return null;
  return data ?? (mayHaveNone(lab, params) ? null : defaultData(lab, params));
}

/** Checks data against what the lab takes: the generator, its parameters, the formats of the files, how they are read, the document. */
export function checkData(lab: Lab, data: UnreadData): NonNullable<DataRef> {
  if ("generator" in data) return readGenerated(lab, data);
  if (!("files" in data)) return { document: readDocument(lab, data.document) };
  const reading = data.reading && readReading(lab, data.reading);
  const document = data.document && readDocument(lab, data.document);
  return {
    files: data.files.map((file, i) => readFile(lab, file, `data.files[${i}]`, lab.data.formats)),
    ...(reading && { reading }),
    ...(document && { document }),
  };
}

function readFile(lab: Lab, file: FileRef, path: string, allowed: readonly FileFormat[]): FileRef {
  if (allowed.includes(file.format)) return { ...file, shape: [...file.shape] };
  const formats = allowed.join(", ") || "no files";
  throw new ExperimentError(
    path,
    "unfit-format",
    `unfit file for ${lab.id}: ${show(file.name)} is ${file.format} (must be ${formats})`,
    { value: file.format.toUpperCase(), allowed: lab.data.formats.join(", ").toUpperCase() },
  );
}

/** What was read of any version, as an experiment of the lab. Throws an ExperimentError. */
export function readExperiment(lab: Lab, unread: Unread): Experiment {
  const params = parseParams(lab.params, unread.params);
  const read = { v: 1, lab: lab.id, seed: unread.seed, data: readData(lab, params, unread.data), params } as const;
  if (unread.sweep === undefined) return withVersion(read);
  return withVersion({ ...read, sweep: readSweep(lab, unread.sweep, (path) => valueReader(lab, read.data, path)) });
}

/** What reads the value at a path of `setPath`, whether it applies now or not; undefined where there is none. */
function valueReader(
  lab: Lab,
  data: DataRef,
  path: string,
): ((value: unknown, place: string) => ParamValue) | undefined {
  const generated = data !== null && "generator" in data ? data : null;
  if (path === "seed" || (path === "data.seed" && generated)) return readSeed;
  const field = fieldAt(lab, data, path);
  if (field?.kind === "map") throw notSwept(path);
  return field && ((value, place) => parseValue(field, value, place));
}

function notSwept(path: string): ExperimentError {
  const place = `sweep.${path.slice(0, 128)}`;
  const allowed = "left out: values by name cannot be varied";
  return new ExperimentError(place, "not-swept", `invalid ${place} (must be ${allowed})`, { value: path, allowed });
}

/** The field at a path, whether it applies now or not, of an entry that of its map; a seed has none. */
function fieldAt(lab: Lab, data: DataRef, path: string): Field | undefined {
  const generated = data !== null && "generator" in data ? data : null;
  const [, prefix, name = ""] = /^(params|data\.params)\.(.+)$/s.exec(path) ?? [];
  const own = prefix === "params" ? lab.params : undefined;
  const fields = own ?? (prefix && generated ? generatorOf(lab, generated.generator).params : {});
  return Object.hasOwn(fields, name) ? fields[name] : entryAt(fields, name)?.field;
}

function readData(lab: Lab, params: Params, data: Unread["data"]): DataRef {
  const none = runsWithoutData(lab, params);
  if (data === undefined) return mayHaveNone(lab, params) ? null : defaultData(lab, params);
  if (none && data !== null) {
    const way = choiceWithData(lab, params);
    throw new ExperimentError(
      "data",
      "needs-no-data",
      `unfit data: ${lab.id} needs none with these parameters (must be null: leave them out${way})`,
      {
        allowed: "null",
      },
    );
  }
  if (data === null) {
    if (mayHaveNone(lab, params)) return null;
    throw new ExperimentError("data", "needs-data", `missing data: null (${lab.id} needs a generator or files)`, {
      allowed: [...lab.data.generators, ...lab.data.formats].join(", "),
    });
  }
  return checkData(lab, data);
}

/** The first generator; of a lab of graphs, that of its first preset that has one. */
function defaultData(lab: Lab, params: Params): DataRef {
  const [generator] = lab.data.generators;
  if (generator === undefined) {
    const graphs = lab.presets
      .map(({ data }) => data)
      .filter((data) => data && "document" in data && !("files" in data));
    return readData(lab, params, (graphs[0] as Unread["data"]) ?? null);
  }
  return { generator, seed: 0, params: defaults(generatorOf(lab, generator).params) };
}

function readGenerated(lab: Lab, { generator, seed, params, weights }: UnreadGenerated): GeneratedData {
  const read = { generator, seed, params: parseParams(generatorOf(lab, generator).params, params, "data.params") };
  if (weights === undefined) return read;
  const formats = lab.data.formats.filter((format) => format === "safetensors");
  return { ...read, weights: readFile(lab, weights, "data.weights", formats) };
}

function generatorOf(lab: Lab, id: string) {
  const generator = knownGenerator(id);
  if (generator !== undefined && lab.data.generators.includes(id)) return generator;
  const ids = lab.data.generators.join(", ") || "none";
  throw new ExperimentError(
    "data.generator",
    "unknown-generator",
    `unknown generator for ${lab.id}: ${show(id)} (there are ${ids})`,
    {
      value: id,
      allowed: ids,
    },
  );
}

function runsWithoutData(lab: Lab, params: Params): boolean {
  return lab.data.none?.(params) ?? false;
}

/** The one choice under which a lab that needs no data now takes some, as a message goes on to say; nothing where there is none. */
function choiceWithData(lab: Lab, params: Params): string {
  const ways = Object.entries(lab.params).flatMap(([name, field]) =>
    field.kind === "choice" && params[name] !== undefined
      ? field.options.map(({ value }) => ({ name, value })).filter((way) => takesData(lab, params, way))
      : [],
  );
  return ways.length > 0 ? `, or set params.${ways[0].name}=${ways[0].value}` : "";
}

function takesData(lab: Lab, params: Params, { name, value }: { readonly name: string; readonly value: string }) {
  return !runsWithoutData(lab, { ...params, [name]: value });
}

function mayHaveNone(lab: Lab, params: Params): boolean {
  return runsWithoutData(lab, params) || (lab.data.optional?.(params) ?? false);
}

/** The form has words of its own for it. */
const unnamed = { es: "", en: "" };
/** What a seed may be: it is refused in the words of any whole number. */
const seedField: Field = {
  kind: "integer",
  label: unnamed,
  help: unnamed,
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  default: 0,
};

function readSeed(textOrValue: unknown, path: string): number {
  const isDigits = typeof textOrValue === "string" && /^\d+$/.test(textOrValue.trim());
  return parseValue(seedField, isDigits ? Number(textOrValue) : textOrValue, path) as number;
}
