import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/app.ts";
import { explain } from "../../i18n/explain.ts";
import { t } from "../../i18n/locale.ts";
import { isExpert, withExpert } from "../expert.ts";
import { Unknown } from "../message.tsx";
import { navigate } from "../router.ts";
import { readLink } from "./read-link.ts";

/** A hash link at the home address: redirects to the page of its lab. */
export function LinkPage({ link }: { readonly link: string }) {
  const failed = useSignal<unknown>(undefined);
  useEffect(() => {
    readLink(link).then(
      ({ experiment }) =>
        navigate(withExpert(`/lab/${encodeURIComponent(experiment.lab)}${link}`, isExpert(location.search)), "replace"),
      (error) => {
        failed.value = error;
      },
    );
  }, [link, failed]);
  if (failed.value !== undefined) return <Unknown title={explain(failed.value)} />;
  return <p class="loading soft">{t(words.loading)}</p>;
}
