import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { t } from "../../../i18n/locale.ts";
import type { Names } from "../../../i18n/node-names.ts";
import { Icon } from "../../../views/icon.tsx";
import { allKnown, type Known } from "./known.ts";
import { words } from "./words.ts";

interface KnownListProps {
  readonly names: Names;
  readonly params: BayesNetParams;
  readonly onForget: ((node: string, kind: Known["kind"]) => void) | undefined;
}

/** All that is known, each with what takes it back. */
export function KnownList({ names, params, onForget }: KnownListProps) {
  const known = allKnown(params);
  if (known.length === 0) return <p class="soft">{t(onForget ? words.nothingKnown : words.nothingKnownYet)}</p>;
  return (
    <ul class="net-known" aria-label={t(words.known)}>
      {known.map((one) => (
        <li key={`${one.kind} ${one.node}`} class="row">
          <span class="graph-grow">{knownText(one, names)}</span>
          {onForget && (
            <button
              type="button"
              class="quiet icon"
              title={t(words.forget, { what: knownText(one, names) })}
              onClick={() => onForget(one.node, one.kind)}
            >
              <Icon name="close" />
              <span class="visually-hidden">{t(words.forget, { what: knownText(one, names) })}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function knownText({ node, kind, state = "" }: Known, names: Names): string {
  if (kind === "soft") return `${names.node(node)}: ${t(words.softly)}`;
  const text = `${names.node(node)} = ${names.state(state)}`;
  return kind === "do" ? `do(${text})` : text;
}
