import { BATCH } from "../../../../../shared/labs/monte-carlo/importance/estimate/batch-size.ts";
import { exactIn, recordsOf } from "../../../../../shared/labs/monte-carlo/importance/estimate/results.ts";
import { t } from "../../../../i18n/locale.ts";
import { LiveLine } from "../../../../views/live-line.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { recordLine, settledSpan } from "../../../parts/record-lines.tsx";
import { type EstimateProps, paramsOf } from "./peek.ts";
import { words } from "./words.ts";

/** Relative error of a standard error that should be 0. */
const ROUNDING = 1e-6;

/** The estimate and its announced error as draws come in, and how many of them count. */
export function CourseView(props: EstimateProps) {
  const { fold } = props;
  const [value, error] = recordsOf(paramsOf(props));
  const at = (step: number) => step * BATCH;
  const line = recordLine(fold, { id: "draws" }, value, { at });
  const errors = recordLine(fold, { id: "draws" }, error, { at });
  const ess = recordLine(fold, { id: "draws" }, "ess", { at });
  if (line.y.length < 2 || errors.y.length !== line.y.length) return <p class="part-caption">{t(words.emptyCourse)}</p>;
  const low = line.y.map((y, i) => y - 1.96 * errors.y[i]);
  const high = line.y.map((y, i) => y + 1.96 * errors.y[i]);
  const exact = exactIn(fold, "value");
  const ends = Float64Array.of(line.x[0], line.x[line.x.length - 1]);
  const band = { label: t(words.band), color: roleColor("model"), x: line.x, y: high, low };
  const estimate = { label: t(words.estimate), color: roleColor("model"), x: line.x, y: line.y };
  const truth =
    exact === undefined
      ? []
      : [{ label: t(words.exact), color: roleColor("truth"), x: ends, y: Float64Array.of(exact, exact) }];
  // The best q has no error but that of rounding, which squares make larger: it is not to fill the picture.
  const last = line.y[line.y.length - 1];
  const rounding = { y: [last - ROUNDING * Math.abs(last), last + ROUNDING * Math.abs(last)] };
  const span = settledSpan([{ y: low }, { y: high }, ...truth, rounding]);
  return (
    <div class="part-pair">
      <LiveLine
        title={t(words.courseTitle)}
        note={t(words.courseNote)}
        x={{ label: t(words.count), domain: [0, ends[1]] }}
        y={{ label: t(words.estimate), ...(span && { domain: span }) }}
        height={220}
        series={[band, ...truth, estimate]}
      />
      <LiveLine
        title={t(words.essTitle)}
        x={{ label: t(words.count), domain: [0, ends[1]] }}
        y={{ label: "ESS", zero: true }}
        height={220}
        series={[
          {
            label: t(words.allDraws),
            color: roleColor("other"),
            x: Float64Array.of(0, ends[1]),
            y: Float64Array.of(0, ends[1]),
          },
          { label: "ESS", color: roleColor("data"), ...ess },
        ]}
      />
    </div>
  );
}
