import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { hide } from './cover.ts';

const places = [
  { href: '/', name: 'nav.today', mark: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4' },
  {
    href: '/outreach',
    name: 'nav.outreach',
    mark: 'M8 3c2 0 3 2.5 3 5s-1 4-3 4-3-1.5-3-4 1-5 3-5zM6 15h4v1a2 2 0 0 1-4 0zM16 7c2 0 3 2.5 3 5s-1 4-3 4-3-1.5-3-4 1-5 3-5zM14 19h4v1a2 2 0 0 1-4 0z',
  },
  { href: '/surveys', name: 'nav.surveys', mark: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3' },
  { href: '/assessment', name: 'nav.assessment', mark: 'M12 21V4M12 10l-5-4M12 10l5-4M12 16l-6-4M12 16l6-4' },
  { href: '/more', name: 'nav.more', mark: 'M5 12h.01M12 12h.01M19 12h.01' },
] as const;

const isHere = (path: string, href: string) => (href === '/' ? path === '/' : path.startsWith(href));

/** An eye with a stroke over it. */
const hidden = 'M3 12s3-6 9-6 9 6 9 6-3 6-9 6-9-6-9-6zM12 10v4M4 4l16 16';

/** The five places of the app and the way to hide it: below on a phone, beside on a wide screen. */
export function Navigation() {
  const { path } = useLocation();
  const { t } = useWords();
  return (
    <nav class="places" aria-label={t('nav.label')}>
      {places.map(({ href, name, mark }) => (
        <a key={href} href={href} aria-current={isHere(path, href) ? 'page' : undefined}>
          <Mark mark={mark} />
          <span>{t(name)}</span>
        </a>
      ))}
      <button type="button" onClick={hide}>
        <Mark mark={hidden} />
        <span>{t('nav.hide')}</span>
      </button>
    </nav>
  );
}

const Mark = ({ mark }: { mark: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={mark} />
  </svg>
);
