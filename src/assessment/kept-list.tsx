import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import type { DraftKind } from '../store/draft-kind.ts';
import { draftsOf } from '../store/drafts.ts';
import { newest } from '../store/find.ts';
import { type Envelope, idFor, type Kind } from '../store/kind.ts';
import { useLive } from '../store/live.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import type { Constant } from '../ui/title.ts';
import './assessment.css';

/** How many are listed: a team makes a few a year. */
const listed = 50;

interface KeptListProps<T, R extends Envelope> {
  title: Constant;
  /** Where its forms are: the id comes behind it. */
  at: string;
  words: { lead: string; start: string; empty: string; unnamed: string };
  kind: Kind<R>;
  drafts: DraftKind<T>;
  formOf: (record: R) => T;
  nameOf: (data: T) => string;
  /** What is told below the name, after the day. */
  tell: (data: T) => string[];
  /** What stands below the list. */
  children?: ComponentChildren;
}

/** What was kept of a kind and what is unfinished, each with the way to its form, and the way to begin another. */
export function KeptList<T, R extends Envelope>(props: KeptListProps<T, R>) {
  const { title, at, words, kind, drafts, formOf, nameOf, tell, children } = props;
  const { t, day } = useWords();
  const fresh = useMemo(() => idFor(kind.name), []);
  const begun = useLive(() => draftsOf(drafts));
  const kept = useLive(() => newest(kind, listed));
  if (!begun || !kept) return null;
  const open = new Set(begun.map(({ id }) => id));
  const rows = [
    ...begun.map(({ id, data }) => ({ id, when: t('assessment.unfinished'), data })),
    ...kept.filter(({ id }) => !open.has(id)).map((one) => ({ id: one.id, when: day(one.at), data: formOf(one) })),
  ];
  return (
    <Page
      title={title}
      back={{ href: '/assessment', label: t('assessment.back') }}
      action={
        <LinkButton look="primary" href={`${at}/${fresh}`}>
          {words.start}
        </LinkButton>
      }
    >
      <p>{words.lead}</p>
      {rows.length === 0 && (
        <Empty>
          <p>{words.empty}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <ul class="list">
          {rows.map(({ id, when, data }) => (
            <li key={id}>
              <a class="whole" href={`${at}/${id}`}>
                <strong>{nameOf(data).trim() || words.unnamed}</strong>
                <span class="muted small number beneath">{[when, ...tell(data)].join(' · ')}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {children}
    </Page>
  );
}
