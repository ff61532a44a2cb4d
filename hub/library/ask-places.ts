/** So many reps are asked a question, each on one record. */
export const PLACES = 5;
