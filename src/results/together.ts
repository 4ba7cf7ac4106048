/**
 * Small units that results tell as one, as the organisation chooses. It holds for whole years: what of a year was told of each unit
 * and what would be told of them together differ by few.
 */

/** Units, by id, and what they are called together. */
export interface Together {
  name: string;
  units: readonly string[];
}

/** Under which name a unit is told. */
export const toldAs = (unit: string, together: readonly Together[]): string =>
  together.find(({ units }) => units.includes(unit))?.name ?? unit;

/** How many people the units have as they are told; of some together where it is known of each. */
export function sizesTold(
  sizes: ReadonlyMap<string, number> | undefined,
  together: readonly Together[],
): ReadonlyMap<string, number> | undefined {
  if (!sizes || together.length === 0) return sizes;
  const told = new Map(sizes);
  for (const { name, units } of together) {
    for (const unit of units) told.delete(unit);
    if (units.every((unit) => sizes.has(unit)))
      told.set(
        name,
        units.reduce((sum, unit) => sum + sizes.get(unit)!, 0),
      );
  }
  return told;
}
