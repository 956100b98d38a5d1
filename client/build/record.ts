/**
 * Runs presets and records their results for the page: `npm run record -- [lab[:preset] …]`, all when none is named. Writes the arrays
 * of each, the catalogue and the index of its lab, and the card of its family; nothing of labs that were not asked for. With `--words` nothing is
 * run: the indexes are rewritten, as after a change of a title.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolveData } from "../../shared/data/resolve.ts";
import { type Card, cardOf, curvesOf } from "../../shared/labs/card.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab, Preset } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { knownParams } from "../../shared/labs/recording.ts";
import { withoutSweep } from "../../shared/labs/sweep.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { type AllRuns, textOfRuns, withoutStale } from "../app/bits/runs.ts";
import type { Catalogue, LabIndex, RecordedPreset } from "../labs/recorded.ts";
import { compileLesson } from "../lessons/compile.ts";
import { runExperiment } from "../run/driver.ts";
import { createNodePool } from "../terminal/pool.ts";
import { decoderFile, decoderPreset } from "./decoder.ts";
import { recordedFile } from "./recorded-file.ts";

const folder = new URL("../labs/", import.meta.url);
const folderOf = ({ family, id }: Lab) => new URL(`${family}/${id}/recorded/`, folder);

const names = process.argv.slice(2);
const pool = createNodePool();
try {
  const all = await Promise.all(labs.map(({ load }) => load()));
  if (names.includes("--words")) for (const lab of all) await writeIndex(lab, await catalogueOf(lab));
  else for (const [lab, presets] of asked(all)) if (presets.length > 0) await recordLab(lab, presets);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  pool.close();
}

/** The presets that the command line names, by lab; throws for an unknown name. */
function asked(all: readonly Lab[]): [Lab, readonly Preset[]][] {
  const known = all.flatMap((lab) => [lab.id, ...lab.presets.map(({ id }) => `${lab.id}:${id}`)]);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`unknown lab or preset: ${unknown.join(", ")}`);
  const wanted = (lab: Lab, { id }: Preset) =>
    names.length === 0 || names.includes(lab.id) || names.includes(`${lab.id}:${id}`);
  return all.map((lab) => [lab, lab.presets.filter((preset) => wanted(lab, preset))]);
}

async function recordLab(lab: Lab, presets: readonly Preset[]): Promise<void> {
  await mkdir(folderOf(lab), { recursive: true });
  const before = await catalogueOf(lab);
  const entries = new Map(before.presets.map((entry) => [entry.id, entry]));
  for (const preset of presets) {
    const earlier = entries.get(preset.id);
    const { entry, card } = await record(lab, preset);
    // A busy machine only adds to the time of an identical run.
    const seconds = earlier?.digest === entry.digest ? Math.min(earlier.seconds, entry.seconds) : entry.seconds;
    entries.set(preset.id, { ...entry, seconds });
    // The card of a lab is that of its first preset.
    if (preset === lab.presets[0]) await writeCard(lab, card);
  }
  const catalogue = { presets: lab.presets.flatMap(({ id }) => entries.get(id) ?? []) };
  await writeFile(new URL("catalogue.json", folderOf(lab)), pretty(catalogue));
  await dropStaleRuns(lab.id, catalogue.presets[0]);
  await writeIndex(lab, catalogue);
}

/** What the page /bits holds against a result that is no longer shown says nothing: `npm run bits` writes it anew. */
async function dropStaleRuns(lab: string, { id: preset, digest }: RecordedPreset): Promise<void> {
  const file = new URL("../app/bits/runs.json", import.meta.url);
  const all = JSON.parse(await readFile(file, "utf8")) as AllRuns;
  const text = textOfRuns(withoutStale(all, lab, { preset, digest }));
  if (text !== textOfRuns(all)) await writeFile(file, text);
}

async function record(lab: Lab, preset: Preset): Promise<{ readonly entry: RecordedPreset; readonly card: Card }> {
  const experiment = withoutSweep(presetExperiment(lab, preset));
  const data = await resolveData(experiment.data, () => {
    throw new Error("presets work on generated data");
  });
  let run: Fold | undefined;
  const { metrics, seconds, digest } = await runExperiment({
    experiment,
    lab,
    data,
    pool,
    device: "wasm",
    onProgress: (fold) => {
      run = fold;
    },
  });
  const fold = run as Fold;
  const recording = lab.recording?.(fold, experiment, data) ?? {};
  const asked = Object.entries(recording.answers ?? {});
  const answers = await Promise.all(
    asked.map(async ([name, { task: question, given }]) => {
      const task = { ...question, params: knownParams(question.params), id: name, key: keyOfSeed(experiment.seed) };
      return [name, await pool.ask({ lab: lab.id, device: "wasm", data, task, given })] as const;
    }),
  );
  const name = `${lab.id}:${preset.id}`;
  const {
    bytes,
    rows,
    answers: apart,
  } = recordedFile(name, recording, fold, Object.fromEntries(answers), experiment, metrics);
  await writeFile(new URL(`${preset.id}.safetensors`, folderOf(lab)), bytes);
  if (apart) {
    await mkdir(new URL("answers/", folderOf(lab)), { recursive: true });
    await writeFile(new URL(`answers/${preset.id}.safetensors`, folderOf(lab)), apart);
  }
  if (name === decoderPreset)
    await writeFile(new URL("../app/home/decoder.safetensors", import.meta.url), decoderFile(fold, experiment));
  const thinned = rows === undefined ? "" : `, records thinned to ${rows} rows`;
  process.stderr.write(`${name} ${seconds.toFixed(1)} s, ${bytes.length} bytes${thinned}\n`);
  return {
    entry: { id: preset.id, digest, seconds: Number(seconds.toPrecision(2)), metrics },
    card: cardOf(lab.picture?.(fold, data) ?? curvesOf(fold)),
  };
}

function catalogueOf(lab: Lab): Promise<Catalogue> {
  return readJson(new URL("catalogue.json", folderOf(lab)), { presets: [] });
}

async function writeIndex(lab: Lab, { presets }: Catalogue): Promise<void> {
  const { id, family, title, summary } = lab;
  const shown = lab.presets.flatMap((preset) => {
    const entry = presets.find((one) => one.id === preset.id);
    return entry ? [{ id: preset.id, title: preset.title, seconds: entry.seconds }] : [];
  });
  const file = `${family}/${id}/lesson.en.md`;
  const { level, minutes, blocks } = compileLesson(await readFile(new URL(file, folder), "utf8"), file);
  const lesson = { level, minutes, steps: blocks.filter(({ kind }) => kind === "step").length };
  const index: LabIndex = { id, family, title, summary, lesson, formats: lab.data.formats, presets: shown };
  await mergeIn("indexes.json", lab, index);
}

function writeCard(lab: Lab, card: Card): Promise<void> {
  return mergeIn(`${lab.family}/cards.json`, lab, card);
}

/** One line per lab, in the order of the registry: labs recorded separately never touch the same line. */
async function mergeIn(path: string, { id }: Lab, entry: unknown): Promise<void> {
  const file = new URL(path, folder);
  const entries: Readonly<Record<string, unknown>> = { ...(await readJson(file, {})), [id]: entry };
  const lines = labs.flatMap((lab) => {
    const own = entries[lab.id];
    return own ? [`  ${JSON.stringify(lab.id)}: ${JSON.stringify(own)}`] : [];
  });
  await writeFile(file, `{\n${lines.join(",\n")}\n}\n`);
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function readJson<T>(file: URL, otherwise: T): Promise<T> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return otherwise;
    throw error;
  }
}
