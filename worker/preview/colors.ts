import type { Rgb } from "../../shared/color-maps.ts";

const rgb = (value: number): Rgb => [(value >> 16) & 255, (value >> 8) & 255, value & 255];

/** The light theme of the page (`client/styles/tokens.css`). */
export const tokens = {
  paper: rgb(0xfbfaf8),
  surface: rgb(0xffffff),
  line: rgb(0xd9d5cd),
  ink: rgb(0x1d1f23),
  "ink-soft": rgb(0x555a63),
  accent: rgb(0x0b5cad),
} as const;

const series = [0x0072b2, 0xd55e00, 0x008a64, 0xb4558c, 0xa87900, 0x2f86bd, 0x6b6b6b, 0x857b00].map(rgb);

export const seriesColor = (index: number): Rgb => series[((index % series.length) + series.length) % series.length];
