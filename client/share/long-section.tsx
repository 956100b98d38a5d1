import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Envelope } from "../../shared/experiment/envelope.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { encodeLink } from "../../shared/experiment/link.ts";
import { linkClass } from "../../shared/experiment/link-class.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { expert, withExpert } from "../app/expert.ts";
import { locale, t } from "../i18n/locale.ts";
import { formatInteger } from "../i18n/numbers.ts";
import { CopyField } from "./copy.tsx";
import { explainEdge } from "./explain.ts";
import { words } from "./words.ts";

interface LongSectionProps {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly envelope: Envelope | null;
}

/** The link that carries the experiment itself, with its size and what can be done with one of that size. */
export function LongSection({ lab, experiment, envelope }: LongSectionProps) {
  const hash = useSignal<string | null>(null);
  const failed = useSignal<unknown>(undefined);
  useEffect(() => {
    let here = true;
    encodeLink(writtenExperiment(lab, experiment), envelope ?? undefined).then(
      (link) => {
        if (!here) return;
        hash.value = link;
        failed.value = undefined;
      },
      (error) => {
        if (here) failed.value = error;
      },
    );
    return () => {
      here = false;
    };
  }, [lab, experiment, envelope]);
  if (failed.value !== undefined) return <Unlinkable error={failed.value} />;
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

/** An experiment that no address can hold, because of its document. */
function Unlinkable({ error }: { readonly error: unknown }) {
  return (
    <section class="share-section">
      <h3>{t(words.longTitle)}</h3>
      <p class="small link-size too-long">{explainEdge(error)}</p>
    </section>
  );
}
