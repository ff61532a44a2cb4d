import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { HubError } from "./call-hub.ts";
import { noteReach } from "./reach.ts";

/** Asked again by itself; anything else would only be refused twice. */
const PASSING = new Set<HubError["code"]>(["out_of_reach", "unavailable", "internal"]);
const MOST_RETRIES = 2;

/**
 * The desk's queries: kept while their page may come back, fresh for half a minute. Who is signed out on the way is
 * shown where to sign in, and what they see stays in the address.
 */
export function createDeskQueryClient(): QueryClient {
  const failed = (error: Error) => {
    const code = error instanceof HubError ? error.code : undefined;
    if (code === "out_of_reach") noteReach(false);
    else if (code !== undefined) noteReach(true);
    if (code === "unauthorized") client.setQueryData(["me", undefined], null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: failed, onSuccess: () => noteReach(true) }),
    mutationCache: new MutationCache({ onError: failed, onSuccess: () => noteReach(true) }),
    defaultOptions: {
      queries: {
        // A hub on this machine answers while the browser believes to be offline.
        networkMode: "always",
        staleTime: 30_000,
        retry: (count, error) => count < MOST_RETRIES && error instanceof HubError && PASSING.has(error.code),
        retryDelay: (count) => 500 * 2 ** count,
        refetchOnWindowFocus: true,
      },
      // A write that failed is repeated by who made it: its key stays the same, so it counts once.
      mutations: { networkMode: "always", retry: false },
    },
  });
  return client;
}
