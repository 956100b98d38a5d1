/** The loops over the windows of one picture that forward and transposed convolutions share: tiles of four windows × eight outputs. */
import { COLUMNS, ROWS, TILE, tileOfRuns } from "./tiles";
import { EDGE, place } from "./scratch";
import { floats } from "./vectors";

/**
 * Outputs oy, ox, j of one picture: init[j] + Σ over `runs` lines (`line` bytes apart) of `run` neighbours. Windows begin at x + oy·down + ox·right,
 * outputs at y + oy·toDown + ox·toRight.
 */
export function convolve(
  outHeight: i32, outWidth: i32, n: i32, runs: i32, run: i32, x: usize, line: usize, down: usize, right: usize, panels: usize, init: usize,
  y: usize, toDown: usize, toRight: usize,
): void {
  const pixels: i32 = outHeight * outWidth;
  const gap: usize = line - (<usize>run << 2);
  const edge = place(EDGE, TILE);
  for (let j: i32 = 0; j < n; j += COLUMNS) {
    const columns: i32 = min(COLUMNS, n - j);
    const panel = floats(panels, j * runs * run);
    const start = floats(init, j);
    if ((outWidth & 3) == 0 && columns == COLUMNS) {
      evenLines(outHeight, outWidth, runs, run, gap, x, down, right, panel, start, floats(y, j), toDown, toRight);
      continue;
    }
    let ox: i32 = 0;
    let a = x;
    let c = floats(y, j);
    let lineA = a;
    let lineC = c;
    for (let p: i32 = 0; p < pixels; p += ROWS) {
      // Four windows; what is missing in the last tile repeats the one before.
      const a0 = a;
      const c0 = c;
      let a1 = a;
      let a2 = a;
      let a3 = a;
      let c1 = c;
      let c2 = c;
      let c3 = c;
      for (let i: i32 = 1; i <= ROWS; i++) {
        if (p + i < pixels) {
          if (++ox == outWidth) {
            ox = 0;
            lineA += down;
            lineC += toDown;
            a = lineA;
            c = lineC;
          } else {
            a += right;
            c += toRight;
          }
        }
        if (i == 1) {
          a1 = a;
          c1 = c;
        } else if (i == 2) {
          a2 = a;
          c2 = c;
        } else if (i == 3) {
          a3 = a;
          c3 = c;
        }
      }
      if (columns == COLUMNS) tileOfRuns(runs, run, 4, gap, a0, a1, a2, a3, panel, start, 0, c0, c1, c2, c3);
      else {
        tileOfRuns(runs, run, 4, gap, a0, a1, a2, a3, panel, start, 0, edge, edge + 32, edge + 64, edge + 96);
        const bytes = <usize>columns << 2;
        memory.copy(c0, edge, bytes);
        memory.copy(c1, edge + 32, bytes);
        memory.copy(c2, edge + 64, bytes);
        memory.copy(c3, edge + 96, bytes);
      }
    }
  }
}

/** The same for one panel where tiles fill lines and panel. */
function evenLines(
  outHeight: i32, outWidth: i32, runs: i32, run: i32, gap: usize, x: usize, down: usize, right: usize, panel: usize, start: usize,
  y: usize, toDown: usize, toRight: usize,
): void {
  for (let oy: i32 = 0; oy < outHeight; oy++) {
    let a = x;
    let c = y;
    for (let ox: i32 = 0; ox < outWidth; ox += ROWS) {
      tileOfRuns(
        runs, run, 4, gap, a, a + right, a + 2 * right, a + 3 * right, panel, start, 0, c, c + toRight, c + 2 * toRight, c + 3 * toRight,
      );
      a += 4 * right;
      c += 4 * toRight;
    }
    x += down;
    y += toDown;
  }
}
