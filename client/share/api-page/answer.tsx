import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Failure } from "../../../worker/index.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatBytes, formatPercent, formatSeconds } from "../../i18n/numbers.ts";
import type { Answered } from "./ask.ts";
import { aboutOf, type OpenApi } from "./document.ts";
import { prettyJson, withValues } from "./shape.ts";
import { words } from "./words.ts";

/** Characters of an answer that are shown. */
const most = 6000;

interface AnswerProps {
  readonly answer: Answered;
  readonly document: OpenApi;
}

/** What the edge answered: status, time and size, and the body as what it is. */
export function Answer({ answer, document }: AnswerProps) {
  const { status, milliseconds, bytes, headers } = answer;
  const isGood = status < 400;
  return (
    <>
      <p class={`api-status ${isGood ? "good" : "bad"}`}>
        {t(words.answered, {
          status,
          time: formatSeconds(milliseconds / 1000, locale.value),
          bytes: formatBytes(bytes.length, locale.value),
        })}
      </p>
      <AnswerBody answer={answer} document={document} />
      <details>
        <summary class="small">{t(words.answerHeaders)}</summary>
        <dl class="api-headers small">
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

function AnswerBody({ answer: { type, bytes }, document }: AnswerProps) {
  if (bytes.length === 0) return <p class="soft">{t(words.empty)}</p>;
  if (type === "image/png") return <Drawn bytes={bytes} />;
  if (type !== "application/json")
    return <Text text={hexOf(bytes.subarray(0, 256))} more={Math.max(0, bytes.length - 256)} />;
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const text = prettyJson(value);
  const { code = "", values = {} } = (value as { error?: Partial<Failure["error"]> }).error ?? {};
  const meaning = document["x-codes"][code];
  const found = likeliest(value);
  return (
    <>
      {meaning && <p>{withValues(t(aboutOf(meaning)), values)}</p>}
      {found.length > 0 && (
        <ol class="api-classes">
          {found.map(({ name, odds }, row) => (
            <li key={row}>{t(words.likeliest, { row: row + 1, name, odds: formatPercent(odds, locale.value) })}</li>
          ))}
        </ol>
      )}
      <Text text={text.slice(0, most)} more={Math.max(0, text.length - most)} />
    </>
  );
}

/** Rows whose classes are told in words. */
const toldRows = 8;

/** The likeliest class of each of the first rows, where the answer has the names of classes. */
function likeliest(answer: unknown): readonly { readonly name: string; readonly odds: number }[] {
  const { classes, rows } = answer as { readonly classes?: readonly string[]; readonly rows?: readonly number[][] };
  if (!classes || !rows) return [];
  return rows.slice(0, toldRows).map((row) => {
    const odds = Math.max(...row);
    return { name: classes[row.indexOf(odds)], odds };
  });
}

function Text({ text, more }: { readonly text: string; readonly more: number }) {
  const cut = more > 0 ? `\n${t(words.cut, { more: formatBytes(more, locale.value) })}` : "";
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <pre class="api-text" tabIndex={0}>
      {text}
      {cut}
    </pre>
  );
}

/** At a whole multiple of its size, never blurred. */
function Drawn({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const address = useSignal("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
    address.value = made;
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  const { width, height } = sizeOf(bytes);
  const scale = Math.max(1, Math.floor(280 / Math.max(width, height)));
  return (
    <img class="api-picture" src={address.value} alt={t(words.picture)} width={width * scale} height={height * scale} />
  );
}

/** Of a PNG: in its first chunk. */
function sizeOf(bytes: Uint8Array<ArrayBuffer>): { readonly width: number; readonly height: number } {
  const view = new DataView(bytes.buffer);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const hexOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte, i) => byte.toString(16).padStart(2, "0") + (i % 16 === 15 ? "\n" : " ")).join("");
