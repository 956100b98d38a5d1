/** Words of Stan 2.21 that cannot name variables, and functions whose names are better left alone. */
const TAKEN = new Set(
  `for in while repeat until if then else true false target lower upper offset multiplier int real vector simplex unit_vector ordered
  positive_ordered row_vector matrix cholesky_factor_corr cholesky_factor_cov corr_matrix cov_matrix functions data transformed parameters model
  quantities generated var return print reject void struct typedef export auto continue break default extern goto static switch union const
  double float long short signed unsigned char bool class new delete this using namespace public private protected virtual template typename
  operator try catch throw and or not xor e pi sqrt2 log2 log10 abs exp log sin cos tan tanh sqrt pow fabs floor erf erfc lgamma sum mean sd
  variance prod max min dot_product rows cols size inv square step sort beta_cdf normal poisson gamma T N`
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "T" && word !== "N" && word !== "e"),
);

/** Names that Stan takes, each for one of ours. */
export class StanNames {
  readonly #given = new Map<string, string>();
  readonly #used = new Set<string>();

  of(name: string): string {
    const before = this.#given.get(name);
    if (before !== undefined) return before;
    const given = this.free(name);
    this.#given.set(name, given);
    return given;
  }

  /** A name that nothing has yet, as near to `wish` as may be. */
  free(wish: string): string {
    const plain = wish.replace(/[^A-Za-z0-9_]/g, "_").replace(/_+$/, "");
    const base = /^[A-Za-z]/.test(plain) ? plain : `x${plain}`;
    let name = TAKEN.has(base) ? `${base}_0` : base;
    for (let i = 1; this.#used.has(name); i++) name = `${base}_${i}`;
    this.#used.add(name);
    return name;
  }
}

/** A double as Stan reads it: never as a whole number, whose quotients would be rounded. */
export function realOf(value: number): string {
  const text = String(value);
  const real = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 || Object.is(value, -0) ? `(${real})` : real;
}
