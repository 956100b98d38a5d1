import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DensityError, densityOf, integrandOf, LIMITS } from "../../../shared/densities/index.ts";

function errorOf(text: string, table = {}): DensityError {
  try {
    densityOf(text, table);
  } catch (error) {
    if (error instanceof DensityError) return error;
    throw error;
  }
  throw new Error(`no error: ${text}`);
}

// Each text with its code; ^ marks the character that the error points at.
const wrong: readonly (readonly [code: string, text: string, message: RegExp])[] = [
  ["unknown-character", "parameter mu\nmu ~ normal(0, ^@)", /unexpected character: @/],
  ["quote-not-closed", 'parameter ^"a b', /close it/],
  ["name-missing", "parameter ^3", /name of a parameter/],
  ["not-closed", "parameter mu\nmu ~ normal^(0, 1", /write \)/],
  ["not-opened", "parameter mu\ntarget += mu^)", /not opened/],
  ["no-sign", "parameter mu\ntarget += 2 ^mu", /write \*/],
  ["misplaced", "parameter mu\ntarget += mu * ^/ 2", /number or a name/],
  ["ends-early", "parameter mu\ntarget += mu *^", /should follow/],
  ["number-too-large", "parameter mu\ntarget += ^1e999", /beyond all doubles/],
  [
    "too-deep",
    `parameter mu\ntarget += ${"(".repeat(LIMITS.depth + 1)}^mu${")".repeat(LIMITS.depth + 1)}`,
    /name some/,
  ],
  ["misspelt-statement", "^paramter mu", /did you mean parameter\?/],
  ["tilde-without-left", "parameter mu\n^~ normal(0, 1)", /y ~/],
  ["distribution-missing", "parameter mu\nmu ~ ^3", /write a distribution/],
  ["distribution-not-called", "parameter mu\nmu ~ normal^", /normal\(…\)/],
  ["keyword-as-name", "parameter ^data", /word of the language/],
  ["assigned-part", "parameter x[2]\nx[1] ^= 3", /only name = …/],
  ["equals-missing", "data y^", /data y = …/],
  ["target-without-sum", "parameter mu\ntarget ^= mu", /target \+=/],
  ["unknown-constraint", "parameter mu ^posit", /simplex/],
  ["interval-missing", "parameter mu in ^0", /in \(a, b\)/],
  ["value-alone", "parameter mu\n^mu * 2", /target \+=/],
  ["misspelt-name", "parameter sigma > 0\nsigma ~ normal(0, ^sigm)", /did you mean sigma\?/],
  ["misspelt-function", "parameter mu\ntarget += ^sine(mu)", /did you mean sin\?/],
  ["misspelt-distribution", "parameter mu\nmu ~ ^nromal(0, 1)", /did you mean normal\?/],
  ["distribution-as-function", "parameter mu\ntarget += ^normal(mu, 0, 1)", /normal_lpdf/],
  ["used-before", "parameter mu\nmu ~ normal(^a, 1)\na = 3", /line 3/],
  ["no-table", "parameter b[columns(^predictors)]", /choose data/],
  ["wrong-count", "parameter mu\ntarget += ^exp(mu, 2)", /must be 1/],
  ["wrong-count", "parameter mu\nmu ~ ^normal(0)", /normal\(mu, sigma\)/],
  ["wrong-length", "parameter x[3], y[4]\ntarget += sum(x ^+ y)", /3 and 4/],
  ["wrong-length", "data y = [1, 2]\nparameter x[3]\ny ~ ^normal(x, 1)", /2 and 3/],
  ["wrong-length", "parameter x\n^x ~ normal([1, 2], 1)", /as long/],
  ["wrong-length", "parameter b[3]\ny = [[1, 2]] ^* b", /2 columns \* vector of 3/],
  ["matrix-misplaced", "parameter b\ntarget += sum(^[[1, 2]])", /matrix/],
  ["matrix-operation", "parameter b\ny = [[1, 2]] ^+ b", /X \* beta/],
  ["not-a-vector", "parameter b\ntarget += b[^1]", /only vectors/],
  ["index-of-parameters", "parameter b[2]\ntarget += b[b^[1]]", /must be data/],
  ["place-outside", "parameter b[2]\ntarget += b[^3]", /from 1 to 2/],
  ["place-outside", "parameter b[2]\ntarget += sum(b^[2:3])", /between 1 and 2/],
  ["not-a-count", "parameter b[^2.5]", /whole number/],
  ["list-of-vectors", "parameter b[2]\ntarget += sum([^b, 1])", /concat/],
  ["matrix-of-parameters", "parameter b\nX = [[1, 2], ^[b, 1]]", /not data/],
  ["no-levels", "parameter b[2]\ntarget += levels(^b)", /whole numbers/],
  ["not-a-matrix", "parameter b[2]\ntarget += sum(column(^b, 1))", /must be a matrix/],
  ["constant-column", "parameter b\nz = standardise(^[1, 1, 1])", /never changes/],
  ["not-data", "parameter b[2]\nz = standardise(^b)", /must be data/],
  ["not-a-number", "parameter b[2]\nz = recur(^b, 1, b)", /must be a number/],
  ["vector-needed", "parameter b\n[1, 2] ~ categorical_logit(^b)", /must be a vector/],
  ["impossible-data", "parameter b[2]\n^[1, 3] ~ categorical_logit(b)", /at most 2/],
  ["impossible-data", "parameter p in (0, 1)\n^[1, 0.5] ~ bernoulli(p)", /0.5 .*element 2/],
  ["impossible-data", "parameter a > 0\n^[-1, 2] ~ exponential(a)", /must be ≥ 0/],
  ["impossible-argument", "parameter a\na ~ normal(0, ^-1)", /must be > 0/],
  ["argument-not-data", "parameter p in (0, 1), n > 0\n3 ~ binomial(^n, p)", /must be data/],
  ["scale-without-bound", "parameter s\n3 ~ normal(0, ^s)", /> 0/],
  ["probability-without-bounds", "parameter p\n1 ~ bernoulli(^p)", /in \(0, 1\)/],
  ["discrete-parameter", "parameter p > 0\n^p ~ poisson(3)", /must be data/],
  ["support-mismatch", "parameter t\n^t ~ exponential(1)", /declare it with > 0/],
  ["not-symmetric", "parameter x[2]\nx ~ multi_normal(0, ^[[1, 0.5], [0.4, 1]])", /must be equal/],
  ["not-positive", "parameter x[2]\nx ~ multi_normal(0, ^[[1, 2], [2, 1]])", /positive definite/],
  ["no-parameters", "^y = 3", /parameter mu/],
  ["no-density", "^parameter mu", /mu ~ normal/],
  ["target-of-vector", "parameter x[2]\ntarget += ^x", /sum/],
  ["reported-twice", "parameter x\nx ~ normal(0, 1)\nreport x, ^x", /remove one/],
  ["size-missing", "parameter ^x simplex", /x\[3\] simplex/],
  ["too-many-parameters", "parameter x[9000], ^y[9000]", /10000/],
  ["bound-not-finite", "parameter x > 1 ^/ 0", /leave it out/],
  ["empty-interval", "parameter ^x in (2, 1)", /first must be smaller/],
  ["data-of-parameters", "parameter x\ndata y = ^x", /leave out/],
  ["defined-twice", "parameter x\n^x = 3", /another name/],
];

