import { useSignal } from "@preact/signals";
import { levelsOf } from "../../../../shared/labs/partition/log-z/levels.ts";
import { METHOD_NAMES, METHODS } from "../../../../shared/labs/partition/log-z/names.ts";
import { exactOf, type Found, foundBy, isOutside, summaryAt } from "../../../../shared/labs/partition/log-z/results.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { Slider } from "../../parts/slider.tsx";
import { Forest } from "./forest.tsx";
import { type LogZProps, methodColor } from "./state.ts";
import { words } from "./words.ts";

/** Every method beside the exact answer, at a cost that a slider chooses. */
export function MethodsView(props: LogZProps) {
  const { fold, experiment, locale } = props;
  const levels = levelsOf(experiment.params.log2Cost);
  const chosen = useSignal<number | null>(null);
  const level = Math.min(chosen.value ?? levels.length - 1, levels.length - 1);
  const exact = exactOf(fold);
  const all = METHODS.map((method) => ({ method, repeats: foundBy(fold, method) }));
  const known = all.filter(({ repeats }) => repeats.length > 0);
  const seeds = Math.max(0, ...known.map(({ repeats }) => repeats.length));
  const film = useFilm(seeds, { milliseconds: 700 });
  if (exact === undefined || known.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const cost = 2 ** levels[level];
  // Methods that have not begun keep their line, so that nothing jumps when they do.
  const shown = all.map(({ method, repeats }) => {
    const row = Math.min(film.frame, repeats.length - 1);
    return {
      name: t(METHOD_NAMES[method]),
      color: methodColor(method),
      found: repeats[row]?.[level],
      others: repeats.flatMap((found, i) => (i === row ? [] : [found[level].estimate])),
    };
  });
  const tried = all.flatMap(({ repeats }) => repeats.map((found) => found[level]));
  const outside = tried.filter(isOutside).length;
  const ends = (of: (found: Found) => number) => shown.map(({ found }) => (found ? of(found) : Number.NaN));
  const columns = () => [
    { name: t(words.method), values: shown.map(({ name }) => name) },
    { name: t(words.estimate), values: ends(({ estimate }) => estimate) },
    { name: t(words.whatLow), values: ends(({ low }) => low) },
    { name: t(words.whatHigh), values: ends(({ high }) => high) },
  ];
  return (
    <>
      <div class="part-controls">
        <Slider
          act="cost"
          label={t(words.cost)}
          max={levels.length - 1}
          value={level}
          said={t(words.costSaid, { cost: formatInteger(cost, locale) })}
          onMove={(to) => (chosen.value = to)}
        />
      </div>
      <div class="part-beside">
        <Figure
          title={t(words.exactIs, { value: formatNumber(exact, locale, 6) })}
          note={t(words.forestNote)}
          columns={columns}
        >
          <Forest rows={shown} exact={exact} />
          <FilmControls
            film={film}
            label={t(words.seeds)}
            now={t(words.seedNow, { now: formatInteger(film.frame + 1, locale), total: formatInteger(seeds, locale) })}
            longest={t(words.seedNow, { now: formatInteger(seeds, locale), total: formatInteger(seeds, locale) })}
          />
          {outside > 0 && (
            <p class="part-caption">
              {t(words.outsideNote, {
                count: formatInteger(outside, locale),
                total: formatInteger(tried.length, locale),
              })}
            </p>
          )}
        </Figure>
        <div class="part-stack">
          <Against {...props} exact={exact} level={level} seeds={seeds} what="rmse" />
          <Against {...props} exact={exact} level={level} seeds={seeds} what="width" />
        </div>
      </div>
    </>
  );
}

interface AgainstProps extends LogZProps {
  readonly exact: number;
  readonly level: number;
  readonly seeds: number;
  readonly what: "rmse" | "width";
}

/** Error or width of all methods over the cost, on logarithmic scales. */
function Against({ fold, experiment, locale, exact, level, seeds, what }: AgainstProps) {
  const levels = levelsOf(experiment.params.log2Cost);
  const costs = levels.map((log2) => 2 ** log2);
  const lines = METHODS.flatMap((method) => {
    const repeats = foundBy(fold, method);
    const y = levels.map((_, at) => summaryAt(repeats, at, exact)?.[what] ?? Number.NaN);
    return y.some((value) => value > 0 && Number.isFinite(value))
      ? [{ label: t(METHOD_NAMES[method]), color: methodColor(method), x: costs, y, width: 2 }]
      : [];
  });
  const values = lines.flatMap(({ y }) => y).filter((value) => value > 0 && Number.isFinite(value));
  const ends = [Math.min(...values) / 1.3, Math.max(...values) * 1.3] as const;
  const at = costs[level];
  return (
    <LiveLine
      named
      title={t(what === "rmse" ? words.errors : words.widths)}
      note={what === "rmse" ? t(words.errorsNote, { count: formatInteger(seeds, locale) }) : t(words.widthsNote)}
      height={190}
      x={{ label: t(words.costAxis), log: true, domain: [costs[0] * 0.95, costs[costs.length - 1] * 1.05] }}
      y={{ label: t(what === "rmse" ? words.errorAxis : words.widthAxis), log: true, domain: ends }}
      series={[{ label: "", color: roleColor("other"), x: [at, at], y: [...ends], width: 1 }, ...lines]}
    />
  );
}
