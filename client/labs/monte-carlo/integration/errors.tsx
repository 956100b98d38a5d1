import { METHODS } from "../../../../shared/labs/monte-carlo/integration/integral/method-fields.ts";
import { levelsOf } from "../../../../shared/labs/monte-carlo/integration/integral/methods.ts";
import { rmseOf, slopeOf, truthOf } from "../../../../shared/labs/monte-carlo/integration/measure.ts";
import { METHOD_NAMES } from "../../../../shared/labs/monte-carlo/integration/names.ts";
import { t } from "../../../i18n/locale.ts";
import { withMinus } from "../../../i18n/number-forms.ts";
import { formatInteger, formatNumber } from "../../../i18n/numbers.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { Rows } from "../../../views/table.tsx";
import { type IntegrationProps, methodColor } from "./state.ts";
import { words } from "./words.ts";

/** Errors of all methods over the number of points, on logarithmic scales. */
export function ErrorsView({ fold, experiment: { params }, locale }: IntegrationProps) {
  const truth = truthOf(fold);
  const levels = levelsOf(params);
  const lines = METHODS.flatMap((method) => {
    const errors = rmseOf(fold, method, truth);
    if (!errors) return [];
    const slope = slopeOf(levels, errors);
    const said =
      slope === undefined ? "" : ` (${withMinus(slope.toLocaleString(locale, { maximumFractionDigits: 2 }))})`;
    return [{ label: `${t(METHOD_NAMES[method])}${said}`, color: methodColor(method), x: levels, y: errors, width: 2 }];
  });
  if (lines.length === 0) return <p class="part-caption">{t(words.noErrors)}</p>;
  const note = truth?.error === 0 ? words.errorsNote : words.spreadNote;
  return (
    <>
      <p class="part-names integration-names">
        {lines.map(({ label, color }) => (
          <span key={label}>
            <span class="integration-sign" style={{ background: color }} />
            {label}
          </span>
        ))}
      </p>
      <LiveLine
        named
        title={t(words.errorsTitle)}
        note={t(note, { count: formatInteger(fold.done("study.plain"), locale) })}
        height={340}
        x={{ label: t(words.pointCount), log: true, domain: [levels[0], levels[levels.length - 1]] }}
        y={{ label: t(words.rmse), log: true }}
        series={lines}
      />
    </>
  );
}

/** All methods in one table. */
export function TableView({ fold, metrics, locale }: IntegrationProps) {
  const say = (value: number | undefined, digits = 3) => {
    if (value === undefined || !Number.isFinite(value)) return "";
    const small = value !== 0 && Math.abs(value) < 1e-4;
    return small
      ? formatNumber(value, locale, digits)
      : withMinus(value.toLocaleString(locale, { maximumSignificantDigits: digits }));
  };
  const last = (method: string, name: string) => fold.records(`course.${method}`, name)?.values.at(-1);
  const known = METHODS.filter((method) => last(method, "estimate") !== undefined);
  if (known.length === 0) return <p class="part-caption">{t(words.noErrors)}</p>;
  return (
    <>
      <Rows
        label={t(words.table)}
        columns={[
          { name: t(words.oneMethod), values: known.map((method) => t(METHOD_NAMES[method])) },
          { name: t(words.estimate), values: known.map((method) => say(last(method, "estimate"), 6)) },
          { name: t(words.standardError), values: known.map((method) => say(last(method, "standardError"), 3)) },
          { name: t(words.rmse), values: known.map((method) => say(metrics[`rmse.${method}`], 3)) },
          { name: t(words.slope), values: known.map((method) => say(metrics[`slope.${method}`], 3)) },
          { name: t(words.gain), values: known.map((method) => say(metrics[`gain.${method}`], 3)) },
        ]}
      />
      <p class="part-caption">{t(words.tableNote)}</p>
    </>
  );
}
