import { parseArgs } from "node:util";
import { type HowPacked, sides } from "../../shared/data/folder.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { type ReadingChoice, readingChoices } from "../../shared/experiment/reading.ts";
import type { Device } from "../../shared/labs/lab.ts";

export type Command =
  | { readonly name: "list" | "help" }
  | ({ readonly name: "run"; readonly source: string } & RunFlags)
  | ({ readonly name: "verify"; readonly source: string } & Pick<RunFlags, "data" | "threads">);

export interface RunFlags {
  readonly seed?: string;
  /** Path and text, in the order given. */
  readonly set: readonly (readonly [path: string, text: string])[];
  readonly data: readonly string[];
  /** How pictures in folders are made alike. */
  readonly pictures?: Partial<HowPacked>;
  readonly threads?: number;
  readonly device: Device;
  readonly out?: string;
  readonly weights?: string;
  /** The draws of each chain; those of warm-up too with `saveWarmup`. */
  readonly draws?: string;
  readonly saveWarmup?: true;
  /** The samples of a lab that makes samples alone, in bytes. */
  readonly samples?: string;
}

export const usage = `usage:
  lab help
  lab list
  lab run <experiment.json | link | lab | lab:preset> [--seed N] [--set path=value …] [--data FILE|FOLDER …]
          [--threads N] [--device wasm|scalar|webgpu] [--out result.json] [--weights model.safetensors|model.onnx|model.int8.onnx|model.json]
          [--draws draws.csv|draws.zip|draws.npy|draws.json [--save-warmup]] [--samples samples.bin]
  lab verify <link | result.json> [--data FILE|FOLDER …] [--threads N]
a sweep runs every combination of values, and prints {experiment, runs, best}:
          --set "sweep.params.<name>=[value, …]" [--set "sweep.seed=[1, 2, 3]" …]
values by name, as those of nodes (nothing after = removes one; a name with = in it goes between double quotes):
          --set params.<name>.<node>=value [--set 'params.<name>."a=b"=0.7, 0.3' …]
texts of many lines, as a model's, from a file:
          --set params.<name>=@model.txt
how the files of --data are read (names as in the file; #3 is the third column):
          [--columns a,b] [--ignored c,d] [--target y] [--label c] [--gaps keep|drop|refuse] [--standardise yes|no]
          [--header yes|no] [--separator comma|semicolon|tab|space|pipe] [--decimal point|comma]
          [--thousands none|point|comma|space|apostrophe] [--encoding utf-8|utf-8-damaged|utf-16le|utf-16be|windows-1252]
          [--none missing|text] [--units yes|no] [--pixels yes|no] [--orientation rows|columns] [--inflate capped|whole]
          [--contents table|text] [--heldOut spread|drawn|last]
a folder with a folder of PNG or JPEG pictures for each class (its middle square, at N × N pixels):
          [--side 8…128] [--colour auto|grey]
draws of Markov chains, by the name of their file: Stan's CSV (.csv a file per chain, .zip all of them), an array [chains, draws,
          parameters] (.npy), or JSON for ArviZ's from_json (.json)
samples of the gallery's models (lab sampler) in the bytes of the page and of /api/sample?format=bytes: --samples
exit status: 0 done, or same; 1 different; 2 invalid arguments, experiment or file; 3 a run that failed (of a sweep, any);
          4 different engine; 5 output that could not be written`;

/** Each choice of a reading is a flag of its own: short for --set data.reading.<choice>=… */
const readingFlags = Object.fromEntries(
  readingChoices.map((choice) => [choice, { type: "string" } as const]),
) as Record<ReadingChoice, { readonly type: "string" }>;

