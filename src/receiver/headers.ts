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

/**
 * A worker has the policy of its own file. The one that derives keys runs WebAssembly, which no page may; it loads nothing and
 * asks nobody.
 */
const derivesKeys = /^\/assets\/kdf\.worker-[\w-]+\.js$/;
const policyOfDerivation = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

/** The headers that the answer at each path carries. */
export function securityHeaders(styleHashes: readonly string[]): (path: string) => Record<string, string> {
  const policy = [...policyWith(styleHashes), "frame-ancestors 'none'"].join('; ');
  return (path) => ({
    ...always,
    'content-security-policy': derivesKeys.test(path) ? policyOfDerivation : policy,
  });
}

/** Said where the request came by TLS: from then on a browser asks this host by no other way, for a year. */
export const onlyByTls = ['strict-transport-security', 'max-age=31536000'] as const;

/**
 * What a page may use of the device: the camera for QR codes, a statement that is played, a text that is copied, the phone's own
 * lock. Sharing (`web-share`) and a server in the same network (`local-network-access`) are the page's by themselves, and not
 * every browser knows their names.
 */
const used = [
  'autoplay',
  'camera',
  'clipboard-write',
  'media-playback-while-not-visible',
  'publickey-credentials-create',
  'publickey-credentials-get',
];

/** All else that browsers know by a name. */
const denied = [
  'accelerometer',
  'aria-notify',
  'browsing-topics',
  'captured-surface-control',
  'clipboard-read',
  'compute-pressure',
  'cross-origin-isolated',
  'deferred-fetch',
  'deferred-fetch-minimal',
  'digital-credentials-create',
  'digital-credentials-get',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'language-detector',
  'language-model',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'on-device-speech-recognition',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'private-state-token-issuance',
  'private-state-token-redemption',
  'screen-wake-lock',
  'serial',
  'speaker-selection',
  'storage-access',
  'summarizer',
  'sync-xhr',
  'translator',
  'unload',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** What every answer carries beside its policy. */
const always = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [...denied.map((name) => `${name}=()`), ...used.map((name) => `${name}=(self)`)].join(', '),
};
