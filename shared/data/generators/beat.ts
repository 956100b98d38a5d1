import { exp } from "../../math/elementary.ts";

/** A wave of a beat as a Gaussian: centre and width as shares of the period, from the R wave on, and height. */
export interface Wave {
  readonly name: string;
  readonly centre: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Places and widths are those of McSharry et al., IEEE Transactions on Biomedical Engineering 50, 2003, table I; heights are those its equation gives (a·b²), relative
 * to R.
 */
export const WAVES: readonly Wave[] = [
  { name: "P", centre: -1 / 6, width: 0.25, height: 0.25 },
  { name: "Q", centre: -1 / 24, width: 0.1, height: -1 / 6 },
  { name: "R", centre: 0, width: 0.1, height: 1 },
  { name: "S", centre: 1 / 24, width: 0.1, height: -0.25 },
  { name: "T", centre: 1 / 4, width: 0.4, height: 0.4 },
].map((wave) => ({ ...wave, width: wave.width / (2 * Math.PI) }));

/** Height at a phase in [0, 1) after the R wave; periodic, so beats of different lengths join without a step. */
export function beatAt(phase: number): number {
  let sum = 0;
  for (const { centre, width, height } of WAVES)
    for (let around = -1; around <= 1; around++) {
      const away = (phase - centre + around) / width;
      sum += height * exp(-0.5 * away * away);
    }
  return sum;
}

/** Height of a beat that stands alone, at a share of its period before (< 0) or after the R wave. */
export function aloneAt(phase: number, waves: readonly Wave[]): number {
  let sum = 0;
  for (const { centre, width, height } of waves) {
    const away = (phase - centre) / width;
    sum += height * exp(-0.5 * away * away);
  }
  return sum;
}
