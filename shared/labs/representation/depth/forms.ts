/** The same function in several forms, some deep and some shallow, as texts of expressions. */
import type { Localized } from "../../../text.ts";

export interface Form {
  readonly id: FormId;
  readonly text: string;
}
export const FORM_IDS = ["tree", "chain", "expanded", "factored", "horner", "squaring", "own", "other"] as const;
export type FormId = (typeof FORM_IDS)[number];

export const FORM_NAMES: Readonly<Record<FormId, Localized>> = {
  tree: { es: "árbol equilibrado", en: "balanced tree" },
  chain: { es: "cadena", en: "chain" },
  expanded: { es: "desarrollada", en: "expanded" },
  factored: { es: "factorizada", en: "factored" },
  horner: { es: "Horner", en: "Horner" },
  squaring: { es: "elevar al cuadrado", en: "repeated squaring" },
  own: { es: "tu expresión", en: "your expression" },
  other: { es: "la otra forma", en: "the other form" },
};

interface Source {
  /** The largest size whose graphs are still made. */
  readonly most: number;
  /** Its variables are 0 or 1. */
  readonly bits?: true;
  forms(size: number): readonly Form[];
}

const names = (name: string, size: number) => Array.from({ length: size }, (_, i) => `${name}${i + 1}`);

/** Pairs of neighbours joined, then pairs of these, … */
function tree(parts: readonly string[], join: (a: string, b: string) => string): string {
  if (parts.length === 1) return parts[0];
  const middle = Math.ceil(parts.length / 2);
  return join(tree(parts.slice(0, middle), join), tree(parts.slice(middle), join));
}
const chain = (parts: readonly string[], join: (a: string, b: string) => string) => parts.reduce(join);

const times = (a: string, b: string) => `(${a}*${b})`;
/** Of bits: 1 where they differ. */
const differ = (a: string, b: string) => `(${a} - ${b})^2`;

/** Every choice of one out of two at each of so many places. */
function choices(size: number): readonly (readonly boolean[])[] {
  return Array.from({ length: 2 ** size }, (_, code) =>
    Array.from({ length: size }, (_, i) => ((code >> i) & 1) === 1),
  );
}

export const SOURCES = {
  /** x1·x2·…·xn. */
  product: {
    most: 12,
    forms: (size) => [
      { id: "tree", text: tree(names("x", size), times) },
      { id: "chain", text: chain(names("x", size), times) },
    ],
  },
  /** Whether an odd number of n bits is 1: (a − b)² is the parity of two. Expanded: one product of n for every odd choice (2^(n − 1) of them). */
  parity: {
    most: 6,
    bits: true,
    forms: (size) => [
      { id: "tree", text: tree(names("x", size), differ) },
      { id: "chain", text: chain(names("x", size), differ) },
      {
        id: "expanded",
        text: choices(size)
          .filter((on) => on.filter(Boolean).length % 2 === 1)
          .map((on) =>
            names("x", size)
              .map((name, i) => (on[i] ? name : `(1 - ${name})`))
              .join("*"),
          )
          .join(" + "),
      },
    ],
  },
  /** (x1 + y1)·…·(xn + yn): a sum-product network, or 2^n products (Delalleau & Bengio 2011). */
  sums: {
    most: 6,
    forms: (size) => [
      {
        id: "factored",
        text: tree(
          names("x", size).map((x, i) => `(${x} + y${i + 1})`),
          times,
        ),
      },
      {
        id: "expanded",
        text: choices(size)
          .map((isY) =>
            names("x", size)
              .map((x, i) => (isY[i] ? `y${i + 1}` : x))
              .join("*"),
          )
          .join(" + "),
      },
    ],
  },
  /** a0 + a1·x + … + an·x^n, powers as products. */
  polynomial: {
    most: 12,
    forms: (size) => [
      {
        id: "expanded",
        text: Array.from({ length: size + 1 }, (_, k) => (k === 0 ? "a0" : `a${k}*(${powers(k)})`)).join(" + "),
      },
      {
        id: "horner",
        text: Array.from({ length: size }, (_, k) => `a${size - 1 - k}`).reduce(
          (inner, a) => `(${a} + x*${inner})`,
          `a${size}`,
        ),
      },
    ],
  },
  /** x^(2^n): each square used twice, or one factor after another. */
  power: {
    most: 6,
    forms: (size) => [
      { id: "squaring", text: Array.from({ length: size }).reduce<string>((x) => `(${x}*${x})`, "x") },
      { id: "chain", text: powers(2 ** size) },
    ],
  },
} as const satisfies Readonly<Record<string, Source>>;

const powers = (k: number) => Array.from({ length: k }, () => "x").join("*");

export type SourceId = keyof typeof SOURCES;

export function sourceOf(id: SourceId): Source {
  return SOURCES[id];
}
