/** The arithmetic of the roofline model (Williams, Waterman & Patterson 2009): how fast work can be that does so many multiply-adds for each byte it moves. */

export interface Work {
  readonly multiplyAdds: number;
  /** Of weights, inputs and outputs, each moved once. */
  readonly bytes: number;
}

/** Of one thread, per second. */
export interface Ceilings {
  /** Multiply-adds. */
  readonly peak: number;
  /** Bytes. */
  readonly bandwidth: number;
}

/** Multiply-adds for each byte. */
export const intensityOf = ({ multiplyAdds, bytes }: Work): number => multiplyAdds / bytes;

/** Multiply-adds a second at most. */
export function attainable(intensity: number, { peak, bandwidth }: Ceilings): number {
  return Math.min(peak, intensity * bandwidth);
}

/** The intensity from which on arithmetic is what holds work up. */
export const ridgeOf = ({ peak, bandwidth }: Ceilings): number => peak / bandwidth;

/** What holds work up: moving bytes, arithmetic, or (far below both) what is neither: calls, loops, rearranging. */
export type Bound = "memory" | "compute" | "overhead";

/** Share of the roof below which neither of the two explains the time. */
export const FAR_BELOW = 0.2;

export interface Verdict {
  readonly intensity: number;
  /** Multiply-adds a second. */
  readonly speed: number;
  readonly roof: number;
  /** Speed over roof. */
  readonly share: number;
  readonly bound: Bound;
}

export function verdictOf(work: Work, milliseconds: number, ceilings: Ceilings): Verdict {
  const intensity = intensityOf(work);
  const speed = (1000 * work.multiplyAdds) / milliseconds;
  const roof = attainable(intensity, ceilings);
  const share = speed / roof;
  const bound = share < FAR_BELOW ? "overhead" : intensity < ridgeOf(ceilings) ? "memory" : "compute";
  return { intensity, speed, roof, share, bound };
}

/** The bandwidth that holds for so many bytes: of the smallest size measured that is no less, or of the largest. */
export function bandwidthFor(bytes: number, sizes: readonly number[], bandwidths: ArrayLike<number>): number {
  const at = sizes.findIndex((size) => size >= bytes);
  return bandwidths[at < 0 ? sizes.length - 1 : at];
}
