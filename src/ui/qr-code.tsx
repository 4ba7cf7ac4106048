import { useEffect, useState } from 'preact/hooks';

/** The most characters that a code carries and a phone still reads well from another phone's screen. */
export const qrLimit = 1600;

interface QrCodeProps {
  text: string;
  /** What the picture is of, for those who do not see it. */
  label: string;
}

/** A text as a QR code: dark on white in both themes, as cameras want it. */
export function QrCode({ text, label }: QrCodeProps) {
  const [rows, setRows] = useState<boolean[][]>();
  useEffect(() => {
    let isLatest = true;
    void import('qr').then(({ encodeQR }) => {
      if (isLatest) setRows(encodeQR(text, 'raw', { ecc: 'low', border: 4 }));
    });
    return () => {
      isLatest = false;
    };
  }, [text]);
  if (!rows) return <div class="qr-code" />;
  const dark = rows.flatMap((row, y) => row.map((is, x) => (is ? `M${x} ${y}h1v1h-1z` : '')));
  return (
    <svg class="qr-code" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={dark.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
