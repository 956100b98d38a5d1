import { useSignal } from "@preact/signals";
import { BASE_NAMES, BASES } from "../../../../shared/labs/partition/log-z/names.ts";
import { exactOf } from "../../../../shared/labs/partition/log-z/results.ts";
import { ANNEALING_STEPS } from "../../../../shared/labs/partition/log-z/sizes.ts";
import { logMean } from "../../../../shared/stats/betting.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { stepsOf } from "../../parts/record-lines.tsx";
import { Select } from "../../parts/select.tsx";
import { type LogZProps, rowOf } from "./state.ts";
import { words } from "./words.ts";

/** Weights of annealed chains along β, and where the two directions meet. */
export function AnnealingView({ fold, experiment: { params }, locale }: LogZProps) {
  const chosen = useSignal(1);
  const id = `anneal.${BASES[chosen.value]}`;
  const record = fold.records(id, "forward");
  const rows = record?.shape[0] ?? 0;
  const all = useSignal<number>(Number.POSITIVE_INFINITY);
  const film = useFilm(rows, { milliseconds: 50, frame: all });
  const controls = (
    <div class="part-controls">
      <Select
        act="base"
        label={t(words.base)}
        names={BASES.map((base) => t(BASE_NAMES[base]))}
        value={chosen.value}
        onChoose={(at) => (chosen.value = at)}
      />
    </div>
  );
  if (!record || rows === 0)
    return (
      <>
        {controls}
        <p class="part-caption">{t(words.noChains)}</p>
      </>
    );
  const steps = stepsOf(fold, id, "forward");
  const betas = steps.map((step) => (step / ANNEALING_STEPS) ** params.power);
  const until = film.frame + 1;
  const chains = Array.from({ length: until }, (_, row) => rowOf(record, row));
  const common = chains.map((weights) => logMean(weights));
  const [count] = record.shape.slice(1);
  const series = Array.from({ length: count }, (_, n) => ({
    label: "",
    color: roleColor("model"),
    x: [0, ...betas.subarray(0, until)],
    y: [0, ...chains.map((weights, row) => weights[n] - common[row])],
    width: 1.2,
  }));
  return (
    <>
      {controls}
      <div class="part-beside">
        <div class="part-stack">
          <LiveLine
            title={t(words.growth)}
            note={t(words.growthNote)}
            height={300}
            x={{ label: t(words.betaAxis), domain: [0, 1] }}
            y={{ label: t(words.growthAxis), domain: spanOf(record) }}
            series={series}
          />
          <FilmControls
            film={film}
            label={t(words.playBeta)}
            now={`β = ${formatNumber(betas[film.frame], locale, 3)}`}
          />
        </div>
        <Meeting fold={fold} id={id} />
      </div>
    </>
  );
}

/** What the lines span at the end, so that the axis stands still while they grow. */
function spanOf(record: Parameters<typeof rowOf>[0]): readonly [number, number] {
  const rows = record.shape[0];
  let [low, high] = [-0.5, 0.5];
  for (let row = 0; row < rows; row++) {
    const weights = rowOf(record, row);
    const common = logMean(weights);
    for (const weight of weights) {
      low = Math.min(low, weight - common);
      high = Math.max(high, weight - common);
    }
  }
  return [low - 0.05 * (high - low), high + 0.05 * (high - low)];
}

function Meeting({ fold, id }: { readonly fold: LogZProps["fold"]; readonly id: string }) {
  const exact = exactOf(fold);
  const last = (name: string) => {
    const record = fold.records(id, name);
    // A record that was thinned ends at the last step too.
    return record && fold.done(id) >= ANNEALING_STEPS ? rowOf(record, record.shape[0] - 1).sort() : undefined;
  };
  const [forward, reverse] = [last("forward"), last("reverse")];
  if (!forward || !reverse) return <p class="part-caption">{t(words.noChains)}</p>;
  const numbers = forward.map((_, n) => n + 1);
  return (
    <Chart
      title={t(words.meeting)}
      note={t(words.meetingNote)}
      height={300}
      x={{ label: "log Z", unit: "nats" }}
      y={{ label: t(words.chainNumber) }}
      marks={[
        ...(exact === undefined
          ? []
          : [{ kind: "rule", x: exact, color: roleColor("truth"), label: t(words.exact) } as const]),
        { kind: "points", x: forward, y: numbers, color: roleColor("model"), label: t(words.forward), radius: 4 },
        { kind: "points", x: reverse, y: numbers, color: roleColor("data"), label: t(words.reverse), radius: 4 },
      ]}
    />
  );
}
