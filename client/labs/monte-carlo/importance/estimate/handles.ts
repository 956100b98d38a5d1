import type { EstimateParams } from "../../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";

/** A number of a proposal that can be taken hold of. */
export interface Handle {
  readonly name: "centre" | "width" | "secondCentre" | "secondWidth";
  /** Its place on the axis. */
  readonly at: number;
  /** The centre that it belongs to. */
  readonly from: number;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** The number for a place on the axis. */
  valueAt(x: number): number;
}

const rounded = (value: number) => Math.round(value * 100) / 100;
const within = (value: number, low: number, high: number) => rounded(Math.min(high, Math.max(low, value)));
const WIDTH = { min: 0.05, max: 20 };
const CENTRE = { min: -20, max: 20 };

/** Centre and width of each proposal. */
export function handlesOf(params: EstimateParams): readonly Handle[] {
  const first = pair("centre", "width", params.centre, params.width);
  if (params.combine === "one") return first;
  return [...first, ...pair("secondCentre", "secondWidth", params.secondCentre ?? 0, params.secondWidth ?? 1)];
}

function pair(
  centreName: "centre" | "secondCentre",
  widthName: "width" | "secondWidth",
  centre: number,
  width: number,
): readonly Handle[] {
  return [
    {
      name: centreName,
      at: centre,
      from: centre,
      value: centre,
      ...CENTRE,
      valueAt: (x) => within(x, CENTRE.min, CENTRE.max),
    },
    {
      name: widthName,
      at: centre + width,
      from: centre,
      value: width,
      ...WIDTH,
      valueAt: (x) => within(Math.abs(x - centre), WIDTH.min, WIDTH.max),
    },
  ];
}

/** What a key makes of a number; undefined for keys that mean nothing here. */
export function keyed(
  { name, value, min, max }: Handle,
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
): number | undefined {
  const isWidth = name === "width" || name === "secondWidth";
  const step = (isWidth ? 0.05 : 0.1) * (shiftKey ? 10 : 1);
  const to = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    Home: min,
    End: max,
  }[key];
  return to === undefined ? undefined : within(to, min, max);
}
