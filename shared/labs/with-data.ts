/** Other data for an experiment: what names nodes of the graph that was there goes with it. */
import { canonicalJson } from "../experiment/canonical.ts";
import type { GraphDocument } from "../experiment/document.ts";
import { isEqual } from "../experiment/equal.ts";
import type { DataRef, Experiment } from "../experiment/experiment.ts";
import type { Field, Fields, Params } from "../experiment/fields.ts";
import { filesOf } from "../experiment/files.ts";
import { entryAt } from "../experiment/maps.ts";
import { withVersion } from "../experiment/version.ts";

/** What of a lab this file has to know. */
interface WithFields {
  readonly params: Fields;
}

/**
 * The experiment on these data. Unless they have the same graph (and it `isGiven` not anew), or are the same files, its fields that name nodes (`names`) go back to their defaults, since
 * they would name nodes of another graph, and a sweep varies them no more.
 */
export function withData(
  { params: fields }: WithFields,
  experiment: Experiment,
  data: DataRef,
  isGiven = false,
): Experiment {
  if (!isGiven && haveSameNodes(experiment.data, data)) return withVersion({ ...experiment, data });
  const { sweep, ...rest } = experiment;
  const kept = Object.entries(sweep ?? {}).filter(([path]) => !namesNodes(fields, path));
  return withVersion({
    ...rest,
    data,
    params: withoutNames(fields, experiment.params),
    ...(kept.length > 0 && { sweep: Object.fromEntries(kept) }),
  });
}

/** Whether the field at "params.<name>", or the one of the entry "params.<map>.<name>", names nodes of the data's graph. */
export function namesNodes(fields: Fields, path: string): boolean {
  if (!path.startsWith("params.")) return false;
  const name = path.slice("params.".length);
  const field = Object.hasOwn(fields, name) ? fields[name] : entryAt(fields, name)?.field;
  return field !== undefined && isNaming(field);
}

const isNaming = (field: Field) => "names" in field && field.names === "nodes";

function withoutNames(fields: Fields, params: Params): Params {
  const reset = (name: string) => Object.hasOwn(fields, name) && isNaming(fields[name]);
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, reset(name) ? fields[name].default : value]),
  );
}

function haveSameNodes(a: DataRef, b: DataRef): boolean {
  const [one, other] = [documentOf(a), documentOf(b)];
  if (one || other) return isEqual(one, other);
  if (a === null || b === null) return a === b;
  if ("generator" in a || "generator" in b) return "generator" in a && "generator" in b && a.generator === b.generator;
  const hashes = (data: DataRef) =>
    filesOf(data)
      .map(({ sha256 }) => sha256)
      .sort();
  return canonicalJson(hashes(a)) === canonicalJson(hashes(b));
}

function documentOf(data: DataRef): GraphDocument | undefined {
  return data !== null && "document" in data ? data.document : undefined;
}
