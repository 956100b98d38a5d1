import { readOwn } from "../../../../shared/labs/monte-carlo/integration/integral/own.ts";
import { t } from "../../../i18n/locale.ts";
import { ExpressionBox, useDraft } from "../../parts/expression-box.tsx";
import type { IntegrationProps } from "./state.ts";
import { words } from "./words.ts";

/** The integrand as text: read while it is typed. */
export function OwnBox({ experiment: { params }, propose }: IntegrationProps) {
  const draft = useDraft(params.integrand ?? "", (integrand) => readOwn({ ...params, integrand }), [params]);
  return <ExpressionBox act="edit" label={t(words.edit)} draft={draft} onUse={(integrand) => propose({ integrand })} />;
}
