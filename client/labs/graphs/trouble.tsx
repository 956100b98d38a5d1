import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { explain } from "../../i18n/explain.ts";
import { t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { words } from "./trouble-words.ts";
import "../parts/parts.css";

/** Something that is known, and can be taken back. */
export interface Cure {
  readonly node: string;
  /** None of soft evidence. */
  readonly state?: string;
}

interface TroubleProps<C extends Cure> {
  readonly error: unknown;
  /** The graph that it is about. */
  readonly document: GraphDocument | undefined;
  readonly cures: readonly C[];
  /** Absent where nothing can be changed. */
  readonly onForget: ((cure: C) => void) | undefined;
}

/** Why there is no answer; of evidence that cannot be, each part that can be taken back. */
export function Trouble<C extends Cure>({ error, document, cures, onForget }: TroubleProps<C>) {
  const names = namesIn(document);
  const told = ({ node, state }: C) =>
    state === undefined ? names.node(node) : `${names.node(node)} = ${names.state(state)}`;
  return (
    <div class="part-warning" role="alert">
      <p>{explain(error, names.text)}</p>
      {onForget && cures.length > 0 && (
        <p class="row">
          {cures.map((cure) => (
            <button
              key={cure.node}
              type="button"
              class="small"
              onClick={(event) => {
                keepFocus(event.currentTarget);
                onForget(cure);
              }}
            >
              {t(words.forgetOne, { what: told(cure) })}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

/** The button goes with the trouble: what it stood in takes its focus. */
function keepFocus(button: HTMLElement): void {
  const home = button.closest<HTMLElement>("[data-act=graph], .stage-view, .stage-main");
  if (!home) return;
  home.tabIndex = -1;
  home.focus();
}
