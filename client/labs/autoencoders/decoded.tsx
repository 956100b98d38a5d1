import type { ComponentChildren } from "preact";
import type { NDArray } from "../../../shared/arrays.ts";
import { t } from "../../i18n/locale.ts";
import type { PictureShape } from "../../views/pixels.ts";
import { useLast } from "../parts/last.ts";
import { words as nets } from "../parts/net-words.ts";
import { NotKept } from "../parts/not-kept.tsx";
import { shapeOf } from "../parts/table.ts";
import { type AutoencoderProps, decoderOf, lacksDecoder, useNet } from "./state.ts";

interface DecodedProps {
  /** The view that shows them. */
  readonly of: AutoencoderProps;
  /** Null where none are known yet. */
  readonly codes: NDArray<Float32Array> | null;
  /** Changes with them. */
  readonly name: string;
  children(pictures: NDArray, shape: PictureShape): ComponentChildren;
}

/** What the newest decoder makes of codes, as its children draw it; in its place what is said where there is none, or none yet. */
export function Decoded({ of: props, codes, name, children }: DecodedProps) {
  const { rows } = useNet(props, "decode", codes, name);
  const had = useLast(decoderOf(props) && true, props.data?.columns);
  if (lacksDecoder(props)) return <NotKept />;
  if (!had || !codes || !rows) return <p class="part-caption">{t(nets.notYet)}</p>;
  return <>{children(rows, shapeOf(props.data, rows.shape[1]))}</>;
}
