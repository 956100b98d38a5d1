import type { Place } from "./layered.ts";

/** A smooth way through points: quadratic pieces between the middles of its straight ones. */
export function wayThrough(points: readonly Place[]): string {
  if (points.length < 2) return "";
  const [first, ...rest] = points;
  const middle = (i: number) => [(rest[i][0] + rest[i + 1][0]) / 2, (rest[i][1] + rest[i + 1][1]) / 2];
  const bends = rest.slice(0, -1).map((point, i) => {
    const end = i === rest.length - 2 ? rest[rest.length - 1] : middle(i);
    return `Q${point.join(" ")} ${end.join(" ")}`;
  });
  return `M${first.join(" ")}${bends.length > 0 ? bends.join("") : `L${rest[0].join(" ")}`}`;
}
