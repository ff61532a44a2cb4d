import { BlockList, isIP } from "node:net";
import type { Context } from "hono";

/** The network address a request came from; `unknown` when there is no socket, as in tests. */
export type ClientAddress = (context: Context) => string;

/**
 * @param trusted addresses or CIDR blocks of proxies: what they say of the client is believed, nobody else
 */
export function clientAddresses(trusted: readonly string[]): ClientAddress {
  const proxies = new BlockList();
  for (const block of trusted) {
    const [address = "", bits] = block.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  const isProxy = (address: string) =>
    isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  return (context) => {
    let address = plain(socketAddress(context.env) ?? "unknown");
    const forwarded = context.req.header("x-forwarded-for")?.split(",") ?? [];
    // From the right: each proxy appended whom it saw, and only proxies are believed.
    while (isProxy(address)) {
      const before = plain(forwarded.pop()?.trim() ?? "");
      if (isIP(before) === 0) break;
      address = before;
    }
    return address;
  };
}

/** An IPv4 address as a socket for both families shows it. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

function socketAddress(env: unknown): string | undefined {
  const incoming = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress;
}
