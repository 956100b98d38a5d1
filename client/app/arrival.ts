/** What a visitor brings to the desk of a lab: files for its form, or the wish to see it run. It is taken once, by that desk. */
export interface Arrival {
  readonly lab: string;
  readonly files?: readonly File[];
  readonly run?: boolean;
}

let coming: Arrival | null = null;

export function bringTo(arrival: Arrival): void {
  coming = arrival;
}

/** What comes to this lab; what was brought for another is forgotten. */
export function takeArrival(lab: string): Arrival | null {
  const found = coming?.lab === lab ? coming : null;
  coming = null;
  return found;
}
