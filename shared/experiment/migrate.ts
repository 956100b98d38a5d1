import * as v from "valibot";
import { ExperimentError } from "./errors.ts";
import { type FileFormat, graphFormats, tableFormats, textFormats } from "./experiment.ts";
import { limits } from "./limits.ts";
import { show } from "./show.ts";
import { cleanText } from "./title.ts";
import { newestVersion } from "./version.ts";

/**
 * Every version of the experiment that was ever written, oldest first. Schemas are only ever added; a new one comes with the step from the
 * one before it, so that an old link opens for ever. Parameters are read later, by the lab.
 */
const seed = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const loose = v.custom<object>((input) => typeof input === "object" && input !== null && !Array.isArray(input));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const fileRef = <F extends FileFormat>(formats: readonly F[]) =>
  v.strictObject({
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    format: v.picklist(formats),
    shape: v.pipe(v.array(count), v.maxLength(8), v.readonly()),
    name: v.pipe(v.string(), v.maxLength(limits.file.name), v.transform(cleanText)),
  });
const files = <F extends FileFormat>(formats: readonly F[]) =>
  v.pipe(v.array(fileRef(formats)), v.minLength(1), v.maxLength(limits.file.files), v.readonly());
const allFormats = [...tableFormats, ...graphFormats, ...textFormats];
const generated = v.strictObject({
  generator: v.string(),
  seed,
  params: v.optional(loose, {}),
  weights: v.exactOptional(fileRef(allFormats)),
});
const version1 = v.strictObject({
  v: v.literal(1),
  lab: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  seed,
  data: v.optional(v.nullable(v.union([generated, v.strictObject({ files: files(tableFormats) })]))),
  params: v.optional(loose, {}),
});
/** Adds how files are read, documents, sweeps and formats of graphs. What version 1 says is said alike: the step to it changes nothing. */
const fileData = v.strictObject({
  files: files(allFormats),
  reading: v.exactOptional(loose),
  document: v.exactOptional(loose),
});
const version2 = v.strictObject({
  ...version1.entries,
  v: v.literal(2),
  data: v.optional(v.nullable(v.union([generated, fileData, v.strictObject({ document: loose })]))),
  sweep: v.exactOptional(loose),
});

/**
 * An experiment of any version, in the form of the newest, whose parameters, reading, document and sweep nobody has read yet. `data` is
 * undefined where it was left out.
 */
export type Unread = Omit<v.InferOutput<typeof version2>, "v">;
export type UnreadData = NonNullable<Unread["data"]>;
export type UnreadGenerated = v.InferOutput<typeof generated>;

const allowedAt: Readonly<Record<string, string>> = {
  lab: "the id of a lab",
  seed: `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
  data: "null, {generator, seed, params, weights?}, {files: [{sha256, format, shape, name}]} (version 2: reading?, document?), or {document} (version 2)",
  params: "an object of named values",
  sweep: "an object of lists of values",
};

/** Recognises the version, validates, and brings the experiment to the newest version. Throws an ExperimentError. */
export function migrate(input: unknown): Unread {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new ExperimentError(
      "experiment",
      "wrong-type",
      `invalid experiment: ${show(input)} (must be an object {v, lab, seed, data, params})`,
      {
        value: show(input),
      },
    );
  }
  const version: unknown = Object.hasOwn(input, "v") ? (input as { v: unknown }).v : undefined;
  if (typeof version === "number" && Number.isInteger(version) && version > newestVersion) {
    throw new ExperimentError(
      "v",
      "newer-version",
      `experiment of version ${version}: made by a newer version of Latente (this one reads up to ${newestVersion}; reload the page or update)`,
      { value: version, allowed: newestVersion },
    );
  }
  if (version !== 1 && version !== 2) {
    throw new ExperimentError("v", "unknown-version", `invalid v: ${show(version)} (must be 1 or ${newestVersion})`, {
      value: show(version),
      allowed: newestVersion,
    });
  }
  const result = version === 1 ? v.safeParse(version1, input) : v.safeParse(version2, input);
  if (result.success) return result.output;
  throw firstIssue(result.issues[0], version === 1 ? known1 : [...known1, "sweep"]);
}

const known1 = ["v", "lab", "seed", "data", "params"];

function firstIssue(
  issue: v.InferIssue<typeof version1> | v.InferIssue<typeof version2>,
  known: readonly string[],
): ExperimentError {
  const [first] = issue.path ?? [];
  const place = first === undefined ? "experiment" : String(first.key);
  const value = first === undefined ? issue.input : first.value;
  if (issue.type === "strict_object" && issue.expected === "never" && issue.path?.length === 1) {
    return new ExperimentError(
      place,
      "unknown-key",
      `unknown key: ${place} (an experiment of this version has ${known.join(", ")})`,
      {
        value: place,
        allowed: known.join(", "),
      },
    );
  }
  const allowed = allowedAt[place] ?? "an experiment {v, lab, seed, data, params}";
  return new ExperimentError(place, "wrong-type", `invalid ${place}: ${show(value)} (must be ${allowed})`, {
    value: show(value),
    allowed,
  });
}
