/** Where it is kept what the hub told the member: apart, since who forgets it is asked for by who keeps it. */
export const MINE_KEY = "mine";
