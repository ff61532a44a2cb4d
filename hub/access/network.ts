import { isIPv6 } from "node:net";

/**
 * Whose address it is: of IPv6 its first bits, since a household or an office has a block of 2^64, and whoever has a
 * provider's whole site has 2^16 of those; else the whole address.
 * @param bits of an IPv6 address
 */
export function networkOf(address: string, bits: 48 | 64 = 64): string {
  const plain = address.split("%", 1)[0] ?? "";
  if (!isIPv6(plain)) return address;
  const [head = "", tail] = plain.toLowerCase().split("::", 2);
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    // An IPv4 address at the end stands for two groups.
    const after = tail === "" ? 0 : tail.split(":").length + (tail.includes(".") ? 1 : 0);
    while (groups.length + after < 8) groups.push("0");
    if (tail !== "") groups.push(...tail.split(":"));
  }
  return `${groups
    .slice(0, bits / 16)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/${bits}`;
}
