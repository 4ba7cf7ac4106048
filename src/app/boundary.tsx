import { Component, type ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface Props {
  /** Another page clears what an earlier one broke. */
  page: string;
  /** Draws nothing in place of what failed: for what stands beside the page. */
  quiet?: boolean;
  children: ComponentChildren;
}

/** Catches what nobody planned, says that the data is kept, and offers a way on. */
export class Boundary extends Component<Props, { error?: unknown; page?: string }> {
  override state: { error?: unknown; page?: string } = {};

  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown) {
    // Names only: a message may quote what was typed.
    console.error('A screen failed', error instanceof Error ? error.name : typeof error);
    this.setState({ page: this.props.page });
  }

  override render() {
    const { error, page } = this.state;
    if (error === undefined || (page && page !== this.props.page)) return this.props.children;
    return this.props.quiet ? null : <Failed error={error} />;
  }
}

/** Errors of a browser that does not let the app keep anything. */
const storageErrors = [
  'OpenFailedError',
  'MissingAPIError',
  'DatabaseClosedError',
  'VersionError',
  'InvalidStateError',
];

/** Said in place of a screen that failed: that the data is kept, and what to do. */
export function Failed({ error }: { error: unknown }) {
  const { t } = useWords();
  const isStorage = error instanceof Error && storageErrors.includes(error.name);
  return (
    <div class="page stack">
      <h1>{t('failed.title')}</h1>
      <Notice tone="danger" title={t(isStorage ? 'failed.storage' : 'failed.kept')}>
        <p>{t(isStorage ? 'failed.storageHelp' : 'failed.help')}</p>
      </Notice>
      <Button onClick={() => location.reload()}>{t('failed.reload')}</Button>
    </div>
  );
}
