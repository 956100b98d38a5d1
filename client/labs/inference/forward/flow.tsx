import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { operationsOf } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import type { Stage } from "../../../../shared/labs/nets/chain/stages.ts";
import type { Trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { fitCanvas, useSize } from "../../../views/size.ts";
import { Check } from "../../parts/check.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { Select } from "../../parts/select.tsx";
import { Arithmetic } from "./arithmetic.tsx";
import { drawFlow, lookOf, type Shown } from "./draw.ts";
import { flowLayout, isColour, unitAt } from "./layout.ts";
import { type Chosen, FRAMES, momentAt, nextUnit, strongestIn } from "./moment.ts";
import { bendName, brief, fullName, placeName, say, shapeShort, stageName, valuesAt } from "./state.ts";
import { words } from "./words.ts";

export interface FlowProps {
  readonly run: Trace;
  readonly stages: readonly Stage[];
  /** Of the units of the input and of the last layer, where they have some. */
  readonly inputs?: readonly string[];
  readonly outputs: readonly string[];
  /** Changes a weight of a net by hand. */
  onWeight?(name: string, at: number, value: number): void;
}

const MILLISECONDS = 60;
const SLOWLY = 400;

/** The net with the numbers of one sample: all of them, or as they come about; and the sum behind the chosen one. */
export function Flow(props: FlowProps) {
  const { run, stages, outputs } = props;
  const frame = useSignal(Number.MAX_SAFE_INTEGER);
  const picked = useSignal<Chosen | null>(null);
  const slow = useSignal(false);
  const total = FRAMES * stages.length + 1;
  const film = useFilm(total, { milliseconds: slow.value ? SLOWLY : MILLISECONDS, once: null, frame });
  const moment = momentAt(film.frame, run, stages);
  const isOver = film.frame + 1 >= total;
  const own = within(picked.value, run, stages);
  const chosen = film.playing || (!isOver && !own) ? moment.chosen : (own ?? firstShown(run, stages));
  const choose = (next: Chosen) => {
    if (film.playing) film.toggle();
    // What is not computed yet cannot be explained.
    if (next.box > 0 && moment.done[next.box] < 1) film.seek(FRAMES * next.box);
    picked.value = next;
  };
  const goTo = (box: number) => {
    const to = Math.max(0, Math.min(stages.length, box));
    if (film.playing) film.toggle();
    film.seek(FRAMES * to);
    picked.value = { box: to, unit: strongestIn(valuesAt(run, stages, to)) };
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === " ") film.toggle();
    else if (event.key === "ArrowRight") goTo(chosen.box + 1);
    else if (event.key === "ArrowLeft") goTo(chosen.box - 1);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp")
      choose(nextUnit(chosen, event.key === "ArrowDown" ? 1 : -1, valuesAt(run, stages, chosen.box).length));
    else return;
    event.preventDefault();
    // The page's own space would run the experiment.
    event.stopPropagation();
  };
  const names = [
    t(words.input),
    ...stages.map((stage, i) => t(words.stage, { index: i + 1, name: fullName(run, stage) })),
  ];
  const toggle = () => {
    picked.value = null;
    film.toggle();
  };
  // Under whoever types, the film would put another weight into the box.
  const hold = () => {
    if (!film.playing) return;
    film.toggle();
    picked.value = chosen;
  };
  return (
    <Figure title={t(words.flow)} note={t(words.flowNote)} columns={() => numberColumns(run, stages, names)}>
      <Canvas {...props} names={names} done={moment.done} chosen={chosen} onChoose={choose} onKey={key} />
      <FilmControls
        film={{ ...film, toggle }}
        label={t(words.position)}
        now={names[Math.min(stages.length, Math.floor(film.frame / FRAMES) + (isOver ? 0 : 1))]}
      />
      <div class="part-controls" data-act="layer">
        <button type="button" class="small" disabled={chosen.box === 0} onClick={() => goTo(chosen.box - 1)}>
          {t(words.before)}
        </button>
        <button type="button" class="small" disabled={chosen.box >= stages.length} onClick={() => goTo(chosen.box + 1)}>
          {t(words.next)}
        </button>
        <Check label={t(words.slow)} on={slow as Signal<boolean>} />
        <Select label={t(words.layer)} names={names} value={chosen.box} onChoose={goTo} />
      </div>
      <Arithmetic
        run={run}
        stages={stages}
        chosen={chosen}
        name={names[chosen.box]}
        outputs={outputs}
        {...(props.inputs && { inputs: props.inputs })}
        {...(props.onWeight && { onWeight: props.onWeight, onEdit: hold })}
      />
    </Figure>
  );
}

/** Of a net with filters a number of the first, whose window can be seen; else the answer. */
function firstShown(run: Trace, stages: readonly Stage[]): Chosen {
  const box = stages[0]?.kind === "convolution" ? 1 : stages.length;
  return { box, unit: strongestIn(valuesAt(run, stages, box)) };
}

