import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTextFiles } from "../../../client/terminal/text-files.ts";
import { mcmc } from "../../../shared/labs/monte-carlo/mcmc/lab.ts";

test("a model is taken from a file, and what only looks like one is left as it is", async () => {
  const folder = await mkdtemp(join(tmpdir(), "text-"));
  const [model, other] = [join(folder, "model.txt"), join(folder, "picture.png")];
  await writeFile(model, "parameter µ\r\nµ ~ normal(0, 1)\r\n");
  await writeFile(other, Uint8Array.of(0xff, 0xfe, 0x00));
  const set = [
    ["params.target", "own"],
    ["params.model", `@${model}`],
    ["params.sampler", "@nuts"],
  ] as const;
  expect(await withTextFiles(mcmc, set)).toEqual([
    ["params.target", "own"],
    ["params.model", "parameter µ\nµ ~ normal(0, 1)\n"],
    ["params.sampler", "@nuts"],
  ]);
  await expect(withTextFiles(mcmc, [["params.model", `@${other}`]])).rejects.toMatchObject({
    path: "params.model",
    code: "arguments",
  });
  await expect(withTextFiles(mcmc, [["params.model", `@${folder}/none.txt`]])).rejects.toThrow("none.txt");
});
