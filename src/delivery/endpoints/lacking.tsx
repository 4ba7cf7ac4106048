import { useWords } from '../../i18n/words.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { Notice } from '../../ui/notice.tsx';
import { dialects } from '../dialects/all.ts';

interface LackingProps {
  /** What the form says; undefined while something in it is wrong. */
  config: EndpointConfig | undefined;
  /** The kinds that are to be sent there. */
  kinds: readonly string[];
}

/** What would not arrive at an endpoint under the settings that are written, said before it is used; nothing where all does. */
export function Lacking({ config, kinds }: LackingProps) {
  const { t } = useWords();
  const dialect = config && dialects.get(config.dialect);
  const options = dialect?.options.safeParse(config?.options);
  if (!dialect || !options?.success) return null;
  const fields = lackingByKind(kinds, (some) => dialect.lacks?.(some, options.data) ?? []);
  const mayDrop = dialect.mayDrop?.(options.data) === true;
  if (fields.length === 0 && !mayDrop) return null;
  return (
    <Notice tone="look" title={t('endpoint.lacking')}>
      {fields.length > 0 && (
        <>
          <p>{t('endpoint.lacks')}</p>
          <ul>
            {fields.map(({ kind, names }) => (
              <li key={kind}>
                {kind === undefined ? t('setup.allKinds') : t(`kind.${kind as 'outing'}`)}: {names.join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayDrop && <p>{t('endpoint.mayDrop')}</p>}
      <p>{t('endpoint.staysHere')}</p>
    </Notice>
  );
}

/** The fields that have no place, by the kind that has them: first those of every kind, then what each has beside them. */
export function lackingByKind(
  kinds: readonly string[],
  lacks: (kinds: readonly string[]) => string[],
): { kind?: string; names: string[] }[] {
  const ofAll = lacks([]);
  const each = kinds.map((kind) => ({ kind, names: lacks([kind]).filter((name) => !ofAll.includes(name)) }));
  return [{ names: ofAll }, ...each].filter(({ names }) => names.length > 0);
}
