import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { seriesColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { words } from "./words.ts";

/** Which colour is which class, and what the marks mean. */
export function Legend({ data }: { readonly data: Table }) {
  const classes = data.labels ? (data.classes ?? []).slice(0, 8) : [];
  return (
    <p class="part-caption mlp-legend">
      {classes.map((name, c) => (
        <span key={name}>
          <span class="mlp-dot" style={{ background: seriesColor(c) }} aria-hidden="true" /> {name}
        </span>
      ))}
      <span>
        <span class="mlp-dot full" aria-hidden="true" /> {t(nets.training)}
      </span>
      <span>
        <span class="mlp-dot hollow" aria-hidden="true" /> {t(nets.heldOut)}
      </span>
      {data.labels && <span>× {t(words.wrong)}</span>}
    </p>
  );
}
