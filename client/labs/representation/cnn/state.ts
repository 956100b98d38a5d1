import { samplesOf } from "../../../../shared/labs/representation/cnn/data.ts";
import { type CnnParams, taskParams } from "../../../../shared/labs/representation/cnn/fields.ts";
import type { PictureNet } from "../../parts/picture-net.tsx";
import type { ViewProps } from "../../view.ts";

export type CnnProps = ViewProps<CnnParams>;

export const net: PictureNet<CnnParams> = {
  samplesOf,
  taskParams,
  layersOf: ({ channels, dense }) => channels.length + dense.length + 1,
};
