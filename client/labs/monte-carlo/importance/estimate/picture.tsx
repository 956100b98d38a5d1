import { useRef } from "preact/hooks";
import type { EstimateParams } from "../../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { familyAt } from "../../../../../shared/labs/monte-carlo/importance/estimate/model.ts";
import { exp } from "../../../../../shared/math/index.ts";
import { explain } from "../../../../i18n/explain.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { roundTicks } from "../../../../views/live-line.tsx";
import { useSize } from "../../../../views/size.ts";
import { Facts } from "./facts.tsx";
import { type Handle, handlesOf, keyed } from "./handles.ts";
import { type EstimateProps, type Peek, usePeek } from "./peek.ts";
import { words } from "./words.ts";
import "./picture.css";

const HEIGHT = 260;
const STRIP = 84;
const LEFT = 12;
const RIGHT = 12;
const AXIS = 26;
/** Stems that are drawn. */
const STEMS = 300;

/** p, q and the best q over the first coordinate, and under them the draws, each as tall as its weight; q is taken by its handles. */
export function PictureView(props: EstimateProps) {
  const { params, peek, error } = usePeek(props);
  if (!peek?.theory) return <p class="part-caption">{error ? explain(error) : t(words.waiting)}</p>;
  const at = Array.from(peek.theory.at.values, Number);
  return (
    <>
      <Figure
        title={t(words.pictureTitle)}
        note={t(peek.isRun ? words.ofRun : words.ofPeek)}
        columns={() => [
          { name: "x", values: at },
          { name: "p", values: peek.theory?.p.values ?? [] },
          { name: t(words.optimal), values: peek.theory?.optimal.values ?? [] },
          { name: "q", values: at.map((v) => exp(familyAt(params, params).logDensity(v))) },
        ]}
      >
        <Drawing props={props} peek={peek} params={params} at={at} />
      </Figure>
      <Legend peek={peek} params={params} />
      <Facts peek={peek} />
      {error !== null && error !== undefined && <p class="part-warning">{explain(error)}</p>}
    </>
  );
}

interface DrawingProps {
  readonly props: EstimateProps;
  readonly peek: Peek;
  readonly params: EstimateParams;
  readonly at: readonly number[];
}

function Drawing({ props, peek, params, at }: DrawingProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const frozen = useRef<Domain | null>(null);
  const domain = frozen.current ?? ([at[0], at[at.length - 1]] as const);
  const width = Math.max(280, size.value[0]);
  const x = (value: number) => LEFT + ((value - domain[0]) / (domain[1] - domain[0])) * (width - LEFT - RIGHT);
  const valueAt = (pixel: number) => domain[0] + ((pixel - LEFT) / (width - LEFT - RIGHT)) * (domain[1] - domain[0]);
  return (
    <div class="importance-picture" ref={box}>
      <svg width={width} height={HEIGHT + STRIP + AXIS} viewBox={`0 0 ${width} ${HEIGHT + STRIP + AXIS}`}>
        <title>{t(words.pictureTitle)}</title>
        <Curves peek={peek} params={params} at={at} domain={domain} x={x} />
        <Stems peek={peek} domain={domain} x={x} />
        <Axis domain={domain} x={x} width={width} />
        <Handles
          params={params}
          x={x}
          domain={domain}
          valueAt={(clientX, svg) => valueAt(clientX - svg.getBoundingClientRect().left)}
          onTake={() => {
            // The axis stands still under the hand.
            frozen.current = domain;
          }}
          onMove={(handle, value) => props.propose({ [handle.name]: value }, `importance-${handle.name}`)}
          onLeave={() => {
            frozen.current = null;
            props.draft?.settle();
          }}
        />
      </svg>
    </div>
  );
}

type Domain = readonly [number, number];
type Across = (value: number) => number;

interface CurvesProps {
  readonly peek: Peek;
  readonly params: EstimateParams;
  readonly at: readonly number[];
  readonly domain: Domain;
  readonly x: Across;
}

