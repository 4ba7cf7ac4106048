import { WithdrawPage } from '../../assessment/stories/withdraw-page.tsx';
import { readStories } from '../reading/pull-outcomes.ts';

/** The page on which a story is withdrawn, with the way to read what other devices keep. */
export const WithdrawScreen = () => <WithdrawPage read={readStories} />;
