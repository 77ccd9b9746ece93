import { type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Whoever has an IPv6 network has all addresses in it: they count as one. */
const networkOf = (address: string): string =>
  isIP(address) === 6 && !address.startsWith('::ffff:')
    ? address.split('::', 1).join('').split(':').slice(0, 4).join(':')
    : address;

/**
 * The address that a request came from. With proxies in front, each adds whom it heard from to `x-forwarded-for`: what
 * stands further left than there are proxies can be made up.
 */
export const clientAddressOf = (request: IncomingMessage, proxies: number): string => {
  const heard = [request.headers['x-forwarded-for'] ?? []]
    .flat()
    .flatMap((each) => each.split(','))
    .map((each) => each.trim());
  const told = proxies > 0 ? heard.at(-proxies) : undefined;
  return networkOf(told !== undefined && isIP(told) !== 0 ? told : (request.socket.remoteAddress ?? ''));
};
