import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { NumberBox } from "../../../views/number-box.tsx";
import { HeatTable } from "../../parts/heat-table.tsx";
import { ModelGraph } from "./model-graph.tsx";
import { type Props, type Subject, useSubject } from "./use-subject.ts";
import { words } from "./words.ts";
import "./hmm.css";

/** The model: its graph, and its tables, which can be changed by hand where the form gives it. */
export function ModelView(props: Props) {
  const { subject } = useSubject(props);
  if (!subject) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <>
      <ModelGraph subject={subject} />
      {subject.isGiven && props.draft ? <Editor subject={subject} props={props} /> : <Tables subject={subject} />}
      <Durations subject={subject} />
    </>
  );
}

/** As it was counted or learned. */
function Tables({ subject }: { readonly subject: Subject }) {
  const { model, shown, symbols } = subject;
  const { emissions } = model;
  return (
    <>
      <HeatTable
        title={t(words.initial)}
        note={t(words.initialNote)}
        rows={[t(words.initial)]}
        columns={shown}
        values={model.initial}
      />
      <HeatTable
        title={t(words.transitions)}
        note={t(words.transitionsNote)}
        rows={shown}
        columns={shown}
        values={model.transitions}
      />
      {emissions.kind === "discrete" ? (
        <HeatTable
          title={t(words.shows)}
          note={t(words.showsNote)}
          rows={shown}
          columns={symbols}
          values={emissions.table}
        />
      ) : (
        <Figure title={t(words.shows)} note={t(words.normalNote)} columns={() => normalColumns(subject)}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
          <section class="heat" tabIndex={0} aria-label={t(words.shows)}>
            <table>
              <thead>
                <tr>
                  <td />
                  {subject.data.names.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map((name, s) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {subject.data.names.map((column, d) => (
                      <td key={column}>{normal(subject, s, d)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </Figure>
      )}
    </>
  );
}

/** Mean and standard deviation of one dimension of a state. */
function momentsOf({ model: { emissions } }: Subject, s: number, d: number): readonly [number, number] {
  if (emissions.kind === "discrete") return [0, 0];
  const { dimensions: D, kind, means, covariances } = emissions;
  const variance = kind === "diagonal" ? covariances[s * D + d] : covariances[s * D * D + d * D + d];
  return [means[s * D + d], Math.sqrt(variance)];
}

function normal(subject: Subject, s: number, d: number): string {
  const [mean, deviation] = momentsOf(subject, s, d);
  return `${formatNumber(mean, locale.value, 3)} ± ${formatNumber(deviation, locale.value, 3)}`;
}

const normalColumns = (subject: Subject) => [
  { name: t(words.state), values: subject.shown },
  ...subject.data.names.flatMap((name, d) => [
    {
      name: `${t(words.mean)} ${name}`,
      values: Float64Array.from(subject.shown, (_, s) => momentsOf(subject, s, d)[0]),
    },
    {
      name: `${t(words.deviation)} ${name}`,
      values: Float64Array.from(subject.shown, (_, s) => momentsOf(subject, s, d)[1]),
    },
  ]),
];

/** How long states last, where that is explicit. */
function Durations({ subject: { model, shown } }: { readonly subject: Subject }) {
  const { durations } = model;
  if (!durations) return null;
  const L = durations.length / shown.length;
  return (
    <HeatTable
      title={t(words.lasts)}
      note={t(words.lastsNote)}
      rows={shown}
      columns={Array.from({ length: L }, (_, a) => String(a + 1))}
      values={durations}
    />
  );
}

type Table = "initial" | "transitions" | "shows";

/** A slider per probability: the others of its row make room, and everything that follows is shown at once. */
function Editor({ subject, props }: { readonly subject: Subject; readonly props: Props }) {
  const { model, names, shown, symbols } = subject;
  const K = shown.length;
  const { emissions } = model;
  const set = (table: Table, rows: Readonly<Record<string, readonly number[]>>, gesture: string) =>
    props.propose({ [table]: { ...(subject.params[table] ?? {}), ...rows } }, gesture);
  const settle = () => props.draft?.settle();
  const rowOf = (values: Float64Array, s: number, width: number) => [...values.subarray(s * width, (s + 1) * width)];
  return (
    <div class="hmm-tables" data-act="model">
      <section>
        <h2 class="part-heading">{t(words.initial)}</h2>
        <Shares
          legend={t(words.initialNote)}
          names={shown}
          values={[...model.initial]}
          onSet={(row) => set("initial", Object.fromEntries(names.map((name, s) => [name, [row[s]]])), "initial")}
          onSettle={settle}
        />
        <h2 class="part-heading">{t(words.transitions)}</h2>
        {names.map((name, s) => (
          <Shares
            key={name}
            legend={t(words.after, { state: shown[s] })}
            names={shown}
            values={rowOf(model.transitions, s, K)}
            onSet={(row) => set("transitions", { [name]: row }, `transitions ${name}`)}
            onSettle={settle}
          />
        ))}
      </section>
      <section>
        <h2 class="part-heading">{t(words.shows)}</h2>
        {names.map((name, s) =>
          emissions.kind === "discrete" ? (
            <Shares
              key={name}
              legend={shown[s]}
              names={symbols}
              values={rowOf(emissions.table, s, symbols.length)}
              onSet={(row) => set("shows", { [name]: row }, `shows ${name}`)}
              onSettle={settle}
            />
          ) : (
            <Normal
              key={name}
              subject={subject}
              state={s}
              onSet={(row) => set("shows", { [name]: row }, `shows ${name}`)}
            />
          ),
        )}
      </section>
    </div>
  );
}

interface SharesProps {
  readonly legend: string;
  readonly names: readonly string[];
  readonly values: readonly number[];
  onSet(row: readonly number[]): void;
  onSettle(): void;
}

/** A row of probabilities. */
function Shares({ legend, names, values, onSet, onSettle }: SharesProps) {
  return (
    <fieldset class="hmm-row">
      <legend>{legend}</legend>
      {names.map((name, i) => (
        <label key={name}>
          <span>{name}</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={values[i]}
            aria-valuetext={formatPercent(values[i], locale.value)}
            onInput={(event) => onSet(withShare(values, i, event.currentTarget.valueAsNumber))}
            onChange={onSettle}
          />
          <output>{formatPercent(values[i], locale.value)}</output>
        </label>
      ))}
    </fieldset>
  );
}

/** The row with one share set; the others keep their proportions, or share equally where they were 0. */
export function withShare(values: readonly number[], at: number, share: number): readonly number[] {
  const rest = values.reduce((sum, value, i) => sum + (i === at ? 0 : value), 0);
  const others = Math.max(1, values.length - 1);
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  if (values.length === 1) return [1];
  return values.map((value, i) =>
    round(i === at ? share : rest > 0 ? ((1 - share) * value) / rest : (1 - share) / others),
  );
}

interface NormalProps {
  readonly subject: Subject;
  readonly state: number;
  onSet(row: readonly number[]): void;
}

/** Means, and of a diagonal covariance the deviations. */
function Normal({ subject, state, onSet }: NormalProps) {
  const { emissions } = subject.model;
  if (emissions.kind === "discrete") return null;
  const { dimensions: D, kind, means, covariances } = emissions;
  const width = kind === "full" ? D * D : D;
  const row = [
    ...means.subarray(state * D, (state + 1) * D),
    ...covariances.subarray(state * width, (state + 1) * width),
  ];
  const set = (i: number, value: number | string) => {
    if (typeof value === "number") onSet(row.map((one, j) => (j === i ? value : one)));
  };
  return (
    <fieldset class="hmm-row">
      <legend>{subject.shown[state]}</legend>
      {subject.data.names.flatMap((name, d) => [
        <label key={`${name} mean`}>
          <span>{`${t(words.mean)} ${name}`}</span>
          <NumberBox
            label={`${t(words.mean)} ${name}`}
            value={row[d]}
            min={-1e9}
            max={1e9}
            step={0.1}
            onSet={(value) => set(d, value)}
          />
        </label>,
        ...(kind === "diagonal"
          ? [
              <label key={`${name} variance`}>
                <span>{`${t(words.variance)} ${name}`}</span>
                <NumberBox
                  label={`${t(words.variance)} ${name}`}
                  value={row[D + d]}
                  min={1e-6}
                  max={1e9}
                  step={0.1}
                  onSet={(value) => set(D + d, value)}
                />
              </label>,
            ]
          : []),
      ])}
    </fieldset>
  );
}
