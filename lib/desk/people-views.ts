/** The views of People beside its search; each has its address. */
const VIEWS = ["conflicts", "merged", "imports", "erased"] as const;

export type PeopleViewName = (typeof VIEWS)[number];

export const isPeopleView = (name: string): name is PeopleViewName => VIEWS.some((known) => known === name);
