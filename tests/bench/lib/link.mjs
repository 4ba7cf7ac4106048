/** "Slow 4G" as DevTools and Lighthouse shape it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms, with their factors for one request. */
const bytesPerSecond = (kilobits) => (kilobits * 1024) / 8;

export const slow4g = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: bytesPerSecond(1.6 * 1024) * 0.9,
  uploadThroughput: bytesPerSecond(750) * 0.9,
};
