import { beforeAll, beforeEach, expect, test } from "vitest";
import { withFormats } from "../../../client/app/lab/take.ts";
import { explain, learnFields, loadSentences } from "../../../client/i18n/explain.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { FileFormat } from "../../../shared/experiment/experiment.ts";
import { parseDocument } from "../../../shared/experiment/parse-document.ts";
import { defaults, parseParams } from "../../../shared/experiment/schema.ts";
import { defineLab, type Lab } from "../../../shared/labs/lab.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";

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

beforeAll(loadSentences);
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

test.each<[string, string, FileFormat[], string]>([
  ["a.pdf", "%PDF-1.4\n", ["csv", "npy"], "CSV"],
  ["a.pdf", "%PDF-1.4\n", ["txt"], "TXT"],
  ["a.gif", "GIF89a\x10\0", ["csv", "idx", "npy"], "NPY"],
  ["a.gif", "GIF89a\x10\0", ["idx", "png", "jpeg"], "PNG"],
])("%s of another program is to be saved as what the lab at hand reads: %#", async (name, text, formats, allowed) => {
  const error = withFormats(
    await read(
      name,
      Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
    ),
    formats,
  );
  expect(explain(error)).toContain(`guárdalo como ${allowed}.`);
});

test("numbers are written as the language writes them", () => {
  const error = new ExperimentError("params.rate", "out-of-range", "", { value: 12_345.5, min: 0.05, max: 1 });
  expect(explain(error)).toMatch("Valor fuera de rango: 12.345,5. Debe estar entre 0,05 y 1.");
});

test("what stands in a number's box is said as it was meant, with what may stand there", () => {
  const said = (hidden: unknown, learningRate: unknown) => {
    try {
      parseParams(rbm.params, { hidden, learningRate });
    } catch (error) {
      return explain(error);
    }
    return "";
  };
  expect(said("abc", 0.1)).toBe("Hace falta un número entre 1 y 1024, y «abc» no lo es.");
  expect(said(10_000.5, 0.1)).toBe("10.000,5 no es un número entero.");
  expect(said(8, 12.5)).toMatch(/^Valor fuera de rango: 12,5\. /);
});

test("a parameter is called what the form calls it", () => {
  const error = new ExperimentError("params.hidden", "wrong-type", "", { value: "many" });
  expect(explain(error)).toBe("El valor many no vale en «params.hidden».");
  learnFields(rbm.params);
  expect(explain(error)).toBe(`El valor many no vale en «${rbm.params.hidden.label.es}».`);
  expect(explain(new ExperimentError("data", "wrong-type", "", { value: 1 }))).toContain("«datos»");
  learnFields({});
});

const words = { es: "e", en: "e" };
/** A lab that takes nothing of version 2 but what is named. */
const toy = (change: Partial<Lab["data"]> = {}, sweeps?: true): Lab =>
  defineLab({
    id: "toy",
    revision: 1,
    family: "graphs",
    title: words,
    summary: words,
    params: { size: { kind: "integer", min: 1, max: 9, default: 1, label: words, help: words } },
    data: { generators: ["digits"], formats: ["csv"], ...change },
    presets: [],
    metrics: [],
    wasm: [],
    devices: ["scalar"],
    estimate: () => ({ multiplyAdds: 0, bytes: 0 }),
    plan: () => [],
    processes: {},
    measure: () => ({}),
    ...(sweeps && { sweeps }),
  });
const a = { name: "a", states: ["0", "1"], parents: [], table: [0.5, 0.5] };
const bayes = (...nodes: object[]) => ({ document: { kind: "bayes", nodes } });
const many = Array.from({ length: 21 }, (_, i) => ({ ...a, name: `n${i}` }));
const scope = many.map(({ name }) => name);
const file = { sha256: "ab".repeat(32), format: "csv", shape: [2, 2], name: "a.csv" };
const reading = (choices: object) => ({ files: [file], reading: choices });
const graphs = toy({ documents: ["bayes"], parseDocument, reading: ["header"] }, true);

