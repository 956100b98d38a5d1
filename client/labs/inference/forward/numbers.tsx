import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { sampleOf } from "../../../../shared/labs/inference/forward/data.ts";
import type { ForwardParams } from "../../../../shared/labs/inference/forward/fields.ts";
import { mapsOf } from "../../../../shared/labs/nets/chain/stages.ts";
import type { Trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { mapColor } from "../../../views/palette.ts";
import { lacksNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { type KnownProps, pictureView } from "../../parts/picture-net.tsx";
import { Select } from "../../parts/select.tsx";
import { lookOf } from "./draw.ts";
import {
  type ForwardProps,
  fullName,
  isByHand,
  net,
  paramsOf,
  say,
  stagesOfRun,
  useChain,
  useHandNet,
  useRun,
  useTrace,
  valuesAt,
} from "./state.ts";
import { words } from "./words.ts";

/** Columns of numbers of a tensor that is no picture. */
const ACROSS = 10;

/** All numbers of a layer, printed. */
export function NumbersView(props: ForwardProps) {
  return isByHand(props) ? <HandNumbers {...props} /> : <Learnt {...props} />;
}

// What layers a net of a file has the parameters do not say: whether it is there is seen here.
const Learnt = pictureView(
  net,
  (props: ForwardProps & KnownProps<ForwardParams>) => {
    const { known, experiment } = props;
    const picture = useMemo(() => sampleOf(experiment.params, known.samples), [experiment.params.sample, known]);
    const run = useRun(props, useChain(props), picture, "sample");
    if (run) return <Numbers run={run} />;
    return lacksNet(props) ? <NotKept /> : <p class="part-caption">{t(nets.notYet)}</p>;
  },
  true,
);

function HandNumbers(props: ForwardProps) {
  const params = paramsOf(props);
  const own = useHandNet(params);
  const run = useTrace(own?.chain ?? null, own?.weights, own?.input ?? null, JSON.stringify(params));
  return run ? <Numbers run={run} /> : <p class="part-caption">{t(words.invalid)}</p>;
}

function Numbers({ run }: { readonly run: Trace }) {
  const box = useSignal(1);
  const map = useSignal(0);
  const stages = useMemo(() => stagesOfRun(run), [run.chain]);
  const chosen = Math.min(box.value, stages.length);
  const shape = chosen === 0 ? run.input.shape : stages[chosen - 1].shape;
  const { count, height, width } = mapsOf(shape);
  const isMaps = height * width > 1;
  const own = Math.min(map.value, count - 1);
  const values = valuesAt(run, stages, chosen);
  const shown = isMaps ? Float32Array.from({ length: height * width }, (_, p) => values[p * count + own]) : values;
  const across = isMaps ? width : Math.min(ACROSS, count);
  const look = lookOf(values);
  const names = [
    t(words.input),
    ...stages.map((stage, i) => t(words.stage, { index: i + 1, name: fullName(run, stage) })),
  ];
  const rows = Array.from({ length: Math.ceil(shown.length / across) }, (_, y) => y);
  return (
    <Figure
      title={names[chosen]}
      note={t(words.numbersNote)}
      columns={() => names.map((name, b) => ({ name, values: valuesAt(run, stages, b) }))}
    >
      <div class="part-controls">
        <Select act="numbers" label={t(words.layer)} names={names} value={chosen} onChoose={(at) => (box.value = at)} />
        {isMaps && count > 1 && (
          <Select
            label={t(words.map)}
            names={Array.from({ length: count }, (_, i) => String(i + 1))}
            value={own}
            onChoose={(at) => (map.value = at)}
          />
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll forward-numbers" tabIndex={0} aria-label={names[chosen]}>
        <table class="forward-terms">
          <tbody>
            {rows.map((y) => (
              <tr key={y}>
                {Array.from(shown.subarray(y * across, (y + 1) * across), (value, x) => (
                  <td key={x} class="number" style={{ borderBlockEnd: `3px solid ${colorOf(value, look)}` }}>
                    {say(value, 3)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}

function colorOf(value: number, { map, range: [low, high] }: ReturnType<typeof lookOf>): string {
  return Number.isFinite(value) && value !== 0 ? mapColor(map, (value - low) / (high - low || 1)) : "transparent";
}
