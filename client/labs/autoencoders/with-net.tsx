import type { FunctionComponent } from "preact";
import { t } from "../../i18n/locale.ts";
import { useLast } from "../parts/last.ts";
import { words as nets } from "../parts/net-words.ts";
import { NotKept } from "../parts/not-kept.tsx";
import { type AutoencoderProps, lacksNet, netOf } from "./state.ts";

/** A view that asks the newest net; in its place what is said where there has been none since it is shown. A run that begins has none for a moment: what the hand has set stays. */
export function withNet<Props extends AutoencoderProps>(View: FunctionComponent<Props>) {
  return function WithNet(props: Props) {
    const columns = props.data?.columns ?? 0;
    const hadNet = useLast(netOf(props) && true, columns);
    if (lacksNet(props)) return <NotKept />;
    return hadNet ? <View key={columns} {...props} /> : <p class="part-caption">{t(nets.notYet)}</p>;
  };
}
