import { t } from "../i18n/locale.ts";
import type { Opened } from "./opened.ts";
import { words } from "./words.ts";

interface ModelHelpProps {
  readonly link: string;
  readonly model: NonNullable<Opened["model"]>;
}

/** How a script asks the published model. */
export function ModelHelp({ link }: ModelHelpProps) {
  const address = `${location.origin}/api/x/${link}`;
  return (
    <details class="model-help">
      <summary>{t(words.api)}</summary>
      <p class="soft small">{t(words.apiAbout)}</p>
      <pre>{`curl "${address}/sample?seed=1&n=4"`}</pre>
    </details>
  );
}
