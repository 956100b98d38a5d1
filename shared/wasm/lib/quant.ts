/** What follows the integer product of a layer, shared by both modules. */

/** Slope of leaky ReLU as 5243 / 2^19 = 0.0100002. */
const LEAK: i64 = 5243;
const LEAK_SHIFT: i64 = 19;

/**
 * One row of sums to one row of bytes: clamp(((sum · multiplier + 2^(shift − 1)) >> shift) + zero, 0, top), then through the table, if there is one
 * (1024 bytes). Under leaky ReLU a negative sum is first multiplied by the slope.
 */
export function requantise(
  sums: usize, outputs: i32, multipliers: usize, shifts: usize, zero: i32, top: i32, leaky: bool, table: usize, out: usize,
): void {
  for (let j = 0; j < outputs; j++) {
    const at = <usize>j << 2;
    let sum = <i64>load<i32>(sums + at);
    if (leaky && sum < 0) sum = (sum * LEAK + (1 << (LEAK_SHIFT - 1))) >> LEAK_SHIFT;
    const shift = <i64>load<i32>(shifts + at);
    const scaled = (sum * <i64>load<i32>(multipliers + at) + (<i64>1 << (shift - 1))) >> shift;
    const clamped = <i32>min<i64>(max<i64>(scaled + zero, 0), top);
    store<u8>(out + j, table ? load<u8>(table + clamped) : <u8>clamped);
  }
}
