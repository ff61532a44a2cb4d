import { expect, test } from "vitest";
import { networkOf } from "./network.ts";

test.each([
  ["198.51.100.7", "198.51.100.7"],
  ["unknown", "unknown"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002:ffff::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8::ffff:1", "2001:db8:0:0::/64"],
  ["2001:db8:1::5", "2001:db8:1:0::/64"],
  ["2001:db8:1:0:9::5", "2001:db8:1:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  ["64:ff9b::192.0.2.33", "64:ff9b:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("%s is of the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("a site of many networks is one by its first 48 bits", () => {
  expect(networkOf("2001:db8:1:2::9", 48)).toBe("2001:db8:1::/48");
  expect(networkOf("2001:db8:1:ffff::9", 48)).toBe("2001:db8:1::/48");
  expect(networkOf("198.51.100.7", 48)).toBe("198.51.100.7");
});
