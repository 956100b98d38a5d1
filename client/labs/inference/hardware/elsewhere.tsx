import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { FLOAT_TOLERANCE, mostApart } from "../../../../shared/labs/inference/apart.ts";
import { type DeviceName, ELSEWHERE, type Elsewhere, formatOf } from "../../../../shared/labs/inference/devices.ts";
import { samplesOf } from "../../../../shared/labs/inference/picture-net.ts";
import { spreadOf } from "../../../../shared/labs/inference/timing.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { trainedWeights } from "../../../../shared/labs/nets/weights.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatSignificant } from "../../../i18n/numbers.ts";
import type { EdgeLink } from "../elsewhere/edge.ts";
import { keptOf, linkField } from "../elsewhere/kept.ts";
import { MeasureButton } from "../elsewhere/measure-button.tsx";
import type { Found, FoundSpot } from "../elsewhere/measurement.ts";
import { absenceSaid, linkSaid, Progress, withAdapter } from "../elsewhere/said.tsx";
import { words as places } from "../elsewhere/words.ts";
import { deviceName, formatRate, formatTime, type HardwareProps, useChain } from "./state.ts";
import { words } from "./words.ts";

type PanelProps = HardwareProps & { readonly batch: number };

/** Rounds of a measurement on request. */
const ROUNDS = 25;
const CHOSEN: readonly Elsewhere[] = ["relaxed", "tfjs-wasm"];
/** Measured beside the places that were asked for: the same in every measurement, so that each has something to be compared with. */
const BESIDE = ["wasm", "int8"] as const satisfies readonly DeviceName[];

/** Further devices, whose code comes only with the press: relaxed SIMD, our own shaders, tensorflow.js, and the edge. */
export function ElsewherePanel(props: PanelProps) {
  const { fold, batch, experiment } = props;
  const { found, of, link, start, cancel } = keptOf<DeviceName>(fold);
  const shown = of(batch);
  useEndOfOthers(fold);
  const asked = linkField(experiment.lab);
  const chosen = useSignal<readonly Elsewhere[]>(asked.value ? [...CHOSEN, "edge"] : CHOSEN);
  const chain = useChain(props);
  const weights = trainedWeights(fold);
  const file = fold.output("quantise")?.file?.values as Uint8Array | undefined;
  // A run that goes on measures too: one would be in the way of the other.
  const isReady = chain && weights && file && props.data && fold.finished;
  const isRunning = found.value !== null && !found.value.isOver;
  const wantsEdge = chosen.value.includes("edge");
  const measure = async () => {
    if (!isReady) return;
    const samples = samplesOf(experiment.params, props.data);
    const pictures = samples.test.length > 0 ? samples.test : samples.train;
    link.value = wantsEdge && asked.value.trim() !== "" ? await lookUp(asked.value, props) : null;
    const edge = link.value?.kind === "same" ? link.value.url : undefined;
    const chosenHere = ELSEWHERE.filter((place) => chosen.value.includes(place) && (place !== "edge" || edge));
    start({
      chain,
      weights,
      rows: rowsAsFloats(
        samples,
        Uint32Array.from({ length: batch }, (_, n) => pictures[n % pictures.length]),
      ),
      batch,
      spots: [...BESIDE, ...chosenHere].map((place) => ({ id: place, place, file: file.slice() })),
      rounds: ROUNDS,
      ...(edge && { edge }),
    });
  };
  return (
    <section class="hardware-elsewhere" aria-label={t(words.elsewhere)}>
      <h2 class="part-heading">{t(words.elsewhere)}</h2>
      <div class="part-controls">
        {ELSEWHERE.map((place) => (
          <label key={place} class="part-control hardware-choice">
            <input
              type="checkbox"
              checked={chosen.value.includes(place)}
              disabled={isRunning}
              onChange={({ currentTarget: { checked } }) => {
                chosen.value = checked ? [...chosen.value, place] : chosen.value.filter((one) => one !== place);
              }}
            />
            {deviceName(place)}
          </label>
        ))}
        {wantsEdge && (
          <label class="part-control">
            {t(places.link)}
            <input
              type="text"
              spellcheck={false}
              autocomplete="off"
              value={asked.value}
              onInput={(event) => {
                asked.value = event.currentTarget.value;
              }}
            />
          </label>
        )}
        <MeasureButton
          label={t(words.measure)}
          act="elsewhere"
          isBusy={isRunning}
          disabled={!isReady}
          start={() => void measure()}
          cancel={cancel}
        />
      </div>
      {wantsEdge && asked.value.trim() === "" && <p class="part-caption">{t(words.noLink)}</p>}
      {link.value && link.value.kind !== "same" && (
        <p class="part-caption" role="status">
          {deviceName("edge")}: {linkSaid(link.value)}
        </p>
      )}
      {!isReady && <p class="part-caption">{t(words.runFirst)}</p>}
      <div aria-live="polite">
        {isRunning && found.value ? (
          <Progress found={found.value} nameOf={deviceName} />
        ) : (
          shown && <Progress found={shown} nameOf={deviceName} />
        )}
      </div>
      {shown ? (
        <Results found={shown} />
      ) : (
        found.value && <p class="part-caption">{t(words.otherBatch, { batch: formatInteger(batch, locale.value) })}</p>
      )}
    </section>
  );
}

