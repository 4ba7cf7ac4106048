/** The contact that is always first, and that nobody changes or hides. */
export const emergencyId = 'emergency';
export const emergencyNumber = '112';
