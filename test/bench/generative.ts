/** Generative nets: adversarial nets, flows and diffusion models of the plane; training and writing of a character transformer. */
import { diffusion } from "../../shared/labs/generative/diffusion/lab.ts";
import { flow } from "../../shared/labs/generative/flow/lab.ts";
import { gan } from "../../shared/labs/generative/gan/lab.ts";
import type { Bench, Row } from "./bench.ts";
import { diffusionRow, flowRow, ganRow } from "./generative-points.ts";
import { transformerRows } from "./generative-transformer.ts";
import { startTorch } from "./torch.ts";

export const bench: Bench = {
  name: "generative",
  async run() {
    await import("../tensorflow.ts");
    await Promise.all([gan, flow, diffusion].map((lab) => lab.ready?.()));
    const torch = await startTorch();
    const parts = {
      "adversarial nets": async () => [await ganRow(torch)],
      flow: async () => [await flowRow(torch)],
      diffusion: async () => [await diffusionRow(torch)],
      transformer: () => transformerRows(torch),
    };
    const rows: Row[] = [];
    try {
      // What breaks in one of them is told, and leaves the others alone.
      for (const [name, part] of Object.entries(parts))
        try {
          rows.push(...(await part()));
        } catch (error) {
          console.error(`  ${name}: left out, ${error instanceof Error ? error.message : error}`);
          process.exitCode = 1;
        }
      return rows;
    } finally {
      torch?.close();
    }
  },
};
