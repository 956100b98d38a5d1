import type { FunctionComponent } from "preact";
import { t } from "../../i18n/locale.ts";
import { words as nets } from "../parts/net-words.ts";
import { NotKept } from "../parts/not-kept.tsx";
import { type AutoencoderProps, lacksNet, netOf } from "./state.ts";

/** A view that asks the newest net; in its place what is said where there is none, or none yet. */
export function withNet<Props extends AutoencoderProps>(View: FunctionComponent<Props>) {
  return function WithNet(props: Props) {
    if (lacksNet(props)) return <NotKept />;
    return netOf(props) ? <View {...props} /> : <p class="part-caption">{t(nets.notYet)}</p>;
  };
}
