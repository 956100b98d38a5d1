import { useEffect, useMemo } from "preact/hooks";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import type { Samples } from "../../../../shared/gallery/samples.ts";
import { samplesIn } from "../../../../shared/labs/generative/sampler/arrays.ts";
import { askedBy, cardOf, checkAsked } from "../../../../shared/labs/generative/sampler/asked.ts";
import type { SamplerParams } from "../../../../shared/labs/generative/sampler/fields.ts";
import type { ViewProps } from "../../view.ts";
import { type Drawn, type Failed, useDrawn } from "./drawing.ts";
import type { Order } from "./protocol.ts";

export type SamplerProps = ViewProps<SamplerParams>;

/** What is asked for now: by the form, where the view shows it; else by what was run. */
export interface Now {
  readonly params: SamplerParams;
  readonly seed: number;
  readonly card: GalleryCard;
  /** Without the hidden numbers where they are wrong. */
  readonly order: Order & { readonly kind: "samples" };
  /** Of what the form asks for and the model cannot do. */
  readonly wrong: ExperimentError | null;
}

export function nowOf({ draft, experiment }: Pick<SamplerProps, "draft" | "experiment">): Now {
  const { params, seed } = (draft?.experiment as typeof experiment | undefined) ?? experiment;
  const wrong = wrongOf(params);
  const asked = askedBy(wrong ? { ...params, latent: "" } : params, seed);
  return { params, seed, card: cardOf(params), order: { kind: "samples", model: params.model, asked }, wrong };
}

function wrongOf(params: SamplerParams): ExperimentError | null {
  try {
    checkAsked(params);
    return null;
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
}

/** The frame that shows the first samples that were drawn here: to be seen in the browser's profiler, and by tests. */
const FIRST = "latente.samples";

/** Pictures measure their box in one frame and are drawn in the next. */
function markFirst(): void {
  if (performance.getEntriesByName(FIRST).length > 0) return;
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(FIRST)));
}

export interface Shown {
  readonly samples: Samples | null;
  /** They are those that are asked for now. */
  readonly isNow: boolean;
  /** What texts begin with that was given. */
  readonly prefix: string;
  readonly failed: Failed | null;
  again(): void;
}

/** The samples of the form, drawn here at once; before they are there those of the run that is shown. */
export function useShown(props: SamplerProps, now: Now): Shown {
  const { fold, version, experiment, draft } = props;
  const { value, of, failed, again }: Drawn<Samples> = useDrawn(draft && !now.wrong ? now.order : null);
  // The same object while they are the same: whoever works on them would begin anew with every picture.
  const isDrawn = fold.done("sample") > 0;
  const ofRun = useMemo(() => (isDrawn ? samplesIn(fold.output("sample")) : undefined), [fold, version, isDrawn]);
  const isAsked = draft === undefined || (of !== null && JSON.stringify(of) === JSON.stringify(now.order));
  const isNow = isAsked && !now.wrong;
  const isOther = of !== null && of.model !== now.params.model;
  useEffect(() => {
    if (value) markFirst();
  }, [value]);
  if (value && of && !isOther)
    return { samples: value, isNow, prefix: (of.kind === "samples" && of.asked.prefix) || "", failed, again };
  const fits = experiment.params.model === now.params.model;
  return {
    samples: (fits && ofRun) || null,
    isNow: isNow && fits,
    prefix: experiment.params.prefix,
    failed,
    again,
  };
}
