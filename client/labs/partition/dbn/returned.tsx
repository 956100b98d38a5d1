import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { blockOf } from "../../parts/matrix.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** Rows that were held out, and what comes back of them from each depth. */
export function ReturnedView({ fold, data, locale }: ViewProps<DbnParams>) {
  const { shown, errors } = fold.output("reconstruct") ?? {};
  if (!shown || !errors) return <p class="part-caption">{t(words.afterTraining)}</p>;
  const [kinds, , visible] = shown.shape;
  const titleOf = (depth: number) => {
    if (depth === 0) return t(words.original);
    return depth === 1 ? t(words.throughOne) : t(words.through, { depth });
  };
  return (
    <>
      {Array.from({ length: kinds }, (_, depth) => (
        <PictureRows
          key={depth}
          title={titleOf(depth)}
          note={
            depth === 0
              ? t(words.originalNote)
              : t(words.throughNote, { error: formatNumber(errors.values[depth - 1], locale, 3) })
          }
          rows={blockOf(shown, depth)}
          rowName={(n) => `${t(words.sample)} ${n + 1}`}
          shape={shapeOf(data, visible)}
          range={[0, 1]}
          height={90}
          maxScale={8}
          framed
        />
      ))}
      <p class="part-caption">{t(words.returnedNote)}</p>
    </>
  );
}
