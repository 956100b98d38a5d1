import type { ApplicationParams } from "../../../../../shared/labs/generative/hmm/application-fields.ts";
import { classNames } from "../../../parts/table.ts";
import type { ViewProps } from "../../../view.ts";

export type TagProps = ViewProps<ApplicationParams>;

/** What the tags are called. */
export const tagNames = ({ experiment, data }: Pick<TagProps, "experiment" | "data">): readonly string[] =>
  data ? classNames(experiment.data, data) : [];
