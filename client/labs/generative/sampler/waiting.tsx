import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { explain } from "../../../i18n/explain.ts";
import { t } from "../../../i18n/locale.ts";
import type { Drawn } from "./drawing.ts";
import { words } from "./words.ts";

/** What was asked for that the model cannot do. */
export const Wrong = ({ error }: { readonly error: ExperimentError }) => (
  <p class="part-warning" role="alert">
    {explain(error)}
  </p>
);

/** Why what was asked for does not come: because of what was asked, or of the wire. Nothing where all is well. */
export function Failure({ failed, again }: Pick<Drawn<unknown>, "failed" | "again">) {
  if (!failed) return null;
  const { wrong, message } = failed;
  if (wrong) return <Wrong error={new ExperimentError(`params.${wrong.path}`, wrong.code, message, wrong.values)} />;
  return (
    <p class="part-warning" role="alert">
      {t(words.failed)}{" "}
      <button type="button" onClick={again}>
        {t(words.again)}
      </button>
    </p>
  );
}

/** In place of what is on its way. */
export const OnItsWay = () => <p class="part-caption loading">{t(words.drawing)}</p>;

/** In place of what has not come: that it comes, or why it does not. */
export const Waiting = (drawn: Pick<Drawn<unknown>, "failed" | "again">) =>
  drawn.failed ? <Failure {...drawn} /> : <OnItsWay />;
