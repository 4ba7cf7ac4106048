import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { db, type OutboxItem } from '../../store/db.ts';
import { deviceKey } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';
import { isSealedKind, tellableWords } from '../../survey/sealed-kinds.ts';
import { unseal } from '../../vault/seal.ts';
import { kinds } from '../wire.ts';
import './as-it-came.css';
import { Decisions } from './decisions.tsx';
import { serverSaid } from './server-said.ts';
import { TroubleWords } from './trouble.tsx';
import { useOnline } from './waiting.tsx';

/** Where a record can be opened and corrected. A person's answers are opened nowhere. */
const pages: Record<string, (id: string) => string> = {
  outing: (id) => `/outreach/outing/${id}`,
  encounter: (id) => `/outreach/encounter/${id}`,
  guidance: (id) => `/outreach/guidance/${id}`,
  unmet: (id) => `/outreach/unmet/${id}`,
  promise: (id) => `/outreach/promise/${id}`,
  phenomenon: (id) => `/outreach/phenomenon/${id}`,
  assessment: (id) => `/assessment/${id}`,
  action: () => '/assessment/actions',
  programme: (id) => `/assessment/programme/${id}`,
  principles: (id) => `/assessment/principles/${id}`,
  codevelopment: (id) => `/assessment/co-development/${id}`,
  socialreport: (id) => `/assessment/social-reports/${id}`,
  story: (id) => `/assessment/stories/${id}`,
};

/** A record's items in one state, one for each endpoint; what that is called, where there are several. */
export type ItemsOfRecord = [OfEndpoint, ...OfEndpoint[]];

interface OfEndpoint {
  item: OutboxItem;
  endpoint: string | undefined;
}

interface RecordProps {
  items: ItemsOfRecord;
  /** Whether the endpoint that asks for a key was given one. */
  hasKey?: boolean | undefined;
}

/** One record on its way: what it is, when it happened, and what became of it at each endpoint. */
export function DeliveryRecord({ items, hasKey }: RecordProps) {
  const { t, clock, day } = useWords();
  const { recordId, kind, rev } = items[0].item;
  const row = useLive(() => db.records.get(recordId), [recordId, rev]);
  const known = kinds.find((name) => name === kind);
  const page = row && !row.deleted && pages[kind]?.(recordId);
  return (
    <li class="stack tight" data-record={recordId}>
      <div class="row apart">
        <strong>{known ? t(`kind.${known}`) : kind}</strong>
        <span class="number muted">{row && (row.at.includes('T') ? clock : day)(row.at)}</span>
      </div>
      {items.map(({ item, endpoint }) => (
        <Fragment key={item.key}>
          <div class="small">
            {endpoint && <bdi>{endpoint}: </bdi>}
            {item.rev > 1 && <span class="muted">{t('delivery.rev', { rev: item.rev - 1 })} · </span>}
            {row?.deleted && <span class="muted">{t('delivery.deleted')} · </span>}
            {item.state === 'delivered' ? <Proof item={item} /> : <Reason item={item} hasKey={hasKey} />}
          </div>
          <Decisions item={item} page={page || undefined} />
        </Fragment>
      ))}
    </li>
  );
}

function Proof({ item: { kind, doneAt, proof, status } }: { item: OutboxItem }) {
  const { t, clock, day } = useWords();
  const time = isSealedKind(kind) ? day : clock;
  return (
    <span class="number">
      {doneAt !== undefined && t('delivery.at', { time: time(doneAt) })}
      {proof && ` · ${t(`delivery.proof.${proof}`)}`}
      {status !== undefined && ` (${t('delivery.status', { status })})`}
    </span>
  );
}

function Reason({ item, hasKey }: { item: OutboxItem; hasKey: boolean | undefined }) {
  const { t } = useWords();
  const words = useSealedWords(item);
  const isOnline = useOnline();
  if (item.after && item.state === 'waiting') return <Parent after={item.after} />;
  // That there is no network is said once for all of them.
  if (!item.trouble || (item.trouble === 'no-answer' && !isOnline))
    return <span class="muted">{t('delivery.waiting')}</span>;
  return (
    <>
      <TroubleWords trouble={item.trouble} hasKey={hasKey} />
      {item.status !== undefined && ` (${t('delivery.status', { status: item.status })})`}
      {item.tries > 0 && <span class="number muted"> · {t('delivery.tried', { count: item.tries })}</span>}
      {words && (isSealedKind(item.kind) ? <p>{t('delivery.namedFields', { words })}</p> : <Said words={words} />)}
    </>
  );
}

/** What the server said to people, in whatever language it speaks; all of its answer for whoever looks after it. */
function Said({ words }: { words: string }) {
  const { t } = useWords();
  const { message, whole } = serverSaid(words);
  return (
    <>
      {message && (
        <p>
          {t('delivery.words')} <bdi lang="">{message}</bdi>
        </p>
      )}
      {whole && (
        <details>
          <summary>{t('delivery.answer')}</summary>
          <pre class="as-it-came small" lang="" dir="auto">
            {whole}
          </pre>
        </details>
      )}
    </>
  );
}

/** What a record waits for that must arrive before it. */
function Parent({ after }: { after: string }) {
  const { t } = useWords();
  const parent = useLive(() => db.outbox.get(after), [after]);
  return (
    <>
      <span>{t(parent?.kind === 'outing' ? 'delivery.parent.outing' : 'delivery.parent.other')}</span>
      {parent && parent.state !== 'waiting' && <span class="wrong"> {t('delivery.parent.refused')}</span>}
    </>
  );
}

/** What may be told of the endpoint's own words on a refusal: text, never markup. */
function useSealedWords({ key, kind, words }: OutboxItem): string | undefined {
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (!words) return;
    deviceKey()
      .then((deviceKey) => unseal(deviceKey, key, words))
      .then((opened) => setText(String(opened)))
      .catch(() => setText(undefined));
  }, [words]);
  return text === undefined ? undefined : tellableWords(kind, text);
}
