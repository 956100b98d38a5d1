import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { heldOutRows, wayBetween } from "../../../../shared/labs/autoencoders/autoencoder/held-out.ts";
import { t } from "../../../i18n/locale.ts";
import { Compared } from "../../parts/compared.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { shapeOf } from "../../parts/table.ts";
import { type AutoencoderProps, lacksNet, netOf, useNet } from "./state.ts";
import { words } from "./words.ts";

const stops = 7;
const pool = 60;

/** From one held-out picture to another: once between their pixels, once between their codes. */
export function BetweenView(props: AutoencoderProps) {
  const { data, experiment } = props;
  const pair = useSignal(0);
  const rows = useMemo(() => (data ? heldOutRows(data, experiment.params, pool) : null), [data, experiment]);
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
  const codes = useNet(props, "encode", ends, String(pair.value));
  const path = useMemo(() => (codes ? wayBetween(codes, stops) : null), [codes]);
  const decoded = useNet(props, "decode", path, `${pair.value} ${path ? path.values.slice(0, 4).join(" ") : ""}`);
  if (lacksNet(props)) return <NotKept />;
  if (!netOf(props) || !ends) return <p class="part-caption">{t(words.later)}</p>;
  const ways = [
    { label: t(words.betweenPixels), rows: wayBetween(ends, stops) },
    ...(decoded ? [{ label: t(words.betweenCodes), rows: decoded }] : []),
  ];
  return (
    <>
      <Compared title={t(words.between)} note={t(words.betweenNote)} rows={ways} shape={shapeOf(data, columns)} all />
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
