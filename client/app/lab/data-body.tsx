import { useSignal } from "@preact/signals";
import { generatorOf, knownGenerators } from "../../../shared/data/generators/known.ts";
import type { DataRef, FileData } from "../../../shared/experiment/experiment.ts";
import { filesOf } from "../../../shared/experiment/files.ts";
import { words as panel } from "../../i18n/data.ts";
import { words } from "../../i18n/data-form.ts";
import { t } from "../../i18n/locale.ts";
import { lazy, nothing } from "../lazy.tsx";
import { useSession } from "./context.ts";
import type { DataPreviewProps } from "./data-preview.tsx";
import { FieldControl } from "./field.tsx";
import { FieldList } from "./field-list.tsx";
import { keepsWeights } from "./own-data/notices.tsx";
import { OwnFiles } from "./own-data/own-files.tsx";

const DataPreview = lazy<DataPreviewProps>(async () => (await import("./data-preview.tsx")).DataPreview);
const ReadingButton = lazy<{ data: FileData }>(
  async () => (await import("./own-data/reading-dialog.tsx")).ReadingButton,
  nothing,
);
const EncodingChoice = lazy<{ data: FileData }>(
  async () => (await import("./own-data/encoding-choice.tsx")).EncodingChoice,
  nothing,
);
const GraphData = lazy(async () => (await import("./own-data/graph-data.tsx")).GraphData, nothing);

/** What is in the opened panel: where the data come from, how they are made or read, and a look at them. */
export function DataBody() {
  const session = useSession();
  const { data } = session.draft.value.experiment;
  const isPreviewed = useSignal(false);
  if (data === null) {
    return (
      <>
        <SourceMenu />
        <OwnFiles />
      </>
    );
  }
  const state = session.data.value;
  const weights = filesOf(data).find(({ format }) => format === "safetensors");
  return (
    <>
      <SourceMenu />
      {"generator" in data ? (
        <GeneratorForm />
      ) : (
        filesOf(data).length > 0 && (
          <p class="small">
            {filesOf(data)
              .map((file) => file.name)
              .join(", ")}
          </p>
        )
      )}
      {session.lab.data.documents && <GraphData />}
      {/* A text has no columns: how its letters are written is all there is to choose. */}
      {"files" in data && session.lab.data.use?.wholeTexts && <EncodingChoice data={data} />}
      {"files" in data && session.lab.data.reading && !session.lab.data.use?.wholeTexts && (
        <ReadingButton data={data} />
      )}
      {weights && <FirstWeights data={data} name={weights.name} />}
      <OwnFiles />
      {state.kind === "ready" && state.table.rows > 0 && (
        <details
          class="data-read"
          onToggle={({ currentTarget }) => {
            isPreviewed.value = currentTarget.open;
          }}
        >
          <summary>{t(words.preview)}</summary>
          {isPreviewed.value && <DataPreview table={state.table} data={data} />}
        </details>
      )}
    </>
  );
}

/** No generator has this name. */
const NO_DATA = "(none)";

function SourceMenu() {
  const session = useSession();
  const { data, params } = session.draft.value.experiment;
  const offered = knownGenerators().filter(({ id }) => session.lab.data.generators.includes(id));
  if (offered.length === 0) return null;
  const choose = (value: string) =>
    value === NO_DATA
      ? session.replace({ ...session.draft.peek().experiment, data: null })
      : session.set("data.generator", value);
  return (
    <label class="data-source">
      <span>{t(words.generator)}</span>
      <select
        value={data === null ? NO_DATA : "generator" in data ? data.generator : ""}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {session.lab.data.optional?.(params as never) && <option value={NO_DATA}>{t(panel.noData)}</option>}
        {data !== null && !("generator" in data) && (
          <option value="" disabled>
            {t(words.ownFiles)}
          </option>
        )}
        {offered.map((generator) => (
          <option key={generator.id} value={generator.id}>
            {t(generator.title)}
          </option>
        ))}
      </select>
    </label>
  );
}

function GeneratorForm() {
  const session = useSession();
  const { data } = session.draft.value.experiment;
  if (data === null || !("generator" in data)) return null;
  const generator = generatorOf(data.generator);
  if (!generator) return null;
  const origin = session.origin.value.data;
  const base = origin && "generator" in origin && origin.generator === data.generator ? origin : null;
  return (
    <>
      <FieldList prefix="data.params" fields={generator.params} params={data.params} base={base?.params} />
      <FieldControl
        path="data.seed"
        field={{ kind: "integer", label: words.dataSeed, help: words.dataSeedHelp, min: 0, max: 1000, default: 0 }}
        value={data.seed}
        base={base?.seed}
        error={session.errors.value["data.seed"]}
        onSet={(value, gesture) => session.set("data.seed", value, gesture)}
        onSettle={() => session.settle()}
      />
    </>
  );
}

interface FirstWeightsProps {
  readonly data: NonNullable<DataRef>;
  readonly name: string;
}

/** The file of weights that a net starts from, and a way to start from random weights again. */
function FirstWeights({ data, name }: FirstWeightsProps) {
  const session = useSession();
  const { lab } = session;
  const state = session.data.value;
  const table = state.kind === "ready" ? state.table : null;
  const { params } = session.draft.value.experiment;
  const isRun = table !== null && (lab.onlyRuns?.(params, table) || keepsWeights(lab, params, table));
  return (
    <p class="small data-weights">
      {t(isRun ? words.runModel : words.firstWeights, { name: table?.model?.name ?? name })}{" "}
      <button
        type="button"
        class="quiet small"
        onClick={() => session.replace({ ...session.draft.peek().experiment, data: withoutWeights(data) })}
      >
        {t(words.withoutWeights)}
      </button>
    </p>
  );
}

/** The same data, and nothing to start from. */
export function withoutWeights(data: NonNullable<DataRef>): NonNullable<DataRef> {
  if ("files" in data) return { ...data, files: data.files.filter(({ format }) => format !== "safetensors") };
  if ("document" in data) return data;
  const { weights: _, ...rest } = data;
  return rest;
}
