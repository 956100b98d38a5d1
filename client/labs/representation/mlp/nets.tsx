import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { foldOf, nameOf, type Trainings } from "../../../../shared/labs/nets/trainings.ts";
import { measureNet, NET_TASKS } from "../../../../shared/labs/representation/mlp/metrics.ts";
import { isPlanar } from "../../../../shared/labs/representation/mlp/plane.ts";
import { spansPlane } from "../../../../shared/labs/representation/mlp/plane-rows.ts";
import { mapName, mapQuestion } from "../../../../shared/labs/representation/mlp/recording.ts";
import { stoppedOf } from "../../../../shared/labs/stopped.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber, formatSpread } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { type Choice, choicesOf, chosen, nameOfChoice, ofChoice } from "./chosen.tsx";
import { type MlpProps, outputsOf, usePartsOf } from "./state.ts";
import { Surface } from "./surface.tsx";
import { words } from "./words.ts";

/** Nets that are drawn; the others are counted. */
const MOST_NETS = 60;

/** The nets of a run as small multiples, the best marked, and what they say together; a press on one shows it. Nothing where there is one. */
export function Nets(props: MlpProps) {
  const { data, experiment } = props;
  const { params } = experiment;
  const all = choicesOf(props);
  if (all.length === 1 || !data) return null;
  const shown = all.slice(0, MOST_NETS);
  const values = all.map((choice) => judged(props, choice));
  const best = bestOf(values, data);
  const isPlane = spansPlane(data);
  return (
    <Figure
      title={t(words.nets)}
      note={t(isPlane ? words.netsNote : words.netsNotePlain)}
      columns={() => [
        { name: t(words.whichNet), values: all.map((one) => nameOfChoice(one, params)) },
        { name: judgeName(data), values: values.map((value) => value ?? Number.NaN) },
      ]}
    >
      {rowsOf(shown, params).map((row, fold, rows) => (
        <div key={fold} class="mlp-nets-row">
          {rows.length > 1 && <p class="part-caption">{t(words.foldNamed, { fold: fold + 1 })}</p>}
          <ul class="mlp-nets">
            {row.map((i) => (
              <li key={i}>
                <NetCell {...props} data={data} choice={shown[i]} at={i} value={values[i]} isBest={i === best} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {shown.length < all.length && (
        <p class="part-caption">{t(words.netsCut, { shown: shown.length, total: all.length })}</p>
      )}
      <Together {...props} />
    </Figure>
  );
}

/** Places of the choices, each fold in a row of its own where it has several. */
function rowsOf(shown: readonly Choice[], { folds, members }: Trainings): readonly (readonly number[])[] {
  const all = shown.map((_, i) => i);
  if (folds === 1 || members === 1) return [all];
  const own = members + 1;
  return Array.from({ length: Math.ceil(all.length / own) }, (_, row) => all.slice(row * own, (row + 1) * own));
}

const judgeName = ({ labels }: Table) => t(labels ? words.heldOutAccuracy : words.heldOutError);

/** Held-out accuracy of classes, held-out error of a number. */
function judged({ fold }: MlpProps, { index, cvFold, isEnsemble }: Choice): number | undefined {
  if (isEnsemble) {
    const { accuracy, rmse } = fold.output(nameOf("ensemble", cvFold)) ?? {};
    return (accuracy ?? rmse)?.values[0];
  }
  const { accuracy, rmse } = measureNet(foldOf(fold, index, NET_TASKS));
  return accuracy ?? rmse;
}

/** Of equals the first; one alone is not the best. */
function bestOf(values: readonly (number | undefined)[], { labels }: Table): number | undefined {
  if (values.filter((value) => value !== undefined).length < 2) return undefined;
  const sign = labels ? 1 : -1;
  return values.reduce<number | undefined>((best, value, i) => {
    const most = best === undefined ? undefined : values[best];
    return value !== undefined && (most === undefined || sign * value > sign * most) ? i : best;
  }, undefined);
}

interface NetCellProps extends MlpProps {
  readonly data: Table;
  readonly choice: Choice;
  /** Its place among the choices. */
  readonly at: number;
  readonly value: number | undefined;
  readonly isBest: boolean;
}

function NetCell({ choice, at, value, isBest, ...props }: NetCellProps & { readonly data: Table }) {
  const { folds, members } = props.experiment.params;
  const isInRow = folds > 1 && members > 1;
  const stop = choice.isEnsemble ? undefined : stoppedOf(props.fold.output(nameOf("train", choice.index)));
  return (
    <button
      type="button"
      data-tells
      class={isBest ? "mlp-net mlp-net-best" : "mlp-net"}
      aria-pressed={chosen.value === at}
      data-act="net"
      onClick={() => (chosen.value = at)}
    >
      <span class={isInRow ? "visually-hidden" : "mlp-net-name"}>{nameOfChoice(choice, { folds, members })}</span>
      {isInRow && (
        <span class="mlp-net-name" aria-hidden="true">
          {nameOfChoice(choice, { folds: 1, members })}
        </span>
      )}
      <span class="mlp-net-picture" aria-hidden="true">
        {spansPlane(props.data) ? <NetMap {...props} choice={choice} /> : <NetCurve {...props} choice={choice} />}
      </span>
      {isBest && <span class="mlp-net-mark">{t(words.best)}</span>}
      <span class="mlp-net-value">
        <span class="visually-hidden">, {judgeName(props.data)}: </span>
        {value === undefined ? "–" : formatNumber(value, locale.value, 3)}
      </span>
      {stop?.why === "diverged" && (
        <span class="mlp-net-value">{t(words.netDiverged, { step: formatInteger(stop.step + 1, locale.value) })}</span>
      )}
    </button>
  );
}

type PictureProps = MlpProps & { readonly data: Table; readonly choice: Choice };

/** What a net says over the plane, with the rows that it learns from and those that it is tested on. */
function NetMap({ choice, ...props }: PictureProps) {
  const { data } = props;
  const own = ofChoice(props, choice);
  const surface = useSurface(props, choice);
  const parts = usePartsOf(data, own.experiment.params);
  if (!parts) return null;
  return (
    <Surface
      title={nameOfChoice(choice, props.experiment.params)}
      data={data}
      pair={[0, 1]}
      surface={surface}
      predicted={undefined}
      test={parts.test}
      hard={false}
      showsTest
      small
    />
  );
}

/** The answer of the pool; while a net trains, what it sends. */
function useSurface(props: MlpProps & { readonly data: Table }, { index, isEnsemble }: Choice): NDArray | null {
  const { data, experiment, fold, ask } = props;
  const { params } = experiment;
  const count = isEnsemble ? params.members : 1;
  const nets = Array.from({ length: count }, (_, member) => index + member);
  const trained = nets.every((net) => fold.output(nameOf("evaluate", net)) !== undefined);
  const question = useMemo(
    () => (trained ? mapQuestion(fold, params, data, nets) : undefined),
    [trained, fold, params, data, index, count],
  );
  const { answer } = useAnswer(ask, question ? `map ${index} ${count}` : null, () => {
    if (!question) throw new Error("nothing to ask about");
    return { task: { ...question.task, recordedAs: mapName(nets) }, given: question.given };
  });
  // A leftover answer belongs to another net.
  if (question && answer?.output.shape[1] === outputsOf(data).outputs) return answer.output;
  const live = !isEnsemble && isPlanar(data) ? fold.snapshot(nameOf("train", index)) : undefined;
  return live?.surface ?? null;
}

/** Held-out loss over the training, where there is no plane to draw. */
function NetCurve({ choice, fold }: PictureProps) {
  const losses = fold.records(nameOf("train", choice.index), "testLoss")?.values ?? [];
  const known = Array.from(losses, Number).filter(Number.isFinite);
  if (choice.isEnsemble || known.length < 2) return null;
  const most = Math.max(...known);
  const points = known.map((loss, i) => `${(100 * i) / (known.length - 1)},${98 - (96 * loss) / (most || 1)}`);
  return (
    <svg class="mlp-net-curve" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke={seriesColor(1)}
        stroke-width="1.5"
        vector-effect="non-scaling-stroke"
      />
    </svg>
  );
}

/** Mean and deviation over the folds, or over the members; and how much better the ensemble is than they. */
function Together({ data, experiment, fold, metrics }: MlpProps) {
  const { folds, members } = experiment.params;
  if (!data || !fold.finished) return null;
  const [metric, name] = data.labels
    ? (["accuracy", words.heldOutAccuracy] as const)
    : (["rmse", words.heldOutError] as const);
  const say = (name: string) => formatNumber(metrics[name] ?? Number.NaN, locale.value);
  const gain = metrics["gain.accuracy"];
  const deviation = metrics[`sd.${metric}`];
  const spread = metrics[metric] !== undefined && deviation !== undefined && { mean: metrics[metric], deviation };
  return (
    <>
      {spread && (
        <p class="mlp-together">
          {t(folds > 1 ? words.overFolds : words.overMembers, {
            metric: capital(t(name)),
            count: folds > 1 ? folds : members,
            spread: formatSpread(spread, locale.value),
          })}
        </p>
      )}
      {metrics.ensembleTestLoss !== undefined && (
        <p class="mlp-together">
          {t(data.labels ? words.ensembleSays : words.ensembleSaysNumber, {
            accuracy: say("ensembleAccuracy"),
            gain: gain !== undefined && gain >= 0 ? `+${say("gain.accuracy")}` : say("gain.accuracy"),
            loss: say("ensembleTestLoss"),
            lossGain: say("gain.testLoss"),
          })}
        </p>
      )}
    </>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