const POINTS = 300;
const POINT = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** By how much the best q is drawn smaller: it may be far taller than the others. */
function shrinkOf(peak: number, most: number): number {
  return [1, 2, 5, 10, 20, 50, 100, 1000].find((by) => peak / by <= 1.05 * most) ?? 1000;
}

/** Where every q stands: those of the form, those before they were adapted, and where that led. */
function placesOf({ draws: { places } }: Peek, params: EstimateParams) {
  const own = { centre: params.centre, width: params.width };
  const second = params.combine === "one" ? [] : [{ centre: params.secondCentre ?? 0, width: params.secondWidth ?? 1 }];
  const path = Array.from({ length: places?.shape[0] ?? 0 }, (_, i) => ({
    centre: Number(places.values[2 * i]),
    width: Number(places.values[2 * i + 1]),
  }));
  return { own: [own, ...second], path: params.rounds > 0 ? path.slice(1) : [] };
}

function tallest(peek: Peek, params: EstimateParams) {
  const { own, path } = placesOf(peek, params);
  const ofQ = [...own, ...path].map((place) => exp(familyAt(params, place).logDensity(place.centre)));
  const ofP = Math.max(0, ...Array.from(peek.theory?.p.values ?? [], Number));
  // A narrow q may leave the picture: the others would be flat.
  return Math.max(ofP, Math.min(Math.max(...ofQ), ofP > 0 ? 3 * ofP : Number.POSITIVE_INFINITY));
}

const peakOf = (peek: Peek) => Math.max(0, ...Array.from(peek.theory?.optimal.values ?? [], Number));

