import { words } from "../i18n/app.ts";

/** A function of four lanes of 32-bit zeros: valid only where WebAssembly has SIMD. */
const simdModule = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  10,
  1,
  8,
  0,
  65,
  0,
  253,
  15,
  253,
  98,
  11,
);

/** What this browser lacks of the app's requirements, as dictionary words; empty on a suitable browser. */
export function missing(): readonly (typeof words)[keyof typeof words][] {
  const lacks: (typeof words)[keyof typeof words][] = [];
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(simdModule)) lacks.push(words.lacksSimd);
  if (!hasModuleThreads()) lacks.push(words.lacksThreads);
  if (typeof DecompressionStream === "undefined") lacks.push(words.lacksStreams);
  return lacks;
}

/**
 * Of the browsers that have SIMD, only Firefox before 114 lacks module workers. Probing with `new Worker` would be refused by Trusted Types
 * and reported, so the version is read.
 */
function hasModuleThreads(): boolean {
  if (typeof Worker === "undefined") return false;
  const firefox = /Firefox\/(\d+)/.exec(navigator.userAgent);
  return firefox ? Number(firefox[1]) >= 114 : true;
}
