/**
 * The headers that every answer carries.
 *
 * `connect-src https:` is wide because the organisation's own endpoints are configured in the app and are not known here.
 * The styles are those that stand inside the built pages; nothing inline is allowed beyond them.
 */
export function securityHeaders(styleHashes: readonly string[]): Record<string, string> {
  const policy = [
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
    "frame-ancestors 'none'",
  ];
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
