import { expect, test } from "vitest";
import { bodyOf, type Prepared } from "../../../client/share/prepare.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { bytesSource } from "../../../shared/publication/bytes.ts";
import { decodeContainer } from "../../../shared/publication/container.ts";
import { detachDocument } from "../../../shared/publication/detached.ts";
import { parsePublication } from "../../../shared/publication/publication.ts";

test("what a teacher says is published beside the experiment, and changes nothing in it or in its result", async () => {
  const lab = await labs[0].load();
  const experiment = presetExperiment(lab);
  const prepared: Prepared = {
    experiment,
    sent: await detachDocument(experiment),
    claim: {
      engine: { wasm: {}, random: "1", revision: lab.revision },
      device: "wasm",
      digest: "d".repeat(64),
      metrics: {},
      seconds: 1,
    },
    arrays: { part: { role: "arrays", bytes: new Uint8Array(1) }, isThinned: false, unkept: { nets: 0, others: [] } },
    weights: { kind: "none" },
    data: { kind: "none" },
  };
  const choices = { title: "A title", notes: "", parent: null, withData: false };
  const envelope = { title: "Exercise 3", text: "Move k alone.", hide: ["data", "params.k"] };
  const published = async (body: Uint8Array<ArrayBuffer>) => {
    const { header } = await decodeContainer(bytesSource(body));
    return (await parsePublication(header, labs)).publication;
  };
  const without = await published(bodyOf(prepared, choices));
  expect("envelope" in without).toBe(false);
  expect(await published(bodyOf(prepared, { ...choices, envelope }))).toEqual({ ...without, envelope });
});
