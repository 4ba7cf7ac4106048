import { NumbersPage as Numbers } from '../../outreach/numbers/numbers-page.tsx';
import { numbersServer } from '../reading/read-logged.ts';

/** The page of numbers, with the server that they come from. */
export const NumbersScreen = () => <Numbers server={numbersServer} />;
