/** Generative nets: training and writing of a character transformer. */
import type { Bench } from "./bench.ts";
import { transformerRows } from "./generative-transformer.ts";
import { startTorch } from "./torch.ts";

export const bench: Bench = {
  name: "generative",
  async run() {
    await import("../tensorflow.ts");
    const torch = await startTorch();
    try {
      return await transformerRows(torch);
    } finally {
      torch?.close();
    }
  },
};
