import { useMemo } from "preact/hooks";
import type { Table } from "../../../shared/data/table.ts";
import { heldOutRow, unitsOf } from "../../../shared/labs/autoencoders/held-out.ts";
import { t } from "../../i18n/locale.ts";
import { words as back } from "../parts/back-words.ts";
import { ByHand, useHand } from "../parts/by-hand.tsx";
import { kindOfRows, shapeOf } from "../parts/table.ts";
import { type AutoencoderProps, useNet, usePca } from "./state.ts";
import { withNet } from "./with-net.tsx";
import { words } from "./words.ts";

/** A row drawn or set by hand, and how the net and PCA reconstruct it. */
export const DrawView = withNet((props: AutoencoderProps) => {
  const { data } = props;
  if (!data) return <p class="part-caption">{t(words.noData)}</p>;
  const { width, height } = shapeOf(data, data.columns);
  return <Draw key={`${width} ${height}`} {...props} data={data} />;
});

function Draw(props: AutoencoderProps & { readonly data: Table }) {
  const { data, experiment } = props;
  const { params } = experiment;
  const units = useMemo(() => unitsOf(data, params), [data, params]);
  const hand = useHand(data, (index) => heldOutRow(data, params, index), units);
  const { rows } = useNet(props, "reconstruct", hand.rows, hand.key);
  const { rows: pca } = usePca(props, hand.rows, hand.key);
  const kind = kindOfRows(data);
  return (
    <>
      <ByHand
        title={t(kind === "pictures" ? words.drawn : back.yourRow)}
        hand={hand}
        answers={[
          { title: t(words.drawnBack), rows },
          { title: t(words.pca), rows: pca },
        ]}
      />
      <p class="part-caption">{t({ pictures: words.drawnNote, lines: back.lineNote, table: words.setNote }[kind])}</p>
    </>
  );
}
