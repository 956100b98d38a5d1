import { expect, test } from "vitest";
import { bodyOf, prepare } from "../../../client/share/prepare.ts";
import type { Result } from "../../../shared/experiment/result.ts";
import { type Fold, resultArrays } from "../../../shared/labs/fold.ts";
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
