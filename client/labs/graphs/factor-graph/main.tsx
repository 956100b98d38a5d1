import { useMemo, useRef } from "preact/hooks";
import { courseOfRun } from "../../../../shared/labs/graphs/messages/frames.ts";
import { t } from "../../../i18n/locale.ts";
import { pressed } from "../evidence.ts";
import { Messages } from "../messages/messages.tsx";
import { Topic } from "../messages/topic.tsx";
import { Trouble } from "../trouble.tsx";
import { type Props, type Ready, useReady, useSubject } from "./use-net.ts";
import { ValuesTopic } from "./values.tsx";
import { words } from "./words.ts";

/** The main view: messages one by one on the graph of the form; of a deterministic graph its values. */
export function MainView(props: Props) {
  const { fold, version, ask, propose } = props;
  const subject = useSubject(props);
  const ready = useReady(subject);
  const { params, isRun } = subject;
  const { evidence } = params;
  const ran = useMemo(() => (isRun && fold.tasks.length > 0 ? courseOfRun(fold) : undefined), [isRun, fold, version]);
  const good = useRef<Ready>({});
  if (!ready.error) good.current = ready;
  const { values, messages } = good.current;
  const wrong = ready.error && (
    <Trouble error={ready.error} document={subject.document} cures={[]} onForget={undefined} />
  );
  if (values)
    return (
      <>
        {wrong}
        <ValuesTopic {...values} given={wrong ? undefined : params.values} propose={propose} />
      </>
    );
  if (!messages) return wrong ?? <p class="part-caption">{t(words.noGraph)}</p>;
  if (wrong)
    return (
      <>
        {wrong}
        <Topic {...messages} {...nothing} isSum evidence={evidence} />
      </>
    );
  const press = (node: string, state: string) => propose({ evidence: pressed(evidence, node, state) });
  return <Messages {...messages} {...{ ask, params, ran, evidence }} onPress={press} />;
}

/** Of a graph that is not that of the form. */
const nothing = {
  believed: undefined,
  right: undefined,
  moment: { frames: [], sent: 0 },
  columns: () => [],
  onPress: undefined,
  children: null,
} as const;