/** What was picked in another net may not be there. */
function within(picked: Chosen | null, run: Trace, stages: readonly Stage[]): Chosen | null {
  if (!picked || picked.box > stages.length) return null;
  return picked.unit < valuesAt(run, stages, picked.box).length ? picked : null;
}

function numberColumns(run: Trace, stages: readonly Stage[], names: readonly string[]) {
  return names.map((name, box) => ({ name, values: valuesAt(run, stages, box) }));
}

interface CanvasProps extends FlowProps {
  readonly names: readonly string[];
  readonly done: readonly number[];
  readonly chosen: Chosen;
  onChoose(chosen: Chosen): void;
  onKey(event: KeyboardEvent): void;
}

function Canvas(props: CanvasProps) {
  const { run, stages, names, done, chosen, outputs, inputs, onChoose, onKey } = props;
  const [frame, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const hovered = useSignal<Chosen | null>(null);
  const width = size.value[0];
  const layout = useMemo(() => flowLayout(run.input.shape, stages, width), [run.chain, width]);
  const tensors = useMemo(() => shownOf(run, stages, outputs, inputs), [run, outputs, inputs]);
  const [first] = chosen.box > 0 ? operationsOf(run, stages[chosen.box - 1], chosen.unit) : [];
  useEffect(() => {
    const context = canvas.current && width > 0 ? fitCanvas(canvas.current, width, layout.height) : null;
    if (context) drawFlow(context, { layout, tensors, done, chosen, first, edges: (box) => edgesOf(run, stages, box) });
  });
  const at = (event: PointerEvent | MouseEvent) => {
    const area = canvas.current?.getBoundingClientRect();
    return area ? unitAt(layout, event.clientX - area.left, event.clientY - area.top) : null;
  };
  const told = hovered.value ?? null;
  const nameAt = ({ box, unit }: Chosen) => {
    const shape = box === 0 ? run.input.shape : stages[box - 1].shape;
    const own = box === 0 ? inputs : box === stages.length ? outputs : undefined;
    return `${names[box]} · ${t(words.valueOf, {
      place: placeName(shape, unit, own, box === 0),
      value: say(valuesAt(run, stages, box)[unit]),
    })}`;
  };
  return (
    <div class="forward-canvas" ref={frame} data-act="unit">
      {width > 0 && (
        <canvas
          ref={canvas}
          data-picture
          tabIndex={0}
          role="img"
          aria-label={t(words.flowOf, { layers: names.join(", ") })}
          style={{ width: `${width}px`, height: `${layout.height}px` }}
          onKeyDown={onKey}
          onPointerMove={(event) => {
            hovered.value = at(event);
          }}
          onPointerLeave={() => {
            hovered.value = null;
          }}
          onClick={(event) => {
            const found = at(event);
            if (found) onChoose(found);
          }}
        />
      )}
      <p class="part-caption forward-said">{told && isThere(told, run, stages) ? nameAt(told) : t(words.hint)}</p>
    </div>
  );
}

const isThere = (chosen: Chosen, run: Trace, stages: readonly Stage[]) => within(chosen, run, stages) !== null;

function shownOf(
  run: Trace,
  stages: readonly Stage[],
  outputs: readonly string[],
  inputs?: readonly string[],
): readonly Shown[] {
  const listed = (values: Float32Array, names?: readonly string[]) =>
    Array.from(values, (value, i) => (names ? `${names[i] ?? i + 1}: ${brief(value)}` : brief(value)));
  const input = run.input.values;
  const isPicture = run.input.shape.length === 3;
  return [
    {
      values: input,
      isColour: isColour(run.input.shape),
      ...(isPicture ? ({ map: "grey", range: [0, 1] } as const) : lookOf(input)),
      label: [t(words.input), "", shapeShort(run.input.shape)],
      notes: listed(input, inputs),
    },
    ...stages.map((stage, s): Shown => {
      const values = valuesAt(run, stages, s + 1);
      const isLast = s === stages.length - 1;
      return {
        values,
        isColour: false,
        ...(stage.kind === "softmax" ? ({ map: "viridis", range: [0, 1] } as const) : lookOf(values)),
        label: [stageName(stage), bendName(run, stage), shapeShort(stage.shape)],
        notes: listed(values, isLast ? outputs : undefined),
      };
    }),
  ];
}

/** Weights between two lists of units. */
function edgesOf({ chain, weights }: Trace, stages: readonly Stage[], box: number) {
  const { layer, before } = stages[box - 1];
  if (layer.kind !== "dense" || before.length !== 1) return null;
  const previous = box > 1 ? stages[box - 2].shape : chain.input;
  return previous.length === 1 ? (weights[`${layer.name}.weights`] as never) : null;
}
