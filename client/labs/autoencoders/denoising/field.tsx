import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { ACROSS, gridOf } from "../../../../shared/labs/autoencoders/denoising/data.ts";
import { samplesOf } from "../../../../shared/labs/autoencoders/samples.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import { ArrowPlane } from "../../parts/arrow-plane.tsx";
import { Check } from "../../parts/check.tsx";
import { Select } from "../../parts/select.tsx";
import { useNet } from "../state.ts";
import { type DenoisingProps, useCleaning } from "./state.ts";
import { words } from "./words.ts";

/** Points that are drawn, walkers at most, and how they walk. */
const MOST_POINTS = 800;
const MOST_WALKERS = 12;
const FOLLOW = { steps: 40, share: 0.2, again: false } as const;
const SAMPLE = { steps: 40, share: 1, again: true } as const;

/** Which arrows are drawn. */
const SHOWN = ["both", "learnt", "truth"] as const;
const TRUTH = { color: "var(--role-truth)", width: 2.6 };
const LEARNT = { color: "var(--role-model)", width: 1.2 };

type FieldProps = DenoisingProps & { readonly data: Table };

/** Arrows r(x) − x over the plane, live, beside σ² times the true score, and walks from where one presses. */
export function FieldView(props: FieldProps) {
  const { data, experiment, fold } = props;
  const { params } = experiment;
  const shown = useSignal(0);
  const walkers = useSignal<readonly number[]>([]);
  const samples = useSignal(false);
  const grid = useMemo(() => ({ shape: [ACROSS * ACROSS, 2], values: gridOf(params, data) }), [data, params]);
  const points = useMemo(() => {
    const own = samplesOf(data, params);
    return rowsAsFloats(own, own.train.subarray(0, MOST_POINTS));
  }, [data, params]);
  const known = fold.output("field")?.field;
  const { rows: back } = useNet(props, "reconstruct", known ? null : grid, "grid");
  const learnt = known?.values ?? back?.values.map((r, i) => r - grid.values[i]);
  const { sigma = 0 } = params;
  const score = fold.output("score")?.score;
  const truth = useMemo(() => score && Float64Array.from(score.values, (s) => sigma * sigma * s), [score, sigma]);
  const from = { shape: [walkers.value.length / 2, 2], values: Float32Array.from(walkers.value) };
  const way = samples.value ? SAMPLE : FOLLOW;
  const { answer } = useCleaning(props, "walk", from, way, walkers.value.map((x) => x.toFixed(3)).join(" "));
  const path = walkers.value.length > 0 ? answer?.path : undefined;
  const wants = SHOWN[shown.value];
  const fields = [
    ...(learnt ? [{ name: t(words.learnt), values: learnt, isDrawn: wants !== "truth", ...LEARNT }] : []),
    ...(truth ? [{ name: t(words.truth), values: truth, isDrawn: wants !== "learnt", ...TRUTH }] : []),
  ];
  return (
    <ArrowPlane
      title={t(words.field)}
      note={t(truth ? words.fieldNote : words.fieldAlone)}
      press={t(words.press)}
      controls={
        truth && (
          <Select
            act="arrows"
            label={t(words.arrows)}
            names={SHOWN.map((one) => t(words[one]))}
            value={shown.value}
            onChoose={(i) => (shown.value = i)}
          />
        )
      }
      grid={grid}
      across={ACROSS}
      points={points}
      fields={fields}
      path={path}
      onPoint={(x, y) => (walkers.value = [...walkers.value, x, y].slice(-2 * MOST_WALKERS))}
    >
      <Check act="again" label={t(words.again)} on={samples} />
      <button type="button" disabled={walkers.value.length === 0} onClick={() => (walkers.value = [])}>
        {t(words.forget)}
      </button>
    </ArrowPlane>
  );
}
