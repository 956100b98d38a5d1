/**
 * Compiles a lesson to a tree of nodes, at build time. A lesson is `client/labs/<family>/<lab>/lesson.<es|en>.md`, plain Markdown:
 *
 *     ---
 *     level: beginner                           or intermediate, advanced
 *     minutes: 25                               that a reader needs who does every step
 *     ---
 *     # Title                                   exactly one, first
 *     ## Part                                   headings of level 2 and 3
 *     Text with *emphasis*, `code`, lists, tables, [links](https://…), formulas $p(v) = e^{-F(v)} / Z$ and, on lines of their own,
 *     $$
 *     \log Z = \log \sum_v e^{-F(v)}
 *     $$
 *     [preset: bars-and-stripes] Open the small machine          a paragraph: a button that opens the preset
 *     - [check: preset bars, logZ.exact >= 12.5] Run …           a list item: a step that ticks itself off
 *     - [step: preset bars] Look at the filters: …               a step that the reader ticks; the preset may be left out
 *
 * What a step asks, separated by commas; all of it must hold at once (`progress.ts`):
 *
 *     preset bars                 what is shown is this preset, but for its seed and for the parameters that the step names
 *     params.hidden >= 32         a parameter (data.params.rows, params.method == pcd) was moved from the preset's value to this
 *     run                         it was run here to its end
 *     logZ.exact >= 12.5          … and this metric compares so, by < <= > >= == !=
 *     view log-z                  the reader opened this tab, and it is open
 *     used draw                   the reader used the control that is marked `data-act="draw"`
 *     own data                    the data are the reader's own files
 *
 * Text of a step or a button may hold formulas and emphasis. HTML is refused. Both languages must have the same steps and buttons in the
 * same order, and the same level and minutes.
 */
import { Marked, type Token, type Tokens } from "marked";
import temml from "temml";
import { type Block, type Lesson, type LessonAbout, type LessonNode, levels, type Requirement } from "./lesson.ts";
import { parseMathml } from "./mathml.ts";

interface MathToken {
  type: "math";
  raw: string;
  tex: string;
  display: boolean;
}

const marked = new Marked({
  gfm: true,
  extensions: [
    {
      name: "math",
      level: "block",
      start: (source) => source.indexOf("$$"),
      tokenizer(source) {
        const found = /^\$\$([\s\S]+?)\$\$(?:\n|$)/.exec(source);
        return found
          ? ({ type: "math", raw: found[0], tex: found[1].trim(), display: true } satisfies MathToken)
          : undefined;
      },
    },
    {
      name: "math",
      level: "inline",
      start: (source) => source.indexOf("$"),
      tokenizer(source) {
        const found = /^\$([^$\n]+?)\$/.exec(source);
        return found
          ? ({ type: "math", raw: found[0], tex: found[1].trim(), display: false } satisfies MathToken)
          : undefined;
      },
    },
  ],
});

/** Throws an Error that names the place when the lesson breaks the format above. */
export function compileLesson(source: string, file: string): Lesson {
  const fail = (what: string): never => {
    throw new Error(`lesson ${file}: ${what}`);
  };
  const { about, text } = frontMatter(source, fail);
  const tokens = marked.lexer(text).filter((token) => token.type !== "space");
  const first = tokens[0];
  if (first?.type !== "heading" || first.depth !== 1) fail("first line is not a title (must be `# Title`)");
  const blocks: Block[] = [];
  const idOf = stepIds();
  for (const token of tokens.slice(1)) {
    if (token.type === "heading" && token.depth === 1) fail(`second title: ${token.raw.trim()} (use ##)`);
    if (token.type === "list" && token.items.some((item: Tokens.ListItem) => marker(item.text)?.kind === "step")) {
      for (const item of token.items as Tokens.ListItem[]) {
        const found = marker(item.text);
        if (found?.kind !== "step") fail(`list item without [check: …] or [step] among steps: ${item.text}`);
        else blocks.push({ ...stepOf(found), id: idOf(found), body: inline(found.rest, fail) });
      }
      continue;
    }
    const found = token.type === "paragraph" ? marker(token.text) : null;
    if (found?.kind === "preset") blocks.push({ kind: "preset", preset: found.preset, body: inline(found.rest, fail) });
    else append(blocks, nodesOf([token], fail));
  }
  return { ...about, title: (first as Tokens.Heading).text, blocks };
}

function frontMatter(source: string, fail: Fail): { readonly about: LessonAbout; readonly text: string } {
  const found = /^---\nlevel: (\w+)\nminutes: (\d+)\n---\n+/.exec(source);
  const level = levels.find((one) => one === found?.[1]);
  if (!found || !level)
    return fail(`no level and minutes (must begin with ---, level: ${levels.join(" | ")}, minutes: number, ---)`);
  return { about: { level, minutes: Number(found[2]) }, text: source.slice(found[0].length) };
}

function stepOf({ requires, isManual }: StepMarker) {
  return { kind: "step", requires, isManual } as const;
}

/** Names steps by what they ask, and by their place among those that ask the same: steps added elsewhere do not rename them. */
function stepIds(): (step: StepMarker) => string {
  const counts = new Map<string, number>();
  return ({ requires, isManual }) => {
    const asked = JSON.stringify([isManual, requires]);
    const before = counts.get(asked) ?? 0;
    counts.set(asked, before + 1);
    return shortHash(`${asked} ${before}`);
  };
}

