import { cards } from "../../../../shared/gallery/cards.ts";
import type { SamplerParams } from "../../../../shared/labs/generative/sampler/fields.ts";

type Model = Pick<SamplerParams, "model">;

const kindOf = ({ model }: Model) => cards.find(({ id }) => id === model)?.kind;

export const isDecoder = (params: Model): boolean => kindOf(params) === "decoder";
/** Its way can be watched. */
export const inSteps = (params: Model): boolean => ["rbm", "diffusion"].includes(kindOf(params) ?? "");
