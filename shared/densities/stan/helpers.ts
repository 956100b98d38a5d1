/** How a value is passed to Stan: number, vector, array of whole numbers, whole number. */
export type Passing = "real" | "vector" | "ints" | "int";

const LETTER: Readonly<Record<Passing, string>> = { real: "r", vector: "v", ints: "a", int: "i" };
const DECLARED: Readonly<Record<Passing, string>> = { real: "real", vector: "vector", ints: "int[]", int: "int" };

/** Functions that a model brings with it: what Stan 2.21 does only to numbers, done to each element of vectors. */
export class StanHelpers {
  readonly #made = new Map<string, string>();

  /** Call that applies `of`, which writes the value of one element, to all of n elements. */
  each(
    name: string,
    n: number,
    inputs: readonly { readonly code: string; readonly passing: Passing }[],
    of: (elements: readonly string[]) => string,
  ): string {
    const passings = inputs.map(({ passing }) => passing);
    if (passings.every((passing) => passing === "real" || passing === "int")) return of(inputs.map(({ code }) => code));
    const full = `each_${name}_${passings.map((passing) => LETTER[passing]).join("")}`;
    const letters = passings.map((_, i) => `x${i + 1}`);
    const elements = letters.map((letter, i) =>
      passings[i] === "vector" || passings[i] === "ints" ? `${letter}[i]` : letter,
    );
    const declared = passings.map((passing, i) => `${DECLARED[passing]} ${letters[i]}`).join(", ");
    this.#made.set(
      full,
      `  vector ${full}(int n, ${declared}) {
    vector[n] out;
    for (i in 1:n) out[i] = ${of(elements)};
    return out;
  }`,
    );
    return `${full}(${n}, ${inputs.map(({ code }) => code).join(", ")})`;
  }

  /** sₜ = termₜ₋₁ + factorₜ₋₁ · sₜ₋₁ of n terms. */
  recur(first: string, factor: string, terms: string): string {
    this.#made.set(
      "recur",
      `  vector recur(real first, vector factor, vector terms) {
    int n = num_elements(terms) + 1;
    vector[n] out;
    out[1] = first;
    for (t in 2:n) out[t] = terms[t - 1] + factor[t - 1] * out[t - 1];
    return out;
  }`,
    );
    return `recur(${first}, ${factor}, ${terms})`;
  }

  get code(): string {
    return this.#made.size === 0 ? "" : `functions {\n${[...this.#made.values()].join("\n")}\n}\n`;
  }
}
