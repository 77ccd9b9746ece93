/** As many writers as given, each starting its next piece of work when the last is done; returns how many were done per second. */
export const closedLoop = async (
  { writers, seconds }: { writers: number; seconds: number },
  work: (writer: number) => Promise<void>,
): Promise<number> => {
  const started = performance.now();
  const end = started + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (performance.now() < end) {
        await work(writer);
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - started);
};
