import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../../shared/arrays.ts";
import type { ApplicationParams } from "../../../../../shared/labs/generative/hmm/application-fields.ts";
import { type Said, STATES, saidByLabels } from "../../../../../shared/labs/generative/hmm/sound/loop.ts";
import { type Units, unitsOf } from "../../../../../shared/labs/generative/hmm/sound/units.ts";
import { t } from "../../../../i18n/locale.ts";
import { seriesColor } from "../../../../views/palette.ts";
import type { ViewProps } from "../../../view.ts";
import type { Segment } from "../segments.tsx";
import { words } from "./words.ts";

export type SoundProps = ViewProps<ApplicationParams>;

/** The units of the experiment. */
export const unitsIn = ({ experiment }: Pick<SoundProps, "experiment">): Units =>
  unitsOf(experiment.params.vowels ?? "es");

/** Rows of unit, first place and end. */
export function saidIn({ values }: NDArray): readonly Said[] {
  return Array.from({ length: values.length / 3 }, (_, i) => ({
    unit: values[3 * i],
    from: values[3 * i + 1],
    to: values[3 * i + 2],
  }));
}

export function segmentsOf(said: readonly Said[], units: Units): readonly Segment[] {
  return said.map(({ unit, from, to }) => ({
    from,
    to,
    label: unit === units.silence ? t(words.nothing) : units.names[unit],
    ...(unit !== units.silence && { color: seriesColor(unit) }),
  }));
}

/** States, a frame each, as the units to which they belong. */
export const unitsAlong = (states: ArrayLike<number>): readonly Said[] =>
  saidByLabels(Array.from(states, (state) => Math.floor(state / STATES)));

/** The vowels in order, without silence. */
export function textOf(said: readonly Said[], units: Units): string {
  const text = said.filter(({ unit }) => unit !== units.silence).map(({ unit }) => units.names[unit]);
  return text.length > 0 ? text.join(" ") : t(words.nothing);
}

/** The same samples as long as the answer is the same. */
export function useSamples(sound: NDArray | undefined): Float32Array | null {
  return useMemo(() => (sound ? Float32Array.from(sound.values) : null), [sound]);
}
