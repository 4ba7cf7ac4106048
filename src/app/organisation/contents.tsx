import type { TFunction } from 'i18next';
import { useWords } from '../../i18n/words.ts';
import { type OutreachOrganisation, outreachPart } from '../../outreach/settings.ts';
import type { Organisation } from '../../setup/organisation.ts';
import { type SurveyOrganisation, surveyPart } from '../../survey/settings.ts';

/** What a configuration holds, beside endpoints: a line each for what there is. */
export function OrganisationContents({ organisation }: { organisation: Organisation }) {
  const { t } = useWords();
  return (
    <section class="stack tight">
      <h2>{t('setup.contents')}</h2>
      <dl class="setup-contents">
        {linesOf({ ...outreachPart.of(organisation), ...surveyPart.of(organisation) }, t).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Names of a list, the first few of them and how many more. */
function names(list: readonly { name: string }[], t: TFunction): string {
  const shown = list.slice(0, 4).map(({ name }) => name);
  const more = list.length - shown.length;
  return more > 0 ? t('setup.andMore', { names: shown.join(', '), count: more }) : shown.join(', ');
}

function linesOf(organisation: OutreachOrganisation & SurveyOrganisation, t: TFunction): [string, string][] {
  const { contact } = organisation.organisation;
  const lists = ['units', 'places', 'partners', 'services', 'guides'] as const;
  const added = Object.values(organisation.valueLists).reduce((sum, list) => sum + (list?.add.length ?? 0), 0);
  const hidden = Object.values(organisation.valueLists).reduce((sum, list) => sum + (list?.hide.length ?? 0), 0);
  const { days } = organisation.retention;
  return [
    ...(contact
      ? [[t('setup.part.contact'), [contact.role, contact.phone, contact.email].filter(Boolean).join(' · ')]]
      : []),
    ...lists
      .filter((part) => organisation[part].length > 0)
      .map((part) => [t(`setup.part.${part}`), names(organisation[part], t)]),
    ...(added + hidden > 0 ? [[t('setup.part.valueLists'), t('setup.lists', { added, hidden })]] : []),
    ...(days === undefined ? [] : [[t('setup.part.retention'), t('setup.days', { count: days })]]),
    [t('setup.part.smallestGroup'), String(organisation.survey.smallestGroup)],
    [t('setup.part.note'), t(organisation.outreach.note ? 'setup.on' : 'setup.off')],
    [t('setup.part.background'), t(organisation.survey.background ? 'setup.on' : 'setup.off')],
  ] as [string, string][];
}
