import type { EstimateParams } from "../../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { familyAt } from "../../../../../shared/labs/monte-carlo/importance/estimate/model.ts";
import { exp } from "../../../../../shared/math/index.ts";
import { roleColor, seriesColor } from "../../../../views/palette.ts";
import { type Across, type Domain, HEIGHT, pointAt, STRIP } from "./layout.ts";
import type { Peek } from "./peek.ts";

interface CurvesProps {
  readonly peek: Peek;
  readonly params: EstimateParams;
  readonly at: readonly number[];
  readonly domain: Domain;
  readonly x: Across;
}

const POINTS = 300;

/** By how much the best q is drawn smaller: it may be far taller than the others. */
export function shrinkOf(peak: number, most: number): number {
  return [1, 2, 5, 10, 20, 50, 100, 1000].find((by) => peak / by <= 1.05 * most) ?? 1000;
}

/** Where every q stands: those of the form, those before they were adapted, and where that led. */
export function placesOf({ draws: { places } }: Peek, params: EstimateParams) {
  const own = { centre: params.centre, width: params.width };
  const second = params.combine === "one" ? [] : [{ centre: params.secondCentre ?? 0, width: params.secondWidth ?? 1 }];
  const path = Array.from({ length: places?.shape[0] ?? 0 }, (_, i) => ({
    centre: Number(places.values[2 * i]),
    width: Number(places.values[2 * i + 1]),
  }));
  return { own: [own, ...second], path: params.rounds > 0 ? path.slice(1) : [] };
}

export function tallest(peek: Peek, params: EstimateParams) {
  const { own, path } = placesOf(peek, params);
  const ofQ = [...own, ...path].map((place) => exp(familyAt(params, place).logDensity(place.centre)));
  const ofP = Math.max(0, ...Array.from(peek.theory?.p.values ?? [], Number));
  // A narrow q may leave the picture: the others would be flat.
  return Math.max(ofP, Math.min(Math.max(...ofQ), ofP > 0 ? 3 * ofP : Number.POSITIVE_INFINITY));
}

/** Whether the curve of p is known: not of a written density of several parameters. */
export const hasCurve = (peek: Peek) => Array.from(peek.theory?.p.values ?? [], Number).some((density) => density > 0);

export const peakOf = (peek: Peek) => Math.max(0, ...Array.from(peek.theory?.optimal.values ?? [], Number));

/** p, every q, and the best one. */
export function Curves({ peek, params, at, domain, x }: CurvesProps) {
  const most = 1.08 * tallest(peek, params);
  const y = (density: number) => HEIGHT - (Math.min(density, 1.2 * most) / most) * (HEIGHT - 10);
  const line = (xs: readonly number[], values: ArrayLike<number>) =>
    `M ${xs.map((v, i) => pointAt(x(v), y(Number(values[i])))).join(" L ")}`;
  const shrink = shrinkOf(peakOf(peek), most);
  const optimal = Array.from(peek.theory?.optimal.values ?? [], (v) => Number(v) / shrink);
  const grid = Array.from({ length: POINTS }, (_, i) => domain[0] + ((domain[1] - domain[0]) * i) / (POINTS - 1));
  const { own, path } = placesOf(peek, params);
  const density = (place: { readonly centre: number; readonly width: number }) => {
    const { logDensity } = familyAt(params, place);
    return grid.map((v) => exp(logDensity(v)));
  };
  const isAdapted = path.length > 0;
  return (
    <g class="importance-curves">
      {hasCurve(peek) && (
        <>
          <path
            class="importance-optimal"
            stroke={seriesColor(4)}
            d={`${line(at, optimal)} L ${pointAt(x(at[at.length - 1]), HEIGHT)} L ${pointAt(x(at[0]), HEIGHT)} Z`}
          />
          <path class="importance-p" stroke={roleColor("truth")} d={line(at, peek.theory?.p.values ?? [])} />
        </>
      )}
      {path.slice(0, -1).map((place, i) => (
        <path key={i} class="importance-path" d={line(grid, density(place))} />
      ))}
      {own.map((place, i) => (
        <path
          key={i}
          class={isAdapted ? "importance-start" : "importance-q"}
          stroke={roleColor("model")}
          d={line(grid, density(place))}
        />
      ))}
      {isAdapted && <path class="importance-q" d={line(grid, density(path[path.length - 1]))} />}
      {params.quantity === "tail" && params.threshold !== undefined && (
        <line
          class="importance-threshold"
          x1={x(params.threshold)}
          x2={x(params.threshold)}
          y1={6}
          y2={HEIGHT + STRIP}
        />
      )}
    </g>
  );
}
