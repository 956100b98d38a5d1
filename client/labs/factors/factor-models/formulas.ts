import type { Model } from "../../../../shared/labs/factors/factor-models/fields.ts";
import type { LessonElement, LessonNode } from "../../../lessons/lesson.ts";

const element =
  (tag: string) =>
  (...children: readonly LessonNode[]): LessonElement => ({ tag, children });
const [row, sub, sup] = ["mrow", "msub", "msup"].map(element);
/** Plain letters that the page slants: many fonts lack the slanted letters of the mathematical alphabet. */
const mi = (name: string): LessonElement => ({ tag: "mi", attributes: { class: "variable" }, children: [name] });
const roman = (name: string): LessonElement => ({ tag: "mi", attributes: { mathvariant: "normal" }, children: [name] });
const mo = (sign: string): LessonElement => ({ tag: "mo", children: [sign] });
const mn = (number: string): LessonElement => ({ tag: "mn", children: [number] });
const space: LessonElement = { tag: "mspace", attributes: { width: "0.8em" }, children: [] };
const fence = (sign: string): LessonElement => ({ tag: "mo", attributes: { stretchy: "false" }, children: [sign] });
const normal = (mean: LessonNode, covariance: LessonNode) =>
  row(mo("~"), roman("N"), fence("("), mean, mo(","), covariance, fence(")"));
const half: LessonElement = { tag: "mfrac", children: [mn("1"), mn("2")] };
const linear = row(mi("x"), mo("="), mi("W"), mi("z"), mo("+"), mi("μ"), mo("+"), mi("ε"));
const transposed = (name: string) => sup(mi(name), roman("T"));

/** What each model assumes, as MathML. */
export const formulas: Record<Model, LessonElement> = {
  pca: row(
    roman("max"),
    space,
    transposed("u"),
    mi("S"),
    mi("u"),
    mo(","),
    space,
    fence("|"),
    mi("u"),
    fence("|"),
    mo("="),
    mn("1"),
  ),
  ppca: row(linear, mo(","), space, mi("ε"), normal(mn("0"), row(sup(mi("σ"), mn("2")), mi("I")))),
  fa: row(linear, mo(","), space, mi("ε"), normal(mn("0"), roman("Ψ"))),
  ica: row(
    mi("x"),
    mo("="),
    mi("W"),
    mi("z"),
    mo(","),
    space,
    mi("p"),
    fence("("),
    mi("z"),
    fence(")"),
    mo("="),
    sub(mo("∏"), mi("i")),
    mi("p"),
    fence("("),
    sub(mi("z"), mi("i")),
    fence(")"),
  ),
  sfa: row(
    roman("min"),
    space,
    roman("E"),
    fence("["),
    sup(
      row(fence("("), sub(mi("z"), row(mi("t"), mo("+"), mn("1"))), mo("−"), sub(mi("z"), mi("t")), fence(")")),
      mn("2"),
    ),
    fence("]"),
  ),
  sparse: row(
    roman("min"),
    space,
    half,
    sup(row(fence("|"), mi("x"), mo("−"), mi("D"), mi("α"), fence("|")), mn("2")),
    mo("+"),
    mi("λ"),
    sub(mo("∑"), mi("i")),
    fence("|"),
    sub(mi("α"), mi("i")),
    fence("|"),
  ),
};
