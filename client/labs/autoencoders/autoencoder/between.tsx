import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import type { ViewProps } from "../../view.ts";
import { Compared } from "./compared.tsx";
import { heldOut, netOf, shapeOf, useNet } from "./state.ts";
import { words } from "./words.ts";
import "./autoencoder.css";

const stops = 7;
const pool = 60;

/** From one held-out picture to another: once between their pixels, once between their codes. */
export function BetweenView(props: ViewProps) {
  const { data, experiment } = props;
  const pair = useSignal(0);
  const rows = useMemo(() => (data ? heldOut(data, experiment, pool) : null), [data, experiment]);
  const count = rows?.shape[0] ?? 0;
  const columns = rows?.shape[1] ?? 0;
  const ends = useMemo(() => {
    if (!rows || count < 2) return null;
    const [a, b] = [(2 * pair.value) % count, (2 * pair.value + 1) % count];
    const values = new Float32Array(2 * columns);
    values.set(rows.values.subarray(a * columns, (a + 1) * columns), 0);
    values.set(rows.values.subarray(b * columns, (b + 1) * columns), columns);
    return { shape: [2, columns], values };
  }, [rows, count, columns, pair.value]);
  const codes = useNet(props, "encode", ends, String(pair.value)).answer?.rows;
  const path = useMemo(() => (codes ? mixed(codes.values as Float32Array, codes.shape[1]) : null), [codes]);
  const decoded = useNet(props, "decode", path, `${pair.value} ${path ? path.values.slice(0, 4).join(" ") : ""}`).answer
    ?.rows;
  if (!netOf(props) || !ends) return <p class="autoencoder-caption">{t(words.later)}</p>;
  const pixels = mixed(ends.values, columns);
  const shape = shapeOf(data, columns);
  const ways = [
    { label: t(words.betweenPixels), rows: pixels },
    ...(decoded ? [{ label: t(words.betweenCodes), rows: decoded }] : []),
  ];
  return (
    <>
      <Compared title={t(words.between)} note={t(words.betweenNote)} rows={ways} shape={shape} all />
      <button
        type="button"
        onClick={() => {
          pair.value++;
        }}
      >
        {t(words.otherPair)}
      </button>
    </>
  );
}

/** `stops` rows on the straight way from the first row to the second. */
function mixed(two: Float32Array, width: number) {
  const values = new Float32Array(stops * width);
  for (let k = 0; k < stops; k++) {
    const share = k / (stops - 1);
    for (let i = 0; i < width; i++) values[k * width + i] = (1 - share) * two[i] + share * two[width + i];
  }
  return { shape: [stops, width], values };
}
