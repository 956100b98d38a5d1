import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { isOnlyRun, lacksNet, newestWeights } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import type { MlpProps } from "./state.ts";
import { words } from "./words.ts";

/** How large the weights of each layer are. */
export function WeightsView(props: MlpProps) {
  const weights = newestWeights(props);
  if (isOnlyRun(props)) return <p class="part-caption">{t(words.noUnits)}</p>;
  if (lacksNet(props) && !weights) return <NotKept />;
  if (!weights) return <p class="part-caption">{t(nets.notYet)}</p>;
  const layers = Object.entries(weights).filter(([name]) => name.endsWith(".weights"));
  return (
    <div class="part-pair">
      {layers.map(([name, { shape, values }]) => (
        <Chart
          key={name}
          title={name}
          note={shape.join(" × ")}
          x={{ label: t(words.weight) }}
          y={{ label: t(words.count) }}
          marks={[{ kind: "histogram", values, color: roleColor("model"), label: name }]}
          height={170}
        />
      ))}
    </div>
  );
}
