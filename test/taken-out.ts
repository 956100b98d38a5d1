import type { Plugin } from "vite";

/**
 * The functions of shared/math consist of small ones, and of numbers, of other modules. A bundle has them at hand; where tests run in Node, each use of what is
 * imported asks an object for it, which takes ten times as long as the functions themselves: here it is taken out once.
 */
export function takenOut(): Plugin {
  return {
    name: "taken-out",
    enforce: "pre",
    transform(code, id) {
      if (!/\/shared\/math\/\w+\.ts$/.test(id)) return undefined;
      let count = 0;
      return code
        .replace(/^import \* as (\w+) from ("\.\/constants\w*\.ts");$/gm, (_, name, path) => {
          const own = `taken${count++}`;
          return `import * as ${own} from ${path}; const ${name} = { ...${own} };`;
        })
        .replace(/^import (\{[^}]*\}) from ("\.\/(constants|constants32|lanes)\.ts");$/gm, (_, names, path) => {
          const own = `taken${count++}`;
          return `import * as ${own} from ${path}; const ${names} = ${own};`;
        });
    },
  };
}
