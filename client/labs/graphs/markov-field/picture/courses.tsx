import { methodsOf } from "../../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { t } from "../../../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../../views/palette.ts";
import { recordLine } from "../../../parts/record-lines.tsx";
import { type PictureProps, paramsOf } from "./state.ts";
import { shortTitles, words } from "./words.ts";
import "./picture.css";

/** Energy and quality of each method round by round, the exact answer as a level, and the bound of mean field. */
export function CoursesView(props: PictureProps) {
  const { rounds } = paramsOf(props);
  const x = { label: t(words.rounds), domain: [0, rounds] as const };
  const energies = linesOf(props, "energy");
  const free = recordLine(props.fold, { id: "mean-field" }, "freeEnergy");
  if (energies.length === 0) return <p class="part-caption">{t(words.coursesEmpty)}</p>;
  const scores = (["accuracy", "psnr"] as const).map((record) => ({ record, series: linesOf(props, record) }));
  const span = spanOf(energies.filter(({ label }) => label !== t(shortTitles.annealing)));
  return (
    <>
      <LiveLine
        title={t(words.energyTitle)}
        note={t(words.energyNote)}
        x={x}
        y={{ label: t(words.energy), unit: "nats", ...(span && { domain: span }) }}
        series={energies}
        height={200}
      />
      {scores.map(
        ({ record, series }) =>
          series.length > 0 && (
            <LiveLine
              key={record}
              title={t(words[record])}
              x={x}
              y={{ label: t(words[record]), ...(record === "psnr" && { unit: "dB" }) }}
              series={series}
              height={200}
            />
          ),
      )}
      {free.y.length > 0 && (
        <LiveLine
          title={t(words.boundTitle)}
          note={t(words.boundNote)}
          x={x}
          y={{ label: t(words.freeEnergy), unit: "nats" }}
          series={[{ label: t(words.freeEnergy), color: roleColor("model"), ...free }]}
        />
      )}
    </>
  );
}

/** A record of all methods; that of the cut, which takes one round, as a level. */
function linesOf(props: PictureProps, record: string): LiveSeries[] {
  const { rounds } = paramsOf(props);
  return methodsOf(paramsOf(props)).flatMap((id, i) => {
    const { x, y } = recordLine(props.fold, { id }, record);
    if (y.length === 0) return [];
    const line = id === "cut" ? { x: Float64Array.of(0, rounds), y: Float64Array.of(y[0], y[0]) } : { x, y };
    return [{ label: t(shortTitles[id]), color: seriesColor(i), ...line }];
  });
}

/** Annealing starts far above all others: it may leave the picture at the top. */
function spanOf(lines: readonly LiveSeries[]): readonly [number, number] | undefined {
  const all = lines.flatMap(({ y }) => Array.from(y));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return low < high ? [low - 0.05 * (high - low), high + 0.05 * (high - low)] : undefined;
}
