import { NumbersPage as Numbers } from '../../outreach/numbers/numbers-page.tsx';
import { readLogged } from '../reading/read-logged.ts';

/** The page of numbers, with the way to read what other devices have logged. */
export const NumbersScreen = () => <Numbers read={readLogged} />;