const options = {
  ...readingFlags,
  seed: { type: "string" },
  set: { type: "string", multiple: true },
  data: { type: "string", multiple: true },
  threads: { type: "string" },
  device: { type: "string" },
  out: { type: "string" },
  weights: { type: "string" },
  draws: { type: "string" },
  "save-warmup": { type: "boolean" },
  samples: { type: "string" },
  side: { type: "string" },
  colour: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const takes: Readonly<Record<string, readonly string[]>> = {
  list: [],
  run: Object.keys(options),
  verify: ["data", "threads"],
};

/** Throws an ExperimentError for anything but one of the commands. */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  const [name, source, ...rest] = positionals;
  if (values.help || name === "help") return { name: "help" };
  if (name === undefined || !Object.hasOwn(takes, name)) {
    throw invalid("command", name ?? "nothing", "help, list, run or verify");
  }
  const foreign = Object.keys(values).find((flag) => !takes[name].includes(flag));
  if (foreign !== undefined) throw invalid(`--${foreign}`, name, "left out of this command");
  if (name === "list" && source === undefined) return { name };
  if (name === "list" || source === undefined || rest.length > 0) {
    throw invalid("arguments", positionals.slice(1).join(" ") || "none", name === "list" ? "none" : "exactly one");
  }
  const threads = values.threads === undefined ? {} : { threads: parseThreads(values.threads) };
  const data = values.data ?? [];
  if (name === "verify") return { name, source, data, ...threads };
  const { seed, out, weights, draws, samples } = values;
  const saveWarmup = values["save-warmup"];
  if (saveWarmup && draws === undefined) throw invalid("--save-warmup", "no --draws", "given together with --draws");
  return {
    name: "run",
    source,
    set: [...readingSettings(values), ...(values.set ?? []).map(parseSetting)],
    data,
    ...threads,
    device: parseDevice(values.device ?? "wasm"),
    ...(seed !== undefined && { seed }),
    ...(out !== undefined && { out }),
    ...(weights !== undefined && { weights }),
    ...(draws !== undefined && { draws }),
    ...(saveWarmup && { saveWarmup }),
    ...(samples !== undefined && { samples }),
    ...parsePictures(values),
  };
}

function parse(argv: readonly string[]) {
  const path = argv.find((one) => /^--(?:params|data|sweep)\./.test(one));
  if (path !== undefined) throw invalid("arguments", path, `written --set ${path.slice(2)}`);
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new ExperimentError("arguments", "arguments", `invalid arguments: ${(error as Error).message}\n${usage}`);
  }
}

function parsePictures({
  side,
  colour,
}: {
  readonly side?: string;
  readonly colour?: string;
}): Pick<RunFlags, "pictures"> {
  if (side === undefined && colour === undefined) return {};
  const pixels = Number(side ?? sides.default);
  if (!Number.isInteger(pixels) || pixels < sides.least || pixels > sides.most)
    throw invalid("--side", side ?? "", `a whole number from ${sides.least} to ${sides.most}`);
  if (colour !== undefined && colour !== "auto" && colour !== "grey") throw invalid("--colour", colour, "auto or grey");
  return { pictures: { ...(side !== undefined && { side: pixels }), ...(colour !== undefined && { colour }) } };
}

function readingSettings(values: Readonly<Partial<Record<ReadingChoice, string>>>): RunFlags["set"] {
  return readingChoices.flatMap((choice) => {
    const text = values[choice];
    return text === undefined ? [] : [[`data.reading.${choice}`, text] as const];
  });
}

/** "path=value". A name at the end of the path that has "=" in it stands between double quotes, as in JSON. */
function parseSetting(text: string): readonly [string, string] {
  const [, path, name, value] = /^([^"=]+\.)("(?:[^"\\]|\\.)*")=(.*)$/s.exec(text) ?? [];
  if (path !== undefined) return [path + unquoted(name), value];
  const at = text.indexOf("=");
  if (at < 1) throw invalid("--set", text, "path=value, for example params.hidden=16");
  return [text.slice(0, at), text.slice(at + 1)];
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    throw invalid("--set", text, "a name between double quotes, as in JSON");
  }
}

function parseThreads(text: string): number {
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw invalid("--threads", text, "a whole number from 1 to 256");
  }
  return threads;
}

function parseDevice(text: string): Device {
  if (text === "wasm" || text === "scalar" || text === "webgpu") return text;
  throw invalid("--device", text, "wasm, scalar or webgpu");
}

function invalid(path: string, value: string, allowed: string): ExperimentError {
  return new ExperimentError(path, "arguments", `invalid ${path}: ${value} (must be ${allowed})\n${usage}`, {
    value,
    allowed,
  });
}
