import { useSignal } from "@preact/signals";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Compared } from "../../parts/compared.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Sliders } from "../../parts/sliders.tsx";
import { shapeOf } from "../../parts/table.ts";
import { lacksDecoder, useNet } from "../state.ts";
import { words as family } from "../words.ts";
import { byActivity, codesOf, keyOf, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** Numbers of the code that are walked along, places on the way, and how far it goes. */
const MOST = 8;
const STOPS = 7;
const FAR = 3;

/** From the code of a held-out row, or one set by hand, along each of its numbers: a row of pictures for each. */
export function WalkView(props: VaeProps) {
  const { data, fold } = props;
  const start = useSignal(0);
  const moved = useSignal<readonly number[] | null>(null);
  const codes = codesOf(props, Number.POSITIVE_INFINITY);
  const shown = byActivity(props).slice(0, MOST);
  const [count, width] = codes?.shape ?? [1, 0];
  const from = (start.value % count) * width;
  const code =
    moved.value?.length === width ? moved.value : Array.from(codes?.values.subarray(from, from + width) ?? []);
  const { rows } = useNet(props, "decode", codes && wayOf(code, shown), `walk ${keyOf(code)} ${shown.join(" ")}`);
  if (lacksDecoder(props)) return <NotKept />;
  if (!codes || !rows) return <p class="part-caption">{t(nets.notYet)}</p>;
  const columns = rows.shape[1];
  const divergences = fold.output("bounds")?.divergences.values;
  const ways = shown.map((i, at) => ({
    label: divergences ? `z${i + 1} · ${formatNumber(divergences[i], locale.value, 2)}` : `z${i + 1}`,
    rows: { shape: [STOPS, columns], values: rows.values.subarray(at * STOPS * columns, (at + 1) * STOPS * columns) },
  }));
  return (
    <div class="part-beside part-beside-narrow">
      <Compared title={t(words.walk)} note={t(words.walkNote)} rows={ways} shape={shapeOf(data, columns)} all />
      <section class="part-stack">
        <p class="part-caption">{t(words.walkHow)}</p>
        <Sliders
          name={(at) => `z${shown[at] + 1}`}
          values={shown.map((i) => code[i])}
          ranges={shown.map(() => [-FAR, FAR])}
          centre={0}
          onMove={(at, value) => (moved.value = code.map((z, i) => (i === shown[at] ? value : z)))}
        />
        <button
          type="button"
          onClick={() => {
            moved.value = null;
            start.value++;
          }}
        >
          {t(family.otherStart)}
        </button>
      </section>
    </div>
  );
}

/** The code with one of its numbers at each stop, for each of those that are shown. */
function wayOf(code: readonly number[], shown: readonly number[]) {
  const values = new Float32Array(shown.length * STOPS * code.length);
  for (const [at, i] of shown.entries())
    for (let stop = 0; stop < STOPS; stop++) {
      const from = (at * STOPS + stop) * code.length;
      values.set(code, from);
      values[from + i] = -FAR + (2 * FAR * stop) / (STOPS - 1);
    }
  return { shape: [shown.length * STOPS, code.length], values };
}