test.each<[string, Lab, object, RegExp, RegExp]>([
  [
    "takes-no-document",
    toy(),
    { data: bayes(a) },
    /grafos \(aquí, uno de tipo bayes\).*digits, csv/,
    /kind bayes.*digits, csv/,
  ],
  [
    "unfit-document",
    toy({ documents: ["factor"], parseDocument }),
    { data: bayes(a) },
    /no toma grafos de tipo bayes; toma factor/,
    /does not take graphs of kind bayes; it takes factor/,
  ],
  ["takes-no-reading", graphs, { data: reading({ gaps: "drop" }) }, /«gaps» \(aquí, drop\)/, /“gaps” \(here, drop\)/],
  ["unknown-choice", graphs, { data: reading({ colour: "red" }) }, /«colour».*separator/, /“colour”.*separator/],
  ["two-roles", graphs, { data: reading({ target: "y", label: "y" }) }, /columna «y»/, /column “y”/],
  ["takes-no-sweep", toy(), { sweep: { "params.size": [1, 2] } }, /valores de params.size/, /values of params.size/],
  ["sweep-axes", graphs, { sweep: {} }, /de 1 a 4 parámetros, no 0/, /1 to 4 parameters, not 0/],
  ["sweep-values", graphs, { sweep: { seed: [] } }, /«sweep.seed».*1 a 100/, /“sweep.seed”.*1 to 100/],
  [
    "sweep-runs",
    graphs,
    { sweep: { seed: Array.from({ length: 100 }, (_, i) => i), "data.seed": Array.from({ length: 11 }, (_, i) => i) } },
    /pide 1100 ejecuciones; caben como mucho 1000/,
    /asks for 1,100 runs; at most 1,000/,
  ],
  [
    "unknown-node",
    graphs,
    { data: bayes({ ...a, parents: ["b"] }) },
    /nodo que no existe: «b»/,
    /node that does not exist: “b”/,
  ],
  [
    "table-size",
    graphs,
    { data: bayes({ ...a, table: [1] }) },
    /tiene 1 números y debe tener 2/,
    /has 1 numbers and must have 2/,
  ],
  [
    "too-many-cells",
    graphs,
    { data: bayes(...many, { ...a, name: "z", parents: scope }) },
    /como mucho 1\.048\.576 números/,
    /at most 1,048,576 numbers/,
  ],
  [
    "too-many-items",
    graphs,
    { data: bayes({ ...a, states: Array.from({ length: 201 }, (_, i) => `s${i}`) }) },
    /tiene 201 elementos; caben como mucho 200/,
    /has 201 items; at most 200/,
  ],
  ["cycle", graphs, { data: bayes({ ...a, parents: ["a"], table: [1, 0, 0, 1] }) }, /ciclo: a → a/, /cycle: a → a/],
  [
    "unfit-function",
    graphs,
    { data: bayes({ name: "a", states: ["0"], parents: [], function: "or" }) },
    /La función or/,
    /The function or/,
  ],
])("what version 2 added is explained in both languages: %s", async (code, lab, change, es, en) => {
  const entries = [{ id: "toy", family: "graphs" as const, load: async () => lab }];
  const error = await parseExperiment({ v: 2, lab: "toy", seed: 1, ...change }, entries).catch((reason) => reason);
  expect(error.code).toBe(code);
  expect(explain(error)).toMatch(es);
  chooseLocale("en");
  expect(explain(error)).toMatch(en);
});

test("an error without a value of its sentence says its own", () => {
  expect(explain(new ExperimentError("t", "truncated", "cut off"))).toBe("cut off");
});

test.each([
  [
    "a row too few",
    { rows: 1, columns: 2, values: Uint8Array.of(1, 2) },
    "Hay muy pocas filas: 1, y hacen falta al menos 2.",
  ],
  [
    "a column too many",
    { rows: 2, columns: 20_000, values: new Uint8Array(40_000) },
    /20\.000 columnas; caben como mucho 16\.384/,
  ],
])("%s for the Boltzmann machine: in the language of the page", (_, table, words) => {
  try {
    rbm.check?.(defaults(rbm.params), table);
    expect.unreachable();
  } catch (error) {
    expect(explain(error)).toMatch(words);
  }
});

test("numbers that would be written in rows of zeros: in powers of ten", () => {
  const of = (value: number) =>
    explain(new ExperimentError("data", "too-large-to-standardise", "", { value, row: 1, column: "x", max: 1e30 }));
  expect(of(-1.2345678e200)).toMatch(/^El valor −1,23457.×.10²⁰⁰ \(fila 1, columna x\).*el máximo aquí es 1.×.10³⁰\./);
  expect(of(1e-9)).toContain("El valor 1\u00a0×\u00a010^−9 ");
  // What people give is written in full: seeds, times, small parts.
  expect(of(9007199254740991)).toContain("El valor 9.007.199.254.740.991 ");
  expect(of(0.00012345)).toContain("El valor 0,00012345 ");
  expect(of(Number.POSITIVE_INFINITY)).toContain("El valor ∞ ");
});

test("what is not there is called nothing in the reader's language; a text of these letters stays as it is", async () => {
  const missing = await parseExperiment({ v: 1, lab: "rbm", data: null, params: {} }, []).catch(
    (error: unknown) => error,
  );
  expect(String(missing)).toContain("nothing");
  expect(explain(missing)).toContain("nada");
  expect(explain(missing)).not.toContain("nothing");
  chooseLocale("en");
  expect(explain(missing)).toContain("nothing");
  chooseLocale("es");
  const written = await parseExperiment({ v: "nothing" }, []).catch((error: unknown) => error);
  expect(explain(written)).toContain("nothing");
});
