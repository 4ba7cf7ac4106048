import { useMemo } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { newId } from '../../store/id.ts';
import { LinkButton } from '../../ui/button.tsx';
import { useOutreach } from '../use-settings.ts';
import { checkedDay } from './checked-day.ts';
import { ownPrefix } from './contacts.ts';
import { type GuideEdits, guidesOf } from './guides.ts';

/** Mitä teen, kun: the organisation's own instructions, each opened in place. */
export function Guides({ edits }: { edits: GuideEdits }) {
  const { t, language } = useWords();
  const guides = guidesOf(useOutreach(), edits);
  const fresh = useMemo(newId, []);
  return (
    <section class="stack tight">
      <h2>{t('outreach.need.guides')}</h2>
      {guides.length === 0 && <p class="muted">{t('outreach.need.noGuides')}</p>}
      {guides.length > 0 && (
        <ul class="list">
          {guides.map(({ id, name, text, checked }) => (
            <li key={id}>
              <details>
                <summary>{name}</summary>
                <p class="guide-text">{text}</p>
                <p class="row apart small muted">
                  <span>{checked && t('outreach.need.checked', { day: checkedDay(checked, language) })}</span>
                  <LinkButton look="bare" href={`/outreach/in-need/guide/${id}`}>
                    {t('outreach.need.edit')}
                  </LinkButton>
                </p>
              </details>
            </li>
          ))}
        </ul>
      )}
      <p>
        <LinkButton href={`/outreach/in-need/guide/${ownPrefix}${fresh}`}>{t('outreach.need.addGuide')}</LinkButton>
      </p>
    </section>
  );
}
