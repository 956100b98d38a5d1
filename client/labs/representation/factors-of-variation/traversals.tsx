import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { judgedRows, samplesOf } from "../../../../shared/labs/representation/factors-of-variation/data.ts";
import { IN_USE } from "../../../../shared/labs/representation/factors-of-variation/metrics.ts";
import { SPAN, STOPS, traversalOf } from "../../../../shared/labs/representation/factors-of-variation/traversals.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { lacksNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Offered } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import { Traversals } from "../../parts/traversals.tsx";
import { bestFactors, codeName, type FactorsProps, useNet } from "./state.ts";
import { words } from "./words.ts";

/** Held-out pictures to begin from. */
const PICKS = 16;

/** Each number of the code moved by itself, the others held at those of a picture: a row of pictures for each. */
export function TraversalsView(props: FactorsProps) {
  const { fold } = props;
  if (lacksNet(props)) return <NotKept />;
  if (!fold.output("train") && !fold.snapshot("train")?.traversals) return <p class="part-caption">{t(nets.notYet)}</p>;
  return <Moved {...props} />;
}

function Moved(props: FactorsProps) {
  const { fold, data, experiment } = props;
  const picked = useSignal(0);
  const held = fold.output("codes")?.held;
  const { latents } = experiment.params;
  const index = held ? picked.value % Math.min(held.shape[0], PICKS) : 0;
  const codes = useMemo(
    () => (held ? traversalOf(held.values.subarray(index * latents, (index + 1) * latents)) : null),
    [held, index, latents],
  );
  const answer = useNet(props, "decode", codes, String(index));
  const pictures = held ? answer?.rows : fold.snapshot("train")?.traversals;
  const pool = useMemo(() => (data ? firstHeldOut(props, PICKS) : null), [data, experiment]);
  const best = bestFactors(props);
  return (
    <>
      <Traversals
        title={t(words.traversals)}
        note={t(words.traversalsNote, { span: formatNumber(SPAN, locale.value, 2) })}
        labels={Array.from({ length: latents }, (_, i) => labelOf(props, i, best))}
        stops={STOPS}
        pictures={pictures}
        shape={shapeOf(data, pictures?.shape[1] ?? data?.columns ?? 1)}
      />
      {held && pool && (
        <section data-act="pick">
          <p class="part-caption">{t(words.pick)}</p>
          <Offered
            title={t(words.pick)}
            rows={pool}
            shape={shapeOf(data, pool.shape[1])}
            columns={Math.min(PICKS, pool.shape[0])}
            chosen={index}
            onChoose={(n) => (picked.value = n)}
          />
        </section>
      )}
    </>
  );
}

/** What a number of the code is for: nothing, or the factor that it knows best. */
function labelOf({ fold }: FactorsProps, i: number, best: ReturnType<typeof bestFactors>): string {
  const cost = fold.output("codes")?.divergences.values[i];
  if (cost !== undefined && cost <= IN_USE) return t(words.unused, { number: codeName(i) });
  const known = best?.[i];
  return known && known.share >= 0.1
    ? `${codeName(i)} · ${known.name} ${formatPercent(known.share, locale.value)}`
    : codeName(i);
}

/** The pictures whose codes "codes" has first. */
export function firstHeldOut({ data, experiment }: FactorsProps, most: number): NDArray<Float32Array> | null {
  if (!data) return null;
  const samples = samplesOf(data, experiment.params);
  const rows = judgedRows(samples).held.subarray(0, most);
  return { shape: [rows.length, samples.columns], values: rowsAsFloats(samples, rows) };
}
