import { expect, test } from "vitest";
import { withoutWeights } from "../../../client/app/lab/data-body.tsx";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { tableReport } from "../../../client/i18n/table-report.ts";

const file = (name: string, format: "csv" | "safetensors") => ({ name, format, sha256: name, shape: [2, 2] });

test("data stay what they are without their first weights", () => {
  const [samples, weights] = [file("a.csv", "csv"), file("w.safetensors", "safetensors")];
  expect(withoutWeights({ files: [samples, weights] })).toEqual({ files: [samples] });
  const generated = { generator: "digits", seed: 1, params: { rows: 100 } };
  expect(withoutWeights({ ...generated, weights })).toEqual(generated);
});

test("the report of a table counts in the language", () => {
  chooseLocale("es");
  const table = { rows: 1, columns: 20_000, values: new Float64Array(20_000) };
  expect(tableReport(table)).toBe("1 fila × 20.000 columnas");
  expect(tableReport({ ...table, columns: 784, image: { width: 28, height: 28, channels: 1 } })).toBe(
    "una imagen de 28 × 28",
  );
  chooseLocale("en");
  expect(tableReport({ ...table, rows: 12_000, columns: 1, classes: ["0"] })).toBe("12,000 rows × 1 column · 1 class");
});
