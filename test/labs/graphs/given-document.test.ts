import fc from "fast-check";
import { expect, test } from "vitest";
import { documentArrays, documentOf } from "../../../shared/labs/graphs/given-document.ts";
import { anyDocument, pair, sprinkler } from "../../shared/experiment/documents.ts";

const about = (document: typeof sprinkler | typeof pair) =>
  documentOf({ inputs: { given: documentArrays(document) }, data: null });

test("a document that is given with a question is read as it was", () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      expect(documentOf({ inputs: { given: documentArrays(document) }, data: null })).toEqual(document);
    }),
  );
});

test("questions about equal documents get one object, others another", () => {
  const first = about(sprinkler);
  expect(about({ ...sprinkler })).toBe(first);
  expect(about(pair)).toEqual(pair);
  expect(about(sprinkler)).not.toBe(first);
});

test("where none is given it is that of the data", () => {
  const data = { rows: 0, columns: 0, values: new Float64Array(0), document: pair };
  expect(documentOf({ inputs: {}, data })).toBe(pair);
  expect(documentOf({ inputs: { given: documentArrays(sprinkler) }, data })).toEqual(sprinkler);
  expect(documentOf({ inputs: { given: {} }, data: null })).toBeUndefined();
});
