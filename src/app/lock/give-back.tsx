import { useWords } from '../../i18n/words.ts';
import { fieldsIn } from '../../ui/web-storage.ts';

interface Said {
  lang: string;
  text: string;
}

/** What the respondent's page that was handed over says at its end, in its own language: the lock's screen stands in its place. */
function ofThePage(): Said | undefined {
  try {
    const page = fieldsIn(JSON.parse(document.getElementById('data')?.textContent ?? '{}')) ?? {};
    const { thanks } = fieldsIn(page.words) ?? {};
    return typeof thanks === 'string' ? { lang: String(page.language), text: thanks } : undefined;
  } catch {
    return undefined;
  }
}

/** The browser has ended while a respondent held the device: their answers are kept, and the worker opens it again. */
export function GiveBack() {
  const { t, language } = useWords();
  const { lang, text } = ofThePage() ?? { lang: language, text: t('answer.thanks') };
  return (
    <p class="notice calm" lang={lang} dir="auto">
      <strong>{text}</strong>
    </p>
  );
}
