import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n/locale.ts";
import type { Columns } from "../../../views/export.ts";
import { Figure } from "../../../views/figure.tsx";
import { NetDrawing } from "../net-drawing.tsx";
import type { Shown } from "./course.ts";
import { drawingOf, type Moment } from "./drawn.ts";
import { NodePanel } from "./node-panel.tsx";
import { words } from "./words.ts";

interface TopicProps extends Shown {
  /** Absent where nothing is known of it. */
  readonly believed: readonly Float64Array[] | undefined;
  /** Probabilities of all nodes, where they are known and beliefs are to be compared with them. */
  readonly right: readonly Float64Array[] | undefined;
  readonly isSum: boolean;
  /** Rounds after which messages still changed. */
  readonly unsettled?: number | undefined;
  readonly moment: Moment;
  /** State that is known, by node. */
  readonly evidence: Readonly<Record<string, string>>;
  columns(): Columns;
  /** Absent where nothing can be made known. */
  readonly onPress: ((node: string, state: string) => void) | undefined;
  /** What stands beside the chosen node. */
  readonly children: ComponentChildren;
}

/** The factor graph with what is believed, and the chosen node. */
export function Topic(props: TopicProps) {
  const { net, believed, moment, isSum, columns, children } = props;
  const selected = useSignal(0);
  const { names } = net.compiled;
  const node = Math.min(selected.value, names.length - 1);
  const meaning = isSum ? (net.wiring.isForest ? words.exactOnTree : words.approximate) : words.maxMeaning;
  return (
    <>
      {props.unsettled === undefined ? (
        <p class="part-caption">{t(meaning)}</p>
      ) : (
        <p class="part-caption messages-unsettled">{t(words.notConverged, { rounds: props.unsettled })}</p>
      )}
      <Figure title={t(words.graph)} note={t(words.graphNote)} columns={columns}>
        <NetDrawing
          {...drawingOf(props, believed, moment)}
          title={t(words.graph)}
          hint={t(words.hint)}
          selected={node}
          onSelect={(n) => {
            if (n < names.length) selected.value = n;
          }}
        />
      </Figure>
      <div class="part-beside">
        <div>{children}</div>
        <NodePanel
          {...props}
          node={node}
          believed={believed?.[node]}
          right={props.right?.[node]}
          onChoose={(n) => (selected.value = n)}
        />
      </div>
    </>
  );
}
