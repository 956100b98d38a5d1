/** Trials of a first state before a chain gives up. */
export const TRIALS = 100;

/** No place within `radius` of the origin, in coordinates without bounds, was found where the log density and its derivatives are finite. */
export class NoStart extends RangeError {
  constructor(radius: number) {
    super(`start of a chain: no finite density in ${TRIALS} trials within ±${radius} (choose another spread)`);
  }
}
