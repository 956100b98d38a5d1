/** What the gallery is asked by an address, checked before any weights are touched. */
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { type Asked, type GalleryCard, type Whole, wholeOf, workOf } from "../../shared/gallery/index.ts";

/** Throws an ExperimentError for what does not fit the model, and for what would cost more than a request may. */
export function checkedQuestion(card: GalleryCard, asked: Asked): Whole {
  const whole = wholeOf(card, asked);
  const { multiplyAdds } = limits.inference;
  if (workOf(card, asked) <= multiplyAdds) return whole;
  const most = Math.floor(multiplyAdds / workOf(card, { ...asked, n: 1 }));
  if (most >= 1) throw tooMuch("n", "too-many-rows", whole.n, most, `for ${card.id}`);
  // Of texts a step costs more the longer they are: what is said to fit is what does.
  let [fits, beyond] = [0, whole.steps];
  while (beyond - fits > 1) {
    const steps = (fits + beyond) >> 1;
    if (workOf(card, { ...asked, n: 1, steps }) <= multiplyAdds) fits = steps;
    else beyond = steps;
  }
  throw tooMuch("steps", "out-of-range", whole.steps, fits, `in one request for ${card.id}`);
}

function tooMuch(path: string, code: string, value: number, max: number, of: string): ExperimentError {
  return new ExperimentError(path, code, `${path}: ${value} (must be 1 to ${max} ${of})`, { value, min: 1, max });
}
