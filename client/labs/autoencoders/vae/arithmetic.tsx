import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { heldOutClasses } from "../../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { combined, meanCodes, pick } from "../../../../shared/labs/nets/codes.ts";
import { t } from "../../../i18n/locale.ts";
import { CodeSum } from "../../parts/code-sum.tsx";
import { useLast } from "../../parts/last.ts";
import { classNames } from "../../parts/table.ts";
import { Decoded } from "../decoded.tsx";
import { words as family } from "../words.ts";
import { codesOf, keyOf, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** Codes added and subtracted: of classes, the means of their codes, or of single rows. */
export function ArithmeticView(props: VaeProps) {
  const { data, experiment } = props;
  const chosen = useSignal<readonly number[]>([0, 1, 2]);
  const codes = useLast(codesOf(props, Number.POSITIVE_INFINITY), experiment.params.latent) ?? null;
  const count = codes?.shape[0] ?? 0;
  const labels = useMemo(() => data && heldOutClasses(data, experiment.params, count), [data, experiment, count]);
  const means = codes && labels ? meanCodes(codes, labels) : [];
  const singles = Array.from({ length: Math.min(shownRows, count) }, (_, n) => n);
  const codeOf = (k: number) => means[k]?.mean ?? (codes ? Array.from(pick(codes, [k - means.length]).values) : []);
  const sum = codes && combined(chosen.value.map(codeOf));
  const classes = data ? classNames(experiment.data, data) : [];
  const names = [
    ...means.map(({ label }) => t(words.meanOf, { name: classes[label] ?? String(label) })),
    ...singles.map((n) => `${t(family.row)} ${n + 1}`),
  ];
  return (
    <Decoded of={props} codes={sum} name={sum ? `sum ${keyOf(sum.values)}` : ""}>
      {(rows, shape) => (
        <CodeSum
          title={t(words.arithmetic)}
          note={t(words.arithmeticNote)}
          rows={rows}
          shape={shape}
          names={names}
          chosen={chosen}
        />
      )}
    </Decoded>
  );
}
