import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { heldOutClasses } from "../../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { combined, meanCodes, pick } from "../../../../shared/labs/autoencoders/vae/codes.ts";
import { t } from "../../../i18n/locale.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import { classNames, shapeOf } from "../../parts/table.ts";
import { lacksDecoder, useNet } from "../state.ts";
import { words as family } from "../words.ts";
import { codesOf, keyOf, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

const TERMS = ["a", "b", "c"] as const;
/** CSS pixels of a picture. */
const SIDE = 140;

/** Codes added and subtracted: of classes, the means of their codes, or of single rows. */
export function ArithmeticView(props: VaeProps) {
  const { data, experiment } = props;
  const chosen = useSignal<readonly number[]>([0, 1, 2]);
  const codes = codesOf(props, Number.POSITIVE_INFINITY);
  const count = codes?.shape[0] ?? 0;
  const labels = useMemo(() => data && heldOutClasses(data, experiment.params, count), [data, experiment, count]);
  const means = codes && labels ? meanCodes(codes, labels) : [];
  const singles = Array.from({ length: Math.min(shownRows, count) }, (_, n) => n);
  const codeOf = (k: number) => means[k]?.mean ?? (codes ? Array.from(pick(codes, [k - means.length]).values) : []);
  const sum = codes && combined(chosen.value.map(codeOf));
  const { rows } = useNet(props, "decode", sum, sum ? `sum ${keyOf(sum.values)}` : "");
  if (lacksDecoder(props)) return <NotKept />;
  if (!codes || !rows) return <p class="part-caption">{t(nets.notYet)}</p>;
  const classes = data ? classNames(experiment.data, data) : [];
  const names = [
    ...means.map(({ label }) => t(words.meanOf, { name: classes[label] ?? String(label) })),
    ...singles.map((n) => `${t(family.row)} ${n + 1}`),
  ];
  const shape = shapeOf(data, rows.shape[1]);
  return (
    <PictureRows
      title={t(words.arithmetic)}
      note={t(words.arithmeticNote)}
      rows={rows}
      rowName={(n) => TERMS[n] ?? "a − b + c"}
      shape={shape}
      columns={4}
      gap={12}
      {...(shape.height > 1 ? { range: [0, 1] as const } : { map: "diverging" as const })}
      maxScale={scaleFor(shape, SIDE)}
      above={
        <div class="part-controls" data-act="terms">
          {TERMS.map((label, at) => (
            <Select
              key={label}
              label={label}
              names={names}
              value={Math.min(chosen.value[at], names.length - 1)}
              onChoose={(k) => (chosen.value = chosen.value.map((own, i) => (i === at ? k : own)))}
            />
          ))}
        </div>
      }
    />
  );
}
