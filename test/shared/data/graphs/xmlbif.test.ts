import { describe, expect, test } from "vitest";
import { readXmlbif } from "../../../../shared/data/readers/graphs/xmlbif/read.ts";

/** The dog problem of the format's page (F. Cozman, XMLBIF 0.3), its parts out of order. */
const dog = `<?xml version="1.0" encoding="US-ASCII"?>
<!DOCTYPE BIF [ <!ELEMENT BIF ( NETWORK )*> <!-- ]> --> <!ATTLIST BIF VERSION CDATA "]>"> <?pi ]> ?> ]>
<BIF VERSION="0.3">
<NETWORK>
<PROPERTY>author
   F. &amp; C.</PROPERTY>
<DEFINITION><TABLE>0.99 0.01 <!-- both --> 0.97 0.03
  0.9 0.1 <![CDATA[ 0.3 0.7 ]]></TABLE><GIVEN>bowel-problem</GIVEN><FOR>dog-out</FOR><GIVEN>family-out</GIVEN></DEFINITION>
<VARIABLE TYPE="nature"><PROPERTY>position = (1, 2)</PROPERTY>
  <OUTCOME>&lt;5</OUTCOME><NAME>dog-out</NAME><OUTCOME>&#53;&#x2b;</OUTCOME></VARIABLE>
<NAME>Dog-Problem</NAME>
<VARIABLE><NAME>family-out</NAME><OUTCOME>true</OUTCOME><OUTCOME>false</OUTCOME></VARIABLE>
<variable type='Nature'><name>bowel-problem</name><outcome>true</outcome><outcome>false</outcome><property/></variable>
<DEFINITION><FOR>family-out</FOR><TABLE>0.15 0.85</TABLE></DEFINITION>
<DEFINITION><FOR> bowel-problem </FOR><TABLE>.01 9.9e-1</TABLE></DEFINITION>
</NETWORK>
</BIF>
`;

test("a network is read whatever the order of its parts; the last GIVEN runs fastest, the child's states within a row", () => {
  expect(readXmlbif(dog, "dog.xml")).toEqual({
    document: {
      kind: "bayes",
      name: "Dog-Problem",
      properties: ["author F. & C."],
      nodes: [
        {
          name: "dog-out",
          states: ["<5", "5+"],
          parents: ["bowel-problem", "family-out"],
          table: [0.99, 0.01, 0.97, 0.03, 0.9, 0.1, 0.3, 0.7],
          properties: ["position = (1, 2)"],
        },
        { name: "family-out", states: ["true", "false"], parents: [], table: [0.15, 0.85] },
        { name: "bowel-problem", states: ["true", "false"], parents: [], table: [0.01, 0.99] },
      ],
    },
    notices: [],
  });
});

const a = "<VARIABLE><NAME>a</NAME><OUTCOME>t</OUTCOME><OUTCOME>f</OUTCOME></VARIABLE>";
const net = (parts: string) => `<BIF>\n<NETWORK>\n${parts}\n</NETWORK>\n</BIF>`;

test("a network without a name has none; a definition without a table leaves it open", () => {
  const { document, notices } = readXmlbif(net(`${a}<DEFINITION><FOR>a</FOR></DEFINITION>`), "n.xml");
  expect(document).toEqual({ kind: "bayes", nodes: [{ name: "a", states: ["t", "f"], parents: [] }] });
  expect(notices).toEqual([{ code: "tables-missing", values: { value: 1, node: "a" } }]);
});

test("states of one name are told apart by a number: positions say which is meant", () => {
  const twice = a.replace("<OUTCOME>f<", "<OUTCOME>t<");
  const text = net(`${twice}<DEFINITION><FOR>a</FOR><TABLE>0.25 0.75</TABLE></DEFINITION>`);
  const { document, notices } = readXmlbif(text, "n.xml");
  expect(document.nodes[0]).toEqual({ name: "a", states: ["t", "t.2"], parents: [], table: [0.25, 0.75] });
  expect(notices.map(({ code }) => code)).toEqual(["states-renamed"]);
});

describe("what is wrong is told with its line and column", () => {
  test.each([
    ["<net/>", "line 1, column 1: “<NET>” (must be “<BIF>”)"],
    ["<BIF>", "line 1, column 6: the file ends too early"],
    [net(""), "line 5, column 7: no variables"],
    [`${net(`${a}<DEFINITION><FOR>a</FOR></DEFINITION>`)}<BIF/>`, "line 5, column 7: “<BIF>” after the end"],
    [net("<!- a comment ->"), "line 3, column 1: “<!” (must be “<!--”, where a comment begins)"],
    [net("<VARIABLE><OUTCOME><5</OUTCOME>"), "line 3, column 20: “<” in a text (must be written “&lt;”)"],
    [net("<VARIABLE><NAME>a & b</NAME>"), "line 3, column 19: “&” in a text (must be written “&amp;”)"],
    [net("<VARIABLE><NAME>a&nbsp;b</NAME>"), "line 3, column 18: “&nbsp;” in a text"],
    [net("<VARIABLE><NAME>&#0;</NAME>"), "line 3, column 17: “&#0;” in a text"],
    [net("<VARIABLE><NAME>a</VARIABLE>"), "line 3, column 18: </VARIABLE> (must be </NAME>)"],
    [net("<VARIABLE TYPE=nature>"), "line 3, column 1: “<VARIABLE TYPE=nature>"],
    [net('<VARIABLE TYPE="decision"/>'), "line 3, column 1: a variable of type decision (must be nature)"],
    [net("<VARIABLE/>"), "line 3, column 1: <VARIABLE> without <NAME>"],
    [net("<VARIABLE><NAME>a</NAME></VARIABLE>"), "line 3, column 1: <VARIABLE> without <OUTCOME>"],
    [net("<VARIABLE><NAME>a</NAME><NAME>b</NAME></VARIABLE>"), "line 3, column 25: a second <NAME>"],
    [net("<VARIABLE><VALUE>a</VALUE></VARIABLE>"), "line 3, column 11: “<VALUE>” (must be “<NAME>” or “<OUTCOME>”"],
    [net(`${a}\n<DEFINITION/>`), "line 4, column 1: <DEFINITION> without <FOR>"],
    [net(`${a}\nstray`), "line 4, column 1: “stray"],
    [
      net(`${a}\n<DEFINITION><FOR>a</FOR><TABLE>0.5 x</TABLE></DEFINITION>`),
      "line 4, column 36: “x” (must be a finite",
    ],
    [net(`${a}\n<DEFINITION><FOR>a</FOR><TABLE>0.5 -1</TABLE></DEFINITION>`), "line 4, column 36: -1 as a probability"],
    [net(`${a}\n<DEFINITION><FOR>a</FOR><TABLE>0.5</TABLE></DEFINITION>`), "line 4, column 32: the table of “a” has 1"],
    [
      net(`${a}\n<DEFINITION><FOR>a</FOR><TABLE>1 1</TABLE></DEFINITION>`),
      "line 4, column 32: the row of “a” for — has sum 2",
    ],
    [net(`${a}\n<DEFINITION><FOR>b</FOR></DEFINITION>`), "line 4, column 18: “b” is no variable"],
  ])("%j", (text, message) => {
    expect(() => readXmlbif(text, "net.xml")).toThrow(`net.xml, ${message}`);
  });
});
