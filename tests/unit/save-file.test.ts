/** A file that a person asked for reaches them, also where a download would lead nowhere. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { saveFile, shareFile } from '../../src/files/save-file-dom.ts';

const link = { href: '', download: '', click: vi.fn() };
const share = vi.fn<(given: { files: File[] }) => Promise<void>>();
/** A browser; `standalone` is told by an iPhone alone. */
const browser = (more: { standalone?: boolean; canShare?: () => boolean } = {}) =>
  vi.stubGlobal('navigator', { share, ...more });
const homeScreen = { standalone: true, canShare: () => true };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { createElement: () => Object.assign(link, { href: '', download: '' }) });
  link.click.mockReset();
  share.mockReset().mockResolvedValue();
  URL.createObjectURL = vi.fn(() => 'blob:file');
  URL.revokeObjectURL = vi.fn();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a file that is saved', () => {
  test.each<[string, Parameters<typeof browser>[0]]>([
    ['in a browser', {}],
    ['in a browser that could share it', { canShare: () => true }],
    ['in an iPhone’s browser', { standalone: false, canShare: () => true }],
    ['on a home screen whose sheet does not take such files', { standalone: true, canShare: () => false }],
    ['on a home screen without a sheet', { standalone: true }],
  ])('%s is downloaded under its name, and let go of a minute later', async (_, has) => {
    browser(has);
    expect(await saveFile('a;b', 'numbers.csv', 'text/csv')).toBe('saved');
    expect(link).toMatchObject({ href: 'blob:file', download: 'numbers.csv' });
    expect(link.click).toHaveBeenCalledOnce();
    expect(share).not.toHaveBeenCalled();
    vi.advanceTimersByTime(59_000);
    expect(URL.revokeObjectURL).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:file');
  });

  test.each([
    ['../../etc/passwd', '-..-etc-passwd'],
    ['a\r\nContent-Type: text/html', 'a-Content-Type- text-html'],
    ['lasku\u202efdp.exe', 'lasku-fdp.exe'],
    ['<svg onload=alert(1)>.png', '-svg onload=alert(1)-.png'],
    ['..', ''],
    ['C:\\a.csv', 'C-a.csv'],
    ['numerot – Ääni 2026.csv', 'numerot – Ääni 2026.csv'],
  ])('whatever its name was made of, it is a name: %j', async (name, plain) => {
    browser();
    await saveFile('x', name);
    expect(link.download).toBe(plain);
  });

  test('on an iPhone’s home screen, where a download opens over the app with no way back, goes to the share sheet', async () => {
    browser(homeScreen);
    expect(await saveFile(new Blob(['x'], { type: 'image/png' }), 'chart.png')).toBe('shared');
    const [file] = share.mock.calls[0]![0].files;
    expect([file!.name, file!.type, await file!.text()]).toEqual(['chart.png', 'image/png', 'x']);
    expect(link.click).not.toHaveBeenCalled();
  });

  test('is not downloaded after all when the person closes the sheet', async () => {
    browser(homeScreen);
    share.mockRejectedValue(new DOMException('', 'AbortError'));
    expect(await saveFile('{}', 'a.json', 'application/json')).toBeUndefined();
    expect(link.click).not.toHaveBeenCalled();
  });

  test('is downloaded where the sheet does not open: making it took longer than a tap lasts', async () => {
    browser(homeScreen);
    share.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    expect(await saveFile('{}', 'a.json', 'application/json')).toBe('saved');
    expect(link.click).toHaveBeenCalledOnce();
  });
});

test('a file that is shared goes to the sheet anywhere', async () => {
  browser();
  expect(await shareFile(new File([''], 'plan.ics', { type: 'text/calendar' }))).toBe('shared');
  expect(link.click).not.toHaveBeenCalled();
});
