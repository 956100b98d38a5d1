import { limits } from "../../shared/experiment/limits.ts";
import { locale, t } from "../i18n/locale.ts";
import { counted, formatBytes, formatInteger } from "../i18n/numbers.ts";
import { jsonBytes, type Prepared, type SentArrays } from "./prepare.ts";
import { words } from "./words.ts";

interface LeavingProps {
  readonly prepared: Prepared;
  readonly withData: boolean;
  onData(include: boolean): void;
}

/** Exactly what a publication sends, with the size of each part. Own data are apart and unticked. */
export function Leaving({ prepared, withData, onData }: LeavingProps) {
  const { sent, claim, arrays, weights } = prepared;
  const parts: readonly (readonly [what: string, bytes: number, more: string])[] = [
    [t(words.experimentPart), jsonBytes(sent.experiment) + (sent.part?.bytes.length ?? 0), ""],
    [t(words.claimPart), jsonBytes(claim), ""],
    [t(words.arraysPart), arrays.part.bytes.length, arrays.isThinned ? t(words.thinnedPart) : ""],
    ...(weights.kind === "ready"
      ? [[t(words.weightsPart), weights.part.bytes.length, aboutWeights(weights)] as const]
      : []),
  ];
  const data =
    prepared.data.kind === "ready" && withData ? sum(prepared.data.parts.map(({ bytes }) => bytes.length)) : 0;
  return (
    <fieldset class="leaving">
      <legend>{t(words.leaves)}</legend>
      <ul>
        {parts.map(([what, bytes, more]) => (
          <li key={what}>
            <span>
              {what}
              {more && <span class="soft small"> · {more}</span>}
            </span>
            <Size bytes={bytes} />
          </li>
        ))}
        <DataPart data={prepared.data} withData={withData} onData={onData} />
        <li class="leaving-total">
          <span>{t(words.totalPart)}</span>
          <Size bytes={sum(parts.map(([, bytes]) => bytes)) + data} />
        </li>
      </ul>
      <UnkeptNote unkept={arrays.unkept} />
      <WeightsNote weights={weights} />
      <p class="soft small">{t(words.nothingElse)}</p>
    </fieldset>
  );
}

/** What the server does with them, by how many rows they were calibrated, and the names of classes that they hold: some, where there are many. */
function aboutWeights({ classes, rows }: Prepared["weights"] & { readonly kind: "ready" }): string {
  const more = classes.length > toldNames ? ` (+ ${formatInteger(classes.length - toldNames, locale.value)})` : "";
  const names = classes.slice(0, toldNames).join(", ") + more;
  return [
    t(words.weightsAbout),
    ...(rows === undefined ? [] : [counted(words.calibratedBy, rows)]),
    ...(classes.length === 0 ? [] : [t(words.classesAbout, { names })]),
  ].join(" ");
}

function DataPart({ data, withData, onData }: Pick<LeavingProps, "withData" | "onData"> & Pick<Prepared, "data">) {
  if (data.kind === "none") return null;
  if (data.kind === "missing") return <li class="soft">{t(words.dataMissing)}</li>;
  const max = formatBytes(limits.publishedData.bytes, locale.value);
  if (data.kind === "too-large") {
    return <li class="soft">{t(words.dataTooLarge, { size: formatBytes(data.bytes, locale.value), max })}</li>;
  }
  return (
    <li>
      <label class="leaving-data">
        <input type="checkbox" checked={withData} onChange={(event) => onData(event.currentTarget.checked)} />
        <span>
          {t(words.dataPart, { names: data.names.join(", ") })}
          <span class="soft small"> · {t(words.dataStays)}</span>
        </span>
      </label>
      <Size bytes={sum(data.parts.map(({ bytes }) => bytes.length))} />
    </li>
  );
}

/** Names of arrays that are told; of a run of many nets there are hundreds. */
const toldNames = 6;

/** What of the result does not fit, and how it is kept. */
export function UnkeptNote({ unkept: { nets, others } }: Pick<SentArrays, "unkept">) {
  const names = others.slice(0, toldNames).map((name) => name.replace(/^output\//, ""));
  return (
    <>
      {nets > 0 && <p class="small">{counted(words.netsUnkept, nets)}</p>}
      {others.length > 0 && (
        <p class="small">
          {t(words.arraysUnkept, { names: `${names.join(", ")}${others.length > toldNames ? ", …" : ""}` })}
        </p>
      )}
    </>
  );
}

function WeightsNote({ weights }: Pick<Prepared, "weights">) {
  if (weights.kind === "unfit") return <p class="small">{t(words.weightsUnfit, { reason: t(weights.reason) })}</p>;
  if (weights.kind === "skipped") return <p class="small">{t(words.modelSkipped)}</p>;
  if (weights.kind === "too-large") {
    const size = formatBytes(weights.bytes, locale.value);
    return (
      <p class="small">{t(words.weightsTooLarge, { size, max: formatBytes(limits.weights.bytes, locale.value) })}</p>
    );
  }
  return null;
}

function Size({ bytes }: { readonly bytes: number }) {
  return <span class="number">{formatBytes(bytes, locale.value)}</span>;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
