import { locale, t } from "../i18n/locale.ts";
import { formatInteger } from "../i18n/numbers.ts";
import type { Opened } from "./opened.ts";
import { words } from "./words.ts";

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
  const [{ op: first, takes }] = draws ? operations.filter(({ op }) => op === "decode") : operations;
  const last = operations[operations.length - 1].op;
  const commands = [
    ...(draws ? [`curl "${address}/sample?seed=1&n=4&format=png" -o samples.png`] : []),
    `curl ${address}/infer -H "Content-Type: application/json" -d '{"op": "${first}", "rows": [[${zeros(takes)}]]}'`,
    `curl "${address}/infer?op=${last}" -H "Content-Type: application/octet-stream" --data-binary @rows.f32`,
  ];
  const taken = operations.map((one) => `${one.op} (${number(one.takes)})`).join(", ");
  return (
    <details class="model-help">
      <summary>{t(words.api)}</summary>
      <p class="soft small">{t(words.apiAbout, { parameters: number(parameters), taken })}</p>
      <p>
        <a href={`/api?link=${link}${draws ? "#sample" : "#infer"}`}>{t(words.apiTry)}</a>
      </p>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre tabIndex={0}>{commands.join("\n")}</pre>
    </details>
  );
}

const zeros = (count: number) =>
  count > 64 ? `0, 0, … (${count})` : Array.from({ length: count }, () => "0").join(", ");
