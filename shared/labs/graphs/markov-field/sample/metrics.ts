import type { Params } from "../../../../experiment/fields.ts";
import type { Fold } from "../../../fold.ts";
import type { Metric } from "../../../lab.ts";
import { known } from "../../../metrics.ts";
import type { SampleParams } from "./fields.ts";
import { hasTheory, latticesOf } from "./plan.ts";
import type { Quantity } from "./quantities.ts";
import { crossingOf, deviations, type Found, foundOf, largestSides } from "./results.ts";

/** Said where a finished run has no error bar. */
const noError = () => ({
  es: "faltan barridos, o nada cambia",
  en: "too few sweeps, or nothing changes",
});

const isSample = ({ task }: Params) => task === "sample";
const isOne = (params: Params) => isSample(params) && latticesOf(params as unknown as SampleParams).length === 1;
const isScan = ({ temperatures, ...params }: Params) => isSample(params) && Number(temperatures) > 1;
/** Sides of an Ising model, at temperatures where their cumulants may meet. */
const canCross = (params: Params) =>
  isScan(params) && params.model === "ising" && largestSides(params as unknown as SampleParams) !== undefined;

const exact = { kind: "exact", applies: isSample } as const;
const ofOneLattice = { kind: "exact", applies: isOne } as const;

export const sampleMetrics: readonly Metric[] = [
  {
    ...ofOneLattice,
    name: "energy",
    unit: "J",
    label: { es: "Energía", en: "Energy" },
    meaning: { es: "Energía media por sitio", en: "Mean energy per site" },
  },
  {
    ...ofOneLattice,
    name: "energyError",
    unit: "J",
    label: { es: "± energía", en: "± energy" },
    meaning: {
      es: "Error estándar de la energía media, con la autocorrelación de los barridos",
      en: "Standard error of the mean energy, with the autocorrelation of the sweeps",
    },
    better: "lower",
    absent: (metrics) => ("energy" in metrics ? noError() : undefined),
  },
  {
    ...ofOneLattice,
    name: "magnetisation",
    unit: "",
    label: { es: "Magnetización |m|", en: "Magnetisation |m|" },
    meaning: { es: "Media de |m|, la magnetización por sitio", en: "Mean of |m|, the magnetisation per site" },
  },
  {
    ...ofOneLattice,
    name: "magnetisationError",
    unit: "",
    label: { es: "± |m|", en: "± |m|" },
    meaning: { es: "Error estándar de la media de |m|", en: "Standard error of the mean of |m|" },
    better: "lower",
    absent: (metrics) => ("magnetisation" in metrics ? noError() : undefined),
  },
  {
    ...ofOneLattice,
    name: "heatCapacity",
    unit: "k",
    label: { es: "Capacidad calorífica", en: "Heat capacity" },
    meaning: {
      es: "Por sitio, de lo que fluctúa la energía: N (⟨e²⟩ − ⟨e⟩²)/T²",
      en: "Per site, from how much the energy fluctuates: N (⟨e²⟩ − ⟨e⟩²)/T²",
    },
  },
  {
    ...ofOneLattice,
    name: "susceptibility",
    unit: "1/J",
    label: { es: "Susceptibilidad", en: "Susceptibility" },
    meaning: {
      es: "Por sitio, de lo que fluctúa |m|: N (⟨m²⟩ − ⟨|m|⟩²)/T",
      en: "Per site, from how much |m| fluctuates: N (⟨m²⟩ − ⟨|m|⟩²)/T",
    },
  },
  {
    ...ofOneLattice,
    name: "binder",
    unit: "",
    label: { es: "Cumulante de Binder", en: "Binder cumulant" },
    meaning: {
      es: "1 − ⟨m⁴⟩/(3⟨m²⟩²): 2/3 con orden, 0 sin él",
      en: "1 − ⟨m⁴⟩/(3⟨m²⟩²): 2/3 with order, 0 without",
    },
  },
  {
    ...ofOneLattice,
    name: "tau",
    unit: "",
    label: { es: "Tiempo de autocorrelación", en: "Autocorrelation time" },
    meaning: {
      es: "Barridos que |m| tarda en olvidarse (τ integrado): 2τ barridos valen por una muestra independiente",
      en: "Sweeps that |m| takes to forget itself (integrated τ): 2τ sweeps are worth one independent sample",
    },
    better: "lower",
  },
  {
    ...exact,
    name: "energy.<L>.<T>",
    unit: "J",
    meaning: { es: "Energía media por sitio de cada red", en: "Mean energy per site of each lattice" },
  },
  {
    ...exact,
    name: "magnetisation.<L>.<T>",
    unit: "",
    meaning: { es: "Media de |m| de cada red", en: "Mean of |m| of each lattice" },
  },
  {
    ...exact,
    applies: (params) => isSample(params) && hasTheory(params as unknown as SampleParams),
    absent: noError,
    name: "deviation",
    unit: "σ",
    label: { es: "Desvío de lo exacto", en: "Off the exact" },
    meaning: {
      es: "A cuántos errores estándar queda la energía de la exacta (Kaufman), en media cuadrática: cerca de 1 o menos, todo en orden",
      en: "How many standard errors the energy is off the exact one (Kaufman), root mean square: near 1 or less all is well",
    },
  },
  {
    ...exact,
    applies: isScan,
    name: "peak",
    unit: "J/k",
    label: { es: "T del pico", en: "T of the peak" },
    meaning: {
      es: "Temperatura del barrido en que la red mayor tiene más capacidad calorífica",
      en: "Temperature of the scan at which the largest lattice has most heat capacity",
    },
  },
  {
    ...exact,
    applies: canCross,
    name: "crossing",
    unit: "J/k",
    label: { es: "T del cruce", en: "T of the crossing" },
    meaning: {
      es: "Temperatura en que se cruzan los cumulantes de Binder de las dos redes mayores: estima la de la transición",
      en: "Temperature at which the Binder cumulants of the two largest lattices cross: it estimates that of the transition",
    },
  },
  {
    ...exact,
    applies: canCross,
    name: "crossingError",
    unit: "J/k",
    label: { es: "± cruce", en: "± crossing" },
    meaning: { es: "Error estándar del cruce", en: "Standard error of the crossing" },
  },
];

