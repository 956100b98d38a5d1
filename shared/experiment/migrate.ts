import * as v from "valibot";
import { ExperimentError } from "./errors.ts";
import type { Experiment } from "./experiment.ts";
import { limits } from "./limits.ts";
import { show } from "./schema.ts";
import { cleanText } from "./title.ts";

/**
 * Every version of the experiment that was ever written, oldest first. Schemas are only ever added; a new one comes with the step from the
 * one before it, so that an old link opens for ever. Parameters are read later, by the lab.
 */
const seed = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const looseParams = v.custom<Readonly<Record<string, unknown>>>(
  (input) => typeof input === "object" && input !== null && !Array.isArray(input),
);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const fileRef = v.strictObject({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  format: v.picklist(["idx", "csv", "npy", "wav", "png", "jpeg", "safetensors"]),
  shape: v.pipe(v.array(count), v.maxLength(8), v.readonly()),
  name: v.pipe(v.string(), v.maxLength(limits.file.name), v.transform(cleanText)),
});
const generated = v.strictObject({
  generator: v.string(),
  seed,
  params: v.optional(looseParams, {}),
  weights: v.optional(fileRef),
});
const version1 = v.strictObject({
  v: v.literal(1),
  lab: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  seed,
  data: v.optional(
    v.nullable(
      v.union([
        generated,
        v.strictObject({ files: v.pipe(v.array(fileRef), v.minLength(1), v.maxLength(limits.file.files)) }),
      ]),
    ),
  ),
  params: v.optional(looseParams, {}),
});

/** An experiment of the newest version whose parameters nobody has read yet. `data` is undefined where it was left out. */
export type Unread = v.InferOutput<typeof version1>;
export type UnreadGenerated = v.InferOutput<typeof generated>;

const newest: Experiment["v"] = 1;

const allowedAt: Readonly<Record<string, string>> = {
  lab: "the id of a lab",
  seed: `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
  data: "null, {generator, seed, params, weights?}, or {files: [{sha256, format, shape, name}]}",
  params: "an object of named values",
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
  if (typeof version === "number" && Number.isInteger(version) && version > newest) {
    throw new ExperimentError(
      "v",
      "newer-version",
      `experiment of version ${version}: made by a newer version of Latente (this one reads up to ${newest}; reload the page or update)`,
      { value: version, allowed: newest },
    );
  }
  if (version !== 1) {
    throw new ExperimentError("v", "unknown-version", `invalid v: ${show(version)} (must be ${newest})`, {
      value: show(version),
      allowed: newest,
    });
  }
  const result = v.safeParse(version1, input);
  if (result.success) return result.output;
  throw firstIssue(result.issues[0]);
}

function firstIssue(issue: v.InferIssue<typeof version1>): ExperimentError {
  const [first] = issue.path ?? [];
  const place = first === undefined ? "experiment" : String(first.key);
  const value = first === undefined ? issue.input : first.value;
  if (issue.type === "strict_object" && issue.expected === "never" && issue.path?.length === 1) {
    return new ExperimentError(
      place,
      "unknown-key",
      `unknown key: ${place} (an experiment has v, lab, seed, data, params)`,
      {
        value: place,
        allowed: "v, lab, seed, data, params",
      },
    );
  }
  const allowed = allowedAt[place] ?? "an experiment {v, lab, seed, data, params}";
  return new ExperimentError(place, "wrong-type", `invalid ${place}: ${show(value)} (must be ${allowed})`, {
    value: show(value),
    allowed,
  });
}
