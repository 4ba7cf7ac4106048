import { useWords } from '../../i18n/words.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { capital } from '../in-words.ts';
import { useExplained } from '../use-explained.ts';
import { useSettings } from '../use-settings.ts';
import { useValues } from '../use-values.ts';

/** A kind of service, or one of the organisation's list by its own name. */
export interface GuidanceTarget {
  target?: string | undefined;
  service?: string | undefined;
}

interface ChooseTargetProps extends GuidanceTarget {
  legend: string;
  hint?: string;
  error?: string | undefined;
  onChange: (target: GuidanceTarget) => void;
}

/** Services by name are told from kinds by this. No kind of service begins so. */
const named = '=';

/** Which service: the organisation's own names first, then the kinds. */
export function ChooseTarget({ legend, hint, error, target, service, onChange }: ChooseTargetProps) {
  const { t, language } = useWords();
  const explained = useExplained();
  const { services } = useSettings();
  const list = useValues('guidanceTargets');
  const names = [...new Set([...services, ...(service ? [service] : [])])];
  const term = (value: string) => (value.startsWith(named) ? value.slice(named.length) : list.say(value));
  const values = [...names.map((name) => named + name), ...list.with([target])];
  return (
    <ChooseOne
      legend={legend}
      hint={hint}
      error={error}
      options={values.map((value) => ({ value, label: capital(term(value), language) }))}
      value={service ? named + service : target}
      explained={explained({ title: legend, note: t('outreach.guided.targetMeaning'), values, term })}
      onChange={(value) =>
        onChange(
          value.startsWith(named)
            ? { target: 'other', service: value.slice(named.length) }
            : { target: value, service: undefined },
        )
      }
    />
  );
}