export function measureSample(fold: Fold, params: SampleParams): Readonly<Record<string, number>> {
  const found = foundOf(fold, params);
  const lattices = params.sizes.length * params.temperatures;
  const off = deviations(fold, params);
  const isWhole = found.length === lattices;
  return known({
    ...(lattices === 1 ? ofOne(found[0], params) : ofEach(found)),
    deviation: isWhole && off.length > 0 ? Math.sqrt(off.reduce((sum, z) => sum + z * z, 0) / off.length) : undefined,
    ...(isWhole && params.temperatures > 1 && ofScan(found, params)),
  });
}

function ofOne(found: Found | undefined, { model }: SampleParams): Record<string, number | undefined> {
  const value = (quantity: Quantity) => found?.of(quantity)?.value;
  return {
    energy: value("energy"),
    energyError: found?.of("energy")?.error,
    magnetisation: value("magnetisation"),
    magnetisationError: found?.of("magnetisation")?.error,
    heatCapacity: value("heatCapacity"),
    susceptibility: value("susceptibility"),
    binder: model === "ising" ? value("binder") : undefined,
    tau: value("tauMagnetisation"),
  };
}

function ofEach(found: readonly Found[]): Record<string, number | undefined> {
  return Object.fromEntries(
    found.flatMap(({ side, temperature, of }) =>
      (["energy", "magnetisation"] as const).map((name) => [`${name}.${side}.${temperature}`, of(name)?.value]),
    ),
  );
}

function ofScan(found: readonly Found[], params: SampleParams): Record<string, number | undefined> {
  const largest = Math.max(...params.sizes);
  const capacity = (one: Found) => one.of("heatCapacity")?.value ?? 0;
  const peak = found.filter(({ side }) => side === largest).reduce((a, b) => (capacity(b) > capacity(a) ? b : a));
  const sides = params.model === "ising" ? largestSides(params) : undefined;
  const crossing = sides && crossingOf(found, sides);
  return { peak: peak.temperature, crossing: crossing?.value, crossingError: crossing?.error };
}
