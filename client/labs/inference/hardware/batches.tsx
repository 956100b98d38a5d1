import { useMemo } from "preact/hooks";
import { DEVICES } from "../../../../shared/labs/inference/devices.ts";
import { BATCHES } from "../../../../shared/labs/inference/hardware/batches.ts";
import { t } from "../../../i18n/locale.ts";
import { type Axis, Chart, type Mark } from "../../../views/chart.tsx";
import { deviceColor, deviceName, type HardwareProps, rowsOfRun } from "./state.ts";
import { words } from "./words.ts";

type LinesAndPoints = Extract<Mark, { kind: "line" | "points" }>[];

/** A logarithmic axis of powers of ten, with room below its lowest point: the name of a line that ends there stands on no axis. */
function roomFor(marks: LinesAndPoints): Pick<Axis, "log" | "domain" | "ticks"> {
  const all = marks.flatMap(({ y }) => Array.from(y));
  const domain = [0.6 * Math.min(...all), 1.2 * Math.max(...all)] as const;
  const [first, last] = [Math.ceil(Math.log10(domain[0])), Math.floor(Math.log10(domain[1]))];
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i));
  return { log: true, domain, ...(ticks.length > 1 && { ticks }) };
}

/** What larger batches do to the time of one answer, and to how many there are in a second. */
export function BatchesView(props: HardwareProps) {
  const { fold, version } = props;
  const rows = useMemo(() => BATCHES.map((batch) => rowsOfRun(props, batch)), [fold, version]);
  if (rows[0].length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const lines = (of: (p50: number, batch: number) => number): LinesAndPoints =>
    DEVICES.flatMap((device): LinesAndPoints => {
      const own = BATCHES.flatMap((batch, b) => {
        const row = rows[b].find((one) => one.device === device);
        return row ? [[batch, of(row.spread.p50, batch)] as const] : [];
      });
      const x = Float64Array.from(own, ([batch]) => batch);
      const y = Float64Array.from(own, ([, value]) => value);
      const color = deviceColor(device);
      // As in the other figures a colour is a format; what is dashed is plain TypeScript.
      const dashed = device === "scalar" || device === "int8-scalar";
      return [
        { kind: "line", x, y, color, dashed, label: deviceName(device) },
        { kind: "points", x, y, color, radius: 3 },
      ];
    });
  const times = lines((p50) => p50);
  const rates = lines((p50, batch) => (1000 * batch) / p50);
  return (
    <div class="part-pair">
      <Chart
        title={t(words.latencyByBatch)}
        note={t(words.latencyByBatchNote)}
        x={{ label: t(words.batch), log: true, ticks: BATCHES }}
        y={{ label: t(words.p50), ...roomFor(times) }}
        marks={times}
        height={260}
      />
      <Chart
        title={t(words.rateByBatch)}
        note={t(words.rateByBatchNote)}
        x={{ label: t(words.batch), log: true, ticks: BATCHES }}
        y={{ label: t(words.perSecond), ...roomFor(rates) }}
        marks={rates}
        height={260}
      />
    </div>
  );
}
