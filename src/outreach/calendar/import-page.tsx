/** Tuo: plans and answers out of a calendar file, a link, or the network. Shown first, kept when a person says so. */
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { type CalendarFile, decoded, fileLimit, readCalendar } from './read.ts';
import '../outreach.css';
import '../plan/plan.css';
import { FoundList } from './found-list.tsx';
import { fromNetwork } from './from-network.tsx';
import { calendarIn, hasPlan } from './link.ts';

export function CalendarImport() {
  const { t } = useWords();
  const { query } = useLocation();
  const [file, setFile] = useState<CalendarFile | { is: 'bad-link' }>();
  const [round, setRound] = useState(0);
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
    void fromNetwork().then((plans) =>
      show({ is: 'read', found: plans.map((plan) => ({ is: 'plan', plan, doubts: [] })), past: 0, more: 0 }),
    );
  }, [query.network]);

  async function choose(chosen: File | undefined) {
    if (!chosen) return;
    if (chosen.size > fileLimit) return show({ is: 'too-large' });
    return show(readCalendar(decoded(await chosen.arrayBuffer()), Date.now()));
  }

  return (
    <Page title={t('outreach.import.title')} back={{ href: '/outreach', label: t('common.back') }}>
      {!file && (
        <Empty>
          <p>{t('outreach.import.lead')}</p>
        </Empty>
      )}
      <label class="button plan-file">
        <input
          type="file"
          accept=".ics,text/calendar"
          onChange={({ currentTarget }) => choose(currentTarget.files?.[0])}
        />
        {t('outreach.import.choose')}
      </label>
      {file && file.is !== 'read' && (
        <Notice tone="danger" title={t('outreach.import.nothing')}>
          <p>{t(`outreach.import.wrong.${file.is}`)}</p>
        </Notice>
      )}
      {file?.is === 'read' && <FoundList key={round} file={file} />}
    </Page>
  );
}
