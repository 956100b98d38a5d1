/**
 * Runs presets and records their results for the page: `node client/build/record.ts [lab[:preset] …]`, all when none is named. Writes
 * `client/labs/<family>/<lab>/recorded/<preset>.safetensors` each, and the catalogue with its index and cards under `client/labs/recorded/`.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolveData } from "../../shared/data/decode.ts";
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { foldFromArrays } from "../../shared/labs/fold.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab, Preset } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { thinArrays } from "../../shared/publication/thin.ts";
import type { Card, Catalogue, RecordedLab, RecordedPreset } from "../labs/recorded.ts";
import { planOf, runExperiment } from "../run/driver.ts";
import { createNodePool } from "../terminal/pool.ts";
import { cardOf, curvesOf } from "./cards.ts";

/** What the records of one result may take in the repository and on the wire; outputs (weights, …) are kept whole up to `largestOutputs`. */
const largestRecords = 100_000;
const largestOutputs = 1_400_000;
const folder = new URL("../labs/recorded/", import.meta.url);
const asked = process.argv.slice(2);
const wanted = (lab: string, preset: string) =>
  asked.length === 0 || asked.includes(lab) || asked.includes(`${lab}:${preset}`);

const pool = createNodePool();
const before: Catalogue = await readJson("catalogue.json");
const cards: Record<string, Card> = await readJson("cards.json");
const recorded: RecordedLab[] = [];
for (const { id, family, load } of labs) {
  const lab = await load();
  const old = before.labs.find((one) => one.id === id);
  const presets: RecordedPreset[] = [];
  for (const preset of lab.presets) {
    const known = old?.presets.find((one) => one.id === preset.id);
    if (wanted(id, preset.id)) presets.push(await record(lab, preset));
    else if (known) presets.push(known);
  }
  if (presets.length > 0) recorded.push({ id, family, title: lab.title, summary: lab.summary, presets });
}
await writeJson("catalogue.json", { labs: recorded });
await writeJson("index.json", {
  labs: recorded.map((lab) => ({ ...lab, presets: lab.presets.map(({ metrics: _, digest: __, ...shown }) => shown) })),
});
const known = recorded.flatMap((lab) => lab.presets.map(({ id }) => `${lab.id}.${id}`));
await writeJson("cards.json", Object.fromEntries(known.map((name) => [name, cards[name]])));
pool.close();

async function record(lab: Lab, preset: Preset): Promise<RecordedPreset> {
  const experiment = presetExperiment(lab, preset);
  const data = await resolveData(experiment.data, () => {
    throw new Error("presets work on generated data");
  });
  const { metrics, seconds, digest, arrays } = await runExperiment({ experiment, lab, data, pool, device: "wasm" });
  const part = (prefix: string) =>
    Object.fromEntries(Object.entries(arrays).filter(([name]) => name.startsWith(prefix)));
  const outputs = thinArrays(part("output/"), largestOutputs).arrays;
  const kept = { ...thinArrays(part("records/"), largestRecords).arrays, ...outputs };
  const own = new URL(`../${lab.family}/${lab.id}/recorded/`, folder);
  await mkdir(own, { recursive: true });
  await writeFile(
    new URL(`${preset.id}.safetensors`, own),
    encodeSafetensors(kept, { experiment: JSON.stringify(experiment) }),
  );
  process.stderr.write(`${lab.id}:${preset.id} ${seconds.toFixed(1)} s\n`);
  const fold = foldFromArrays(planOf(lab, experiment, data), arrays);
  const { id, title, about } = preset;
  cards[`${lab.id}.${id}`] = cardOf(lab.picture?.(fold, data) ?? curvesOf(fold));
  return { id, title, about, metrics, seconds: Number(seconds.toPrecision(2)), digest };
}

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(name, folder), "utf8")) as T;
}

async function writeJson(name: string, value: unknown): Promise<void> {
  await writeFile(new URL(name, folder), `${JSON.stringify(value)}\n`);
}
