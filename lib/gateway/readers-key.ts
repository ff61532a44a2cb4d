/** Where it is kept who read what the member sent: apart, since who forgets it is asked for by who keeps it. */
export const READERS_KEY = "readers";
