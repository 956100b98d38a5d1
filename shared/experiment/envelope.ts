import { ExperimentError } from "./errors.ts";
import { limits } from "./limits.ts";
import { show } from "./show.ts";
import { parseNotes, parseTitle } from "./title.ts";

/**
 * What a teacher says about an experiment and leaves out of its form. It travels beside the experiment, in a link or a publication, and is no
 * part of it: no digest depends on it. All of it is text to be shown as text. Parts that say nothing are absent.
 */
export interface Envelope {
  /** One line. */
  readonly title?: string;
  /** Lines, for those who open it. */
  readonly text?: string;
  /**
   * What is hidden until the reader asks for it, sorted: controls by their path ("params.rate", "data.params.count", "seed") and panels by
   * their name (`panels`). Names of what is not there hide nothing.
   */
  readonly hide?: readonly string[];
}

/** Parts of the page that may be hidden. What runs, stops, shares and verifies always stays. */
export const panels = ["presets", "data", "seed", "sweep", "lesson", "history", "export"] as const;
export type Panel = (typeof panels)[number];

/**
 * A valid envelope, made of new objects; undefined where nothing is left in it. Members that are not known are left out: an envelope of a newer version
 * is still one, for it changes no result. Throws an ExperimentError at `path`.
 */
export function parseEnvelope(input: unknown, path = "envelope"): Envelope | undefined {
  if (input === undefined) return undefined;
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw wrong(path, "wrong-type", show(input), "an object {title, text, hide}");
  const own = new Map<string, unknown>(Object.entries(input));
  const said = (name: string) => own.get(name) !== undefined && own.get(name) !== "";
  const title = said("title") ? parseTitle(own.get("title"), `${path}.title`) : undefined;
  const text = said("text") ? parseNotes(own.get("text"), `${path}.text`) : "";
  const hide = parseHide(own.get("hide") ?? [], `${path}.hide`);
  if (title === undefined && text === "" && hide.length === 0) return undefined;
  return { ...(title !== undefined && { title }), ...(text !== "" && { text }), ...(hide.length > 0 && { hide }) };
}

export function hides(envelope: Envelope | null | undefined, name: string): boolean {
  return envelope?.hide?.includes(name) ?? false;
}

function parseHide(input: unknown, path: string): readonly string[] {
  const { names, name: longest } = limits.envelope;
  if (!Array.isArray(input) || input.length > names)
    throw wrong(path, "wrong-length", show(input), `a list of at most ${names} names`);
  const valid = (name: unknown): name is string =>
    typeof name === "string" && name.length <= longest && /^[A-Za-z][\w.-]*$/.test(name);
  const bad = input.find((name) => !valid(name));
  if (bad !== undefined) throw wrong(path, "wrong-type", show(bad), "the name of a parameter or a panel");
  return [...new Set(input.filter(valid))].sort();
}

function wrong(path: string, code: string, value: string, allowed: string): ExperimentError {
  return new ExperimentError(path, code, `invalid ${path}: ${value} (must be ${allowed})`, { value, allowed });
}
