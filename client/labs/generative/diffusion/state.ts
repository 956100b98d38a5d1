import type { DiffusionParams } from "../../../../shared/labs/generative/diffusion/fields.ts";
import type { ViewProps } from "../../view.ts";

export type DiffusionProps = ViewProps<DiffusionParams>;
