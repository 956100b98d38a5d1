/** Questions to models that go on with texts, and their answers: whole as JSON, or character by character as server-sent events. The edge remembers nothing: who asks brings the text. */
import * as v from "valibot";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { readJson } from "../../shared/experiment/json.ts";
import { limits } from "../../shared/experiment/limits.ts";
import {
  type Asked,
  affordable,
  askedOf,
  hasEnded,
  LONGEST_PIECE,
  type TextQuestion,
  writeAsked,
} from "../../shared/quant/text/index.ts";
import { MOST_SIGNS } from "../../shared/texts/alphabet.ts";
import { named, said } from "../api/json-schema.ts";
import { Refusal } from "../errors.ts";
import { bodyType, readAll } from "../guard.ts";
import { accepted } from "./format.ts";
import type { Writer } from "./nets.ts";

const number = (low: number, high: number) => v.pipe(v.number(), v.minValue(low), v.maxValue(high));
const whole = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));

/** How characters are chosen and how many, for whatever writes texts. */
export const writingEntries = {
  temperature: said(
    v.optional(number(0, 2), 0.8),
    "Below 1 it writes more safely, above more boldly; at 0 always the most probable character.",
    "Por debajo de 1 escribe más seguro, por encima más atrevido; con 0, siempre el carácter más probable.",
  ),
  topK: said(
    v.optional(whole(0, MOST_SIGNS), 0),
    "Each character is chosen among the so many most probable; 0: among all.",
    "Cada carácter se elige entre tantos más probables; 0: entre todos.",
  ),
  topP: said(
    v.optional(number(0.05, 1), 1),
    "Each character is chosen among the most probable that together reach this probability; 1: among all.",
    "Cada carácter se elige entre los más probables que juntos llegan a esta probabilidad; 1: entre todos.",
  ),
  length: said(
    v.optional(whole(1, LONGEST_PIECE), LONGEST_PIECE),
    "Characters to be written; fewer where they would cost more than a request may.",
    "Caracteres por escribir; menos si costaran más de lo que puede costar una petición.",
  ),
};

export const textQuestionSchema = named(
  "TextQuestion",
  v.strictObject({
    prefix: said(
      v.optional(v.string(), ""),
      "What the text begins with. Of a long one the last characters count, as many as the model's window.",
      "Cómo empieza el texto. De uno largo cuentan los últimos caracteres, tantos como la ventana del modelo.",
    ),
    written: said(
      v.optional(v.string(), ""),
      "What it wrote so far: it goes on behind that as if it had never been cut.",
      "Lo que ha escrito hasta ahora: continúa detrás como si no se hubiera cortado nunca.",
    ),
    from: said(
      v.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
      "How many characters it wrote so far, where written has only the last of them (at least the model's window).",
      "Cuántos caracteres ha escrito hasta ahora, si written solo tiene los últimos (al menos la ventana del modelo).",
    ),
    seed: said(
      v.optional(whole(0, Number.MAX_SAFE_INTEGER), 0),
      "The same seed goes on with the same text alike, for ever.",
      "La misma semilla continúa siempre igual el mismo texto.",
    ),
    ...writingEntries,
  }),
);

const position = whole(0, Number.MAX_SAFE_INTEGER);
const probabilities = said(
  v.array(v.number()),
  "What the model gave each character, before temperature and cuts.",
  "Lo que el modelo dio a cada carácter, antes de la temperatura y de los recortes.",
);

export const textAnswerSchema = named(
  "TextAnswer",
  v.strictObject({
    text: v.string(),
    probabilities,
    from: said(position, "Place of the first of them among what is written.", "Lugar del primero entre lo escrito."),
    next: said(
      v.nullable(position),
      "Where the next request goes on, with these characters behind written; null where the text has ended.",
      "Dónde sigue la próxima petición, con estos caracteres detrás de written; null si el texto ha terminado.",
    ),
  }),
);
type TextAnswer = v.InferOutput<typeof textAnswerSchema>;

/** The question in the body of a request. Throws an ExperimentError. */
export async function takeTextQuestion(request: Request): Promise<TextQuestion> {
  bodyType(request, ["application/json"]);
  const { bytes } = limits.inference;
  const body = await readAll(request, bytes);
  return readTextQuestion(readJson(new TextDecoder().decode(body), "body", bytes));
}

