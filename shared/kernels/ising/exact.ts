/**
 * What is known exactly of the Ising model without a field, J = k = 1: on the finite torus (B. Kaufman, Phys. Rev. 76, 1232 (1949)), of the infinite lattice
 * (L. Onsager, Phys. Rev. 65, 117 (1944); C. N. Yang, Phys. Rev. 85, 808 (1952)).
 */
import { exp, log, pow, sin } from "../../math/index.ts";

/** A number f(K) > 0 as log f with two derivatives, or, where it may vanish or be negative, f itself. */
type Jet = readonly [value: number, first: number, second: number];

const sinh = (x: number) => (exp(x) - exp(-x)) / 2;
const cosh = (x: number) => (exp(x) + exp(-x)) / 2;

/** f(g) from f, f′, f″ at g. */
const through = ([f, f1, f2]: Jet, [, g1, g2]: Jet): Jet => [f, f1 * g1, f2 * g1 * g1 + f1 * g2];

/** γ of the angle πj/L, with its derivatives by K: cosh γ = cosh²2K / sinh 2K − cos(πj/L), and γ₀ = 2K + log tanh K, which is negative above T_c. */
function gammaOf(k: number, j: number, side: number): Jet {
  const [s, c] = [sinh(2 * k), cosh(2 * k)];
  if (j === 0) return [2 * k + log((exp(k) - exp(-k)) / (exp(k) + exp(-k))), 2 + 2 / s, (-4 * c) / (s * s)];
  // cosh γ − 1 = (1 − s)²/s + 2 sin²(πj/2L): nothing cancels near T_c.
  const half = sin((Math.PI * j) / (2 * side));
  const excess = ((1 - s) * (1 - s)) / s + 2 * half * half;
  const sinhGamma = Math.sqrt(excess * (excess + 2));
  const first = 2 * c * (1 - 1 / (s * s));
  const second = 4 * s - 4 / s + (8 * c * c) / (s * s * s);
  const gamma1 = first / sinhGamma;
  return [log(1 + excess + sinhGamma), gamma1, (second - (1 + excess) * gamma1 * gamma1) / sinhGamma];
}

/** log(e^x + sign·e^−x) for x > 0, with two derivatives. */
function logPair(x: number, sign: 1 | -1): Jet {
  const tail = sign * exp(-2 * x);
  const ratio = (1 - tail) / (1 + tail);
  return [x + log(1 + tail), ratio, 1 - ratio * ratio];
}

const add = (a: Jet, b: Jet): Jet => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** log Π (2 cosh or 2 sinh)(L γ_j / 2) over the angles j = first, first + 2, … of L. */
function logProduct(k: number, side: number, angles: readonly number[], sign: 1 | -1): Jet {
  return angles.reduce<Jet>(
    (sum, j) => {
      const gamma = gammaOf(k, j, side);
      const [g, g1, g2] = gamma.map((value) => (value * side) / 2);
      return add(sum, through(logPair(g, sign), [g, g1, g2]));
    },
    [0, 0, 0],
  );
}

/** e^log f·g, for a g that may vanish, on the scale e^−shift. */
function times([l, l1, l2]: Jet, [g, g1, g2]: Jet, shift: number): Jet {
  const f = exp(l - shift);
  return [f * g, f * (l1 * g + g1), f * ((l1 * l1 + l2) * g + 2 * l1 * g1 + g2)];
}

export interface TorusValues {
  readonly logZ: number;
  /** Per site. */
  readonly energy: number;
  /** Per site. */
  readonly heatCapacity: number;
}

/** log Z, energy and heat capacity of the L × L torus at T > 0, L ≥ 2: Z = ½ (2 sinh 2K)^(L²/2) (Y₁ + Y₂ + Y₃ + Y₄), K = 1/T, whose Y are products over angles. */
export function kaufman(side: number, temperature: number): TorusValues {
  const k = 1 / temperature;
  const sites = side * side;
  const odd = Array.from({ length: side }, (_, i) => 2 * i + 1);
  const even = odd.slice(1).map((j) => j - 1);
  const [g, g1, g2] = gammaOf(k, 0, side).map((value) => (value * side) / 2);
  // The factor of angle 0 changes its sign at T_c: it stands apart from the logarithms.
  const [p, m] = [exp(g), exp(-g)];
  const one: Jet = [1, 0, 0];
  const terms: readonly (readonly [Jet, Jet])[] = [
    [logProduct(k, side, odd, 1), one],
    [logProduct(k, side, odd, -1), one],
    [logProduct(k, side, even, 1), through([p + m, p - m, p + m], [g, g1, g2])],
    [logProduct(k, side, even, -1), through([p - m, p + m, p - m], [g, g1, g2])],
  ];
  const shift = Math.max(...terms.map(([[l], [factor]]) => l + log(Math.max(1, Math.abs(factor)))));
  const [z, z1, z2] = terms.map(([l, factor]) => times(l, factor, shift)).reduce(add);
  const s = sinh(2 * k);
  const first = (sites * cosh(2 * k)) / s + z1 / z;
  const second = (-2 * sites) / (s * s) + z2 / z - (z1 / z) * (z1 / z);
  return {
    logZ: (sites / 2) * log(2 * s) - log(2) + shift + log(z),
    energy: -first / sites,
    heatCapacity: (k * k * second) / sites,
  };
}

/** Energy per site of the infinite lattice at T > 0 (Onsager): −coth 2K (1 + (2/π)(2 tanh² 2K − 1) 𝐊(κ)), κ = 2 sinh 2K / cosh² 2K. */
export function onsagerEnergy(temperature: number): number {
  const k = 1 / temperature;
  const [s, c] = [sinh(2 * k), cosh(2 * k)];
  const tanh = s / c;
  const kappa1 = 2 * tanh * tanh - 1;
  // κ′ = |2 tanh² 2K − 1|, and 𝐊 = π / (2 agm(1, κ′)): its pole at T_c meets a zero.
  const elliptic = kappa1 === 0 ? 0 : (kappa1 * 1) / arithmeticGeometricMean(1, Math.abs(kappa1));
  return -(c / s) * (1 + elliptic);
}

function arithmeticGeometricMean(a: number, b: number): number {
  while (Math.abs(a - b) > 1e-15 * a) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  return a;
}

/** |m| of the infinite lattice (Yang): (1 − sinh^−4(2/T))^(1/8) below T_c, 0 above. */
export function yangMagnetisation(temperature: number): number {
  const s = sinh(2 / temperature);
  return s > 1 ? pow(1 - 1 / (s * s * s * s), 1 / 8) : 0;
}
