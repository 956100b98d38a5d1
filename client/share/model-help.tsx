import { locale, t } from "../i18n/locale.ts";
import { formatInteger } from "../i18n/numbers.ts";
import type { Opened } from "./opened.ts";
import { words } from "./opened-words.ts";

interface ModelHelpProps {
  readonly link: string;
  readonly model: NonNullable<Opened["model"]>;
}

/** How a script asks the published model: samples, and each operation on rows of its own. */
export function ModelHelp({ link, model }: ModelHelpProps) {
  const address = `${location.origin}/api/x/${link}`;
  const { operations, parameters } = model;
  const number = (value: number) => formatInteger(value, locale.value);
  const draws = model.kind === "dense-int8";
  const writes = model.kind === "text-int8";
  const taken = operations.map((one) => `${one.op} (${number(one.takes)})`).join(", ");
  const about = writes
    ? t(words.apiAboutText, { parameters: number(parameters), signs: number(model.outputs) })
    : t(words.apiAbout, { parameters: number(parameters), taken });
  const commands = writes ? textCommands(address) : rowCommands(address, operations, draws);
  return (
    <details class="model-help">
      <summary>{t(words.api)}</summary>
      <p class="soft small">{about}</p>
      <p>
        <a href={`/api?link=${link}${writes ? "#text" : draws ? "#sample" : "#infer"}`}>{t(words.apiTry)}</a>
      </p>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre tabIndex={0}>{commands.join("\n")}</pre>
    </details>
  );
}

/** Whole, and as it comes. */
function textCommands(address: string): readonly string[] {
  const asked = `-H "Content-Type: application/json" -d '{"prefix": "", "written": "", "seed": 1}'`;
  return [`curl ${address}/text ${asked}`, `curl -N ${address}/text -H "Accept: text/event-stream" ${asked}`];
}

type Operations = NonNullable<Opened["model"]>["operations"];

function rowCommands(address: string, operations: Operations, draws: boolean): readonly string[] {
  const [{ op: first, takes }] = draws ? operations.filter(({ op }) => op === "decode") : operations;
  const last = operations[operations.length - 1].op;
  return [
    ...(draws ? [`curl "${address}/sample?seed=1&n=4&format=png" -o samples.png`] : []),
    `curl ${address}/infer -H "Content-Type: application/json" -d '{"op": "${first}", "rows": [[${zeros(takes)}]]}'`,
    `curl "${address}/infer?op=${last}" -H "Content-Type: application/octet-stream" --data-binary @rows.f32`,
  ];
}

const zeros = (count: number) =>
  count > 64 ? `0, 0, … (${count})` : Array.from({ length: count }, () => "0").join(", ");
