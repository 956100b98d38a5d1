import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { t } from "../../../i18n/locale.ts";
import type { ViewProps } from "../../view.ts";
import { NetBands } from "./bands.tsx";
import { words } from "./words.ts";

export function LossesView(props: ViewProps<DbnParams>) {
  return <NetBands {...props} record="testLoss" title={t(words.loss)} note={t(words.lossNote)} y={t(words.nats)} />;
}
