import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";
import { useTitle } from "./title.ts";

/** A page that says why there is nothing here, and a link home. */
export function Unknown({ title, about }: { readonly title: string; readonly about?: string }) {
  useTitle(title);
  return (
    <div class="page-message">
      <h1>{title}</h1>
      {about && <p>{about}</p>}
      <a class="button" href="/">
        {t(words.goHome)}
      </a>
    </div>
  );
}
