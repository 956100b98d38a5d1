import { expect, test } from "vitest";
import { openMemories } from "../../../../client/compute/memories.ts";
import { array } from "../../../../shared/arrays.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { summariesOf } from "../../../../shared/labs/monte-carlo/mcmc/summaries.ts";
import { normal } from "../../../../shared/random/index.ts";
import { summarise } from "../../../../shared/stats/summary.ts";
import { instantiate } from "../../../../shared/wasm/instantiate.ts";
import { openNow } from "../../../open-now.ts";
import { compiled } from "../../../wasm.ts";

await mcmc.ready?.();

test("draws that lie in the thread's instance stay there when the memories of an order go to another", () => {
  const lease = openMemories();
  const order = lease();
  const chain = array(
    Float64Array.from({ length: 400_000 }, (_, i) => normal([3, 5], i)),
    [200_000, 2],
  );
  const process = openNow(
    mcmc,
    { id: "part", kind: "summaries", key: [0, 0], steps: 2, params: { first: 0, from: 0, to: 200_000 } },
    {
      device: "wasm",
      data: null,
      inputs: { given: { "draw.0": chain } },
      wasm: (name, outlives) => instantiate(name, compiled(name), outlives ? undefined : order.take()),
    },
  );
  process.advance(1);
  order.giveBack();
  new Uint8Array(lease().take().buffer).fill(7);
  process.advance(1);
  const found = summariesOf(process.output());
  for (const k of [0, 1]) {
    const column = Float64Array.from({ length: 200_000 }, (_, i) => chain.values[2 * i + k]);
    const finite = Object.entries(summarise([column])).filter(([, value]) => Number.isFinite(value));
    expect(found[k]).toEqual(Object.fromEntries(finite));
  }
});
