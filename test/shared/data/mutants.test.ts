import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { FileContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { encodeWav } from "../../../shared/data/readers/wav/wav.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { idx, npy, text } from "./files.ts";
import { drawFrom, edited, type Grammar, grammars, joined, restructured } from "./mutants.ts";

/** `MUTANTS=100000` draws as many of each decoder. */
const COUNT = Number(process.env.MUTANTS ?? 1500);

const { pictures } = JSON.parse(readFileSync(new URL("./pictures.json", import.meta.url), "utf8")) as {
  readonly pictures: Readonly<Record<string, { readonly file: string }>>;
};
const picture = (name: string) => Uint8Array.from(Buffer.from(pictures[name].file, "base64"));
const numbers = (count: number) => Array.from({ length: count }, (_, i) => (i * 37) % 251);
const sound = (channels: number) => ({ rate: 8000, channels, values: numbers(12).map((x) => x / 256) });
const layer = (inputs: number, outputs: number) => ({
  shape: [inputs, outputs],
  values: new Float32Array(inputs * outputs),
});

const formats: readonly (readonly [name: string, grammar: Grammar, files: readonly Uint8Array[]])[] = [
  [
    "IDX",
    grammars.plain,
    [idx("u1", [3, 2, 2], numbers(12)), idx("i4", [2, 8], numbers(16)), idx("u1", [5], [1, 2, 3, 1, 26])],
  ],
  [
    "NPY",
    grammars.npy,
    [
      npy("<f4", [2, 3], numbers(6)),
      npy("|u1", [2, 3, 2, 2], numbers(24), { fortran: true }),
      npy(">i2", [4], numbers(4)),
    ],
  ],
  ["WAV", grammars.wav, [encodeWav(sound(2)), encodeWav(sound(1), "float32")]],
  [
    "PNG",
    grammars.png,
    Object.keys(pictures)
      .filter((name) => name.startsWith("png"))
      .map(picture),
  ],
  [
    "JPEG of one scan",
    grammars.jpeg,
    ["baseline", "grey", "jpeg: restarts", "jpeg: 4:4:0", "jpeg: rgb, ids alone"].map(picture),
  ],
  [
    "JPEG of several scans",
    grammars.jpeg,
    ["jpeg: 4:2:0 progressive, restarts", "jpeg: rgb progressive", "jpeg: one scan per component"].map(picture),
  ],
  [
    "safetensors",
    grammars.safetensors,
    [
      encodeSafetensors({
        "layer0.weights": layer(3, 2),
        "layer0.bias": { shape: [2], values: Float64Array.of(1, 2) },
      }),
      encodeSafetensors(
        { "a.weight": layer(2, 3), "a.bias": { shape: [2], values: Float32Array.of(1, 2) } },
        { format: "pt" },
      ),
    ],
  ],
  ["gzip", grammars.gzip, [text("a,b\n1,2\n3,4\n"), text("x\n1.5\n2.5\n3.5\n")]],
  ["CSV", grammars.csv, [text("a,b\n1,2\n3,x\n"), text('año;"n ""q"""\n1,5;2\n;NA\n'), text("# c\n1\t2\n3\t4\n")]],
];

/** As large as it says, whatever it holds. */
function checkContent(content: FileContent): void {
  if (content.kind === "weights") {
    for (const { shape, values } of Object.values(content.weights))
      expect(values.length).toBe(shape.reduce((product, extent) => product * extent, 1));
    return;
  }
  if (content.kind === "labels") {
    expect(content.labels.length).toBe(content.shape[0]);
    return;
  }
  const { rows, columns, values, mask, image, names } = content.table;
  expect(values.length).toBe(rows * columns);
  if (mask) expect(mask.length).toBe(values.length);
  if (image) expect(image.width * image.height * image.channels).toBe(columns);
  if (names) expect(names.length).toBe(columns);
}

/** How many of the mutants were read; each other one must end in an ExperimentError. */
async function readMutants(count: number, mutant: (i: number) => Uint8Array<ArrayBuffer>): Promise<number> {
  let read = 0;
  for (let i = 0; i < count; i++) {
    const bytes = mutant(i);
    try {
      checkContent(await decodeFile({ name: "f", bytes }, { inflate: "whole" }));
      read++;
    } catch (error) {
      if (!(error instanceof ExperimentError))
        throw new Error(`mutant ${i}: ${Buffer.from(bytes).toString("base64").slice(0, 4000)}`, { cause: error });
    }
  }
  return read;
}

describe.each(formats)("%s", (name, grammar, files) => {
  test(`${COUNT} mutants of bytes are content of the size that it says, or an ExperimentError`, {
    timeout: 3_600_000,
  }, async () => {
    const draw = drawFrom(7);
    const read = await readMutants(COUNT, (i) => {
      const file = files[i % files.length];
      return edited(name === "gzip" ? new Uint8Array(gzipSync(file)) : file, draw);
    });
    expect(read).toBeLessThan(COUNT);
  });

  test(`${COUNT} mutants of parts, with right lengths and checksums`, { timeout: 3_600_000 }, async () => {
    const draw = drawFrom(11);
    const read = await readMutants(COUNT, (i) =>
      restructured(files[i % files.length], files[draw(files.length)], grammar, draw),
    );
    expect(read).toBeGreaterThan(COUNT / 200);
  });

  test("unchanged parts make the same content", async () => {
    for (const file of files) {
      const bytes = name === "gzip" ? new Uint8Array(gzipSync(file)) : joined([file]);
      const content = await decodeFile({ name: "f", bytes });
      expect(await decodeFile({ name: "f", bytes: grammar.join(grammar.split(file)) })).toEqual(content);
    }
  });
});
