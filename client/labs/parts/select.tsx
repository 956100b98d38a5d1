import type { Signal } from "@preact/signals";
import { t } from "../../i18n/locale.ts";
import { words } from "./words.ts";
import "./parts.css";

interface SelectProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly value: number;
  /** Its name where lessons ask for it (`data-act`). */
  readonly act?: string;
  onChoose(index: number): void;
}

/** One of several, by its number. */
export function Select({ label, names, value, act, onChoose }: SelectProps) {
  return (
    <label class="part-control" data-act={act}>
      {label}
      <select value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {names.map((name, i) => (
          <option key={i} value={i}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which of several numbers goes along each axis. */
export type Axes = readonly [across: number, upright: number];

/** The chosen axes, among that many numbers. */
export function axesWithin([across, upright]: Axes, count: number): Axes {
  return [Math.max(0, Math.min(across, count - 1)), Math.max(0, Math.min(upright, count - 1))];
}

/** A choice for each axis of a plane. */
export function AxisSelects({ names, axes }: { readonly names: readonly string[]; readonly axes: Signal<Axes> }) {
  const [x, y] = axesWithin(axes.value, names.length);
  return (
    <>
      <Select act="axes" label={t(words.across)} names={names} value={x} onChoose={(at) => (axes.value = [at, y])} />
      <Select act="axes" label={t(words.upright)} names={names} value={y} onChoose={(at) => (axes.value = [x, at])} />
    </>
  );
}
