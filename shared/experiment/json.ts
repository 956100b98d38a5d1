import { ExperimentError } from "./errors.ts";
import { limits } from "./limits.ts";

/** Levels, members and items together, and characters of a string. */
interface JsonCaps {
  readonly depth: number;
  readonly keys: number;
  readonly string: number;
}

/** Parses JSON from outside within the caps on bytes, depth, keys and strings. Throws an ExperimentError; `path` says what was read. */
export function parseJson(
  text: string,
  path = "experiment",
  { bytes = limits.json.bytes, ...caps }: Partial<JsonCaps & { readonly bytes: number }> = {},
): unknown {
  const value = readJson(text, path, bytes);
  checkCaps(value, path, caps);
  return value;
}

/** Parses JSON of at most so many bytes in UTF-8, whose other caps are checked by its reader. Throws an ExperimentError. */
export function readJson(text: string, path: string, bytes: number): unknown {
  // A UTF-16 code unit is at most three bytes of UTF-8; only the length in between needs counting.
  if (text.length > bytes || (text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes)) {
    throw new ExperimentError(path, "too-large", `${path} is too large (must be at most ${bytes} bytes of JSON)`, {
      max: bytes,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExperimentError(path, "not-json", `${path} is not valid JSON: ${reason}`, { value: reason });
  }
}

/** Refuses values that are nested too deeply, have too many keys or items, or hold a string that is too long. */
export function checkCaps(value: unknown, path = "experiment", caps: Partial<JsonCaps> = {}): void {
  const { depth, keys, string } = { ...limits.json, ...caps };
  let seen = 0;
  const visit = (node: unknown, level: number): void => {
    if (typeof node === "string") checkString(node, path, string);
    if (typeof node !== "object" || node === null) return;
    if (level >= depth) throw tooMuch(path, "too-deep", "levels deep", depth);
    const entries = Object.entries(node);
    seen += entries.length;
    if (seen > keys) throw tooMuch(path, "too-many-keys", "keys and items", keys);
    for (const [key, child] of entries) {
      checkString(key, path, string);
      visit(child, level + 1);
    }
  };
  visit(value, 0);
}

function checkString(text: string, path: string, max: number): void {
  if (text.length > max) throw tooMuch(path, "string-too-long", "characters in one string", max);
}

function tooMuch(path: string, code: string, what: string, max: number): ExperimentError {
  return new ExperimentError(path, code, `${path} has too much: more than ${max} ${what} (must be at most ${max})`, {
    max,
  });
}