describe("what is wrong is told where it stands, with its cure", () => {
  it.each(wrong)("%s: %j", (code, marked, message) => {
    const at = marked.indexOf("^");
    const error = errorOf(marked.slice(0, at) + marked.slice(at + 1));
    expect(error.code).toBe(`density-${code}`);
    expect(error.at).toBe(at);
    expect(error.message).toMatch(message);
    const before = marked.slice(0, at).split("\n");
    expect([error.line, error.column]).toEqual([before.length, (before.at(-1) ?? "").length + 1]);
  });

  it("too much is told with its limit", () => {
    expect(errorOf(`# ${"x".repeat(LIMITS.characters)}`).code).toBe("density-text-too-long");
    expect(errorOf(`parameter x\n${"y = x + 1; x = 3\n".repeat(3)}`).code).toBe("density-defined-twice");
    const much = `parameter x[10000]\ntarget += sum(recur(x[1], 0.5 * sin(x), cos(x)))\nz = ones(3000000) + 1\nw = z * 2 + z / 3 + z * 4 + z * 5 + z * 6`;
    expect(errorOf(much).code).toBe("density-data-too-large");
  });

  it("data of a table are looked at", () => {
    expect(errorOf("parameter x", { columns: [{ name: "y", values: [1, Number.NaN] }] }).code).toBe(
      "density-data-not-finite",
    );
  });

  it("an integrand is one expression", () => {
    const codeOf = (text: string) => {
      try {
        integrandOf(text, ["x"]);
      } catch (error) {
        return (error as DensityError).code;
      }
      return "";
    };
    expect(codeOf("y = 3")).toBe("density-no-value");
    expect(codeOf("[x, 1]")).toBe("density-integrand-of-vector");
    expect(codeOf("x ~ normal(0, 1)\nx")).toBe("density-not-in-integrand");
  });
});

describe("any text", () => {
  const parts = fc.constantFrom(
    ..."parameter data target report in ordered simplex mu tau x y [ ] ( ) , : ~ = += + - * / ^ < <= > 0 1 2.5 1e3 normal gamma sum exp recur standardise columns predictors constructor __proto__ toString hasOwnProperty".split(
      " ",
    ),
    "\n",
    " ",
    '"',
    "#",
    ";",
  );
  const table = {
    columns: [{ name: "y", values: [1, 2, 3] }],
    predictors: { rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 7] },
  };
  const onlyDensityErrors = (text: string) => {
    try {
      densityOf(text, table);
    } catch (error) {
      if (!(error instanceof DensityError)) throw error;
      expect(error.at).toBeLessThanOrEqual(text.length);
    }
  };

  it("gives a density or a DensityError", () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), onlyDensityErrors), { numRuns: 300 });
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (all) => onlyDensityErrors(all.join(" "))),
      { numRuns: 700 },
    );
    const statement = fc
      .array(parts, { maxLength: 8 })
      .map((all) => `parameter mu, tau > 0, x[3]\ntarget += ${all.join(" ")}`);
    fc.assert(fc.property(statement, onlyDensityErrors), { numRuns: 500 });
  });

  it("knows no names but its own", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      expect(errorOf(`parameter mu\ntarget += ${name}`).code).toBe("density-unknown-name");
      expect(errorOf(`parameter mu\ntarget += ${name}(mu)`).code).toBe("density-unknown-function");
      expect(errorOf(`parameter mu\nmu ~ ${name}(0)`).code).toBe("density-unknown-distribution");
      expect(densityOf(`parameter ${name}\n${name} ~ normal(0, 1)`).names).toEqual([name]);
    }
  });
});
