import { describe, expect, test } from "vitest";
import type { NDArray } from "../../../shared/arrays.ts";
import { decodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import type { Table } from "../../../shared/data/table.ts";
import { defaults } from "../../../shared/experiment/schema.ts";
import { labs } from "../../../shared/labs/index.ts";
import { weightsFile } from "../../../shared/labs/weights-file.ts";
import { fillNormal32, fillUniform32 } from "../../../shared/random/index.ts";
import { runLab } from "../../run.ts";

const loaded = await Promise.all(labs.map(({ load }) => load()));
await Promise.all(loaded.map((lab) => lab.ready?.()));
const labOf = (id: string) => loaded.find((lab) => lab.id === id) ?? expect.fail(id);

/** Three uniform sources, mixed into six columns with noise. */
const table: Table = (() => {
  const [rows, columns] = [400, 6];
  const [sources, mixing, values] = [rows * 3, 18, rows * columns].map((n) => new Float32Array(n));
  fillUniform32([1, 1], 0, sources);
  fillNormal32([1, 2], 0, mixing);
  fillNormal32([1, 3], 0, values);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      values[r * columns + c] *= 0.1;
      for (let k = 0; k < 3; k++) values[r * columns + c] += (sources[3 * r + k] - 0.5) * mixing[3 * c + k];
    }
  return { rows, columns, values };
})();

function exported(id: string, params: Readonly<Record<string, unknown>>) {
  const lab = labOf(id);
  const { fold, experiment } = runLab(lab, table, params);
  const file =
    weightsFile(lab, { fold, params: experiment.params, data: table }) ?? expect.fail(`${id} has no weights`);
  return decodeSafetensors(file, "weights");
}

/** By column of a rows × columns array: its value of largest modulus. */
function largest({ shape, values }: NDArray): number[] {
  return Array.from({ length: shape[1] }, (_, k) =>
    Array.from({ length: shape[0] }, (_, j) => Number(values[j * shape[1] + k])).reduce((most, value) =>
      Math.abs(value) > Math.abs(most) ? value : most,
    ),
  );
}

test("every lab with weights says its conventions, in ASCII for any reader", () => {
  const withWeights = loaded.filter((lab) => lab.weights);
  expect(withWeights.length).toBeGreaterThanOrEqual(7);
  for (const lab of withWeights) {
    const said = Object.entries(lab.conventions?.(defaults(lab.params) as never) ?? {});
    expect(said.length, lab.id).toBeGreaterThan(0);
    for (const line of said.flat()) expect(line, lab.id).toMatch(/^[ -~]+$/);
  }
});

test("nets that see columns centred and divided say by what, so that rows can be given to them", () => {
  const plane: Table = { rows: 200, columns: 2, values: table.values.filter((_, at) => at % 6 < 2).subarray(0, 400) };
  const classed: Table = {
    ...table,
    labels: Int32Array.from({ length: 400 }, (_, row) => row % 2),
    classes: ["a", "b"],
  };
  const few = { epochs: 1, hidden: [4] };
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, Table, readonly string[]])[] = [
    ["flow", few, plane, ["input", "output"]],
    ["diffusion", { ...few, steps: 5 }, plane, ["input", "output"]],
    ["gan", { hidden: [4], rounds: 2 }, plane, ["output"]],
    ["gan", { hidden: [4], rounds: 2 }, table, ["output"]],
    ["augmentation", { hidden: [4] }, classed, ["input"]],
    ["autoencoder", { ...few, loss: "mse" }, table, ["input", "output"]],
    ["denoising", { ...few, loss: "mse" }, table, ["input", "output"]],
    ["anomaly", { ...few, loss: "mse" }, table, ["input", "output"]],
    ["vae", { ...few, likelihood: "normal" }, table, ["input", "output"]],
    ["sparse-autoencoder", { ...few, loss: "mse" }, table, ["input", "output"]],
    ["mlp", few, classed, ["input"]],
    ["pruning", { hidden: [4] }, classed, ["input"]],
    ["quantization", few, classed, ["input"]],
  ];
  for (const [id, params, data, ends] of cases) {
    const lab = labOf(id);
    const known = Object.fromEntries(Object.entries(params).filter(([name]) => name in lab.params));
    const { fold, experiment } = runLab(lab, data, known);
    const file = weightsFile(lab, { fold, params: experiment.params, data }) ?? expect.fail(`${id} has no weights`);
    const { metadata } = decodeSafetensors(file, "weights");
    for (const end of ends) {
      const [mean, deviation] = ["Mean", "Deviation"].map((what) => metadata[`${end}${what}`]?.split(", ").map(Number));
      expect(mean?.length, `${id} ${end}`).toBe(data.columns);
      expect(deviation?.length, `${id} ${end}`).toBe(data.columns);
      // About those of all rows: part of them was learnt from.
      for (let c = 0; c < data.columns; c++) expect(deviation?.[c], `${id} ${end}`).toBeGreaterThan(0);
    }
  }
});

