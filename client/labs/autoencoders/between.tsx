import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../shared/arrays.ts";
import { heldOutRows, wayBetween } from "../../../shared/labs/autoencoders/held-out.ts";
import type { Localized } from "../../../shared/text.ts";
import { t } from "../../i18n/locale.ts";
import type { PictureShape } from "../../views/pixels.ts";
import { Compared } from "../parts/compared.tsx";
import { words as nets } from "../parts/net-words.ts";
import { NotKept } from "../parts/not-kept.tsx";
import { Offered } from "../parts/picture-rows.tsx";
import { Select } from "../parts/select.tsx";
import { shapeOf } from "../parts/table.ts";
import { type CodedProps, isHere, lacksDecoder, lacksNet, netOf, useNet, usePca } from "./state.ts";
import { words } from "./words.ts";

const stops = 9;
const pool = 20;

/** From one held-out sample to another, both chosen: between their values, between their codes of PCA, and between those of the net. */
export function BetweenView({ codes: known, note = words.betweenNote, ...props }: CodedProps & { note?: Localized }) {
  const { data, experiment } = props;
  const pair = useSignal<readonly [from: number, to: number]>([0, 1]);
  const rows = useMemo(() => (data ? heldOutRows(data, experiment.params, pool) : null), [data, experiment]);
  const [from, to] = pair.value;
  const ends = useMemo(() => rows && pairOf(rows, from, to), [rows, from, to]);
  const way = useMemo(() => (ends ? wayBetween(ends, stops) : null), [ends]);
  const asked = useNet(props, "encode", known ? null : ends, `${from} ${to}`);
  const codes = known ? { rows: pairOf(known, from, to) ?? undefined, isComing: false } : asked;
  const isLost = (known ? lacksDecoder : lacksNet)(props);
  const path = useMemo(() => (codes.rows ? wayBetween(codes.rows, stops) : null), [codes.rows]);
  const decoded = useNet(props, "decode", path, `${from} ${to} ${path ? path.values.slice(0, 4).join(" ") : ""}`);
  // PCA decodes what it encodes by a linear map: the way between two codes is that of the values, squeezed.
  const pca = usePca(props, way, `between ${from} ${to}`);
  if (!known && !netOf(props) && !isLost) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  if (rows && !way) return <p class="part-caption">{t(words.twoHeldOut)}</p>;
  if (!rows || !way) return <p class="part-caption">{t(words.noData)}</p>;
  const shape = shapeOf(data, rows.shape[1]);
  const ways = [
    { label: t(words.betweenPixels), rows: way },
    ...(isHere(pca) ? [{ label: t(words.pca), rows: pca.rows }] : []),
    ...(isHere(decoded) || codes.isComing ? [{ label: t(words.betweenCodes), rows: decoded.rows }] : []),
  ];
  const count = rows.shape[0];
  return (
    <>
      <div class="part-pair" data-act="pair">
        <Ends
          label={t(words.from)}
          title={t(words.pickFrom)}
          rows={rows}
          shape={shape}
          chosen={from}
          onChoose={(n) => (pair.value = [n, to])}
        />
        <Ends
          label={t(words.to)}
          title={t(words.pickTo)}
          rows={rows}
          shape={shape}
          chosen={to}
          onChoose={(n) => (pair.value = [from, n])}
        />
      </div>
      <Compared title={t(words.between)} note={t(note)} rows={ways} shape={shape} all />
      {isLost && <NotKept />}
      <button type="button" data-act="pair" onClick={() => (pair.value = [(from + 2) % count, (from + 3) % count])}>
        {t(words.otherPair)}
      </button>
    </>
  );
}

interface EndsProps {
  readonly label: string;
  readonly title: string;
  readonly rows: NDArray;
  readonly shape: PictureShape;
  readonly chosen: number;
  onChoose(row: number): void;
}

/** The samples to choose an end from: pictures, or numbers of rows. */
function Ends({ label, title, rows, shape, chosen, onChoose }: EndsProps) {
  const [count] = rows.shape;
  if (shape.height === 1) {
    const names = Array.from({ length: count }, (_, n) => `${t(words.row)} ${n + 1}`);
    return <Select label={label} names={names} value={chosen} onChoose={onChoose} />;
  }
  return (
    <section>
      <h2 class="part-heading">{label}</h2>
      <Offered {...{ title, rows, shape, chosen, onChoose }} columns={Math.ceil(count / 2)} />
    </section>
  );
}

/** Two of the rows; null where there is no second one. */
function pairOf({ shape: [count, columns], values }: NDArray, from: number, to: number): NDArray<Float32Array> | null {
  if (count < 2) return null;
  const row = (n: number) => values.subarray((n % count) * columns, ((n % count) + 1) * columns);
  const out = new Float32Array(2 * columns);
  out.set(row(from), 0);
  out.set(row(to), columns);
  return { shape: [2, columns], values: out };
}
