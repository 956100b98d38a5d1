import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../shared/arrays.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { scaleFor } from "./picture-rows.tsx";
import "./classes.css";

/** height × width × filters as one picture per filter, filters × (height × width). */
export function mapsAsRows({ shape, values }: NDArray): NDArray<Float32Array> {
  const [height, width, filters] = shape;
  const area = height * width;
  const out = new Float32Array(filters * area);
  for (let p = 0; p < area; p++) for (let f = 0; f < filters; f++) out[f * area + p] = values[p * filters + f];
  return { shape: [filters, area], values: out };
}

interface FeatureMapsProps {
  readonly title: string;
  /** height × width × filters. */
  readonly maps: NDArray;
  /** CSS pixels that a map should be wide. */
  readonly size: number;
  readonly selected?: number;
  onPick?(filter: number): void;
}

/** The maps of a layer side by side, on one scale from zero: brighter where a filter answers more. */
export function FeatureMaps({ title, maps, size, selected, onPick }: FeatureMapsProps) {
  const [height, width, filters] = maps.shape;
  const rows = useMemo(() => mapsAsRows(maps), [maps]);
  const range = useMemo(() => rangeOf(rows.values), [rows]);
  return (
    <ImageGrid
      title={title}
      values={rows.values}
      count={filters}
      shape={{ width, height }}
      map="viridis"
      range={range}
      gap={3}
      maxScale={scaleFor({ width, height }, size)}
      {...(selected !== undefined && { selected })}
      {...(onPick && { onPick })}
    />
  );
}

/** From zero, or from the least where there is something below: activations such as tanh go both ways. */
function rangeOf(values: Float32Array): readonly [number, number] {
  let [low, high] = [0, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low ? [low, high] : [0, 1];
}
