/** The position of a slider and the number that it stands for: linear, or in decades. */
import type { IntegerField, NumberField } from "../../../shared/experiment/fields.ts";

type NumericField = IntegerField | NumberField;

export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const logSteps = 200;

export function sliderScale(field: NumericField): SliderScale {
  if (field.scale === "log") return { min: 0, max: logSteps, step: 1 };
  const step = field.step ?? (field.kind === "integer" ? 1 : linearStep(field));
  return { min: field.min, max: field.max, step };
}

/** A round number of which a range has about two hundred. */
export function linearStep({ min, max }: NumericField): number {
  return niceStep((max - min) / 200);
}

/** The position for a value. In decades, a range that begins at 0 has 0 at its left end and the smallest power of ten above it. */
export function toSlider(field: NumericField, value: number): number {
  if (field.scale !== "log") return value;
  if (value <= 0) return 0;
  const [low, high] = decades(field);
  return Math.max(0, Math.min(logSteps, (logSteps * (Math.log10(value) - low)) / (high - low)));
}

export function fromSlider(field: NumericField, position: number): number {
  const within = (value: number) => Math.min(field.max, Math.max(field.min, value));
  if (field.scale !== "log")
    return within(field.kind === "integer" ? Math.round(position) : Number(position.toPrecision(12)));
  if (position <= 0) return field.min;
  if (position >= logSteps) return field.max;
  const [low, high] = decades(field);
  const value = 10 ** (low + (position / logSteps) * (high - low));
  return within(field.kind === "integer" ? Math.round(value) : Number(value.toPrecision(2)));
}

function decades({ min, max, kind }: NumericField): readonly [number, number] {
  return [Math.log10(min > 0 ? min : kind === "integer" ? 0.9 : max * 1e-6), Math.log10(max)];
}

function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = step / power;
  return Number((power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10)).toPrecision(6));
}
