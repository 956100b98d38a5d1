/** log Σ e^values of `count` float64 at `values`, added in their order; −Infinity for none. NaN anywhere gives NaN. */
export declare function logSumExp(values: usize, count: i32): f64;
