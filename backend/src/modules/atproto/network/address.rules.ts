import ipaddr from 'ipaddr.js';

/** The part of IPv6 that is handed out for the public internet; everything outside of it is special. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an address belongs to the public internet (SEC-07). Loopback, private, link-local, shared, documentation and
 * multicast ranges do not; neither do the IPv6 forms that hide an IPv4 address (NAT64, 6to4, Teredo, IPv4-compatible).
 * An IPv4-mapped address is judged by the IPv4 address it carries.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}
