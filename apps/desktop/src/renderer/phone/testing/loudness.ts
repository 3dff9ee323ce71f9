/** The loudest this frequency was in any of these streams within `ms`, in decibels under full scale; -200: silence. */
export async function loudest(
  context: AudioContext,
  streams: readonly MediaStream[],
  hz: number,
  ms: number,
): Promise<number> {
  const analyser = context.createAnalyser();
  analyser.fftSize = 8_192;
  analyser.smoothingTimeConstant = 0;
  const sources = streams
    .filter((stream) => stream.getAudioTracks().length > 0)
    .map((stream) => context.createMediaStreamSource(stream));
  for (const source of sources) source.connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  const bin = Math.round((hz * analyser.fftSize) / context.sampleRate);
  let most = -200;
  const until = performance.now() + ms;
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    analyser.getFloatFrequencyData(bins);
    most = Math.max(most, ...bins.slice(bin - 2, bin + 3).filter((value) => Number.isFinite(value)));
  }
  for (const source of sources) source.disconnect();
  return Math.round(most);
}