describe("what is said holds for the numbers beside it", () => {
  test.each([
    ["fa", { factors: 2 }, "loadings"],
    ["ppca", { latent: 2, method: "em" }, "loadings"],
    ["ppca", { latent: 2, method: "closed" }, "loadings"],
    ["ica", { components: 3 }, "mixing"],
  ] as const)("the sign: %s %j", (id, params, name) => {
    const { arrays, metadata } = exported(id, params);
    expect(metadata.sign).toMatch(/is positive$/);
    for (const value of largest(arrays[name])) expect(value).toBeGreaterThan(0);
  });

  test("the sign and the rows: each model of the family", () => {
    const { arrays } = exported("factor-models", {});
    const components = Object.entries(arrays).filter(([name]) => /^(?!sparse).*\.components$/.test(name));
    expect(components.length).toBe(5);
    for (const [name, { shape, values }] of components)
      for (let k = 0; k < shape[0]; k++) {
        const row = Array.from(values.subarray(k * shape[1], (k + 1) * shape[1]), Number);
        expect(Math.max(...row), `${name} ${k}`).toBeGreaterThanOrEqual(-Math.min(...row));
      }
  });

  test("deviations and noise divide by n", () => {
    const { arrays, metadata } = exported("fa", { factors: 2 });
    expect(metadata.scale).toContain("divide by n");
    for (let c = 0; c < table.columns; c++) {
      const column = Array.from({ length: table.rows }, (_, r) => table.values[r * table.columns + c]);
      const mean = column.reduce((a, b) => a + b, 0) / table.rows;
      const variance = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / table.rows;
      expect(Number(arrays.deviations.values[c]) / Math.sqrt(variance)).toBeCloseTo(1, 9);
    }
  });

  test("an autoencoder names its optimiser's constants and its activation's form", () => {
    const lab = labOf("autoencoder");
    const said = (more: object) => lab.conventions?.({ ...defaults(lab.params), ...more } as never);
    expect(said({})?.optimizer).toBe("adam (beta1 0.9, beta2 0.999, epsilon 1e-7, added outside the root)");
    expect(said({ activation: "leaky-relu" })?.activation).toBe("leaky-relu (slope 0.01 below zero)");
    expect(said({ activation: "gelu", normalisation: "layer" })).toMatchObject({
      activation: "gelu (x * Phi(x) by erf, not by tanh)",
      normalisation: "layer, before the activation (epsilon 0.00001 under the root, variance divided by n)",
    });
  });

  test("varimax and the penalty's objective are named", () => {
    expect(exported("fa", { factors: 2 }).metadata).toMatchObject({
      lab: "fa",
      rotation: "varimax with Kaiser's normalisation of rows",
    });
    expect(exported("fa", { factors: 2, rotation: "none" }).metadata.sign).toBeUndefined();
    const lab = labOf("sparse-coding");
    expect(lab.conventions?.({ ...defaults(lab.params), penalty: 0.3 } as never)?.objective).toMatch(
      /^1\/2 \|x - D a\|\^2 \+ lambda \|a\|_1 per patch, lambda 0.3 /,
    );
  });
});
