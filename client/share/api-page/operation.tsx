import type { ComponentChildren } from "preact";
import { locale, t } from "../../i18n/locale.ts";
import { formatBytes, formatInteger } from "../../i18n/numbers.ts";
import {
  aboutOf,
  type Content,
  type OpenApi,
  type Operation,
  type Parameter,
  type Place,
  type Shape,
  titleOf,
} from "./document.ts";
import { shapeId, shapeText } from "./shape.ts";
import { Try } from "./try.tsx";
import { places, units, words } from "./words.ts";

interface SectionProps {
  readonly place: Place;
  readonly document: OpenApi;
}

/** One address: what it takes, what it gives, how it refuses, what it may cost; and beside it a place to try it. */
export function OperationSection({ place, document }: SectionProps) {
  const { method, path, operation } = place;
  const { operationId: id, parameters, requestBody, responses } = operation;
  return (
    <article id={id} class="api-operation" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h3 id={`${id}-title`}>{t(titleOf(operation))}</h3>
      <p class="api-address">
        <b class={`api-method api-${method.toLowerCase()}`}>{method}</b> <code>{path}</code>
      </p>
      <p>{t(aboutOf(operation))}</p>
      <div class="api-columns">
        <div class="api-reference">
          {parameters.length > 0 && <Parameters parameters={parameters} />}
          {requestBody && (
            <Part title={t(words.body)}>
              <Contents content={requestBody.content} />
            </Part>
          )}
          <Replies responses={responses} />
          <Limits operation={operation} />
          <Refusals responses={responses} document={document} />
        </div>
        {operation["x-tryable"] ? (
          <Try place={place} document={document} />
        ) : (
          <p class="api-untried soft">{t(words.notTried)}</p>
        )}
      </div>
    </article>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="api-part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  return (
    <Part title={t(words.parameters)}>
      <dl class="api-list">
        {parameters.map((parameter) => (
          <div key={parameter.name}>
            <dt>
              <code>{parameter.name}</code> <span class="soft small">{t(places[parameter.in])}</span>
            </dt>
            <dd>
              {t(aboutOf(parameter))} <span class="soft">{valueText(parameter)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function valueText({ schema, required }: Parameter): string {
  const { default: usual, pattern, ...shape } = schema;
  const said = [shapeText(shape as Shape), ...(required ? [t(words.required)] : [])];
  if (usual !== undefined && usual !== "") said.push(t(words.byDefault, { value: String(usual) }));
  return `(${said.join("; ")})`;
}

function Contents({ content }: { readonly content: Content }) {
  return (
    <dl class="api-list">
      {Object.entries(content).map(([type, { schema }]) => (
        <div key={type}>
          <dt>
            <code>{type}</code>
          </dt>
          <dd>
            <ShapeLine shape={schema} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ShapeLine({ shape }: { readonly shape: Shape }) {
  if (shape.format === "binary") return <>{t(aboutOf(shape))}</>;
  const text = <code class="api-inline">{shapeText(shape)}</code>;
  return shape.$ref ? <a href={`#${shapeId(shapeText(shape))}`}>{text}</a> : text;
}

function Replies({ responses }: Pick<Operation, "responses">) {
  return (
    <Part title={t(words.replies)}>
      {Object.entries(responses)
        .filter(([, reply]) => !reply["x-codes"])
        .map(([status, reply]) => (
          <div key={status} class="api-reply">
            <p>
              <b class="number">{status}</b> {t(aboutOf(reply))}
            </p>
            {reply.content && <Contents content={reply.content} />}
            {Object.entries(reply.headers ?? {}).map(([name, about]) => (
              <p key={name} class="small">
                <code>{name}</code>: {t(aboutOf(about))}
              </p>
            ))}
          </div>
        ))}
    </Part>
  );
}

function Limits({ operation }: { readonly operation: Operation }) {
  const all = operation["x-limits"];
  if (!all) return null;
  const shown = (size: number, unit: string) => {
    if (unit === "bytes") return formatBytes(size, locale.value);
    const value = formatInteger(size, locale.value);
    // A page that was left open may meet a newer description.
    return unit in units ? t(units[unit as keyof typeof units], { value }) : `${value} ${unit}`;
  };
  return (
    <Part title={t(words.limits)}>
      <ul class="api-limits">
        {all.map((limit) => (
          <li key={limit.description}>
            <b class="number">{shown(limit.value, limit.unit)}</b> <span>{t(aboutOf(limit))}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Refusals({ responses, document }: Pick<Operation, "responses"> & { readonly document: OpenApi }) {
  const rows = Object.entries(responses).flatMap(([status, reply]) =>
    (reply["x-codes"] ?? []).map((code) => [status, code] as const),
  );
  return (
    <details class="api-refusals">
      <summary>{t(words.refusals, { count: rows.length })}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(words.status)}</th>
            <th scope="col">{t(words.code)}</th>
            <th scope="col">{t(words.meaning)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([status, code]) => (
            <tr key={`${status} ${code}`}>
              <td class="number">{status}</td>
              <td>
                <code>{code}</code>
              </td>
              <td>{t(aboutOf(document["x-codes"][code] ?? {}))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
