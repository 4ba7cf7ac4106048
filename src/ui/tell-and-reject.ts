/** For `catch`: shows what failed through `tell`, and leaves the promise rejected for whoever waits for it. */
export const tellAndReject =
  (tell: (error: unknown) => void) =>
  (error: unknown): never => {
    tell(error);
    throw error;
  };
