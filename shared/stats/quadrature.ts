/** Integrals over the line by the double-exponential rule (Takahasi & Mori 1974) on each side of break points, where the integrand may jump. */
import { exp } from "../math/index.ts";

const RANGE = 4.2;

/** ∫ f over the half line from `from`, to the right (`side` = 1) or left (−1); `scale` is the width of what matters. */
function halfLine(f: (x: number) => number, from: number, side: 1 | -1, scale: number, steps: number): number {
  const h = (2 * RANGE) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = -RANGE + i * h;
    const [up, down] = [exp(t), exp(-t)];
    const grown = exp((Math.PI / 4) * (up - down));
    const value = f(from + side * scale * grown);
    // What underflows to zero does so faster than its factor grows.
    if (value !== 0) sum += value * grown * (up + down);
  }
  return sum * h * (Math.PI / 4) * scale;
}

/** ∫ f over [low, high] by Gauss's three-point rule in equal panels. */
function between(f: (x: number) => number, low: number, high: number, panels: number): number {
  const h = (high - low) / panels;
  const off = 0.5 * h * Math.sqrt(0.6);
  let sum = 0;
  for (let i = 0; i < panels; i++) {
    const middle = low + (i + 0.5) * h;
    sum += 5 * f(middle - off) + 8 * f(middle) + 5 * f(middle + off);
  }
  return (sum * h) / 18;
}

/**
 * ∫ f over the line. `breaks`, ascending, at least one: where f may jump or have a kink, and the ends of what is not smooth tails. Undefined where the
 * rule with half as many points does not agree to `tolerance` of ∫ |f|: f is not integrable, or too uneven.
 */
export function integrate(
  f: (x: number) => number,
  breaks: readonly number[],
  scale: number,
  tolerance = 1e-7,
): number | undefined {
  const whole = (of: (x: number) => number, fine: 1 | 2) => {
    const ends =
      halfLine(of, breaks[0], -1, scale, 400 * fine) + halfLine(of, breaks[breaks.length - 1], 1, scale, 400 * fine);
    return breaks.slice(1).reduce((sum, high, i) => sum + between(of, breaks[i], high, 150 * fine), ends);
  };
  const [coarse, fine, size] = [whole(f, 1), whole(f, 2), whole((x) => Math.abs(f(x)), 2)];
  return Number.isFinite(fine) && Math.abs(fine - coarse) <= tolerance * size ? fine : undefined;
}
