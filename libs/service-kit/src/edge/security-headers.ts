import { type ServerResponse } from 'node:http';

/** Answers are data: nothing in them may be run, framed, kept, or read by pages of other sites. */
const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const twoYears = 63_072_000;

/** Headers of every answer. `secure` says that clients come over TLS, and shall from now on. */
export const securityHeaders = (secure: boolean): Readonly<Record<string, string>> => ({
  ...always,
  ...(secure && { 'strict-transport-security': `max-age=${twoYears}; includeSubDomains` }),
});

/** Sets them before anything is answered; what answers may replace one. */
export const protect = (response: ServerResponse, headers: Readonly<Record<string, string>>): void => {
  for (const name in headers) response.setHeader(name, headers[name] ?? '');
};

/** The answer to what is no HTTP request: Node's own has no headers. */
export const malformed = (code: string | undefined, headers: Readonly<Record<string, string>>): string => {
  const status =
    code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n${lines.join('')}\r\n`;
};
