import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { FLOAT_TOLERANCE } from "../../../../../shared/labs/inference/hardware/apart.ts";
import { ELSEWHERE, type Elsewhere, formatOf } from "../../../../../shared/labs/inference/hardware/devices.ts";
import { spreadOf } from "../../../../../shared/labs/inference/hardware/timing.ts";
import { samplesOf } from "../../../../../shared/labs/inference/picture-net.ts";
import { rowsAsFloats } from "../../../../../shared/labs/nets/rows.ts";
import { trainedWeights } from "../../../../../shared/labs/nets/weights.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import { deviceName, formatRate, formatTime, type HardwareProps, useChain } from "../state.ts";
import { words } from "../words.ts";
import { edgeUrl, publishedId } from "./edge.ts";
import { type Found, type FoundPlace, measureElsewhere } from "./measurement.ts";
import type { Order, Place } from "./protocol.ts";

interface PanelProps extends HardwareProps {
  readonly batch: number;
  onFound(found: Found | null): void;
}

/** Rounds of a measurement on request. */
const ROUNDS = 25;
const CHOSEN: readonly Elsewhere[] = ["relaxed", "tfjs-wasm"];

/** Further devices, whose code comes only with the press: relaxed SIMD, our own shaders, tensorflow.js, and the edge. */
export function ElsewherePanel(props: PanelProps) {
  const chosen = useSignal<readonly Elsewhere[]>(CHOSEN);
  const link = useSignal(publishedId());
  const found = useSignal<Found | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const chain = useChain(props);
  const { fold, batch, onFound } = props;
  useEffect(() => () => stop.current?.(), []);
  const weights = trainedWeights(fold);
  const file = fold.output("quantise")?.file?.values as Uint8Array | undefined;
  const isReady = chain && weights && file && props.data;
  const isRunning = found.value !== null && !found.value.isOver;
  const hear = (next: Found | null) => {
    found.value = next;
    onFound(next);
  };
  const start = () => {
    if (!isReady) return;
    const samples = samplesOf(props.experiment.params, props.data);
    const pictures = samples.test.length > 0 ? samples.test : samples.train;
    const edge = edgeUrl(link.value);
    const order: Order = {
      chain,
      weights,
      file: file.slice(),
      rows: rowsAsFloats(
        samples,
        Uint32Array.from({ length: batch }, (_, n) => pictures[n % pictures.length]),
      ),
      batch,
      places: ELSEWHERE.filter((place) => chosen.value.includes(place) && (place !== "edge" || edge)),
      rounds: ROUNDS,
      ...(edge && { edge }),
    };
    stop.current?.();
    stop.current = measureElsewhere(order, hear);
  };
  const cancel = () => {
    stop.current?.();
    if (found.value) hear({ ...found.value, isOver: true, opening: null });
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
        {chosen.value.includes("edge") && (
          <label class="part-control">
            {t(words.link)}
            <input
              type="text"
              spellcheck={false}
              autocomplete="off"
              value={link.value}
              onInput={(event) => {
                link.value = event.currentTarget.value;
              }}
            />
          </label>
        )}
        <button type="button" data-act="elsewhere" disabled={!isReady} onClick={isRunning ? cancel : start}>
          {t(isRunning ? words.cancel : words.measure)}
        </button>
      </div>
      {chosen.value.includes("edge") && !edgeUrl(link.value) && <p class="part-caption">{t(words.noLink)}</p>}
      {!isReady && <p class="part-caption">{t(words.runFirst)}</p>}
      <div aria-live="polite">{found.value && <Progress found={found.value} />}</div>
      {found.value && <Results found={found.value} />}
    </section>
  );
}

function Progress({ found: { done, of, opening, isOver } }: { readonly found: Found }) {
  const said = isOver
    ? t(words.over, { done: formatInteger(done, locale.value) })
    : opening
      ? t(words.opening, { name: deviceName(opening) })
      : t(words.roundOf, { done: formatInteger(done, locale.value), of: formatInteger(of, locale.value) });
  return (
    <p class="part-caption">
      {said} {!isOver && <progress value={done} max={of} aria-label={said} />}
    </p>
  );
}

function Results({ found }: { readonly found: Found }) {
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
          {found.places.map((one) => (
            <Result key={one.place} {...one} batch={found.batch} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Result({ place, rounds, difference, absent, about, batch }: FoundPlace & { readonly batch: number }) {
  const spread = spreadOf(rounds);
  const name = about ? `${deviceName(place)} (${about})` : deviceName(place);
  if (absent)
    return (
      <tr>
        <th scope="row">{name}</th>
        <td colSpan={4}>
          {t(words[`absent.${absent.why}`])} <span class="soft">{absent.said}</span>
        </td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{spread ? formatTime(spread.p50) : "…"}</td>
      <td class="number">{spread ? formatTime(spread.p95) : "…"}</td>
      <td class="number">{spread ? formatRate((1000 * batch) / spread.p50) : "…"}</td>
      <td>{difference === undefined ? "…" : answersSaid(place, difference)}</td>
    </tr>
  );
}

/** Floats must agree within the order of sums; integers are another net, and say by how much. */
function answersSaid(place: Place, difference: number): string {
  const value = formatNumber(difference, locale.value, 2);
  if (place === "wasm") return t(words.reference);
  if (formatOf(place) === "int8") return t(words.apart, { value });
  return difference <= FLOAT_TOLERANCE ? t(words.equal, { value }) : t(words.unequal, { value });
}
