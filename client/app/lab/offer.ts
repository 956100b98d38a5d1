import type { Localized } from "../../../shared/text.ts";
import { words } from "../../i18n/lab.ts";
import type { ResumeOffer } from "../../run/session.ts";

/** What the page says about a run that was cut short, and the label of the button that resumes it. */
export function offerWords({ goesOn }: Pick<ResumeOffer, "goesOn">): {
  readonly about: Localized;
  readonly take: Localized;
} {
  if (goesOn) return { about: words.interrupted, take: words.goOn };
  return { about: words.interruptedBefore, take: words.runAgain };
}
