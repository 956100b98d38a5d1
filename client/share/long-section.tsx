import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { encodeLink, linkClass } from "../../shared/experiment/link.ts";
import { expert, withExpert } from "../app/expert.ts";
import { locale, t } from "../i18n/locale.ts";
import { formatInteger } from "../i18n/numbers.ts";
import { CopyField } from "./copy.tsx";
import { words } from "./words.ts";

/** The link that carries the experiment itself, with its size and what can be done with one of that size. */
export function LongSection({ experiment }: { readonly experiment: Experiment }) {
  const hash = useSignal<string | null>(null);
  useEffect(() => {
    let here = true;
    void encodeLink(experiment).then((link) => {
      if (here) hash.value = link;
    });
    return () => {
      here = false;
    };
  }, [experiment, hash]);
  if (hash.value === null) return null;
  const path = `/lab/${encodeURIComponent(experiment.lab)}${hash.value}`;
  const address = withExpert(location.origin + path, expert.value);
  const size = linkClass(address.length);
  const text = { anywhere: words.sizeAnywhere, long: words.sizeLong, "too-long": words.sizeTooLong }[size];
  return (
    <section class="share-section">
      <h3>{t(words.longTitle)}</h3>
      <p class="soft">{t(words.longAbout)}</p>
      {size !== "too-long" && <CopyField label={t(words.longAddress)} value={address} />}
      <p class={`small link-size ${size}`}>{t(text, { size: formatInteger(address.length, locale.value) })}</p>
    </section>
  );
}
