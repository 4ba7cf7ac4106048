import { useWords } from '../i18n/words.ts';
import { isHere, originOf } from './address.ts';
import type { ReviewLine } from './review-lines.ts';

/** One line of what a configuration says; what it is now stands beside it, where that is something else. */
export function Line({
  line: { label, now, before, isAddress, isKey, notes = [], asides = [] },
}: {
  line: ReviewLine;
}) {
  const { t } = useWords();
  const said = (text: string) => {
    if (text === '') return t('setup.nothing');
    if (isKey) return <code class="checksum">{text}</code>;
    return isAddress ? <AddressWords address={text} /> : <bdi>{text}</bdi>;
  };
  return (
    <div>
      <dt>{label}</dt>
      {before === undefined ? (
        <dd>{said(now)}</dd>
      ) : (
        <dd class="setup-beside">
          <span>
            <span class="muted small">{t('setup.was')}</span> <span class="setup-said">{said(before)}</span>
          </span>
          <span>
            <span class="setup-new small">{t('setup.becomes')}</span> <span class="setup-said">{said(now)}</span>
          </span>
        </dd>
      )}
      {notes.map((note) => (
        <dd key={note} class="setup-look small">
          {note}
        </dd>
      ))}
      {asides.map((aside) => (
        <dd key={aside} class="muted small">
          {aside}
        </dd>
      ))}
    </div>
  );
}

/** An address as the browser has it: its server stands out. */
export function AddressWords({ address }: { address: string }) {
  const { t } = useWords();
  const origin = address.startsWith('/') ? '' : (originOf(address) ?? '');
  const server = isHere(address) ? location.origin : origin;
  return (
    <bdi dir="ltr" class="setup-address">
      {isHere(address) && `${t('endpoint.home')} `}
      <strong>{server}</strong>
      {address.startsWith(server) ? address.slice(server.length) : address}
    </bdi>
  );
}
