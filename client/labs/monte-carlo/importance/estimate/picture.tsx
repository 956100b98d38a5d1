import { useRef } from "preact/hooks";
import type { EstimateParams } from "../../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { familyAt } from "../../../../../shared/labs/monte-carlo/importance/estimate/model.ts";
import { exp } from "../../../../../shared/math/index.ts";
import { lazy } from "../../../../app/lazy.tsx";
import { explain } from "../../../../i18n/explain.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { useSize } from "../../../../views/size.ts";
import { roundTicks } from "../../../../views/ticks.ts";
import { Curves, hasCurve, peakOf, shrinkOf, tallest } from "./curves.tsx";
import { Facts } from "./facts.tsx";
import { Grips } from "./grips.tsx";
import { type Across, AXIS, type Domain, HEIGHT, LEFT, RIGHT, STRIP } from "./layout.ts";
import { type EstimateProps, type Peek, usePeek } from "./peek.ts";
import { Stems } from "./stems.tsx";
import { words } from "./words.ts";
import "./picture.css";

const Cloud = lazy(async () => (await import("./cloud.tsx")).Cloud);

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
      {!hasCurve(peek) && <p class="part-caption">{t(words.noCurve)}</p>}
      <Facts peek={peek} />
      {peek.draws.x.shape[1] === 2 && <Cloud peek={peek} params={params} domain={[at[0], at[at.length - 1]]} />}
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
        <Grips
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

function Legend({ peek, params }: { readonly peek: Peek; readonly params: EstimateParams }) {
  const shrink = shrinkOf(peakOf(peek), 1.08 * tallest(peek, params));
  const best = t(words.optimal) + (shrink > 1 ? ` ÷ ${formatNumber(shrink, locale.value)}` : "");
  const isAdapted = params.rounds > 0;
  return (
    <p class="importance-legend">
      {hasCurve(peek) && <span class="importance-key-p">p</span>}
      <span class="importance-key-q">q</span>
      {hasCurve(peek) && <span class="importance-key-optimal">{best}</span>}
      {isAdapted && <span class="importance-key-start">{t(words.adapted)}</span>}
      <span class="importance-key-stem">{t(words.stemKey)}</span>
    </p>
  );
}
