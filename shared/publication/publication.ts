import * as v from "valibot";
import { type Envelope, parseEnvelope } from "../experiment/envelope.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { checkCaps } from "../experiment/json.ts";
import { limits } from "../experiment/limits.ts";
import type { Result } from "../experiment/result.ts";
import { cleanText, parseNotes, parseTitle } from "../experiment/title.ts";
import type { LabEntry } from "../labs/index.ts";
import type { Lab, Metric } from "../labs/lab.ts";
import { metricMatches } from "../labs/metrics.ts";
import { parseExperiment } from "../labs/parse-experiment.ts";
import { attachDocument, checkCanonical } from "./detached.ts";
import { parseEmbed } from "./embed.ts";

/** What a publisher says that a run gave. Nobody has checked it: it is shown as "claimed" until it is run again. */
export type Claim = Pick<Result, "engine" | "device" | "digest" | "metrics" | "seconds">;

/** What a link says, beside its blobs. */
export interface Publication {
  readonly experiment: Experiment;
  readonly result: Claim;
  readonly title: string;
  readonly notes: string;
  /** What a teacher says and hides, outside of all that is hashed or claimed. */
  readonly envelope?: Envelope;
  /** Whose pages may show the link in a frame (`parseEmbed`). */
  readonly embed?: readonly string[];
  /** Id of the link that this one is a fork of. */
  readonly parent: string | null;
}

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const version = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1));
const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(128),
  v.check((text) => cleanText(text) === text, "must hold no control characters"),
);
/** Entries of an object as new objects without a prototype to poison. */
const record = <T>(value: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.custom<object>((input) => typeof input === "object" && input !== null && !Array.isArray(input)),
    v.transform((input) => Object.entries(input) as [string, unknown][]),
    v.array(v.tuple([name, value])),
    v.transform((entries) => Object.fromEntries(entries) as Readonly<Record<string, T>>),
  );
const claimSchema = v.strictObject({
  engine: v.strictObject({
    wasm: record(sha256),
    random: v.pipe(v.string(), v.maxLength(64)),
    // Results from before they were counted have neither.
    revision: v.exactOptional(version),
    densities: v.exactOptional(version),
    data: v.exactOptional(version),
  }),
  device: v.picklist(["scalar", "wasm", "webgpu"]),
  digest: sha256,
  metrics: record(v.pipe(v.number(), v.finite())),
  seconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
});
const idSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));

/** The same of a result file, where null stands for a metric that is not finite. */
const filedSchema = v.strictObject({
  ...claimSchema.entries,
  metrics: record(
    v.pipe(
      v.nullable(v.number()),
      v.transform((value) => value ?? Number.NaN),
    ),
  ),
});

/**
 * A checked claim about a run of a lab with these metrics, made of new objects. Throws an ExperimentError with a path that begins with
 * "result".
 */
export function parseClaim(input: unknown, metrics: readonly Metric[]): Claim {
  return checkedClaim(input, metrics, claimSchema);
}

/** The same of a result file, whose metrics that are not finite are null there and NaN in the claim. */
export function parseFiledClaim(input: unknown, metrics: readonly Metric[]): Claim {
  return checkedClaim(input, metrics, filedSchema);
}

function checkedClaim(
  input: unknown,
  metrics: readonly Metric[],
  schema: typeof claimSchema | typeof filedSchema,
): Claim {
  checkCaps(input, "result", { keys: limits.result.keys + limits.json.keys });
  const size = new TextEncoder().encode(JSON.stringify(input) ?? "").length;
  const most = limits.result.json;
  if (size > most) {
    throw new ExperimentError("result", "too-large", `result too large: ${size} bytes (must be at most ${most})`, {
      value: size,
      max: most,
    });
  }
  const parsed = v.safeParse(schema, input);
  if (parsed.success) {
    checkMetrics(Object.keys(parsed.output.metrics), metrics);
    return parsed.output;
  }
  const [issue] = parsed.issues;
  const path = ["result", ...(issue.path ?? []).map(({ key }) => String(key).slice(0, 64))].join(".");
  throw new ExperimentError(path, "wrong-type", `invalid ${path}: ${issue.message.slice(0, 200)}`);
}

/** Many numbers only where a lab has a family for them: a claimant cannot make up their names. */
function checkMetrics(names: readonly string[], metrics: readonly Metric[]): void {
  const { keys } = limits.result;
  if (names.length > keys) throw tooManyMetrics("metrics", names.length, keys);
  const most = limits.json.keys;
  if (names.length <= most) return;
  const families = metrics.filter(({ name }) => name.includes("<"));
  const others = names.filter((name) => !families.some((family) => metricMatches(family.name, name)));
  if (others.length > most) throw tooManyMetrics("metrics of no declared family", others.length, most);
}

function tooManyMetrics(what: string, value: number, max: number): ExperimentError {
  return new ExperimentError(
    "result.metrics",
    "too-many-keys",
    `result has too many ${what}: ${value} (must be at most ${max})`,
    { value, max },
  );
}

/** A checked publication, made of new objects, and its lab; `document` is the part of that role. Throws an ExperimentError. */
export async function parsePublication(
  input: Readonly<Record<string, unknown>>,
  labs: readonly LabEntry[],
  document?: Uint8Array<ArrayBuffer>,
): Promise<{ readonly publication: Publication; readonly lab: Lab }> {
  const known = ["experiment", "result", "title", "notes", "parent", "envelope", "embed"];
  const unknown = Object.keys(input).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const shown = unknown.slice(0, 64);
    throw new ExperimentError(shown, "unknown-key", `unknown key: ${shown} (there are ${known.join(", ")})`);
  }
  const title = parseTitle(input.title);
  const notes = parseNotes(input.notes ?? "");
  const parent = input.parent ?? null;
  if (parent !== null && !v.is(idSchema, parent)) {
    throw new ExperimentError("parent", "wrong-type", "invalid parent (must be the id of a link: 22 characters)");
  }
  const envelope = parseEnvelope(input.envelope ?? undefined);
  const embed = parseEmbed(input.embed);
  const { experiment, lab } = await parseExperiment(await attachDocument(input.experiment, document), labs);
  if (document !== undefined) checkCanonical(experiment, document);
  const result = parseClaim(input.result, lab.metrics);
  const said = { title, notes, parent, ...(envelope && { envelope }), ...(embed && { embed }) };
  return { publication: { experiment, result, ...said }, lab };
}
