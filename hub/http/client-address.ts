import { BlockList, isIP } from "node:net";
import type { Context } from "hono";

/** Where a request came from. */
export interface ClientAddress {
  /** The network address, for limits; `unknown` when there is no socket, as in tests. */
  (context: Context): string;
  /**
   * The same for telling readers apart: `unknown` too where a proxy stands between that the settings do not name.
   * Behind it everybody has its address, and a prospect would be taken for the team.
   */
  own(context: Context): string;
}

/**
 * @param trusted addresses or CIDR blocks of proxies: what they say of the client is believed, nobody else
 * @param unnamed told, once, that requests come through a proxy that is not among them
 */
export function clientAddresses(trusted: readonly string[], unnamed: () => void = () => {}): ClientAddress {
  const proxies = new BlockList();
  for (const block of trusted) {
    const [address = "", bits] = block.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  const isProxy = (address: string) =>
    isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  /** @returns the address, and whether it speaks for others, though no settings name it as a proxy */
  function read(context: Context): { address: string; isUnnamed: boolean } {
    let address = plain(socketAddress(context.env) ?? "unknown");
    const isDirect = !isProxy(address);
    const forwarded = context.req.header("x-forwarded-for")?.split(",") ?? [];
    // From the right: each proxy appended whom it saw, and only proxies are believed.
    while (isProxy(address)) {
      const before = plain(forwarded.pop()?.trim() ?? "");
      if (isIP(before) === 0) break;
      address = before;
    }
    const isUnnamed =
      !isProxy(address) &&
      (forwarded.length > 0 || (isDirect && context.req.header("forwarded") !== undefined));
    return { address, isUnnamed };
  }

  let told = false;
  return Object.assign((context: Context) => read(context).address, {
    own(context: Context) {
      const { address, isUnnamed } = read(context);
      if (isUnnamed && !told) {
        told = true;
        unnamed();
      }
      return isUnnamed || isProxy(address) ? "unknown" : address;
    },
  });
}

/** An IPv4 address as a socket for both families shows it. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

function socketAddress(env: unknown): string | undefined {
  const incoming = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress;
}
