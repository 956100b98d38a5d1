import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/locale.ts";
import { CopyButton } from "../copy.tsx";
import { Answer } from "./answer.tsx";
import { type Answered, curlOf, requestOf, send } from "./ask.ts";
import { chosen, chosenId, exampleBody } from "./chosen.ts";
import type { OpenApi, Parameter, Place } from "./document.ts";
import { words } from "./words.ts";

type State =
  | { readonly kind: "idle" | "sending" | "failed" }
  | { readonly kind: "answered"; readonly answer: Answered };

/** The request, written by the reader; what the edge answers; and the same as a line for the terminal. */
export function Try({ place, document }: { readonly place: Place; readonly document: OpenApi }) {
  const { operation } = place;
  const values = useSignal<Readonly<Record<string, string>>>(firstValues(operation.parameters));
  const json = operation.requestBody?.content["application/json"];
  const body = useSignal(json ? JSON.stringify(json.example ?? {}) : undefined);
  const state = useSignal<State>({ kind: "idle" });
  useChosen(place, values, body);
  const request = useComputed(() => requestOf(place, values.value, body.value));
  const submit = async (event: Event) => {
    event.preventDefault();
    state.value = { kind: "sending" };
    state.value = await send(request.peek()).then(
      (answer): State => ({ kind: "answered", answer }),
      (): State => ({ kind: "failed" }),
    );
  };
  const curl = curlOf(request.value, location.origin);
  const now = state.value;
  return (
    <form class="api-try" onSubmit={(event) => void submit(event)}>
      <h4>{t(words.tryIt)}</h4>
      <div class="api-fields">
        {operation.parameters.map((parameter) => (
          <Value
            key={parameter.name}
            parameter={parameter}
            value={values.value[parameter.name] ?? ""}
            set={(value) => {
              values.value = { ...values.value, [parameter.name]: value };
            }}
          />
        ))}
      </div>
      {body.value !== undefined && <Body body={body} examples={takesRows(operation)} />}
      <p class="row">
        <button type="submit" class="primary" disabled={now.kind === "sending"}>
          {t(now.kind === "sending" ? words.sending : words.send)}
        </button>
      </p>
      <div class="api-answer" role="status">
        {now.kind === "failed" && <p class="field-error">{t(words.unsent)}</p>}
        {now.kind === "answered" && <Answer answer={now.answer} document={document} />}
      </div>
      <div class="api-curl">
        <span class="soft small">{t(words.asCurl)}</span>
        {/* A region that scrolls must be reachable by keyboard. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
        <pre tabIndex={0}>{curl}</pre>
        <CopyButton value={curl} />
      </div>
    </form>
  );
}

/** What shows at once what the address does: a grid of pictures. */
function firstValues(parameters: readonly Parameter[]): Readonly<Record<string, string>> {
  const has = (name: string) => parameters.some((one) => one.name === name);
  if (!has("n") || !has("format")) return {};
  return { seed: "1", n: "9", format: "png" };
}

/** The link that was chosen is the one that is asked, with a body that its model takes. */
function useChosen(
  { operation }: Place,
  values: Signal<Readonly<Record<string, string>>>,
  body: Signal<string | undefined>,
) {
  const now = chosen.value;
  const id = chosenId();
  useEffect(() => {
    if (id && operation.parameters.some(({ name }) => name === "id")) values.value = { ...values.peek(), id };
    if (id && operation.parameters.some(({ name }) => name === "ids")) values.value = { ...values.peek(), ids: id };
  }, [id]);
  useEffect(() => {
    if (now.kind !== "found") return;
    const [blob] = now.link.blobs;
    if (blob && operation.parameters.some(({ name }) => name === "sha256"))
      values.value = { ...values.peek(), sha256: blob.sha256 };
    const { operations = [] } = now.link.model ?? {};
    const last = operations.at(-1);
    if (body.peek() !== undefined && last && takesRows(operation)) void fillIn(last.op);
    async function fillIn(op: string) {
      if (now.kind === "found") body.value = await exampleBody(now.link, op);
    }
  }, [now]);
}

/** Whether its body is rows for an operation of the model. */
const takesRows = ({ operationId }: Place["operation"]) => operationId === "infer";

interface ValueProps {
  readonly parameter: Parameter;
  readonly value: string;
  set(value: string): void;
}

function Value({ parameter: { name, schema, required }, value, set }: ValueProps) {
  const options = schema.enum;
  const label = (
    <span>
      <code>{name}</code>
    </span>
  );
  if (options)
    return (
      <label class="api-field">
        {label}
        <select value={value} onChange={(event) => set(event.currentTarget.value)}>
          <option value="">–</option>
          {options.map((option) => (
            <option key={String(option)} value={String(option)}>
              {String(option)}
            </option>
          ))}
        </select>
      </label>
    );
  const isLong = schema.pattern !== undefined;
  return (
    <label class={isLong ? "api-field api-wide" : "api-field"}>
      {label}
      <input
        type="text"
        inputMode={schema.type === "integer" ? "numeric" : "text"}
        spellcheck={false}
        autocomplete="off"
        required={required}
        placeholder={schema.default === undefined ? "" : String(schema.default)}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}

interface BodyProps {
  readonly body: Signal<string | undefined>;
  readonly examples: boolean;
}

function Body({ body, examples }: BodyProps) {
  const now = chosen.value;
  const operations = now.kind === "found" && examples ? (now.link.model?.operations ?? []) : [];
  return (
    <>
      <label class="api-field">
        <span>{t(words.body)}</span>
        <textarea
          rows={6}
          spellcheck={false}
          value={body.value}
          onInput={(event) => {
            body.value = event.currentTarget.value;
          }}
        />
      </label>
      {now.kind === "found" && operations.length > 0 && (
        <p class="row small">
          <span class="soft">{t(words.example)}</span>
          {operations.map(({ op }) => (
            <button
              key={op}
              type="button"
              onClick={async () => {
                body.value = await exampleBody(now.link, op);
              }}
            >
              {op}
            </button>
          ))}
        </p>
      )}
    </>
  );
}
