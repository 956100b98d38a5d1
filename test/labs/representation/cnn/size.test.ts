import { expect, test } from "vitest";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import type { CnnTaskParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import { cnn } from "../../../../shared/labs/representation/cnn/lab.ts";
import { cnnModel } from "../../../../shared/labs/representation/cnn/net.ts";
import { sizeOfNet } from "../../../../shared/labs/representation/cnn/size.ts";
import { costOf } from "../../../../shared/nets/cost.ts";

const image = { height: 28, width: 28, channels: 1 } as const;
const rows = 32;

test.each([
  ...cnn.presets.map(({ params }) => params),
  { channels: [8], dense: [], pooling: "none" },
  { kernel: "5", channels: [32, 64, 64], dense: [256] },
  { normalisation: "batch", dropout: 0.5 },
])("what %o cost before they are built is what the graph costs, within 10 %; its memory within a half", (own) => {
  const params = parseParams(cnn.params, own) as unknown as CnnTaskParams;
  const size = sizeOfNet(params, image, 10);
  const graph = costOf(cnnModel(params, image, 10), rows);
  const ratio = {
    forward: (rows * size.forward) / graph.forward,
    backward: (rows * size.backward) / graph.backward,
    weights: size.weights / graph.parameters,
    memory: (3 * rows * size.values) / graph.arena,
  };
  for (const name of ["forward", "backward", "weights"] as const) expect(Math.abs(ratio[name] - 1)).toBeLessThan(0.1);
  expect(Math.abs(Math.log2(ratio.memory))).toBeLessThan(Math.log2(1.5));
});
