import { Component, type ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import { storageFault } from '../store/storage-fault.ts';
import { UnreadNotice, whenReadable } from '../store/unread-notice.tsx';
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
  private readonly waits = new AbortController();

  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown) {
    // Names only: a message may quote what was typed.
    console.error('A screen failed', error instanceof Error ? error.name : typeof error);
    this.setState({ page: this.props.page });
    // Where it was the storage, the screen comes back by itself as soon as it can be read.
    if (storageFault(error)) void whenReadable(this.waits, () => this.setState({ error: undefined }));
  }

  override componentWillUnmount() {
    this.waits.abort();
  }

  override render() {
    const { error, page } = this.state;
    if (error === undefined || (page && page !== this.props.page)) return this.props.children;
    return this.props.quiet ? null : <Failed error={error} />;
  }
}

/** Said in place of a screen that failed: what is so, and what to do. */
export function Failed({ error }: { error: unknown }) {
  const { t } = useWords();
  const fault = storageFault(error);
  return (
    <div class="page stack">
      <h1>{t('failed.title')}</h1>
      {fault ? (
        <UnreadNotice fault={fault} />
      ) : (
        <Notice tone="danger" title={t('failed.kept')}>
          <p>{t('failed.help')}</p>
        </Notice>
      )}
      <Button onClick={() => location.reload()}>{t('failed.reload')}</Button>
    </div>
  );
}
