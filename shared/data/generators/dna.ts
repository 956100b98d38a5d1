import { categorical, cumulate, foldIn, integer, uniform } from "../../random/index.ts";
import { defineGenerator } from "./generator.ts";

export const BASES = ["A", "C", "G", "T"] as const;

/**
 * Which base follows which inside CpG islands (rows 0–3) and outside (rows 4–7), from 48 putative islands of human DNA (Durbin, Eddy, Krogh & Mitchison, Biological
 * Sequence Analysis, 1998, p. 50); rows are "from". Outside, C is seldom followed by G.
 */
const PUBLISHED: readonly (readonly number[])[] = [
  [0.18, 0.274, 0.426, 0.12],
  [0.171, 0.368, 0.274, 0.188],
  [0.161, 0.339, 0.375, 0.125],
  [0.079, 0.355, 0.384, 0.182],
  [0.3, 0.205, 0.285, 0.21],
  [0.322, 0.298, 0.078, 0.302],
  [0.248, 0.246, 0.298, 0.208],
  [0.177, 0.239, 0.292, 0.292],
];

/** The published rows, made to add up to 1, which one of them misses by rounding. */
export const islandTables = PUBLISHED.map((row) => {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((p) => p / sum);
});

/**
 * A strand of DNA, one base per row, in which islands with many CpG lie in a sea with few. The class of a base is the region in which it lies. From each base first the region of
 * the next is drawn, then its base, by the table of that region: lengths of regions are geometric.
 */
export const dna = defineGenerator({
  id: "dna",
  title: { es: "ADN con islas CpG", en: "DNA with CpG islands" },
  params: {
    rows: {
      kind: "integer",
      label: { es: "Bases", en: "Bases" },
      help: { es: "Cuántas letras tiene la secuencia.", en: "How many letters the sequence has." },
      min: 100,
      max: 50_000,
      default: 4000,
      scale: "log",
    },
    island: {
      kind: "integer",
      label: { es: "Longitud de una isla", en: "Length of an island" },
      help: { es: "La media, en bases.", en: "The mean, in bases." },
      min: 20,
      max: 5000,
      default: 300,
      scale: "log",
    },
    sea: {
      kind: "integer",
      label: { es: "Longitud entre islas", en: "Length between islands" },
      help: { es: "La media, en bases.", en: "The mean, in bases." },
      min: 20,
      max: 20_000,
      default: 900,
      scale: "log",
    },
  },
  classes: { sea: { es: "fuera", en: "outside" }, island: { es: "isla", en: "island" } },
  cost: ({ rows }) => ({ values: rows, bytes: 24 * rows, steps: 3 * rows }),
  generate(key, { rows, island, sea }) {
    const [values, labels] = [new Uint8Array(rows), new Int32Array(rows)];
    const [regions, bases] = [foldIn(key, 0), foldIn(key, 1)];
    const tables = islandTables.map(cumulate);
    let [inside, base] = [false, integer(foldIn(key, 2), 0, 4)];
    for (let t = 0; t < rows; t++) {
      if (t > 0) {
        if (uniform(regions, t) < 1 / (inside ? island : sea)) inside = !inside;
        base = categorical(bases, t, tables[(inside ? 0 : 4) + base]);
      }
      values[t] = base;
      labels[t] = Number(inside);
    }
    return {
      rows,
      columns: 1,
      values: Float64Array.from(values),
      names: ["base"],
      levels: [BASES],
      labels,
      classes: ["sea", "island"],
    };
  },
});
