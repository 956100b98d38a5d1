import { expect, test } from "vitest";
import { bodyOf, prepare } from "../../../client/share/prepare.ts";
import { decodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import type { Result } from "../../../shared/experiment/result.ts";
import { type Fold, openFold, resultArrays } from "../../../shared/labs/fold.ts";
import { labs } from "../../../shared/labs/index.ts";
import { summarise } from "../../../shared/labs/summarise.ts";
import { bytesSource } from "../../../shared/publication/bytes.ts";
import { claimedOf } from "../../../shared/publication/claimed.ts";
import { compareClaim, type Here } from "../../../shared/publication/compare.ts";
import { decodeContainer } from "../../../shared/publication/container.ts";
import { parseClaim } from "../../../shared/publication/publication.ts";
import { runDirect } from "../../conformance/direct.ts";
import { type Short, shortForm } from "../../conformance/short.ts";
import { inOnePiece } from "../../run.ts";

async function resultOf({ lab, experiment, data }: Short, fold: Fold): Promise<Result> {
  const { metrics, digest } = await summarise(lab, experiment, data, fold, experiment);
  const engine = { wasm: { nets: "a".repeat(64) }, random: "1", revision: lab.revision };
  if (digest === null) throw new Error("the run did not end");
  return { experiment, engine, device: "wasm", metrics, digest, arrays: resultArrays(fold), seconds: 1 };
}

test("what is published of a model is the same for who runs it anew, and not with one byte of the model changed", async () => {
  const entry = labs.find(({ id }) => id === "autoencoder");
  const lab = await entry?.load();
  if (lab === undefined) throw new Error("no autoencoder");
  await lab.ready?.();
  const preset = lab.presets.find(({ id }) => id === "classic") ?? lab.presets[0];
  const short = await shortForm(lab, preset);
  const published = await runDirect(short, "wasm");
  const choices = { title: "A model", notes: "", parent: null, withData: false };
  const body = bodyOf(await prepare(lab, await resultOf(short, published), published), choices);

  const { header, parts } = await decodeContainer(bytesSource(body));
  const part = (wanted: string) => parts.find(({ role }) => role === wanted)?.bytes;
  const model = part("weights");
  if (model === undefined) throw new Error("no model was published");
  const claim = parseClaim(header.result, lab.metrics);
  const again = await runDirect(short, "wasm", { ...inOnePiece, slices: [7] });
  const here: Here = {
    result: await resultOf(short, again),
    tasks: again.tasks,
    model: () => lab.model?.(again),
  };
  expect(compareClaim(claimedOf(claim, part("arrays"), model), here, lab)).toEqual({ kind: "same" });
  const changed = model.map((byte, i) => (i === model.length - 1 ? byte ^ 1 : byte));
  const verdict = compareClaim(claimedOf(claim, part("arrays"), changed), here, lab);
  expect(verdict).toMatchObject({ kind: "different", differs: ["model"] });
});

test("weights of a net that do not all fit are all left out, and told apart from other arrays", async () => {
  const entry = labs.find(({ id }) => id === "mlp");
  const lab = await entry?.load();
  if (lab === undefined) throw new Error("no perceptron");
  const { experiment, data } = await shortForm(lab, lab.presets[0]);
  const fold = openFold(lab.plan(experiment.params, data, [1, 2]));
  const numbers = (count: number) => ({ shape: [count], values: new Float32Array(count) });
  const arrays = {
    "output/train/layer0.weights": numbers(600_000),
    "output/train/layer0.bias": numbers(10),
    "output/train/layer1.weights": numbers(20),
    "output/train/stopped": numbers(2),
    "output/evaluate/predicted": numbers(700_000),
  };
  const engine = { wasm: {}, random: "1", revision: lab.revision };
  const result: Result = { experiment, engine, device: "wasm", metrics: {}, digest: "0", arrays, seconds: 1 };
  const { part, unkept, isThinned } = (await prepare(lab, result, fold)).arrays;
  expect(Object.keys(decodeSafetensors(part.bytes).arrays)).toEqual(["output/train/stopped"]);
  expect([unkept, isThinned]).toEqual([{ nets: 1, others: ["output/evaluate/predicted"] }, false]);
});
