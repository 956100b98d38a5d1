import { foldIn, normal } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

const STREAM = { model: 0, rows: 1 } as const;
const PART = { centres: 0, loadings: 1 } as const;

interface Shape {
  readonly groups: number;
  readonly sensors: number;
  readonly factors: number;
  readonly effect: number;
  readonly noise: number;
}

/** What the runs of a key are drawn from: x = centre of the group + loadings·z + noise·ε, with z and ε standard normal. */
export interface GroupModel {
  /** groups × sensors. */
  readonly centres: Float64Array;
  /** sensors × factors: the same for all groups. */
  readonly loadings: Float64Array;
}

/** Centres are normal of deviation `effect`; factor k (from 0) has 0.85^k of the first one's strength. */
export function groupModel(key: Key, { groups, sensors, factors, effect }: Shape): GroupModel {
  const model = foldIn(key, STREAM.model);
  const [centreKey, loadingKey] = [foldIn(model, PART.centres), foldIn(model, PART.loadings)];
  const loadings = new Float64Array(sensors * factors);
  let strength = 1;
  for (let k = 0; k < factors; k++, strength *= 0.85)
    for (let j = 0; j < sensors; j++) loadings[j * factors + k] = strength * normal(loadingKey, k * sensors + j);
  return {
    centres: Float64Array.from({ length: groups * sensors }, (_, i) => effect * normal(centreKey, i)),
    loadings,
  };
}

/**
 * An experiment with several groups, each run of which is measured by several sensors: normal about a centre for each group, with one covariance for all, loadings·loadingsᵀ + noise²·I.
 * The rule of the least error is then linear and its error known.
 */
export const experimentGroups = defineGenerator({
  id: "experiment-groups",
  title: { es: "Grupos de un experimento", en: "Groups of an experiment" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Repeticiones", en: "Runs" },
      help: {
        es: "Repeticiones del experimento, entre todos los grupos.",
        en: "Runs of the experiment, in all groups together.",
      },
      min: 10,
      max: 10_000,
      default: 800,
      scale: "log",
    },
    groups: {
      kind: "integer",
      label: { es: "Grupos", en: "Groups" },
      help: {
        es: "Condiciones que se comparan; son las clases.",
        en: "Conditions that are compared; they are the classes.",
      },
      min: 2,
      max: 10,
      default: 3,
    },
    sensors: {
      kind: "integer",
      label: { es: "Sensores", en: "Sensors" },
      help: { es: "Medidas de cada repetición: las columnas.", en: "Measurements of each run: the columns." },
      min: 1,
      max: 100,
      default: 20,
    },
    factors: {
      kind: "integer",
      label: { es: "Factores ocultos", en: "Hidden factors" },
      help: {
        es: "Causas que nadie mide y mueven muchos sensores a la vez, igual en todos los grupos.",
        en: "Causes that nobody measures and that move many sensors at once, alike in all groups.",
      },
      min: 0,
      max: 10,
      default: 3,
    },
    effect: {
      kind: "number",
      label: { es: "Efecto", en: "Effect" },
      help: {
        es: "Cuánto mueve el grupo cada sensor: desviación típica de los centros.",
        en: "How far the group moves each sensor: standard deviation of the centres.",
      },
      min: 0,
      max: 5,
      default: 0.5,
      step: 0.05,
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica del ruido de cada sensor.",
        en: "Standard deviation of the noise of each sensor.",
      },
      min: 0.05,
      max: 10,
      default: 1,
      step: 0.05,
    },
  },
  cost({ rows, groups, sensors, factors }) {
    const values = rows * sensors;
    return {
      values,
      bytes: 8 * (values + sensors * (groups + factors)) + 4 * rows,
      steps: values + rows * factors * (1 + sensors / 20) + sensors * (groups + factors),
    };
  },
  generate(key, shape) {
    const { rows, groups, sensors, factors, noise } = shape;
    const { centres, loadings } = groupModel(key, shape);
    const values = new Float64Array(rows * sensors);
    const labels = Int32Array.from({ length: rows }, (_, row) => row % groups);
    const z = new Float64Array(factors);
    for (let row = 0; row < rows; row++) {
      const own = foldIn(key, STREAM.rows, row);
      for (let k = 0; k < factors; k++) z[k] = normal(own, k);
      for (let j = 0; j < sensors; j++) {
        let sum = centres[labels[row] * sensors + j] + noise * normal(own, factors + j);
        for (let k = 0; k < factors; k++) sum += loadings[j * factors + k] * z[k];
        values[row * sensors + j] = sum;
      }
    }
    return {
      rows,
      columns: sensors,
      values,
      names: Array.from({ length: sensors }, (_, j) => `s${j + 1}`),
      labels,
      classes: Array.from({ length: groups }, (_, g) => String.fromCharCode(65 + g)),
    };
  },
});
