import type { FlowParams } from "../../../../shared/labs/generative/flow/fields.ts";
import type { ViewProps } from "../../view.ts";

export type FlowProps = ViewProps<FlowParams>;
