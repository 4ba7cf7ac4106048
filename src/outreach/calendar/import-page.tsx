/** Tuo: plans and answers out of a calendar file, a link, or the network. Shown first, kept when a person says so. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { type CalendarFile, readCalendar, readCalendarFile } from './read.ts';
import '../outreach.css';
import '../plan/plan.css';
import { FoundList } from './found-list.tsx';
import { fromNetwork } from './from-network.tsx';
import { calendarIn, hasPlan } from './link.ts';

export function CalendarImport() {
  const { t } = useWords();
  const { query } = useLocation();
  const [file, setFile] = useState<CalendarFile | { is: 'bad-link' | 'unread' | 'reading' }>();
  const [round, setRound] = useState(0);
  /** Counts the files that were chosen: what an earlier one holds comes too late. */
  const chosen = useRef(0);
  const show = (next: typeof file) => {
    setFile(next);
    setRound((n) => n + 1);
  };

  useEffect(() => {
    const take = async () => {
      if (!hasPlan(location.hash)) return;
      const { hash } = location;
      // What a link brought is not left in the address, where the next one who holds the phone would find it.
      history.replaceState(history.state, '', location.pathname + location.search);
      const text = await calendarIn(hash);
      show(text === undefined ? { is: 'bad-link' } : readCalendar(text, Date.now()));
    };
    void take();
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  useEffect(() => {
    if (!query.network) return;
    fromNetwork().then(
      (plans) =>
        show({
          is: 'read',
          found: plans.map((plan) => ({ is: 'plan', plan, doubts: [] })),
          past: 0,
          more: 0,
          others: 0,
        }),
      () => show({ is: 'unread' }),
    );
  }, [query.network]);

  async function choose(event: Event) {
    const field = event.currentTarget as HTMLInputElement;
    const [given] = field.files ?? [];
    if (!given) return;
    const mine = ++chosen.current;
    show({ is: 'reading' });
    const read = await readCalendarFile(given);
    if (mine !== chosen.current) return;
    show(read);
    // The same file, mended, can be chosen again.
    field.value = '';
  }

  return (
    <Page title={t('outreach.import.title')} back={{ href: '/outreach', label: t('common.back') }}>
      {!file && (
        <Empty>
          <p>{t('outreach.import.lead')}</p>
        </Empty>
      )}
      <label class="button plan-file">
        <input type="file" accept=".ics,text/calendar" onChange={choose} />
        {t('outreach.import.choose')}
      </label>
      {file?.is === 'reading' && <Notice title={t('outreach.import.reading')} />}
      {file && file.is !== 'read' && file.is !== 'reading' && (
        <Notice tone="danger" title={t('outreach.import.nothing')}>
          <p>{t(`outreach.import.wrong.${file.is}`)}</p>
        </Notice>
      )}
      {file?.is === 'read' && <FoundList key={round} file={file} />}
    </Page>
  );
}
