import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { derivedNames } from "../../../../shared/labs/representation/mlp/inputs.ts";
import { spansPlane } from "../../../../shared/labs/representation/mlp/plane-rows.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { Check } from "../../parts/check.tsx";
import { isOnlyRun, lacksNet, newestWeights } from "../../parts/net-state.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { type Axes, AxisSelects, axesWithin } from "../../parts/select.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import { namesOf } from "../../parts/table.ts";
import { choiceAmong, choicesOf, ofChoice } from "./chosen.tsx";
import { NetGraph, nameOf, type UnitPicture, unitMap } from "./graph.tsx";
import type { Node } from "./layout.ts";
import { Legend } from "./legend.tsx";
import { Nets } from "./nets.tsx";
import { PictureNetwork } from "./picture-network.tsx";
import {
  inputNames,
  layersOf,
  type MlpProps,
  outputsOf,
  predictedOf,
  useInputMaps,
  useNamed,
  usePartsOf,
  usePlane,
} from "./state.ts";
import { Surface } from "./surface.tsx";
import { words } from "./words.ts";

/** The main view: the net unit by unit, and what it says over the plane or of a picture. */
export function NetworkView(given: MlpProps) {
  const data = useNamed(given);
  const all = { ...given, data };
  if (!data) return <p class="part-caption">{t(words.noData)}</p>;
  const choices = choicesOf(given);
  const nets = choices.filter(({ isEnsemble }) => !isEnsemble);
  const props = choices.length > 1 ? ofChoice(all, choiceAmong(nets, choices)) : all;
  const Network = data.image ? PictureNetwork : spansPlane(data) ? PlaneNetwork : BareNetwork;
  return (
    <>
      <Nets {...all} />
      <Stopped fold={props.fold} rate={props.experiment.params.learningRate} propose={props.propose} />
      <Network {...props} />
    </>
  );
}

type Pin = Pick<Node, "layer" | "unit">;

/** Names of the units of the last layer. */
function outputNames({ data }: MlpProps): readonly string[] {
  const { classes, outputs } = outputsOf(data);
  return classes
    ? (data?.classes ?? [])
    : [data ? namesOf(data, data.columns)[data.target ?? data.columns - 1] : String(outputs)];
}

