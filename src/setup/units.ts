import type { Organisation } from './organisation.ts';

/** A unit by its name, where the organisation has named it; else by its id. */
export const nameOfUnit = ({ units }: Pick<Organisation, 'units'>, unit: string): string =>
  units.find(({ id }) => id === unit)?.name ?? unit;
