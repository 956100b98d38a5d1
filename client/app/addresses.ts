/** Addresses of places on the site. */

export function labAddress(lab: string, preset?: string): string {
  return preset === undefined
    ? `/lab/${encodeURIComponent(lab)}`
    : `/lab/${encodeURIComponent(lab)}?preset=${encodeURIComponent(preset)}`;
}

const stepMark = "#step-";

/** A step of a lab's lesson, with the preset that it is about (empty where it is about any). */
export const stepAddress = (lab: string, step: string, preset = ""): string =>
  `${labAddress(lab, preset === "" ? undefined : preset)}${stepMark}${step}`;

/** The step that an address asks for. */
export const askedStep = (hash: string): string | null =>
  hash.startsWith(stepMark) ? hash.slice(stepMark.length) : null;
