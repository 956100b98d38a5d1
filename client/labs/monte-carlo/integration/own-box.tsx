import { reading } from "../../../../shared/labs/monte-carlo/integration/integral/problem.ts";
import { t } from "../../../i18n/locale.ts";
import { CodeBox, wrongIn } from "../../../views/code-box.tsx";
import { ExpressionBox, useDraft } from "../../parts/expression-box.tsx";
import type { IntegrationProps } from "./state.ts";
import { words } from "./words.ts";

/** The integrand as text, lines that define what it names before it: read while it is typed. */
export function OwnBox({ experiment: { params }, propose }: IntegrationProps) {
  const draft = useDraft(params.integrand ?? "", (integrand) => reading.code().readOwn({ ...params, integrand }), [
    params,
  ]);
  const { text, wrong } = draft;
  const box = (describedBy: string | undefined) => (
    <CodeBox
      label={t(words.edit)}
      value={text}
      lines={[2, 8]}
      wrong={wrongIn(text, wrong)}
      isInvalid={wrong !== null}
      describedBy={describedBy}
      onType={draft.type}
    />
  );
  return (
    <ExpressionBox
      act="edit"
      label={t(words.edit)}
      draft={draft}
      box={box}
      onUse={(integrand) => propose({ integrand })}
    />
  );
}
