import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { heldOutClasses } from "../../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { combined, meanCodes, pick } from "../../../../shared/labs/nets/codes.ts";
import { t } from "../../../i18n/locale.ts";
import { CodeSum } from "../../parts/code-sum.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { classNames, shapeOf } from "../../parts/table.ts";
import { lacksDecoder, useNet } from "../state.ts";
import { words as family } from "../words.ts";
import { codesOf, keyOf, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

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
  return (
    <CodeSum
      title={t(words.arithmetic)}
      note={t(words.arithmeticNote)}
      rows={rows}
      shape={shapeOf(data, rows.shape[1])}
      names={names}
      chosen={chosen}
    />
  );
}