/** FNV-1a in 32 bits, in letters and digits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36);
}

function append(blocks: Block[], body: readonly LessonNode[]): void {
  const last = blocks.at(-1);
  if (last?.kind === "prose") blocks[blocks.length - 1] = { kind: "prose", body: [...last.body, ...body] };
  else blocks.push({ kind: "prose", body });
}

interface StepMarker {
  readonly kind: "step";
  readonly isManual: boolean;
  readonly requires: readonly Requirement[];
  readonly rest: string;
}
type Marker = StepMarker | { readonly kind: "preset"; readonly preset: string; readonly rest: string };

function marker(text: string): Marker | null {
  const found = /^\[(check|step|preset)(?::\s*([^\]]*))?\]\s*([\s\S]*)$/.exec(text);
  if (!found) return null;
  const [, kind, argument = "", rest] = found;
  if (kind === "preset") return { kind, preset: argument.trim(), rest };
  const isManual = kind === "step";
  const requires = isManual && argument === "" ? [] : argument.split(",").map((part) => requirement(part.trim()));
  if (isManual && requires.some((one) => one.kind !== "preset"))
    throw new Error(`[step: ${argument}] is not valid (must be [step] or [step: preset <id>])`);
  return { kind: "step", isManual, requires, rest };
}

const comparison = /^([A-Za-z][\w.-]*)\s*(<=|>=|==|!=|<|>)\s*(\S+)$/;

function requirement(text: string): Requirement {
  const [, word, name] = /^(preset|view|used) ([\w.-]+)$/.exec(text) ?? [];
  if (word === "preset") return { kind: word, preset: name };
  if (word === "view") return { kind: word, view: name };
  if (word === "used") return { kind: word, control: name };
  if (text === "run") return { kind: "run" };
  if (text === "own data") return { kind: "own" };
  const [, left, operator, right] = comparison.exec(text) ?? [];
  const value = Number(right);
  const isWord = (operator === "==" || operator === "!=") && /^[a-z][\w-]*$/.test(right ?? "");
  if (operator && /^(?:data\.)?params\.|^data\.generator$/.test(left) && (isWord || Number.isFinite(value)))
    return { kind: "setting", path: left, operator: operator as "==", value: isWord ? right : value };
  if (operator && Number.isFinite(value)) return { kind: "metric", metric: left, operator: operator as "==", value };
  throw new Error(
    `requirement is not valid: ${text} (must be one of those listed in compile.ts, such as \`metric.name >= number\`)`,
  );
}

type Fail = (what: string) => never;

function inline(text: string, fail: Fail): readonly LessonNode[] {
  const stray = /\[(?:(?:preset|check|step):[^\]]*|step)\]/.exec(text);
  if (stray) fail(`${stray[0]} inside other text (must begin a paragraph or a list item of its own)`);
  return nodesOf(marked.Lexer.lexInline(text, marked.defaults), fail);
}

function nodesOf(tokens: readonly Token[], fail: Fail): LessonNode[] {
  return tokens.flatMap((token) => nodeOf(token as Tokens.Generic, fail));
}

const wrappers: Readonly<Record<string, string>> = {
  paragraph: "p",
  strong: "strong",
  em: "em",
  blockquote: "blockquote",
  del: "del",
};

function nodeOf(token: Tokens.Generic, fail: Fail): LessonNode[] {
  const children = () => nodesOf(token.tokens ?? [], fail);
  const wrapper = wrappers[token.type];
  if (wrapper) return [{ tag: wrapper, children: children() }];
  switch (token.type) {
    case "space":
      return [];
    case "text":
    case "escape":
      return token.tokens ? children() : [unescapeHtml(token.text)];
    case "br":
      return [{ tag: "br", children: [] }];
    case "hr":
      return [{ tag: "hr", children: [] }];
    case "codespan":
      return [{ tag: "code", children: [unescapeHtml(token.text)] }];
    case "code":
      return [{ tag: "pre", children: [{ tag: "code", children: [token.text] }] }];
    case "heading":
      return [{ tag: `h${Math.min(4, token.depth + 1)}`, children: children() }];
    case "math":
      return [formula(token as unknown as MathToken)];
    case "link":
      return [link(token, children(), fail)];
    case "list":
      return [
        {
          tag: token.ordered ? "ol" : "ul",
          children: token.items.map((item: Tokens.ListItem) => ({ tag: "li", children: nodesOf(item.tokens, fail) })),
        },
      ];
    case "table":
      return [tableOf(token as Tokens.Table, fail)];
    default:
      return fail(`${token.type} cannot be used: ${String(token.raw).trim()}`);
  }
}

function link(token: Tokens.Generic, children: LessonNode[], fail: Fail): LessonNode {
  if (!/^(https:\/\/|\/|#)/.test(token.href)) fail(`address of a link: ${token.href} (must begin with https:// or /)`);
  const outside = token.href.startsWith("https://") ? { target: "_blank", rel: "noreferrer noopener" } : {};
  return { tag: "a", attributes: { href: token.href, ...outside }, children };
}

function tableOf(table: Tokens.Table, fail: Fail): LessonNode {
  const row = (cells: readonly Tokens.TableCell[], tag: string): LessonNode => ({
    tag: "tr",
    children: cells.map((cell) => ({ tag, children: nodesOf(cell.tokens, fail) })),
  });
  return {
    tag: "table",
    children: [
      { tag: "thead", children: [row(table.header, "th")] },
      { tag: "tbody", children: table.rows.map((cells) => row(cells, "td")) },
    ],
  };
}

function formula({ tex, display }: MathToken): LessonNode {
  const markup = temml.renderToString(tex, { displayMode: display, throwOnError: true });
  const math = parseMathml(markup);
  // A long formula scrolls in its own box, which the keyboard must reach.
  return display ? { tag: "div", attributes: { class: "formula", tabindex: "0" }, children: [math] } : math;
}

/** Marked leaves its text escaped for HTML; nodes are text. */
function unescapeHtml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