function PlaneNetwork(props: MlpProps) {
  const { data, experiment } = props;
  const { params } = experiment;
  const axes = useSignal<Axes>([0, 1]);
  const pinned = useSignal<Pin | null>(null);
  const hard = useSignal(false);
  const showsTest = useSignal(true);
  const own = inputNames(data);
  const pair = axesWithin(axes.value, own.length);
  const plane = usePlane(props, pair);
  const given = useInputMaps(props, pair);
  const weights = newestWeights(props);
  const parts = usePartsOf(data, params);
  if (!data || !parts) return null;
  const names = [...own, ...(own.length === 2 ? derivedNames(params, own) : [])];
  const outputs = outputNames(props);
  const widths = [names.length, ...params.hidden, outputs.length];
  const largest = useMemo(() => plane?.units.map(largestIn), [plane?.units]);
  const picture = ({ layer, unit }: Pin): UnitPicture | null => {
    if (layer === 0) return given && unit < given.shape[1] ? { ...mapOf(given, unit), most: DEVIATIONS } : null;
    if (!plane) return null;
    if (layer < widths.length - 1) {
      const maps = plane.units[layer - 1];
      return maps && { ...mapOf(maps, unit), most: largest?.[layer - 1] ?? 1 };
    }
    const map = mapOf(plane.surface, unit);
    // Probabilities that are more than even are for the class: the middle of the scale is where they are even.
    const even = 1 / outputs.length;
    return data.labels ? { ...map, values: map.values.map((p) => p - even), most: 1 - even } : map;
  };
  const shown = pinned.value && pinned.value.layer < widths.length && pinned.value.layer > 0 ? pinned.value : null;
  const chosen = shown ? picture(shown) : null;
  const graph = { title: t(words.network), widths, weights, inputs: names, outputs, lumped: false };
  const isWide = own.length > 2;
  const lacks = !plane && lacksNet(props, layersOf(params));
  return (
    <div class="mlp-main">
      {isOnlyRun(props) ? (
        <p class="part-caption">{t(words.noUnits)}</p>
      ) : (
        <Figure title={t(words.network)} note={t(words.networkNote)} columns={() => weightColumns(props)}>
          {lacks && <NotKept />}
          <NetGraph {...graph} picture={picture} pinned={shown} onPin={(node) => (pinned.value = node)} />
        </Figure>
      )}
      <Figure
        title={shown ? nameOf(shown, graph) : t(data.labels ? words.surface : words.surfaceNumber)}
        note={t(
          shown ? words.pinnedNote : isWide ? words.sliceNote : data.labels ? words.surfaceNote : words.numberNote,
        )}
        columns={() => pointColumns(props)}
      >
        <Surface
          title={t(words.surface)}
          data={data}
          pair={pair}
          surface={plane?.surface ?? null}
          unit={chosen?.kind === "map" ? chosen : undefined}
          predicted={predictedOf(props)}
          test={parts.test}
          hard={hard.value}
          showsTest={showsTest.value}
          zoom={pair.join(" ")}
        />
        <Legend data={data} />
        <div class="part-controls">
          {isWide && <AxisSelects names={own} axes={axes} />}
          {data.labels && <Check act="hard" label={t(words.hard)} on={hard} />}
          <Check act="show-test" label={t(words.showTest)} on={showsTest} />
          {shown && (
            <button type="button" class="small" onClick={() => (pinned.value = null)}>
              {t(words.unpin)}
            </button>
          )}
        </div>
      </Figure>
    </div>
  );
}

/** Ends of the scale of standardised inputs. */
const DEVIATIONS = 2;

/** The largest size of a number. */
function largestIn({ values }: NDArray): number {
  let most = 1e-6;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** One column of maps, as a square. */
function mapOf(maps: NDArray, unit: number) {
  const side = Math.sqrt(maps.shape[0]);
  return { kind: "map", values: unitMap(maps, unit), width: side, height: side } as const;
}

/** One input, or very many: the net alone. */
function BareNetwork(props: MlpProps) {
  const { data, experiment } = props;
  const { hidden } = experiment.params;
  const names = inputNames(data);
  const outputs = outputNames(props);
  if (isOnlyRun(props)) return <p class="part-caption">{t(words.noUnits)}</p>;
  return (
    <>
      {lacksNet(props, layersOf(experiment.params)) && <NotKept />}
      <Figure title={t(words.network)} note={t(words.bareNote)} columns={() => weightColumns(props)}>
        <NetGraph
          title={t(words.network)}
          widths={[names.length, ...hidden, outputs.length]}
          weights={newestWeights(props)}
          inputs={names}
          outputs={outputs}
          lumped={false}
          picture={() => null}
          pinned={null}
          onPin={() => {}}
        />
      </Figure>
    </>
  );
}

/** Every weight and bias of the net, one column per part. */
function weightColumns(props: MlpProps) {
  return Object.entries(newestWeights(props) ?? {}).map(([name, { values }]) => ({ name, values }));
}

function pointColumns(props: MlpProps) {
  const { data } = props;
  if (!data) return [];
  const names = namesOf(data, data.columns);
  const predicted = predictedOf(props)?.values;
  const say = (c: number) => data.classes?.[c] ?? "–";
  return [
    ...names.map((name, c) => ({
      name,
      values: Float64Array.from({ length: data.rows }, (_, row) => data.values[row * data.columns + c]),
    })),
    ...(data.labels ? [{ name: t(words.trueClass), values: Array.from(data.labels, say) }] : []),
    ...(predicted
      ? [{ name: t(words.predicted), values: data.labels ? Array.from(predicted, (c) => say(Number(c))) : predicted }]
      : []),
  ];
}
