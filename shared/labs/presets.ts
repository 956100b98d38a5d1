import type { Preset } from "./lab.ts";

/** What presets of a lab have in common, and each may say otherwise; without parameters they have the defaults. */
export function presetsOf(
  common: Pick<Preset, "seed" | "data">,
  own: readonly (Omit<Preset, "seed" | "data" | "params"> & Partial<Preset>)[],
): readonly Preset[] {
  return own.map((preset) => ({ ...common, params: {}, ...preset }));
}
