import { createHash } from 'node:crypto';

/**
 * What a page of the app may load and do (CSP 3). Of scripts only files of the app, and no text becomes one: the one address
 * of a script that is named at run time is the worker's (Trusted Types, the policy `worker`).
 *
 * `connect-src https:` is wide because the organisation's own endpoints are configured in the app and are not known here.
 * The styles are those that stand inside the built pages; nothing inline is allowed beyond them.
 */
const policyWith = (styleHashes: readonly string[]): string[] => [
  "default-src 'none'",
  "script-src 'self'",
  ["style-src 'self'", ...styleHashes.map((hash) => `'${hash}'`)].join(' '),
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' https:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types worker',
];

/** The policy as a page carries it itself, wherever it is served from: who may frame it only a header can say. */
export const policyInPage = (styleHashes: readonly string[]): string => policyWith(styleHashes).join('; ');

/** `sha256-…` of every style that stands inside a page. The browser hashes what its parser has read: no carriage returns. */
export const styleHashesIn = (html: string): string[] =>
  [...html.replaceAll('\r\n', '\n').matchAll(/<style\b[^>]*>(.*?)<\/style>/gis)].map(
    ([, style = '']) => `sha256-${createHash('sha256').update(style).digest('base64')}`,
  );

/** The headers that every answer carries. */
export function securityHeaders(styleHashes: readonly string[]): Record<string, string> {
  const policy = [...policyWith(styleHashes), "frame-ancestors 'none'"];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': [...denied.map((feature) => `${feature}=()`), 'camera=(self)'].join(', '),
  };
}

/** Said where the request came by TLS: from then on a browser asks this host by no other way, for a year. */
export const onlyByTls = ['strict-transport-security', 'max-age=31536000'] as const;

/** The camera stays, for reading a set-up QR code. Only names that browsers know: an unknown one is a console warning. */
const denied = [
  'accelerometer',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];
