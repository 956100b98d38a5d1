/** What a wrong sampler has not, and what a crowd has not. */
export const OF_RIGHT = { field: "flaw", is: ["none"] } as const;
export const OF_FEW = { field: "many", is: ["few"] } as const;
/** Each simulation of a calibration has one chain; `chains` then says only among how many tasks they are shared out. */
export const OF_ONE_POSTERIOR = { field: "simulations", is: [] } as const;
