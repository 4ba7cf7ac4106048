import { Component, type ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import { WhileUnread } from '../store/while-unread.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface Props {
  /** Another page clears what an earlier one broke. */
  page: string;
  /** Says nothing of what failed or cannot be read: for what stands beside the page. */
  quiet?: boolean;
  /** What can be done while the device cannot be read. */
  meanwhile?: ComponentChildren;
  children: ComponentChildren;
}

/** Catches what nobody planned, says that what was kept is kept, and offers a way on. */
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
    const { quiet, meanwhile, children } = this.props;
    if (error !== undefined && !(page && page !== this.props.page)) return quiet ? null : <Failed />;
    return quiet ? children : <WhileUnread meanwhile={meanwhile}>{children}</WhileUnread>;
  }
}

/** Said in place of a screen that failed: that what was kept is kept, and what to do. */
function Failed() {
  const { t } = useWords();
  return (
    <div class="page stack">
      <h1>{t('failed.title')}</h1>
      <Notice tone="danger" title={t('failed.kept')}>
        <p>{t('failed.help')}</p>
      </Notice>
      <Button onClick={() => location.reload()}>{t('failed.reload')}</Button>
    </div>
  );
}
