import { beforeEach, expect, test } from "vitest";
import { withFormats } from "../../../client/app/lab/take-files.ts";
import { explain } from "../../../client/i18n/explain.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { decodeFile } from "../../../shared/data/decode.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";

const read = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  decodeFile({ name, bytes }).catch((error: unknown) => error);
const text = (content: string) => new TextEncoder().encode(content);
/** A header of 60,000 pictures of 28 × 28, and 100 bytes of them. */
const cut = () => {
  const bytes = new Uint8Array(116);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of [0x803, 60_000, 28, 28].entries()) view.setUint32(4 * i, word);
  return bytes;
};

beforeEach(() => chooseLocale("es"));

test("a file that is cut off: its name, what it has and what it should have", async () => {
  const error = await read("train-images", cut());
  expect(explain(error)).toMatch(
    /A «train-images» le falta el final: tiene 116 bytes y hacen falta al menos 47\.040\.016\./,
  );
  chooseLocale("en");
  expect(explain(error)).toMatch(/“train-images” is missing: it has 116 bytes and needs at least 47,040,016\./);
});

test("too many columns: all of them, and the cure", async () => {
  const error = await read("wide.csv", text(`${"1,".repeat(999_999)}1`));
  expect(explain(error)).toMatch(
    /«wide\.csv» tiene 1\.000\.000 columnas; caben como mucho 100\.000\. .*cambia filas por columnas/,
  );
});

test("a file that inflates too far: its name, the number and the cure", () => {
  const error = new ExperimentError("bomb.gz", "inflates-too-far", "", { max: 1_234_500 });
  expect(explain(error)).toMatch(/«bomb\.gz» ocupa más de 1\.234\.500 bytes .*descomprímelo antes/);
});

test("an unknown file: what the lab at hand takes", async () => {
  const error = withFormats(await read("a.bin", Uint8Array.of(1, 2, 3)), ["idx", "csv", "npy"]);
  expect(explain(error)).toMatch(/«a\.bin» no tiene un formato conocido. Aquí sirven IDX, CSV, NPY, también con gzip/);
});

test("numbers are written as the language writes them", () => {
  const error = new ExperimentError("params.rate", "out-of-range", "", { value: 12_345.5, min: 0.05, max: 1 });
  expect(explain(error)).toMatch("Valor fuera de rango: 12.345,5. Debe estar entre 0,05 y 1.");
});

test("an error without a value of its sentence says its own", () => {
  expect(explain(new ExperimentError("t", "truncated", "cut off"))).toBe("cut off");
});
