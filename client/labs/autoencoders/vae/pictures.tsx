import { useMemo } from "preact/hooks";
import { heldOutRows } from "../../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { t } from "../../../i18n/locale.ts";
import { Compared } from "../../parts/compared.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { shapeOf } from "../../parts/table.ts";
import { isHere, useNet } from "../state.ts";
import { words } from "../words.ts";
import { codesOf, keyOf, type VaeProps } from "./state.tsx";

/** Held-out rows, and what the decoder makes of the means of their posteriors. */
export function PicturesView(props: VaeProps) {
  const { data, experiment, fold } = props;
  const rows = useMemo(() => (data ? heldOutRows(data, experiment.params, shownRows) : null), [data, experiment]);
  const codes = codesOf(props, shownRows);
  const back = useNet(props, "decode", codes, `shown ${codes ? keyOf(codes.values.subarray(0, 8)) : ""}`);
  const originals = rows ?? fold.snapshot("train")?.originals;
  if (!originals) return <p class="part-caption">{t(nets.notYet)}</p>;
  const shown = [
    { label: t(words.rowIn), rows: originals },
    ...(isHere(back) ? [{ label: t(words.rowOut), rows: back.rows }] : []),
  ];
  const shape = shapeOf(data, originals.shape[1]);
  return <Compared title={t(words.pictures)} note={t(words.picturesNote)} rows={shown} shape={shape} />;
}
