import { exp } from "../../../../../shared/math/index.ts";
import { t } from "../../../../i18n/locale.ts";
import { roleColor } from "../../../../views/palette.ts";
import { type Across, type Domain, HEIGHT, pointAt, STRIP } from "./layout.ts";
import type { Peek } from "./peek.ts";
import { words } from "./words.ts";

/** Stems that are drawn. */
const STEMS = 300;

interface StemsProps {
  readonly peek: Peek;
  readonly domain: Domain;
  readonly x: Across;
}

/** A stem for each draw within the picture, as tall as its weight; those of which f is 0 are pale. */
export function Stems({ peek: { draws }, domain, x }: StemsProps) {
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
    own.map((i) => `M ${pointAt(x(place(i)), base)} V ${(base - Math.max(1.5, height(i))).toFixed(1)}`).join(" ");
  const counts = seen.filter((i) => Number(f.values[i]) !== 0);
  const heavy = [...seen].sort((a, b) => height(b) - height(a)).slice(0, 40);
  return (
    <g class="importance-stems">
      <title>{t(words.stems, { count: seen.length })}</title>
      <path class="importance-stem-idle" d={stems(seen.filter((i) => Number(f.values[i]) === 0))} />
      <path class="importance-stem" stroke={roleColor("data")} d={stems(counts)} />
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
