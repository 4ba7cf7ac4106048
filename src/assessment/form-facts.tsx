import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import type { Envelope } from '../store/kind.ts';
import { LinkButton } from '../ui/button.tsx';

interface FactsProps {
  id: string;
  /** The record that is edited; none for a new one. */
  record: Envelope | undefined;
  /** Where its forms are: the id comes behind it. */
  at: string;
  /** What it is called so far; without a name nothing that is new becomes a document. */
  name: string;
}

/** At the foot of a form's head: when it was made, whether it has gone, and the way to its document. */
export function FormFacts({ id, record, at, name }: FactsProps) {
  const { t, day } = useWords();
  return (
    <>
      <p class="muted small number">
        {record ? t('assessment.made', { day: day(record.at) }) : t('assessment.keeps')}
        {record && <Delivered records={[id]} />}
      </p>
      {(record || name.trim()) && (
        <p>
          <LinkButton href={`${at}/${id}/document`}>{t('documents.make')}</LinkButton>
        </p>
      )}
    </>
  );
}