function Curves({ peek, params, at, domain, x }: CurvesProps) {
  const most = 1.08 * tallest(peek, params);
  const y = (density: number) => HEIGHT - (Math.min(density, 1.2 * most) / most) * (HEIGHT - 10);
  const line = (xs: readonly number[], values: ArrayLike<number>) =>
    `M ${xs.map((v, i) => POINT(x(v), y(Number(values[i])))).join(" L ")}`;
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
      <path
        class="importance-optimal"
        d={`${line(at, optimal)} L ${POINT(x(at[at.length - 1]), HEIGHT)} L ${POINT(x(at[0]), HEIGHT)} Z`}
      />
      <path class="importance-p" d={line(at, peek.theory?.p.values ?? [])} />
      {path.slice(0, -1).map((place, i) => (
        <path key={i} class="importance-path" d={line(grid, density(place))} />
      ))}
      {own.map((place, i) => (
        <path key={i} class={isAdapted ? "importance-start" : "importance-q"} d={line(grid, density(place))} />
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

interface StemsProps {
  readonly peek: Peek;
  readonly domain: Domain;
  readonly x: Across;
}

/** A stem for each draw within the picture, as tall as its weight; those of which f is 0 are pale. */
function Stems({ peek: { draws }, domain, x }: StemsProps) {
  const { logWeights, f } = draws;
  const stride = draws.x.shape[1];
  const count = Math.min(STEMS, logWeights.shape[0]);
  const rows = Array.from({ length: count }, (_, i) => i);
  const top = Math.max(...rows.map((i) => Number(logWeights.values[i])));
  const height = (i: number) => exp(Number(logWeights.values[i]) - top) * (STRIP - 14);
  const place = (i: number) => Number(draws.x.values[i * stride]);
  const seen = rows.filter((i) => place(i) >= domain[0] && place(i) <= domain[1] && Number.isFinite(top));
  const base = HEIGHT + STRIP;
  const stems = (own: readonly number[]) =>
    own.map((i) => `M ${POINT(x(place(i)), base)} V ${(base - Math.max(1.5, height(i))).toFixed(1)}`).join(" ");
  const counts = seen.filter((i) => Number(f.values[i]) !== 0);
  const heavy = [...seen].sort((a, b) => height(b) - height(a)).slice(0, 40);
  return (
    <g class="importance-stems">
      <title>{t(words.stems, { count: seen.length })}</title>
      <path class="importance-stem-idle" d={stems(seen.filter((i) => Number(f.values[i]) === 0))} />
      <path class="importance-stem" d={stems(counts)} />
      {heavy.map((i) => (
        <circle
          key={i}
          class={Number(f.values[i]) === 0 ? "importance-dot-idle" : "importance-dot"}
          cx={x(place(i))}
          cy={base - Math.max(1.5, height(i))}
          r={1 + 3 * Math.sqrt(height(i) / STRIP)}
        />
      ))}
    </g>
  );
}

function Axis({ domain, x, width }: { readonly domain: Domain; readonly x: Across; readonly width: number }) {
  const base = HEIGHT + STRIP;
  return (
    <g class="importance-axis">
      <line x1={LEFT} x2={width - RIGHT} y1={HEIGHT} y2={HEIGHT} />
      <line x1={LEFT} x2={width - RIGHT} y1={base} y2={base} />
      {roundTicks(domain[0], domain[1], width / 80).map((tick) => (
        <text key={tick} x={x(tick)} y={base + 16} text-anchor="middle">
          {formatNumber(tick, locale.value)}
        </text>
      ))}
    </g>
  );
}

interface HandlesProps {
  readonly params: EstimateParams;
  readonly domain: Domain;
  readonly x: Across;
  valueAt(clientX: number, svg: SVGElement): number;
  onTake(): void;
  onMove(handle: Handle, value: number): void;
  onLeave(): void;
}

function Handles({ params, domain, x, valueAt, onTake, onMove, onLeave }: HandlesProps) {
  return (
    <g>
      {handlesOf(params).map((handle) => {
        const isWidth = handle.name === "width" || handle.name === "secondWidth";
        const place = Math.min(domain[1], Math.max(domain[0], handle.at));
        const y = isWidth ? HEIGHT - 46 : HEIGHT - 14;
        const drag = (event: PointerEvent) => {
          const svg = (event.currentTarget as SVGElement).ownerSVGElement;
          if (svg) onMove(handle, handle.valueAt(valueAt(event.clientX, svg)));
        };
        return (
          <g
            key={handle.name}
            class={`importance-handle ${handle.name.startsWith("second") ? "importance-second" : ""}`}
            data-act="drag"
            role="slider"
            tabindex={0}
            aria-label={t(words[handle.name])}
            aria-valuenow={handle.value}
            aria-valuemin={handle.min}
            aria-valuemax={handle.max}
            aria-valuetext={formatNumber(handle.value, locale.value)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              onTake();
            }}
            onPointerMove={(event) => {
              if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
            }}
            onLostPointerCapture={onLeave}
            onKeyDown={(event) => {
              const value = keyed(handle, event);
              if (value === undefined) return;
              event.preventDefault();
              onMove(handle, value);
            }}
            onKeyUp={() => onLeave()}
          >
            <circle class="importance-grip" cx={x(place)} cy={y} r={14} />
            <circle cx={x(place)} cy={y} r={6} />
            <text x={x(place)} y={y - 10} text-anchor="middle">
              {isWidth ? "↔" : "q"}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Legend({ peek, params }: { readonly peek: Peek; readonly params: EstimateParams }) {
  const shrink = shrinkOf(peakOf(peek), 1.08 * tallest(peek, params));
  const best = t(words.optimal) + (shrink > 1 ? ` ÷ ${formatNumber(shrink, locale.value)}` : "");
  const isAdapted = params.rounds > 0;
  return (
    <p class="importance-legend">
      <span class="importance-key-p">p</span>
      <span class="importance-key-q">q</span>
      <span class="importance-key-optimal">{best}</span>
      {isAdapted && <span class="importance-key-start">{t(words.adapted)}</span>}
      <span class="importance-key-stem">{t(words.stemKey)}</span>
    </p>
  );
}
