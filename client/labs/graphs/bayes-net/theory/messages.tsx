import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { ExperimentError } from "../../../../../shared/experiment/errors.ts";
import { explain } from "../../../../i18n/explain.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import { Select } from "../../../parts/select.tsx";
import { Slider } from "../../../parts/slider.tsx";
import { shownOf } from "../../messages/course.ts";
import { Messages } from "../../messages/messages.tsx";
import { say } from "../../messages/say.ts";
import { type BayesNetProps, useSubject } from "../asked.ts";
import { pressed } from "../known.ts";
import { words } from "../words.ts";

const PRODUCTS = ["sum-product", "max-product"] as const;
const SCHEDULES = ["sweeps", "flooding", "residual"] as const;

/** Belief propagation on the network as it is, message by message: exact on a tree, an approximation where messages can come back. */
export function MessagesView(props: BayesNetProps) {
  const { document, params } = useSubject(props);
  const product = useSignal(0);
  const schedule = useSignal(0);
  const damping = useSignal(0);
  const { evidence, soft, softKind, do: set } = params;
  const made = useMemo(() => {
    if (!document) return {};
    try {
      return { shown: shownOf(document, { evidence, soft, softKind, do: set }) };
    } catch (error) {
      if (error instanceof ExperimentError) return { error };
      throw error;
    }
  }, [document, evidence, soft, softKind, set, locale.value]);
  const asked = useMemo(
    () => ({
      ...{ evidence, soft, softKind, do: set, damping: damping.value, rounds: 50, tolerance: 1e-9 },
      algorithm: PRODUCTS[product.value],
      schedule: SCHEDULES[schedule.value],
    }),
    [evidence, soft, softKind, set, product.value, schedule.value, damping.value],
  );
  if (!document) return <p class="part-caption">{t(words.noNet)}</p>;
  if (!made.shown) return <p class="part-warning">{explain(made.error, namesIn(document).text)}</p>;
  const press = (node: string, state: string) => props.propose(pressed(params, node, "evidence", state));
  return (
    <>
      <div class="part-controls">
        <Select
          act="product"
          label={t(words.product)}
          names={[t(words.sums), t(words.maxima)]}
          value={product.value}
          onChoose={(one) => (product.value = one)}
        />
        <Select
          act="schedule"
          label={t(words.messageOrder)}
          names={SCHEDULES.map((one) => t(words[one]))}
          value={schedule.value}
          onChoose={(one) => (schedule.value = one)}
        />
        <Slider
          label={t(words.damping)}
          max={0.9}
          step={0.1}
          value={damping.value}
          said={say(damping.value)}
          onMove={(value) => (damping.value = value)}
        />
      </div>
      <Messages
        {...made.shown}
        {...{ document, evidence, params: asked, ask: props.ask }}
        ran={undefined}
        onPress={press}
      />
    </>
  );
}