/** Throws an ExperimentError: "out-of-range" for a number, "unknown-key", "wrong-type". */
export function readTextQuestion(input: unknown): TextQuestion {
  // A list is an object to the schema, which would read its length.
  const read = v.safeParse(textQuestionSchema, Array.isArray(input) ? null : input);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const path = v.getDotPath(issue)?.slice(0, 64) ?? "body";
  const value = String(typeof issue.input === "object" ? typeof issue.input : issue.input).slice(0, 40);
  if (issue.type === "min_value" || issue.type === "max_value") {
    const [min, max] = BOUNDS[path] ?? [0, Number.MAX_SAFE_INTEGER];
    throw new ExperimentError(path, "out-of-range", `${path}: ${value} (must be ${min} to ${max})`, {
      value,
      min,
      max,
    });
  }
  const keys = Object.keys(textQuestionSchema.pipe[0].entries);
  if (issue.type === "strict_object" && issue.expected === "never") {
    const message = `unknown member ${path} (must be one of ${keys.join(", ")})`;
    throw new ExperimentError(path, "unknown-key", message, { value: path, allowed: keys.join(", ") });
  }
  throw new ExperimentError(path, "wrong-type", `${path}: ${value} (${issue.message.slice(0, 200)})`, { value });
}

const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  temperature: [0, 2],
  topK: [0, MOST_SIGNS],
  topP: [0.05, 1],
  length: [1, LONGEST_PIECE],
};

/** The refusal of a text by any other model. */
export const writesNoTexts = (path = "id", cure = "ask it at POST /api/x/:id/infer") =>
  new Refusal(404, "writes-no-texts", path, `model that does not go on with texts (${cure})`);

/** Characters of an event: so many are sent as soon as they are there. */
const TOGETHER = 8;

const mediaOf = { json: "application/json", events: "text/event-stream" } as const;
const asked = { "application/json": "json", "text/event-stream": "events" } as const;

/** Throws an ExperimentError for a text that the model cannot read, before anything is computed. */
export function textReply(writer: Writer, question: TextQuestion, accept: string | undefined): Response {
  const all = askedOf(writer.model, question);
  const own = { ...all, length: affordable(writer.model, all) };
  const format = accepted(accept, asked, "json");
  const headers = { "Content-Type": mediaOf[format], Vary: "Accept" };
  if (format === "events") return new Response(eventsOf(writer, own), { headers });
  const [answer] = piecesOf(writer, own, own.length);
  return new Response(JSON.stringify(answer ?? emptyOf(own)), { headers });
}

/** Of a text that had ended. */
const emptyOf = ({ from }: Asked): TextAnswer => ({ text: "", probabilities: [], from, next: null });

/** What is written, so many characters at a time; each says where it goes on. */
function* piecesOf({ model, engine }: Writer, own: Asked, together: number): Generator<TextAnswer> {
  const piece: { text: string; probabilities: number[]; from: number } = {
    text: "",
    probabilities: [],
    from: own.from,
  };
  const take = (end: boolean): TextAnswer => {
    const { text, probabilities, from } = piece;
    const at = from + probabilities.length;
    Object.assign(piece, { text: "", probabilities: [], from: at });
    return { text, probabilities, from, next: end ? null : at };
  };
  for (const { character, sign, probability } of writeAsked(model, engine, own)) {
    piece.text += character;
    piece.probabilities.push(probability);
    if (sign === model.end) yield take(true);
    else if (piece.probabilities.length === together) yield take(false);
  }
  if (piece.probabilities.length > 0) yield take(false);
}

const encoder = new TextEncoder();

/**
 * Events "piece", each computed when it is asked for, then "end" with where the text goes on. Data are JSON on one line: nothing that a model writes can end or begin an event. A
 * reader who goes away ends it.
 */
function eventsOf(writer: Writer, own: Asked): ReadableStream<Uint8Array> {
  const pieces = piecesOf(writer, own, TOGETHER);
  let next: number | null = hasEnded(writer.model, own) ? null : own.from;
  const event = (name: string, data: object) => encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  return new ReadableStream({
    pull(controller) {
      const { done, value } = pieces.next();
      if (done) {
        controller.enqueue(event("end", { next }));
        controller.close();
        return;
      }
      next = value.next;
      controller.enqueue(event("piece", value));
    },
  });
}
