import type { EstimateParams } from "../../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { type Handle, handlesOf, keyed } from "./handles.ts";
import { type Across, type Domain, HEIGHT } from "./layout.ts";
import { words } from "./words.ts";

/** From the centre, marked by a short upright, to the grip of the width. */
const reachOf = (from: number, to: number, y: number) =>
  `M ${from.toFixed(1)} ${y - 5} v 10 m 0 -5 L ${to.toFixed(1)} ${y}`;

interface GripsProps {
  readonly params: EstimateParams;
  readonly domain: Domain;
  readonly x: Across;
  valueAt(clientX: number, svg: SVGElement): number;
  onTake(): void;
  onMove(handle: Handle, value: number): void;
  onLeave(): void;
}

/** What q is taken by: its centre, and how far its width reaches from there. */
export function Grips({ params, domain, x, valueAt, onTake, onMove, onLeave }: GripsProps) {
  return (
    <g>
      {handlesOf(params).map((handle) => {
        const isWidth = handle.name === "width" || handle.name === "secondWidth";
        const isSecond = handle.name.startsWith("second");
        const place = Math.min(domain[1], Math.max(domain[0], handle.at));
        const y = isWidth ? HEIGHT - 46 : HEIGHT - 14;
        const drag = (event: PointerEvent) => {
          const svg = (event.currentTarget as SVGElement).ownerSVGElement;
          if (svg) onMove(handle, handle.valueAt(valueAt(event.clientX, svg)));
        };
        return (
          <g
            key={handle.name}
            class="importance-handle"
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
            {isWidth && <path class="importance-reach" d={reachOf(x(handle.from), x(place), y)} />}
            <circle class="importance-grip" cx={x(place)} cy={y} r={14} />
            <circle cx={x(place)} cy={y} r={6} />
            {!isWidth && (
              <text x={x(place)} y={y - 10} text-anchor="middle">
                q{params.combine !== "one" && <tspan dy={3}>{isSecond ? 2 : 1}</tspan>}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
