import { useWords } from '../../i18n/words.ts';
import { languageName } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import { numbered } from './builder-words.ts';
import type { Issue, Why } from './look-through.ts';
import type { Builder } from './use-builder.ts';

/** More lines than anybody works through at a time. */
const mostLines = 30;

/** What is missing or wrong, each line a way to its place. */
export function IssueList({ builder, issues }: { builder: Builder; issues: readonly Issue[] }) {
  const { t } = useWords();
  const { hrefOf, named, survey, known, language: here, toMend } = builder;
  const lines = [...alike(issues).values()].slice(0, mostLines).map(({ issue, count }) => {
    const { why, part, question, language, official } = issue;
    const altered = known.instruments.find(({ id }) => id === official);
    const one = question === undefined ? undefined : named.get(question);
    const where = one ? numbered(t, one) : t(`builder.${part === undefined ? placeOf(why).name : 'atPart'}`);
    const inWhich = language && survey.languages.length > 1 ? ` (${languageName(language)})` : '';
    const said = t(`builder.why.${why}`, {
      languages: language ? languageName(language) : '',
      title: altered ? textFor(altered, here).title : '',
      licence: altered?.licence ?? '',
    });
    const at = question ?? (part === undefined ? placeOf(why).at : `part:${part}`);
    return { issue, count, at, key: JSON.stringify(issue), where, said: `${said}${inWhich}` };
  });
  if (lines.length === 0) return null;
  return (
    <ul class="builder-issues">
      {lines.map(({ key, at, issue, where, said, count }) => (
        <li key={key}>
          <a
            href={hrefOf(at)}
            onClick={() => {
              toMend.current = { at, issue };
            }}
          >
            {where}
          </a>{' '}
          <span>{said}</span>
          {count > 1 && <span class="muted number"> × {count}</span>}
        </li>
      ))}
      {alike(issues).size > mostLines && (
        <li class="muted number">{t('builder.moreIssues', { count: alike(issues).size - mostLines })}</li>
      )}
    </ul>
  );
}

/** Where what concerns the survey as a whole is mended, and by what name that place is in the list. */
function placeOf(why: Why): { at: string; name: 'add' | 'questions' | 'languages' | 'survey' } {
  if (why === 'noQuestions') return { at: 'add', name: 'add' };
  if (why === 'tooManyParts') return { at: '', name: 'questions' };
  if (why === 'noPageWords') return { at: 'languages', name: 'languages' };
  return { at: 'survey', name: 'survey' };
}

/** The same thing at several places of one question is one line. */
function alike(issues: readonly Issue[]): Map<string, { issue: Issue; count: number }> {
  const lines = new Map<string, { issue: Issue; count: number }>();
  for (const { choice: _, other: __, ...issue } of issues) {
    const key = JSON.stringify(issue);
    lines.set(key, { issue, count: (lines.get(key)?.count ?? 0) + 1 });
  }
  return lines;
}
