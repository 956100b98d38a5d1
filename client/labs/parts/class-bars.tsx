import { locale } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { seriesColor } from "../../views/palette.ts";
import "./classes.css";

interface ClassBarsProps {
  readonly title: string;
  readonly names: readonly string[];
  /** Share of each class, 0 to 1. */
  readonly shares: ArrayLike<number>;
  /** The true class, where it is known: its name is marked. */
  readonly truth?: number | undefined;
  readonly truthLabel?: string;
  /** Where there are more classes, so many of the likeliest. */
  readonly most?: number;
  /** One colour for all bars; default: that of each class. */
  readonly color?: string;
}

/** One bar per class, with its share; as a list for those who do not see it. */
export function ClassBars({ title, names, shares, truth, truthLabel, color, most = names.length }: ClassBarsProps) {
  const all = names.map((_, k) => k);
  const shown = names.length > most ? all.sort((a, b) => shares[b] - shares[a]).slice(0, most) : all;
  return (
    <ul class="class-bars" aria-label={title}>
      {shown.map((k) => (
        <li key={k} class={k === truth ? "class-bars-truth" : undefined}>
          <span class="class-bars-name">
            {names[k]}
            {k === truth && <span class="visually-hidden"> ({truthLabel})</span>}
          </span>
          <span class="class-bars-track" aria-hidden="true">
            <span style={{ inlineSize: `${100 * shares[k]}%`, background: color ?? seriesColor(k) }} />
          </span>
          <span class="part-number">{formatPercent(shares[k], locale.value)}</span>
        </li>
      ))}
    </ul>
  );
}
