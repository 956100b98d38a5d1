import { useSignal } from "@preact/signals";
import { BASE_NAMES, BASES } from "../../../../shared/labs/partition/log-z/names.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { Select } from "../../parts/select.tsx";
import { hillsOf } from "./hills.ts";
import { heaviestShares } from "./mass.ts";
import { Masses } from "./masses.tsx";
import { drawsOf, type LogZProps } from "./state.ts";
import { Points, States } from "./states.tsx";
import { words } from "./words.ts";

/** Why naive draws fail: where the states are and where the mass is, what draws see, and how few of them count. */
export function WhyView(props: LogZProps) {
  const { fold, experiment } = props;
  const { params } = experiment;
  const levels = fold.output("model")?.levels;
  const chosen = useSignal(0);
  if (fold.output("draws") === undefined) return <p class="part-caption">{t(words.noDraws)}</p>;
  return (
    <>
      {levels && <Masses {...props} />}
      <div class="part-controls">
        <Select
          act="base"
          label={t(words.base)}
          names={BASES.map((base) => t(BASE_NAMES[base]))}
          value={chosen.value}
          onChoose={(at) => (chosen.value = at)}
        />
      </div>
      {params.model !== "mixture" && <States {...props} base={chosen.value} />}
      <div class="part-pair">
        {params.model === "mixture" && <Points {...props} base={chosen.value} />}
        <Drawn {...props} base={chosen.value} />
        <Carried {...props} />
      </div>
    </>
  );
}

/** log p* of draws from the chosen base beside that of exact draws of the model. */
function Drawn({ fold, locale, base }: LogZProps & { readonly base: number }) {
  const [own, model] = [drawsOf({ fold }, `${BASES[base]}.model`), drawsOf({ fold }, "model")];
  if (!own || !model) return null;
  return (
    <LiveLine
      title={t(words.drawnTitle)}
      note={t(words.drawnNote, { count: formatInteger(own.length, locale) })}
      height={260}
      x={{ label: t(words.logModel) }}
      y={{ label: t(words.share), zero: true }}
      series={hillsOf(
        { label: t(words.fromBase), color: roleColor("data"), values: own },
        { label: t(words.fromModel), color: roleColor("model"), values: model },
      )}
    />
  );
}

/** How few draws carry the sum of weights, for each base. */
function Carried({ fold }: LogZProps) {
  const series = BASES.flatMap((base, b) => {
    const weights = drawsOf({ fold }, `${base}.weights`);
    if (!weights) return [];
    const y = heaviestShares(weights);
    return [{ label: t(BASE_NAMES[base]), color: seriesColor(2 + b), x: y.map((_, i) => i + 1), y, width: 2 }];
  });
  return (
    <LiveLine
      title={t(words.sharesTitle)}
      note={t(words.sharesNote)}
      height={260}
      x={{ label: t(words.heaviest), log: true }}
      y={{ label: t(words.share), domain: [0, 1.02] }}
      series={series}
    />
  );
}
