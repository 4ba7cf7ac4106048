import { useWords } from '../i18n/words.ts';
import { Field } from '../ui/field.tsx';
import { mostLinks } from './answer.ts';
import { faultsIn } from './form.ts';

interface LinksProps {
  /** One a line, as they are written. */
  links: readonly string[];
  onChange: (links: string[]) => void;
}

/** Links, one a line: what cannot be kept of them is told at once. */
export function LinksField({ links, onChange }: LinksProps) {
  const { t } = useWords();
  const wrong = faultsIn({ links: [...links] }).links;
  return (
    <Field
      label={t('assessment.links')}
      value={links.join('\n')}
      onInput={(text) => onChange(text.split('\n'))}
      hint={t('assessment.linksHint')}
      error={
        wrong &&
        (wrong.is === 'many'
          ? t('assessment.linksMany', { count: mostLinks })
          : t(wrong.is === 'long' ? 'assessment.linkLong' : 'assessment.linkUnsafe', { link: wrong.link.slice(0, 60) }))
      }
      long
    />
  );
}
