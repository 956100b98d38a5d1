/**
 * Compiles a lesson to a tree of nodes, at build time. A lesson is `client/labs/<family>/<lab>/lesson.<es|en>.md`, plain Markdown:
 *
 *     # Title                                   exactly one, first
 *     ## Part                                   headings of level 2 and 3
 *     Text with *emphasis*, `code`, lists, tables, [links](https://…), formulas $p(v) = e^{-F(v)} / Z$ and, on lines of their own,
 *     $$
 *     \log Z = \log \sum_v e^{-F(v)}
 *     $$
 *     [preset: bars-and-stripes] Open the small machine          a paragraph: a button that opens the preset
 *     - [check: logZ.exact >= 12.5] Train until …                a list item: a step that ticks itself off
 *     - [check: loss.test < 20, epochs >= 3] Now …               several conditions, all of which must hold
 *     - [step] Look at the filters: …                            a step that the reader ticks
 *
 * Conditions compare a metric of the shown run with a number by < <= > >= == !=; a metric that was not computed holds nothing. Text of
 * a step or a button may hold formulas and emphasis. HTML is refused. Both languages must have the same steps and buttons in the same order.
 */
import { Marked, type Token, type Tokens } from "marked";
import temml from "temml";
import type { Block, Condition, Lesson, LessonNode } from "./lesson.ts";
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
  const tokens = marked.lexer(source).filter((token) => token.type !== "space");
  const first = tokens[0];
  if (first?.type !== "heading" || first.depth !== 1) fail("first line is not a title (must be `# Title`)");
  const blocks: Block[] = [];
  let steps = 0;
  for (const token of tokens.slice(1)) {
    if (token.type === "heading" && token.depth === 1) fail(`second title: ${token.raw.trim()} (use ##)`);
    if (token.type === "list" && token.items.some((item: Tokens.ListItem) => marker(item.text)?.kind === "step")) {
      for (const item of token.items as Tokens.ListItem[]) {
        const found = marker(item.text);
        if (found?.kind !== "step") fail(`list item without [check: …] or [step] among steps: ${item.text}`);
        else
          blocks.push({ kind: "step", index: steps++, conditions: found.conditions, body: inline(found.rest, fail) });
      }
      continue;
    }
    const found = token.type === "paragraph" ? marker(token.text) : null;
    if (found?.kind === "preset") blocks.push({ kind: "preset", preset: found.preset, body: inline(found.rest, fail) });
    else append(blocks, nodesOf([token], fail));
  }
  return { title: (first as Tokens.Heading).text, blocks };
}

function append(blocks: Block[], body: readonly LessonNode[]): void {
  const last = blocks.at(-1);
  if (last?.kind === "prose") blocks[blocks.length - 1] = { kind: "prose", body: [...last.body, ...body] };
  else blocks.push({ kind: "prose", body });
}

type Marker =
  | { readonly kind: "step"; readonly conditions: readonly Condition[]; readonly rest: string }
  | { readonly kind: "preset"; readonly preset: string; readonly rest: string };

function marker(text: string): Marker | null {
  const found = /^\[(check|step|preset)(?::\s*([^\]]*))?\]\s*([\s\S]*)$/.exec(text);
  if (!found) return null;
  const [, kind, argument = "", rest] = found;
  if (kind === "preset") return { kind, preset: argument.trim(), rest };
  return { kind: "step", conditions: kind === "step" ? [] : argument.split(",").map(condition), rest };
}

function condition(text: string): Condition {
  const found = /^\s*([A-Za-z][\w.-]*)\s*(<=|>=|==|!=|<|>)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*$/.exec(text);
  if (!found) throw new Error(`condition is not valid: ${text.trim()} (must be \`metric.name >= number\`)`);
  return { metric: found[1], operator: found[2] as Condition["operator"], value: Number(found[3]) };
}

type Fail = (what: string) => never;

function inline(text: string, fail: Fail): readonly LessonNode[] {
  const stray = /\[(?:(?:preset|check):[^\]]*|step)\]/.exec(text);
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
