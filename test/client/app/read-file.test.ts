import { expect, test } from "vitest";
import { experimentAddress } from "../../../client/app/open/read-file.ts";
import { explain, loadSentences } from "../../../client/i18n/explain.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";

await loadSentences();

const weights = encodeSafetensors({ w: { shape: [100_000], values: new Float32Array(100_000) } });
const bytes = (...values: number[]) => Uint8Array.from(values);

test("an experiment's file leads to its lab", async () => {
  const file = new File([JSON.stringify(presetExperiment(rbm))], "e.json");
  expect(await experimentAddress(file)).toMatch(/^\/lab\/rbm#v1\./);
});

test.each<[string, BlobPart, RegExp]>([
  ["t.csv", "a;b\n1,5;2\n", /«t\.csv» parece un archivo de datos o de pesos \(CSV\)/],
  ["numbers.txt", "1\n2\n", /\(CSV\)/],
  ["w.safetensors", weights, /\(SAFETENSORS\).*abre un laboratorio/],
  ["images.gz", bytes(0x1f, 0x8b, 8, 0), /\(gzip\)/],
  ["p.png", bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), /\(PNG\)/],
  ["p.pdf", bytes(0x25, 0x50, 0x44, 0x46, 0, 1, 2), /«p\.pdf» no es un experimento.*\.latente o \.json/],
  ["note.txt", "hello there", /«note\.txt» no es un experimento/],
  ["rows.json", '[{"a": 1}, {"a": 2}]', /«rows\.json» no es un experimento/],
  ["other.json", '{"experiment": {"name": "x"}}', /«other\.json» no es un experimento/],
  ["e.json", '{"v": 1,', /«e\.json» no es JSON válido/],
  ["long.json", `{"a": "${"x".repeat(300_000)}"}`, /«long\.json» es demasiado grande.*262\.144 bytes/],
])("%s is refused in the reader's language, with what is wanted", async (name, content, message) => {
  chooseLocale("es");
  const error = await experimentAddress(new File([content], name)).catch((reason: unknown) => reason);
  expect(explain(error)).toMatch(message);
  expect(explain(error)).not.toMatch(/JSON\.parse|Unexpected|must be/);
});
