/** That an assessment was just kept: said by the form, told once by the list. */
let keptAt: number | undefined;

export const sayKept = (at: number): void => {
  keptAt = at;
};

/** When an assessment was kept, for the one who asks first. */
export function takeKept(): number | undefined {
  const at = keptAt;
  keptAt = undefined;
  return at;
}
