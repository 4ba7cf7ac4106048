import { useWords } from '../i18n/words.ts';

/** Kinds of record in words; all of them where none is named. */
export function KindWords({ kinds }: { kinds: readonly string[] | undefined }) {
  const { t } = useWords();
  // This folder is below those that know which kinds there are; a document's kinds were judged before.
  const words = kinds?.map((kind) => t(`kind.${kind as 'outing'}`).toLocaleLowerCase());
  return <>{words ? words.join(', ') : t('setup.allKinds')}</>;
}
