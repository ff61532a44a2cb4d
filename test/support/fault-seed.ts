/** The seed of a run's faults: fixed for `npm test`, another one each round of `npm run soak`. */
export const faultSeed = (fixed: number): number => Number(process.env.LEADSIDE_FAULT_SEED ?? fixed);
