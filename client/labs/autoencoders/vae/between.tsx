import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { heldOutRows, wayBetween } from "../../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { pick } from "../../../../shared/labs/autoencoders/vae/codes.ts";
import { t } from "../../../i18n/locale.ts";
import { Compared } from "../../parts/compared.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { shapeOf } from "../../parts/table.ts";
import { Ends } from "../between.tsx";
import { lacksDecoder, useNet } from "../state.ts";
import { words as family } from "../words.ts";
import { codesOf, keyOf, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

const STOPS = 9;

/** From one held-out row to another, by the straight line between their values, and between their codes. */
export function BetweenView(props: VaeProps) {
  const { data, experiment } = props;
  const pair = useSignal<readonly [from: number, to: number]>([0, 1]);
  const rows = useMemo(() => (data ? heldOutRows(data, experiment.params, shownRows) : null), [data, experiment]);
  const codes = codesOf(props, shownRows);
  const way = (all: NDArray) => wayBetween(pick(all, pair.value), STOPS);
  const path = codes && way(codes);
  const decoded = useNet(props, "decode", path, path ? `between ${keyOf(path.values)}` : "");
  if (lacksDecoder(props)) return <NotKept />;
  if (!codes) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!rows) return <p class="part-caption">{t(family.noData)}</p>;
  if (rows.shape[0] < 2) return <p class="part-caption">{t(family.twoHeldOut)}</p>;
  const [from, to] = pair.value;
  const shape = shapeOf(data, rows.shape[1]);
  const ways = [
    { label: t(family.betweenPixels), rows: way(rows) },
    { label: t(family.betweenCodes), rows: decoded.rows },
  ];
  return (
    <>
      <div class="part-pair" data-act="pair">
        <Ends
          label={t(family.from)}
          title={t(family.pickFrom)}
          rows={rows}
          shape={shape}
          chosen={from}
          onChoose={(n) => (pair.value = [n, to])}
        />
        <Ends
          label={t(family.to)}
          title={t(family.pickTo)}
          rows={rows}
          shape={shape}
          chosen={to}
          onChoose={(n) => (pair.value = [from, n])}
        />
      </div>
      <Compared title={t(family.between)} note={t(words.betweenNote)} rows={ways} shape={shape} all />
    </>
  );
}