/** A measurement of the result that was shown before would go on unseen, and in the way of the run that took its place. */
function useEndOfOthers(fold: HardwareProps["fold"]): void {
  const last = useRef(fold);
  useEffect(() => {
    if (last.current !== fold) keptOf(last.current).cancel();
    last.current = fold;
  }, [fold]);
}

/** The code that looks a link up, and that which makes what is published of a run, come with the first question. */
async function lookUp(text: string, { fold, experiment, data }: HardwareProps): Promise<EdgeLink> {
  const [{ linkOf }, { hardware }] = await Promise.all([
    import("../elsewhere/edge.ts"),
    import("../../../../shared/labs/inference/hardware/lab.ts"),
  ]);
  return linkOf(text, hardware, { fold, params: knownParams(experiment.params), data });
}

function Results({ found }: { readonly found: Found<DeviceName> }) {
  const reference = found.spots.find(({ answer }) => answer !== undefined)?.answer;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={t(words.elsewhereResults)}>
      <table class="hardware-table">
        <thead>
          <tr>
            <th scope="col">{t(words.device)}</th>
            <th scope="col" class="number">
              p50
            </th>
            <th scope="col" class="number">
              p95
            </th>
            <th scope="col" class="number">
              {t(words.perSecond)}
            </th>
            <th scope="col">{t(words.answers)}</th>
          </tr>
        </thead>
        <tbody>
          {found.spots.map((one) => (
            <Result key={one.id} {...one} batch={found.batch} reference={reference} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ResultProps = FoundSpot<DeviceName> & { readonly batch: number; readonly reference: Float32Array | undefined };

function Result({ id, rounds, answer, absent, adapter, batch, reference }: ResultProps) {
  const spread = spreadOf(rounds);
  const name = withAdapter(deviceName(id), adapter);
  if (absent)
    return (
      <tr>
        <th scope="row">{name}</th>
        <td colSpan={4}>{absenceSaid(absent)}</td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{spread ? formatTime(spread.p50) : "…"}</td>
      <td class="number">{spread ? formatTime(spread.p95) : "…"}</td>
      <td class="number">{spread ? formatRate((1000 * batch) / spread.p50) : "…"}</td>
      <td>{answer && reference ? answersSaid(id, mostApart([answer], [reference])) : "…"}</td>
    </tr>
  );
}

/** Floats must agree within the order of sums; integers are another net, and say by how much. */
function answersSaid(place: DeviceName, difference: number): string {
  const value = formatSignificant(difference, locale.value);
  if (place === "wasm") return t(words.reference);
  if (formatOf(place) === "int8") return t(words.apart, { value });
  return difference <= FLOAT_TOLERANCE ? t(words.equal, { value }) : t(words.unequal, { value });
}
